"""Writing down a contact in one step, and how often each member of a family was contacted (R-222 to R-226)."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, getdate

from css_case_mgmt.api.permission import require
from css_case_mgmt.contact_counts import ContactsNow, contacts_now, counted, last_contacts, targets_of
from css_case_mgmt.css_case_mgmt.doctype.css_activity.css_activity import ActivityRefused
from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import people_on
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import memberships
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.rules.membership import head_on, members_on
from css_case_mgmt.settings import case_today, get_setting
from css_case_mgmt.target_words import target_in_words
from css_case_mgmt.ways_of_meeting import methods_in_use, places_in_use

ACTIVITY, CASE, CLIENT = "CSS Activity", "CSS Case", "CSS Client"


@frappe.whitelist(methods=["GET", "POST"])
def get_contacts(css_case: str) -> dict:
	"""The last contact with each member of a family, and the contacts of the running week or month against the
	target of whoever is enrolled; besides what the dialog needs to write one down (R-224, R-226).

	Args:
		css_case: a CSS Case that the reader may read.
	"""
	require(ACTIVITY)
	case = frappe.get_doc(CASE, css_case)
	case.check_permission("read")
	today = case_today(css_case)
	people = members_today(css_case, today)
	facts = people_on(list(people), css_case, today)
	own_file_age = get_setting("own_file_age", case.site)
	now = contacts_now(open_enrolments(css_case, list(people), case.site))
	of_client = {each.client: each for each in now.values()}
	last_of = last_contacts(people, counted(case.site))
	may_log = case.may_be_changed() and all(
		frappe.has_permission(ACTIVITY, ptype) for ptype in ("create", "submit")
	)
	return {
		"today": today,
		"may_log": bool(may_log),
		"without_contact_days": get_setting("without_contact_days", case.site),
		"kinds": kinds_of_contact() if may_log else [],
		"methods": methods_in_use() if may_log else [],
		"places": places_in_use() if may_log else [],
		"members": [
			{
				"client": client,
				"full_name": full_name(person),
				"has_own_records": facts[client].has_own_records(today, own_file_age),
				"last_contact": last_of.get(client),
				**(enrolled_member(of_client[client], case.site) if client in of_client else {}),
			}
			for client, person in people.items()
		],
	}


def members_today(css_case: str, today: date) -> dict[str, frappe._dict]:
	"""The members whose files the reader may read, the head of family first."""
	family = sorted(members_on(memberships({"css_case": css_case}), today), key=lambda each: not each.is_head)
	names = [membership.client for membership in family]
	found = frappe.get_list(
		CLIENT, filters={"name": ("in", names or [""])}, fields=["name", *NAME_FIELDS], limit=0
	)
	by_name = {person.name: person for person in found}
	return {name: by_name[name] for name in names if name in by_name}


def open_enrolments(css_case: str, clients: list[str], site: str) -> list[frappe._dict]:
	rows = frappe.get_list(
		"CSS Enrolment",
		filters={"css_case": css_case, "client": ("in", clients or [""]), "status": "Active"},
		fields=["name", "client", "enrolment_date", "episode"],
		limit=0,
	)
	return [frappe._dict(row, site=site) for row in rows]


def enrolled_member(now: ContactsNow, site: str) -> dict:
	"""Where an enrolled member stands; the target of the whole running week or month."""
	shown = {"days": now.days, "is_without_contact": now.is_without_contact, "contacts": now.contacts}
	if now.period:
		period = now.period
		shown["needs_level"] = period.level.value
		shown["period_to"] = period.last
		shown["target"] = target_in_words(period.level, period.days, period.full_days, targets_of(site))
	return shown


def kinds_of_contact() -> list[dict]:
	return frappe.get_all(
		"CSS Activity Type",
		filters={"enabled": 1, "counts_as_contact": 1},
		fields=["name", "demands_note", "asks_for"],
		order_by="position",
	)


@frappe.whitelist(methods=["POST"])
def log_contact(
	css_case: str,
	participants: list | str,
	activity_type: str,
	method: str,
	activity_date: str | None = None,
	successful: int | str = 1,
	attempt_result: str | None = None,
	location_kind: str | None = None,
	duration_minutes: int | str | None = None,
	note: str | None = None,
	cannot_alone_reason: str | None = None,
) -> str:
	"""Write down a contact, final at once, and return the name of the activity (R-222, R-234).

	A child without own records is documented under the head of family (D-09); whoever wants somebody else uses the
	form.

	Args:
		css_case: a CSS Case that the user may write in.
		participants: names of CSS Clients who took part.
		activity_type: a CSS Activity Type.
		method: a CSS Contact Method.
		activity_date: by default today at the site.
		successful: whether the client was reached.
		attempt_result: what happened otherwise.
		location_kind: a CSS Place, of a contact in person.
		duration_minutes: whole minutes.
		note: needed for some kinds.
		cannot_alone_reason: needed for an accompaniment.

	Raises:
		frappe.PermissionError: the user may not complete activities of this case.
		frappe.ValidationError: what any activity is refused for.
	"""
	require(ACTIVITY, "create")
	require(ACTIVITY, "submit")
	frappe.get_doc(CASE, css_case).check_permission("write")
	on = getdate(activity_date) if activity_date else case_today(css_case)
	activity = frappe.get_doc(
		doctype=ACTIVITY,
		css_case=css_case,
		activity_type=activity_type,
		activity_date=on,
		method=method,
		successful=cint(successful),
		attempt_result=attempt_result or None,
		location_kind=location_kind or None,
		duration_minutes=cint(duration_minutes),
		note=note,
		cannot_alone_reason=cannot_alone_reason or None,
		participants=rows_for(css_case, names_of(participants), on),
	)
	activity.submit()
	return activity.name


def names_of(participants: list | str) -> list[str]:
	"""What a request gives as names, if it is names."""
	try:
		names = frappe.parse_json(participants)
	except ValueError:
		names = None
	if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
		frappe.throw(_("Choose who took part."), ActivityRefused, title=_("Who took part"))
	return names


def rows_for(css_case: str, clients: list[str], on: date) -> list[dict]:
	people = people_on(clients, css_case, on)
	own_file_age = get_setting("own_file_age", frappe.db.get_value(CASE, css_case, "site"))
	head = head_on(memberships({"css_case": css_case}), on)
	return [
		{
			"client": client,
			"documented_under": head.client
			if head and not people[client].has_own_records(on, own_file_age)
			else None,
		}
		for client in clients
	]
