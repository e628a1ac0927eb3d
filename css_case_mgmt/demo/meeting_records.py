"""What is typed into the forms between assessments; both ways of loading begin with it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from css_case_mgmt.demo.plans import ActivityPlan, AppointmentPlan, PeriodicPlan
from css_case_mgmt.local_time import from_clock_of

Values = dict[str, Any]

NO_CHANGES = "None; the plan goes on as agreed."
READY = "Does nearly everything alone, and says so."
WHY_NOT = {"Missed": "Nobody opened; a note was left.", "Cancelled": "A child was ill."}
CASE_NOTE = (
	"Went through the last three months together. The client said what goes well and what is still hard."
)


def activity_values(plan: ActivityPlan, css_case: str, clients: Mapping[int, str]) -> Values:
	"""
	Args:
		clients: the names of the family's people.
	"""
	return {
		"css_case": css_case,
		"activity_type": plan.activity_type,
		"activity_date": plan.activity_date,
		"method": plan.method,
		"successful": int(plan.is_reached),
		"attempt_result": plan.attempt_result or None,
		"location_kind": plan.location_kind or None,
		"duration_minutes": plan.duration_minutes,
		"note": plan.note or None,
		"participants": [
			{
				"client": clients[each.client],
				"documented_under": None if each.documented_under is None else clients[each.documented_under],
			}
			for each in plan.participants
		],
	}


def periodic_values(plan: PeriodicPlan, client: str, css_case: str, enrolment: str) -> Values:
	return {
		"client": client,
		"css_case": css_case,
		"enrolment": enrolment,
		"assessment_date": plan.assessment_date,
		"occasion": "Beside a Session" if plan.is_beside_session else "Own Meeting",
		"mode": plan.method,
		"still_required": "Yes",
		"ready_for_exit": "Yes" if plan.is_ready_for_exit else "No",
		"ready_for_exit_reason": READY if plan.is_ready_for_exit else None,
		"plan_adjustments": NO_CHANGES,
		"wellbeing": plan.wellbeing,
		"progress": plan.progress,
		"case_note": CASE_NOTE,
	}


def appointment_values(plan: AppointmentPlan, client: str, css_case: str, site: str) -> Values:
	starts_on = from_clock_of(site, plan.day, f"{plan.hour:02d}:00")
	return {
		"css_case": css_case,
		"kind": plan.kind,
		"starts_on": starts_on,
		"ends_on": starts_on + timedelta(minutes=plan.minutes),
		"location_kind": plan.location_kind,
		"clients": [{"client": client}],
		"outcome": plan.outcome or None,
		"outcome_note": WHY_NOT.get(plan.outcome),
		"cancelled_by": "Client" if plan.outcome == "Cancelled" else None,
	}
