"""Settlement plans, goals and referrals as rows, as the forms would leave them (R-190 to R-217, R-300 to R-315)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from frappe import _

from css_case_mgmt.case_document import dated_title, opaque_name
from css_case_mgmt.css_case_mgmt.doctype.css_referral.checks import explanations_to_give
from css_case_mgmt.css_case_mgmt.doctype.css_settlement_plan.numbering import plan_title
from css_case_mgmt.demo.bulk_rows import Row, RowMaker
from css_case_mgmt.demo.plans import ClientPlan, ConsentPlan, EnrolmentPlan
from css_case_mgmt.demo.records import Sources, Values
from css_case_mgmt.demo.referring import provider_name
from css_case_mgmt.demo.support_records import (
	CARRIED_OVER,
	Owner,
	Taken,
	goal_values,
	plan_values,
	referral_values,
	steps_taken,
)
from css_case_mgmt.demo.version_rows import quick_version_row
from css_case_mgmt.demo.work_plans import GoalPlan, OutwardReferralPlan, RevisionPlan
from css_case_mgmt.settings import get_setting

PLAN, GOAL, REFERRAL = "CSS Settlement Plan", "CSS Goal", "CSS Referral"
STEP, EXPLAINED = "CSS Referral Step", "CSS Referral Explained"
TABLES = {
	PLAN: {
		"strengths": "CSS Settlement Plan Strength",
		"needs": "CSS Settlement Plan Need",
		"reviews": "CSS Settlement Plan Review",
	},
	GOAL: {
		"actions": "CSS Goal Action",
		"check_ins": "CSS Goal Check In",
		"setbacks": "CSS Goal Setback",
	},
}
# Where a referral names the consent that covers it.
WITH_CONSENT = ("Consented", "Sent")


@dataclass(frozen=True)
class Supported:
	"""Whose plans and referrals these are, and who writes them.

	Args:
		assessments: the names of the enrolment's needs assessments, by sequence.
		consents: the enrolment's consents, each with its name, the latest first.
	"""

	owner: Owner
	client_number: str
	site: str
	worker: str
	manager: str
	assessments: dict[int, str]
	consents: list[tuple[str, ConsentPlan]]


@dataclass(frozen=True)
class SupportOfEnrolment:
	"""What activities of an enrolment can be about."""

	providers: list[str]
	goals: list[str] = field(default_factory=list)
	referrals: list[tuple[str, OutwardReferralPlan]] = field(default_factory=list)


class SupportRows:
	"""Makes the rows; what is looked up is looked up once."""

	def __init__(self, maker: RowMaker, sources: Sources, providers: list[str]) -> None:
		self.maker = maker
		self.sources = sources
		self.providers = providers
		self.explanations = explanations_to_give()
		self.days: dict[str, int] = {}

	def make(
		self, enrolment: EnrolmentPlan, client: ClientPlan, of: Supported
	) -> tuple[dict[str, list[Row]], SupportOfEnrolment]:
		"""The rows by DocType, and what activities can be about."""
		making = _Making(self, enrolment, client, of)
		making.make_plans()
		making.make_referrals()
		return making.rows, making.support

	def follow_up_days(self, site: str) -> int:
		if site not in self.days:
			self.days[site] = get_setting("referral_follow_up_days", site)
		return self.days[site]


class _Making:
	def __init__(self, by: SupportRows, enrolment: EnrolmentPlan, client: ClientPlan, of: Supported) -> None:
		self.by = by
		self.maker = by.maker
		self.enrolment = enrolment
		self.client = client
		self.of = of
		self.rows: dict[str, list[Row]] = defaultdict(list)
		self.support = SupportOfEnrolment(by.providers)

	def make_plans(self) -> None:
		made: list[Row] = []
		for plan in self.enrolment.settlement_plans:
			made.append(self.make_plan(plan, made[-1] if made else None))
		for number, goal in enumerate(self.enrolment.goals):
			self.make_goal(number, goal, made)

	def make_plan(self, plan: RevisionPlan, former: Row | None) -> Row:
		"""Drafted, agreed, then superseded by the next one or closed at the exit."""
		owner, worker, name = self.of.owner, self.of.worker, opaque_name()
		is_last = plan is self.enrolment.settlement_plans[-1]
		values = plan_values(plan, owner, self.of.assessments)
		tables = {table: values.pop(table) for table in TABLES[PLAN]}
		values |= self.by.sources.settlement_plan(self.client, self.enrolment, plan) | {
			"title": plan_title(self.of.client_number, plan.revision),
			"revision": plan.revision,
			"revises": former and former["name"],
			"status": "Draft",
			"open_draft_of": owner.enrolment,
		}
		modified_by = worker
		if not plan.is_draft:
			agreed = {"status": "Agreed", "open_draft_of": None}
			self.add_version(PLAN, name, values, agreed, worker)
			values |= agreed
			if former:
				former.update({"status": "Superseded", "superseded_by": name})
		if is_last and self.enrolment.exit_date:
			closed = {"status": "Closed", "closed_on": self.enrolment.exit_date, "closing_reason": _("Exit")}
			self.add_version(PLAN, name, values, closed, self.of.manager)
			values |= closed
			modified_by = self.of.manager
		row = self.maker.row(PLAN, name, values, worker, modified_by)
		self.add(PLAN, row, tables)
		return row

	def make_goal(self, number: int, goal: GoalPlan, plans: list[Row]) -> None:
		"""What is open goes along with the next revision, and is carried over at the exit."""
		owner, worker, name = self.of.owner, self.of.worker, opaque_name()
		goes_along = goal.status in ("Open", CARRIED_OVER)
		serves = None if goal.serves is None else self.support.goals[goal.serves]
		plan = plans[-1 if goes_along else 0]["name"]
		values = goal_values(goal, owner.client, owner.css_case, plan, serves)
		tables = {table: values.pop(table) for table in TABLES[GOAL]}
		values |= self.by.sources.goal(self.client, self.enrolment, number)
		values["title"] = dated_title(self.of.client_number, goal.start_date)
		modified_by = worker
		if goal.status == CARRIED_OVER:
			outcome = {
				"status": CARRIED_OVER,
				"outcome_on": goal.outcome_on,
				"outcome_note": _("The programme ended."),
			}
			self.add_version(GOAL, name, values, outcome, self.of.manager)
			values |= outcome
			modified_by = self.of.manager
		row = self.maker.row(GOAL, name, values, worker, modified_by)
		self.add(GOAL, row, tables)
		self.support.goals.append(name)

	def make_referrals(self) -> None:
		for plan in self.enrolment.referrals:
			name = self.make_referral(plan)
			self.support.referrals.append((name, plan))

	def make_referral(self, plan: OutwardReferralPlan) -> str:
		worker, name = self.of.worker, opaque_name()
		values = referral_values(
			plan,
			self.of.owner,
			providers=self.by.providers,
			goals=self.support.goals,
			explanations=self.by.explanations,
			is_again=self.enrolment.episode > 1,
		)
		explanations = values.pop("explanations")
		values |= self.by.sources.referral(self.client, self.enrolment, plan) | {
			"status": "Draft",
			"title": dated_title(self.of.client_number, plan.written_on),
			"caseworker": worker,
			"site": self.of.site,
		}
		taken = list(steps_taken(plan, self.by.follow_up_days(self.of.site)))
		row = self.maker.row(REFERRAL, name, values, worker) | {"outcome": None}
		steps = self.maker.children(STEP, REFERRAL, row, "steps", (self.step(each) for each in taken))
		for each, step in zip(taken, steps, strict=True):
			changes = each.changes | self.consent(plan, each)
			added = [("steps", STEP, step)]
			version = quick_version_row(self.maker, REFERRAL, name, row, changes, worker, added)
			self.rows["Version"].append(version)
			row.update(changes)
		self.rows[REFERRAL].append(row)
		self.rows[STEP].extend(steps)
		self.rows[EXPLAINED].extend(
			self.maker.children(EXPLAINED, REFERRAL, row, "explanations", explanations)
		)
		return name

	def step(self, taken: Taken) -> Values:
		step = taken.step
		return {
			"status": step.status,
			"step_on": step.step_on,
			"told_by": step.told_by,
			"remark": step.remark,
			"recorded_by": self.of.worker,
			# As Frappe leaves it in rows that come later than their document.
			"owner": None,
		}

	def consent(self, plan: OutwardReferralPlan, taken: Taken) -> Values:
		"""The latest one that covers what is told on the day of the step (R-119)."""
		if plan.provider is None or taken.step.status not in WITH_CONSENT:
			return {}
		release = (plan.purpose, provider_name(plan.provider), plan.information)
		return {"consent": consent_of(self.of.consents, release, taken.step.step_on)}

	def add_version(self, doctype: str, name: str, before: Values, after: Values, user: str) -> None:
		self.rows["Version"].append(quick_version_row(self.maker, doctype, name, before, after, user))

	def add(self, doctype: str, row: Row, tables: dict[str, Iterable[Values]]) -> None:
		self.rows[doctype].append(row)
		for table, child in TABLES[doctype].items():
			self.rows[child].extend(self.maker.children(child, doctype, row, table, tables[table]))


def consent_of(
	consents: list[tuple[str, ConsentPlan]], release: tuple[str, str, str], on: date
) -> str | None:
	return next(
		(
			name
			for name, consent in consents
			if consent.given_on <= on <= consent.valid_until and release in consent.releases
		),
		None,
	)
