"""The settlement plan of a NAARS is followed up 3 to 6 months after it (R-506, D-30)."""

from datetime import date

from css_case_mgmt.rules.naars import FollowUp, FollowUpState, follow_up, follow_up_state
from css_case_mgmt.settings import get_setting

REFERRAL = "CSS Inbound Referral"
STILL_CONCERNED = ("Received", "In Triage", "Accepted")


def planned_for(naars_date: date, site: str) -> FollowUp:
	"""From when until when, by the site's settings."""
	return follow_up(
		naars_date,
		get_setting("naars_follow_up_opens_months", site),
		get_setting("naars_follow_up_months", site),
	)


def state_of(referral, today: date) -> FollowUpState | None:
	"""Where the follow-up of a referral stands; None where there is none to do."""
	if not referral.naars_follow_up_opens or referral.status not in STILL_CONCERNED:
		return None
	planned = FollowUp(referral.naars_follow_up_opens, referral.naars_follow_up_due)
	return follow_up_state(planned, referral.naars_followed_up_on, today)
