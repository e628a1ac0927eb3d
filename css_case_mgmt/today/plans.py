"""Settlement plans that are to be begun, agreed on or looked at again, and the worker's own steps in them; read in one
query with the assessments (R-152, R-165, R-201, R-212)."""

from collections.abc import Iterator
from datetime import date, timedelta

import frappe
from frappe.query_builder.functions import Coalesce, Max
from pypika.terms import NullValue, ValueWrapper

from css_case_mgmt.assessment_rhythm import NAM, PERIODIC
from css_case_mgmt.rules.today import Item, Kind, State, Task, state_of
from css_case_mgmt.settlement_plans import AGREED, DOCTYPE, DRAFT, GOAL, OPEN, OPEN_PLANS
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose

# Whose steps are on her list: what the client does alone is asked about when they meet.
OWN_STEPS = ("Caseworker", "Together")
READERS = frozenset(("CSS Caseworker", "CSS Manager"))


def plan_items(files: Files, whose: Whose, found: list[frappe._dict]) -> Iterator[Item]:
	"""One line at most about each plan, and one for each goal with a step that is due.

	Args:
		found: what `assessments.latest_and_drafts` reads.
	"""
	if not READERS & whose.scope.roles:
		return
	assessed, plans, steps = last_assessed(found), {}, {}
	for row in found:
		if row.doctype == DOCTYPE:
			plans[row.enrolment, row.detail] = row
		elif row.doctype == GOAL:
			steps.setdefault(row.enrolment, []).append(row)
	for person in files.enrolled:
		item = plan_item(
			person,
			whose,
			assessed.get(person.enrolment, {}),
			plans.get((person.enrolment, DRAFT)),
			plans.get((person.enrolment, AGREED)),
		)
		if item:
			yield item
		yield from step_items(person, whose, steps.get(person.enrolment, []))


def last_assessed(found: list[frappe._dict]) -> dict[str, dict[str, date]]:
	"""By enrolment, the day of the latest completed assessment of each rhythm."""
	days: dict[str, dict[str, date]] = {}
	for row in found:
		if row.doctype in (NAM.doctype, PERIODIC.doctype) and row.docstatus == 1:
			days.setdefault(row.enrolment, {})[row.doctype] = row.dated
	return days


def plan_item(
	person: frappe._dict,
	whose: Whose,
	assessed: dict[str, date],
	draft: frappe._dict | None,
	agreed: frappe._dict | None,
) -> Item | None:
	def line(task: Task, since: date, record: tuple[str, str]) -> Item:
		return about(person, whose, Kind.PLAN, State.WAITING, task, since=since, record=record)

	if draft:
		return line(Task.AGREE_ON_PLAN, draft.since, (DOCTYPE, draft.name))
	if not agreed:
		first = assessed.get(NAM.doctype)
		return line(Task.BEGIN_PLAN, first, ("CSS Enrolment", person.enrolment)) if first else None
	looked_at = max(filter(None, (agreed.since, agreed.dated)))
	latest = max(assessed.values(), default=None)
	if latest and latest > looked_at:
		return line(Task.LOOK_AT_PLAN, latest, (DOCTYPE, agreed.name))
	return None


def step_items(person: frappe._dict, whose: Whose, steps: list[frappe._dict]) -> Iterator[Item]:
	first: dict[str, frappe._dict] = {}
	for row in steps:
		if row.name not in first or row.dated < first[row.name].dated:
			first[row.name] = row
	for row in first.values():
		state = state_of(row.dated, whose.today_at(person.site), whose.soon_days(person.site))
		if state:
			yield about(
				person,
				whose,
				Kind.PLAN,
				state,
				Task.TAKE_STEP,
				due=row.dated,
				detail=row.detail,
				record=(GOAL, row.name),
			)


def open_plans(enrolments: list[str]):
	"""The draft and the agreed plan of some enrolments, with the day on which each was looked at last."""
	plan, review = frappe.qb.DocType(DOCTYPE), frappe.qb.DocType("CSS Settlement Plan Review")
	return (
		frappe.qb.from_(plan)
		.left_join(review)
		.on(review.parent == plan.name)
		.select(
			ValueWrapper(DOCTYPE).as_("doctype"),
			Max(plan.docstatus).as_("docstatus"),
			plan.name,
			Max(plan.css_case).as_("css_case"),
			plan.enrolment,
			NullValue().as_("month"),
			Max(plan.revision).as_("sequence"),
			Max(review.reviewed_on).as_("dated"),
			NullValue().as_("revises"),
			plan.status.as_("detail"),
			NullValue().as_("case_number"),
			NullValue().as_("site"),
			NullValue().as_("caseworker"),
			Max(Coalesce(plan.client_agreed_on, plan.plan_date)).as_("since"),
		)
		.where(plan.enrolment.isin(enrolments))
		.where(plan.status.isin(OPEN_PLANS))
		.groupby(plan.name, plan.enrolment, plan.status)
	)


def due_steps(files: Files, whose: Whose):
	"""Steps of open goals that the worker takes, alone or together, and that are due or soon will be."""
	plan, goal, action = (
		frappe.qb.DocType(DOCTYPE),
		frappe.qb.DocType(GOAL),
		frappe.qb.DocType("CSS Goal Action"),
	)
	enrolments = [person.enrolment for person in files.enrolled] or [""]
	return (
		frappe.qb.from_(plan)
		.join(goal)
		.on((goal.plan == plan.name) & (goal.css_case == plan.css_case))
		.join(action)
		.on(action.parent == goal.name)
		.select(
			ValueWrapper(GOAL).as_("doctype"),
			goal.docstatus,
			goal.name,
			goal.css_case,
			plan.enrolment,
			NullValue().as_("month"),
			NullValue().as_("sequence"),
			action.due_date.as_("dated"),
			NullValue().as_("revises"),
			action.action.as_("detail"),
			NullValue().as_("case_number"),
			NullValue().as_("site"),
			NullValue().as_("caseworker"),
			NullValue().as_("since"),
		)
		.where(plan.enrolment.isin(enrolments))
		.where(plan.status.isin(OPEN_PLANS))
		.where(goal.status == OPEN)
		.where(action.status == "Open")
		.where(action.responsible.isin(OWN_STEPS))
		.where(action.due_date <= last_day(files, whose))
	)


def last_day(files: Files, whose: Whose) -> date:
	"""The last day of which any of the sites speaks."""
	days = (whose.today_at(site) + timedelta(days=whose.soon_days(site)) for site in files.sites)
	return max(days, default=date.min)
