import frappe
from frappe import _
from frappe.utils import cstr, getdate

from css_case_mgmt.case_document import CaseDocument, DateRefused, add_unique_source
from css_case_mgmt.consent_gate import require_no_withdrawal
from css_case_mgmt.css_case_mgmt.doctype.css_goal import actions
from css_case_mgmt.rules.goal_horizon import DateProblem, Horizon, date_problem
from css_case_mgmt.rules.settlement_plan import GoalStatus, may_move_goal
from css_case_mgmt.settlement_plans import DOCTYPE as PLAN
from css_case_mgmt.settlement_plans import OPEN_PLANS

USE = "Settlement Plan"
OPEN, CARRIED_OVER = GoalStatus.OPEN.value, GoalStatus.CARRIED_OVER.value
WITHOUT_WORDS = (GoalStatus.ACHIEVED.value, CARRIED_OVER)
OUTCOME = ("status", "outcome_on", "outcome_note")
TEXTS_OF_GOAL = (
	"goal",
	"horizon",
	"start_date",
	"target_date",
	"vision",
	"success_measure",
	"expected_change",
	"factor",
	"need_code",
	"serves_goal",
)


class GoalRefused(frappe.ValidationError):
	"""A goal that does not fit the plan, or itself."""


class HorizonRefused(GoalRefused):
	"""An immediate goal ends within a year (D-13)."""


class GoalLocked(GoalRefused):
	"""A goal that has ended stays as it is until it is taken up again."""


class CSSGoal(CaseDocument):
	"""What somebody wants, in her own words, with the steps that lead there (R-197 to R-208, R-218).

	It belongs to the plan in force: when a revision is agreed, the open goals go along with it.
	"""

	def validate(self) -> None:
		before = self.get_doc_before_save()
		self.load_plan(before)
		self.validate_file()
		self.validate_move(before)
		self.validate_dates()
		self.validate_horizon()
		self.validate_need(before)
		self.validate_served_goal(before)
		actions.check_actions(self, before)
		self.validate_outcome(before)
		self.validate_consent()
		self.set_title(self.start_date)

	def load_plan(self, before: "CSSGoal | None") -> None:
		"""The plan changes with a revision, never by hand: a form that was open meanwhile may still name the former."""
		if before:
			self.plan = before.plan
		plan, enrolment = frappe.qb.DocType(PLAN), frappe.qb.DocType("CSS Enrolment")
		found = (
			frappe.qb.from_(plan)
			.join(enrolment)
			.on(enrolment.name == plan.enrolment)
			.select(plan.client, plan.css_case, plan.status, enrolment.status.as_("enrolment_status"))
			.where(plan.name == self.plan)
			.run(as_dict=True)
		)
		if not found:
			self.refuse(_("Choose the settlement plan that the goal belongs to."))
		self.plan_on_file = found[0]

	def validate_file(self) -> None:
		plan = self.plan_on_file
		if (plan.client, plan.css_case) != (self.client, self.css_case):
			self.refuse(_("The plan belongs to another person, or has gone along to another case."))
		if self.flags.is_closing:
			return
		if plan.status not in OPEN_PLANS or plan.enrolment_status == "Exited":
			frappe.throw(
				_("The plan of this goal is {0}: the goal stays as it is.").format(
					_(plan.status if plan.status not in OPEN_PLANS else "Exited")
				),
				GoalLocked,
				title=_("Goal"),
			)

	def validate_move(self, before: "CSSGoal | None") -> None:
		"""Only legal moves, by whatever surface: form, REST, import, bulk edit or Kanban (R-208)."""
		self.status = self.status or OPEN
		earlier = before.status if before else OPEN
		if not may_move_goal(earlier, self.status):
			self.refuse(
				_("A goal does not go from {0} to {1}. Take it up again first.").format(
					_(earlier), _(self.status)
				)
			)
		if self.status == CARRIED_OVER and earlier == OPEN and not self.flags.is_closing:
			self.refuse(_("Goals are carried over when the plan is closed at exit."))
		if before and before.status != OPEN and self.status != OPEN and self.is_rewritten(before):
			frappe.throw(
				_("This goal has ended. Take it up again to change it."), GoalLocked, title=_("Goal")
			)

	def is_rewritten(self, before: "CSSGoal") -> bool:
		if any(cstr(self.get(name)) != cstr(before.get(name)) for name in TEXTS_OF_GOAL):
			return True
		tables = ("actions", "check_ins", "setbacks")
		return any(actions.as_recorded(self, table) != actions.as_recorded(before, table) for table in tables)

	def validate_dates(self) -> None:
		self.refuse_future("outcome_on")
		if self.outcome_on and getdate(self.outcome_on) < getdate(self.start_date):
			frappe.throw(_("The goal ends before it begins."), DateRefused, title=_("Ended on"))

	def validate_horizon(self) -> None:
		"""D-13, T-11: the day a year later is the last of an immediate goal."""
		if not (self.start_date and self.target_date and self.horizon):
			return  # Frappe names what is missing.
		problem = date_problem(self.horizon, getdate(self.start_date), getdate(self.target_date))
		if problem is DateProblem.ENDS_BEFORE_START:
			frappe.throw(
				_("The goal is to be reached before it begins. Choose a later day."),
				DateRefused,
				title=_("To be reached by"),
			)
		if problem is DateProblem.TOO_LATE_FOR_IMMEDIATE:
			frappe.throw(
				_(
					"An immediate goal is reached within a year. Choose an earlier day, or make it an intermediate goal and a first step of it an immediate one."
				),
				HorizonRefused,
				title=_("Horizon"),
			)

	def validate_need(self, before: "CSSGoal | None") -> None:
		"""From the factor to the need to the goal (R-210)."""
		if not self.need_code or (before and before.need_code == self.need_code):
			return
		row = {"parent": self.plan, "parenttype": PLAN, "need_code": self.need_code}
		need = frappe.db.get_value("CSS Settlement Plan Need", row, ["name", "factor"], as_dict=True)
		if not need:
			self.refuse(_("The plan has no need {0}. Choose one of its needs.").format(self.need_code))
		self.factor = self.factor or need.factor

	def validate_served_goal(self, before: "CSSGoal | None") -> None:
		"""An immediate goal serves an intermediate one of the same person (R-200)."""
		if self.serves_goal and (
			not before or self.serves_goal != before.serves_goal or self.horizon != before.horizon
		):
			served = frappe.db.get_value("CSS Goal", self.serves_goal, ["client", "horizon"], as_dict=True)
			fits = served and served.client == self.client and served.horizon == Horizon.INTERMEDIATE.value
			if not fits or self.horizon != Horizon.IMMEDIATE.value:
				self.refuse(_("An immediate goal leads to an intermediate goal of the same person."))
		if (
			before
			and before.horizon != self.horizon == Horizon.IMMEDIATE.value
			and frappe.db.exists("CSS Goal", {"serves_goal": self.name})
		):
			self.refuse(_("Immediate goals lead to this one: it stays an intermediate goal."))

	def validate_outcome(self, before: "CSSGoal | None") -> None:
		"""What ends has a day and, unless it was achieved, words for what came of it (R-208)."""
		if self.status == OPEN:
			self.outcome_on = self.outcome_note = None
			return
		if not self.outcome_on or (
			self.status not in WITHOUT_WORDS and not (self.outcome_note or "").strip()
		):
			self.refuse(_("Say when the goal ended, and what came of it."))

	def validate_consent(self) -> None:
		if self.status == OPEN:
			require_no_withdrawal(self.client, self.css_case, for_what=USE)

	def refuse(self, text: str) -> None:
		frappe.throw(text, GoalRefused, title=_("Goal"))


def on_doctype_update() -> None:
	add_unique_source("CSS Goal")
	# The goals of a plan, and what is open on Today.
	frappe.db.add_index("CSS Goal", ["plan", "status", "target_date"])
	frappe.db.add_index("CSS Goal", ["client", "status"])
