"""Settings of the network, which a site may override, and the date at a site (D-29)."""

from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

import frappe
from frappe.utils import cint

from css_case_mgmt.permissions.kept_answers import kept

SETTINGS = "CSS Settings"


def overridable_settings() -> dict[str, "frappe.model.meta.DocField"]:
	"""Fields of CSS Settings that a site may override by a row of its own."""
	return {
		field.fieldname: field
		for field in frappe.get_meta(SETTINGS).fields
		if field.fieldtype in ("Int", "Select")
	}


def get_setting(fieldname: str, site: str | None = None) -> int | str:
	"""The value in force, the site's own row before the network's (section 0 of the requirements).

	Args:
		fieldname: a field of CSS Settings.
		site: name of a CSS Site; None asks for the network's value.

	Raises:
		KeyError: the field is not one that can be overridden.
	"""
	field = overridable_settings()[fieldname]
	value = frappe.get_cached_doc(SETTINGS).get(fieldname)
	if site:
		rows = frappe.get_cached_doc("CSS Site", site).settings
		value = next((row.value for row in rows if row.setting == fieldname), value)
	return cint(value) if field.fieldtype == "Int" else value


def settings_of(site: str) -> dict[str, int | str]:
	"""All values in force at a site; for those who ask for many."""
	network = frappe.get_cached_doc(SETTINGS)
	own = {row.setting: row.value for row in frappe.get_cached_doc("CSS Site", site).settings}
	found = {}
	for fieldname, field in overridable_settings().items():
		value = own.get(fieldname, network.get(fieldname))
		found[fieldname] = cint(value) if field.fieldtype == "Int" else value
	return found


def dates_by_site() -> dict[str, date]:
	"""Today's date at every site."""
	return kept("dates", read_dates_by_site)


def read_dates_by_site() -> dict[str, date]:
	now = datetime.now(timezone.utc)
	site = frappe.qb.DocType("CSS Site")
	zones = frappe.qb.from_(site).select(site.name, site.time_zone).run()
	return {name: now.astimezone(ZoneInfo(zone)).date() for name, zone in zones}


def site_today(site: str) -> date:
	"""Today's date at a site, whatever the time zone of the server (D-29)."""
	zone = frappe.get_cached_value("CSS Site", site, "time_zone")
	return datetime.now(timezone.utc).astimezone(ZoneInfo(zone)).date()


def case_today(css_case: str) -> date:
	"""Today's date at the site of a case (D-29)."""
	return site_today(frappe.db.get_value("CSS Case", css_case, "site"))
