"""When notes were completed: on the day of the event or the next ones, not on the day of loading (R-282, R-283)."""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from css_case_mgmt.case_document import dated_title
from css_case_mgmt.demo.plans import ActivityPlan
from css_case_mgmt.demo.records import Values
from css_case_mgmt.local_time import from_clock_of, stored_zone

AT = "16:40"
ADDENDUM_AFTER = timedelta(days=1)


def entry_of(activity: ActivityPlan, site: str, late_days: int) -> Values:
	"""The columns of an activity that say when it became final.

	Args:
		late_days: after how many days a note is late there.
	"""
	days = activity.details.late_days
	on = activity.activity_date + timedelta(days=days)
	return {"entered_on": on, "final_on": stored_moment(site, on), "is_late": int(days > late_days)}


def entry_of_addendum(activity: ActivityPlan, site: str, case_number: str) -> Values:
	"""The columns of an addendum that say when it was written."""
	on = activity.activity_date + timedelta(days=activity.details.late_days) + ADDENDUM_AFTER
	return {
		"title": dated_title(case_number, on),
		"written_on": on,
		"written_at_utc": moment_in_utc(site, on),
	}


@lru_cache(maxsize=4096)
def stored_moment(site: str, on: date) -> datetime:
	return from_clock_of(site, on, AT)


@lru_cache(maxsize=4096)
def moment_in_utc(site: str, on: date) -> datetime:
	moment = stored_moment(site, on).replace(tzinfo=stored_zone())
	return moment.astimezone(timezone.utc).replace(tzinfo=None)
