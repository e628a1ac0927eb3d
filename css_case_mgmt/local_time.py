"""Stored times and the clocks of the sites (D-29). Frappe stores times in the zone of the whole bench."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import frappe
from dateutil.parser import parse
from frappe import _
from frappe.utils import get_system_timezone

from css_case_mgmt.rules import local_times


class TimeRefused(frappe.ValidationError):
	"""Not a time, or one that no clock shows."""


def stored_zone() -> ZoneInfo:
	return ZoneInfo(get_system_timezone())


def zone_of(site: str) -> ZoneInfo:
	return ZoneInfo(frappe.get_cached_value("CSS Site", site, "time_zone"))


def now_stored() -> datetime:
	"""This moment as it would be stored, to the second."""
	return datetime.now(stored_zone()).replace(tzinfo=None, microsecond=0)


def on_clock_of(site: str, stored: datetime) -> datetime:
	"""What the clock says at a site at a stored time."""
	return local_times.at_site(stored, stored_zone(), zone_of(site))


def as_moment(value: object, label: str) -> datetime:
	"""A typed time as it is stored; with an offset, as REST clients may send it, it is converted.

	Raises:
		TimeRefused: it is no time, or one that the change of the clocks jumps over.
	"""
	zone = stored_zone()
	moment = parsed(value, label)
	if moment.tzinfo is not None:
		return moment.astimezone(zone).replace(tzinfo=None, microsecond=0)
	moment = moment.replace(microsecond=0)
	require_existing(moment, zone)
	return moment


def from_clock_of(site: str, day: object, time: object) -> datetime:
	"""A day and a time on a site's clock, such as 2026-03-02 and 14:30, as they are stored.

	Raises:
		TimeRefused: they are no day and time, or one that the change of the clocks jumps over.
	"""
	local = parsed(f"{day} {time}", _("Date and time")).replace(microsecond=0)
	if local.tzinfo is not None:
		refuse_text(_("Date and time"), f"{day} {time}")
	require_existing(local, zone_of(site))
	return local_times.as_stored(local, zone_of(site), stored_zone())


def start_of_day(site_zone: ZoneInfo, day: date) -> datetime:
	"""The first moment of a day in a zone, as it is stored."""
	return local_times.as_stored(datetime(day.year, day.month, day.day), site_zone, stored_zone())


def parsed(value: object, label: str) -> datetime:
	if isinstance(value, datetime):
		return value
	try:
		# A date alone would be read as midnight, and a time alone as today.
		first, second = (parse(str(value), default=datetime(2000, month, month)) for month in (1, 2))
	except (ValueError, OverflowError):
		refuse_text(label, value)
	if first != second or ":" not in str(value):
		refuse_text(label, value)
	return first


def require_existing(moment: datetime, zone: ZoneInfo) -> None:
	if not local_times.exists(moment, zone):
		frappe.throw(
			_("Clocks go forward in that hour: {0} does not exist. Choose another time.").format(
				moment.strftime("%Y-%m-%d %H:%M")
			),
			TimeRefused,
			title=_("Time", context="Of Day"),
		)


def refuse_text(label: str, value: object) -> None:
	frappe.throw(
		_("{0}: {1} is not a date with a time, such as 2026-03-02 14:30.").format(label, str(value)[:40]),
		TimeRefused,
		title=_("Time", context="Of Day"),
	)
