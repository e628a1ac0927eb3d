"""The clocks: what each finds due, and in which steps it is spoken of (R-169, R-361, D-01, D-02, D-30)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import frappe
from frappe.query_builder.functions import Cast, Concat
from pypika import Case
from pypika.queries import QueryBuilder
from pypika.terms import Term

from css_case_mgmt.assessment_rhythm import NAM, PERIODIC, Rhythm
from css_case_mgmt.naars_follow_up import REFERRAL
from css_case_mgmt.reminders import agreements, due_tables
from css_case_mgmt.reminders.ledger import REMINDER
from css_case_mgmt.reminders.policy import Policy
from css_case_mgmt.rules.age import own_file_from
from css_case_mgmt.rules.nam_schedule import next_due
from css_case_mgmt.rules.reminders import Clock, Stage, Step, steps_in_programme, steps_of_citizen

AT_ONCE = 1000

Rows = Iterable[frappe._dict]


@dataclass(frozen=True)
class DailyClock:
	"""One clock.

	Args:
		clock: its name in the ledger.
		subject_doctype: what falls due.
		due_table: what it finds due about now, at a site on a day.
		stage: the stage for the caseworker that something found is in, for the database.
		steps: the steps of something found, by the rules.
		confirmed: those of the found that the rules confirm.
	"""

	clock: Clock
	subject_doctype: str
	due_table: Callable[[Policy], QueryBuilder]
	stage: Callable[[Policy, QueryBuilder], Term | str]
	steps: Callable[[Policy, frappe._dict], tuple[Step, ...]]
	confirmed: Callable[[Rows, Policy], Rows] = lambda rows, _policy: rows

	def found(self, policy: Policy) -> Iterator[list[frappe._dict]]:
		"""What has something to be said about it that was not said yet; never many in memory at a time."""
		after = ""
		while rows := self.unsaid(policy, after).run(as_dict=True):
			yield list(self.confirmed(rows, policy))
			if len(rows) < AT_ONCE:
				return
			after = rows[-1].subject

	def unsaid(self, policy: Policy, after: str) -> QueryBuilder:
		"""The next rows behind a subject of those to whom a stage in force is missing in the ledger."""
		found, client = self.due_table(policy).as_("found"), frappe.qb.DocType(due_tables.CLIENT)
		worker, manager = (frappe.qb.DocType(REMINDER).as_(name) for name in ("worker", "manager"))
		stage = self.stage(policy, found)
		is_escalated = found.due_on <= policy.escalated_until
		if self.clock is Clock.PROGRAMME:
			is_escalated &= found.stage == Stage.OVERDUE.value
		query = (
			frappe.qb.from_(found)
			.left_join(client)
			.on(client.name == found.client)
			.left_join(worker)
			.on(worker.reminder_key == self.key(found, stage))
			.left_join(manager)
			.on(manager.reminder_key == self.key(found, Stage.ESCALATED.value))
			.select(found.star)
			.where(due_tables.not_before(client.died_on, policy.day))
			.where(found.due_on.isnotnull())
			.where(worker.name.isnull() | (is_escalated & manager.name.isnull()))
			.orderby(Concat(found.subject))
			.limit(AT_ONCE)
		)
		return query.where(found.subject > after) if after else query

	def key(self, found: QueryBuilder, stage: Term | str) -> Term:
		"""As `rules.reminders.reminder_key`."""
		return Concat(f"{self.clock.value}|", found.subject, "|", Cast(found.due_on, "DATE"), "|", stage)


def stage_by_due_date(policy: Policy, found: QueryBuilder) -> Term:
	return (
		Case()
		.when(found.due_on > policy.day, Stage.BEFORE.value)
		.when(found.due_on == policy.day, Stage.DUE.value)
		.else_(Stage.OVERDUE.value)
	)


def assessment_steps(rhythm: Rhythm, policy: Policy, row: frappe._dict) -> tuple[Step, ...]:
	interval = policy.setting(rhythm.setting)
	done = [] if row.last_month is None else [row.last_month]
	return policy.steps(next_due(row.enrolment_date, done, interval, rhythm.first_month(interval)))


def contact_table(policy: Policy) -> QueryBuilder:
	"""With the day until which somebody should have been reached."""
	found = due_tables.contacts_due(policy).as_("quiet")
	since = Case().when(found.last_contact.isnull(), found.enrolment_date).else_(found.last_contact)
	due_on = due_tables.days_after(since, policy.setting("without_contact_days"))
	return frappe.qb.from_(found).select(found.star, due_on.as_("due_on"))


def contact_steps(policy: Policy, row: frappe._dict) -> tuple[Step, ...]:
	since = row.last_contact or row.enrolment_date
	return policy.steps(since + timedelta(days=policy.setting("without_contact_days")))


def programme_steps(policy: Policy, row: frappe._dict) -> tuple[Step, ...]:
	return steps_in_programme(
		row.enrolment_date, policy.programme_months, policy.escalation, row.extended_until
	)


def citizen_steps(policy: Policy, row: frappe._dict) -> tuple[Step, ...]:
	return steps_of_citizen(row.due_on, policy.escalation(row.due_on))


def follow_up_steps(policy: Policy, row: frappe._dict) -> tuple[Step, ...]:
	return policy.steps(row.due_on, opens_on=row.opens_on)


def consent_steps(policy: Policy, row: frappe._dict) -> tuple[Step, ...]:
	return policy.steps(row.due_on, opens_on=days_before(row.due_on, policy, "consent_renewal_days"))


def own_file_steps(policy: Policy, row: frappe._dict) -> tuple[Step, ...]:
	birthday = own_file_from(row.date_of_birth, policy.setting("own_file_age"))
	return policy.steps(birthday, opens_on=days_before(birthday, policy, "own_file_notice_days"))


def days_before(due_on: date, policy: Policy, setting: str) -> date:
	return due_on - timedelta(days=policy.setting(setting))


CLOCKS = (
	*(
		DailyClock(
			clock,
			due_tables.ENROLMENT,
			partial(due_tables.assessments_due, rhythm=rhythm),
			stage_by_due_date,
			partial(assessment_steps, rhythm),
		)
		for clock, rhythm in ((Clock.NAM, NAM), (Clock.PERIODIC, PERIODIC))
	),
	DailyClock(Clock.CONTACT, due_tables.ENROLMENT, contact_table, stage_by_due_date, contact_steps),
	DailyClock(
		Clock.PROGRAMME,
		due_tables.ENROLMENT,
		due_tables.programme_lengths,
		lambda _policy, found: found.stage,
		programme_steps,
	),
	DailyClock(
		Clock.CITIZENSHIP,
		due_tables.ENROLMENT,
		due_tables.citizens,
		lambda _policy, _found: Stage.DUE.value,
		citizen_steps,
	),
	DailyClock(
		Clock.NAARS,
		REFERRAL,
		due_tables.follow_ups_due,
		stage_by_due_date,
		follow_up_steps,
	),
	DailyClock(
		Clock.CONSENT,
		due_tables.CLIENT,
		agreements.consents_ending,
		stage_by_due_date,
		consent_steps,
		agreements.to_renew,
	),
	DailyClock(
		Clock.OWN_FILE,
		due_tables.CLIENT,
		due_tables.young_people,
		stage_by_due_date,
		own_file_steps,
		agreements.without_own_file,
	),
)
