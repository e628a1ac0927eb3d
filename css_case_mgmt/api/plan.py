"""The settlement plan in the desk: begin, propose, agree, revise, review (R-190 to R-218)."""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.api.permission import require
from css_case_mgmt.plan_panel import latest_assessment, panel_of, plan_of_enrolment
from css_case_mgmt.proposed_needs import proposed_for
from css_case_mgmt.settings import case_today
from css_case_mgmt.settlement_plans import AGREED, DOCTYPE, GOAL
from css_case_mgmt.strengths_from_naars import add_strength


@frappe.whitelist(methods=["GET", "POST"])
def get_plan(enrolment: str) -> dict:
	"""The plan of an enrolment: what is agreed, the open draft, and whether one may be begun (R-459)."""
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("read")
	require(DOCTYPE)
	return plan_of_enrolment(document)


@frappe.whitelist(methods=["GET", "POST"])
def get_panel(plan: str) -> dict:
	"""What the form of a plan shows at its head: balance, goals with their steps, what to do next."""
	document = frappe.get_doc(DOCTYPE, plan)
	document.check_permission("read")
	return panel_of(document)


@frappe.whitelist(methods=["POST"])
def start(enrolment: str, plan_date: str | None = None) -> str:
	"""Begin the plan of an enrolment and return its name (D-16, R-209).

	Args:
		enrolment: of a case that the user may write.
		plan_date: today at the site when left out.
	"""
	require(DOCTYPE, "create")
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("write")
	last = latest_assessment(enrolment)
	plan = frappe.new_doc(DOCTYPE)
	plan.update(
		{
			"client": document.client,
			"css_case": document.css_case,
			"enrolment": enrolment,
			"plan_date": plan_date or case_today(document.css_case),
			"nam_assessment": last.name if last and last.css_case == document.css_case else None,
			"agreement_language": frappe.db.get_value("CSS Client", document.client, "primary_language"),
		}
	)
	return plan.insert().name


@frappe.whitelist(methods=["GET", "POST"])
def propose(plan: str) -> dict:
	"""What the latest needs assessment proposes; nothing is stored (R-165)."""
	document = frappe.get_doc(DOCTYPE, plan)
	document.check_permission("read")
	return proposed_for(document)


@frappe.whitelist(methods=["POST"])
def add_proposed(
	plan: str, needs: list | str | None = None, goals: list | str | None = None, assessment: str | None = None
) -> dict:
	"""Add what the worker has ticked and worded, needs to a draft and goals to an open plan; all or nothing (R-165).

	Args:
		plan: the CSS Settlement Plan.
		needs: rows of factor, challenge and need.
		goals: rows of factor, goal and horizon, with start_date and target_date.
		assessment: the needs assessment that the plan answers to.

	Returns:
		`needs`, their codes, and `goals`, their names.
	"""
	document = frappe.get_doc(DOCTYPE, plan, for_update=True)
	document.check_permission("write")
	needs, goals = frappe.parse_json(needs or []), frappe.parse_json(goals or [])
	added = [
		document.append("needs", {name: row.get(name) for name in ("factor", "challenge", "need")})
		for row in needs
	]
	if assessment and document.status != AGREED:
		document.nam_assessment = assessment
	if added or document.has_value_changed("nam_assessment"):
		document.save()
	code_of = {row.factor: row.need_code for row in document.needs if row.factor}
	return {
		"needs": [row.need_code for row in added],
		"goals": [add_goal(document, row, code_of) for row in goals],
	}


def add_goal(plan: Document, row: dict, code_of: dict[str, str]) -> str:
	goal = frappe.new_doc(GOAL)
	fields = ("factor", "goal", "horizon", "start_date", "target_date")
	goal.update({name: row.get(name) for name in fields if row.get(name)})
	goal.update(
		{
			"plan": plan.name,
			"client": plan.client,
			"css_case": plan.css_case,
			"start_date": row.get("start_date") or case_today(plan.css_case),
			"need_code": row.get("need_code") or code_of.get(row.get("factor")),
		}
	)
	return goal.insert().name


@frappe.whitelist(methods=["POST"])
def take_strength(plan: str, category: str, strength: str) -> str:
	"""Take what the NAARS has found over into a draft, as the worker words it; return its code (R-196).

	Args:
		plan: the CSS Settlement Plan.
		category: of the strength.
		strength: in the words that the plan is to have.
	"""
	document = frappe.get_doc(DOCTYPE, plan, for_update=True)
	document.check_permission("write")
	return add_strength(document, category, strength)


@frappe.whitelist(methods=["POST"])
def agree(
	plan: str,
	signature_method: str,
	client_agreed_on: str | None = None,
	caseworker_agreed_on: str | None = None,
	client_signature: str | None = None,
	caseworker_signature: str | None = None,
	scan: str | None = None,
	copy_given_on: str | None = None,
	modified: str | None = None,
) -> dict:
	"""Both agree on a draft and sign it; a revision takes the place of what it revises (R-214, R-117).

	Args:
		plan: a draft.
		signature_method: Signed on Screen, Signed on Paper or Photo of a Signature.
		client_agreed_on: the day; today at the site when left out.
		caseworker_agreed_on: the day; as the client's when left out.
		client_signature: of a signature on the screen, the picture.
		caseworker_signature: of a signature on the screen, the picture.
		scan: of a paper, the private file.
		copy_given_on: when the client received a copy.
		modified: of the draft as it was shown; what was changed since is to be read before it is signed.
	"""
	document = frappe.get_doc(DOCTYPE, plan, for_update=True)
	document.check_permission("write")
	if modified and str(document.modified) != modified:
		frappe.throw(
			_("The plan was changed while you had it open. Read it again together, then agree on it."),
			frappe.TimestampMismatchError,
			title=_("Settlement plan"),
		)
	day = client_agreed_on or case_today(document.css_case)
	document.update(
		{
			"status": AGREED,
			"signature_method": signature_method,
			"client_agreed_on": day,
			"caseworker_agreed_on": caseworker_agreed_on or day,
			"client_signature": client_signature,
			"caseworker_signature": caseworker_signature,
			"scan": scan,
			"copy_given_on": copy_given_on,
		}
	)
	document.save()
	return {"status": document.status, "modified": document.modified}


@frappe.whitelist(methods=["POST"])
def record_review(
	plan: str,
	what_changes: str,
	occasion: str = "Check-in",
	reviewed_on: str | None = None,
	nam_assessment: str | None = None,
	periodic_assessment: str | None = None,
) -> None:
	"""Write down that the plan was looked at again, and what changes, be it nothing (R-204, R-212).

	Args:
		plan: a plan that is open.
		what_changes: in words.
		occasion: Check-in, Needs Assessment, Periodic Assessment or Exit.
		reviewed_on: today at the site when left out.
		nam_assessment: the needs assessment that gave the occasion.
		periodic_assessment: the periodic assessment that gave the occasion.
	"""
	document = frappe.get_doc(DOCTYPE, plan, for_update=True)
	document.check_permission("write")
	document.append(
		"reviews",
		{
			"reviewed_on": reviewed_on or case_today(document.css_case),
			"occasion": occasion,
			"what_changes": what_changes,
			"nam_assessment": nam_assessment,
			"periodic_assessment": periodic_assessment,
		},
	)
	document.save()
