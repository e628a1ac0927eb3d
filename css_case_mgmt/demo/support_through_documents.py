"""Plans, goals and referrals of an enrolment as the staff would enter them in the desk."""

from typing import TYPE_CHECKING

import frappe
from frappe.model.document import Document

from css_case_mgmt.case_document import dated_title
from css_case_mgmt.css_case_mgmt.doctype.css_referral.checks import explanations_to_give
from css_case_mgmt.demo.plans import ActivityPlan, EnrolmentPlan
from css_case_mgmt.demo.records import Values
from css_case_mgmt.demo.support_records import (
	Owner,
	answers_of,
	details_values,
	goal_values,
	plan_values,
	referral_values,
	steps_taken,
)
from css_case_mgmt.demo.support_times import entry_of, entry_of_addendum
from css_case_mgmt.demo.work_plans import FOLLOWED_UP, NO_DETAILS, OutwardReferralPlan, RevisionPlan
from css_case_mgmt.settings import get_setting

if TYPE_CHECKING:
	from css_case_mgmt.demo.through_documents import Entry

ACTIVITY, ADDENDUM = "CSS Activity", "CSS Note Addendum"
PLAN, GOAL, REFERRAL = "CSS Settlement Plan", "CSS Goal", "CSS Referral"


class SupportEntry:
	"""Enters what belongs to one enrolment, as the worker of its case.

	Args:
		entry: of the family.
		assessments: the names of the enrolment's needs assessments, by sequence.
	"""

	def __init__(self, entry: "Entry", enrolment: EnrolmentPlan, assessments: dict[int, str]) -> None:
		self.entry = entry
		self.enrolment = enrolment
		self.client = entry.family.clients[enrolment.client]
		self.site = entry.family.cases[enrolment.case].site
		self.owner = Owner(
			entry.clients[enrolment.client].name,
			entry.cases[enrolment.case].name,
			entry.enrolments[enrolment].name,
		)
		self.assessments = assessments
		self.goals: list[str] = []
		self.referrals: list[tuple[str, OutwardReferralPlan]] = []
		self.activities: dict[int, str] = {}
		self.follow_up_days = get_setting("referral_follow_up_days", self.site)
		self.late_days = get_setting("late_entry_days", self.site)

	def enter(self) -> None:
		revises = None
		for plan in self.enrolment.settlement_plans:
			document = self.enter_plan(plan, revises)
			if not revises:
				self.enter_goals(document.name)
			revises = document.name
		for plan in self.enrolment.referrals:
			self.enter_referral(plan)

	def enter_plan(self, plan: RevisionPlan, revises: str | None) -> Document:
		"""Signed by both, and then agreed on."""
		values = plan_values(plan, self.owner, self.assessments)
		source = self.entry.sources.settlement_plan(self.client, self.enrolment, plan)
		document = self.entry.insert(PLAN, values | source | {"revises": revises})
		if not plan.is_draft:
			self.entry.change(document, {"status": "Agreed"})
		return document

	def enter_goals(self, plan: str) -> None:
		for number, goal in enumerate(self.enrolment.goals):
			serves = None if goal.serves is None else self.goals[goal.serves]
			values = goal_values(goal, self.owner.client, self.owner.css_case, plan, serves)
			source = self.entry.sources.goal(self.client, self.enrolment, number)
			self.goals.append(self.entry.insert(GOAL, values | source).name)

	def enter_referral(self, plan: OutwardReferralPlan) -> None:
		values = referral_values(
			plan,
			self.owner,
			providers=self.entry.cast.providers,
			goals=self.goals,
			explanations=explanations_to_give(),
			is_again=self.enrolment.episode > 1,
		)
		source = self.entry.sources.referral(self.client, self.enrolment, plan)
		referral = self.entry.insert(REFERRAL, values | source)
		# Written on its day, not today.
		title = {
			"title": dated_title(
				frappe.db.get_value("CSS Client", self.owner.client, "file_number"), plan.written_on
			)
		}
		frappe.db.set_value(REFERRAL, referral.name, title, update_modified=False)
		for taken in steps_taken(plan, self.follow_up_days):
			step = taken.step
			told = {"told_by": step.told_by, "remark": step.remark}
			if step.status == FOLLOWED_UP:
				referral.record_follow_up(step.step_on, **told)
				continue
			answers = answers_of(plan) if step.status == "Completed" else {}
			referral.take_step(
				step.status,
				step.step_on,
				delay_reason=taken.changes.get("delay_reason"),
				**told,
				**answers,
			)
		self.referrals.append((referral.name, plan))

	def details(self, activity: ActivityPlan) -> Values:
		"""What is typed besides the note."""
		if activity.details is NO_DETAILS:
			return {}
		return details_values(
			activity.details,
			activity.activity_date,
			client=self.owner.client,
			providers=self.entry.cast.providers,
			referrals=self.referrals,
			goals=self.goals,
			activities=self.activities,
			follow_up_days=self.follow_up_days,
		)

	def sign_off(self, activity: ActivityPlan, name: str) -> None:
		"""Final on its day, not today; an addendum some days later."""
		self.activities[activity.number] = name
		frappe.db.set_value(
			ACTIVITY, name, entry_of(activity, self.site, self.late_days), update_modified=False
		)
		if activity.details.addendum:
			values = {
				"css_case": self.owner.css_case,
				"reference_doctype": ACTIVITY,
				"reference_name": name,
				"text": activity.details.addendum,
			}
			addendum = self.entry.insert(ADDENDUM, values)
			number = self.entry.cases[self.enrolment.case].file_number
			frappe.db.set_value(
				ADDENDUM,
				addendum.name,
				entry_of_addendum(activity, self.site, number),
				update_modified=False,
			)
