"""What is on file about exits, for `rules/exit_gate.py`: so many queries, however many enrolments (R-360 to R-376).

Whoever calls has checked that these files may be read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import groupby

import frappe
from frappe.query_builder.functions import Max

from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.consent_gate import as_consent, consent_rows
from css_case_mgmt.contact_counts import ATTEMPTED, is_counted, last_contacts
from css_case_mgmt.exit_interviews import unanswered_of
from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.rules.consent import Agreements, Person, Request, Use, missing_of_consent
from css_case_mgmt.rules.exit_gate import (
	AsksFor,
	Facts,
	FinalAssessment,
	HandOver,
	Indicator,
	Outstanding,
	Policy,
)
from css_case_mgmt.rules.nam_next_steps import course
from css_case_mgmt.rules.nam_over_time import why_not_comparable
from css_case_mgmt.rules.referral import TO_FOLLOW_UP, Status, is_overdue
from css_case_mgmt.rules.today import INTERVALS_BEFORE_NOTICE
from css_case_mgmt.settings import dates_by_site, get_setting

ASSESSMENT, EXIT, REFERRAL = "CSS NAM Assessment", "CSS Exit", "CSS Referral"
NOBODY = [""]
NOT_SENT = (Status.DRAFT.value, Status.CONSENTED.value, Status.DECLINED.value, Status.CANCELLED.value)
SCORED = "Scored"
WRITTEN = (
	"early_reason",
	"outstanding_reason",
	"needs_explanation",
	"stability_opinion",
	"unplanned_reason",
	"moves_to_site",
	"settlement_counsellor",
	"handover_provider",
	"handover_summary",
)
DATED = ("advance_notice_on", "plan_reviewed_on", "counsellor_met_on", "reaccess_explained_on")
EXIT_FIELDS = (
	"name",
	"enrolment",
	"exit_reason",
	"planned",
	"exit_date",
	"final_assessment",
	"final_referral",
	"handover",
	"workflow_state",
	*WRITTEN,
	*DATED,
)


def facts_of(enrolments: Iterable[str], exits: Iterable[frappe._dict] | None = None) -> dict[str, Facts]:
	"""The facts about some enrolments.

	Args:
		enrolments: names of CSS Enrolments.
		exits: as they are being written, instead of what is stored; documents of CSS Exit.
	"""
	people = people_of(enrolments)
	if not people:
		return {}
	names = list(people)
	exit_of = {each.enrolment: each for each in (exits_of(names) if exits is None else exits)}
	rows_of = (
		rows_of_exits(exit_of.values())
		if exits is None
		else {each.name: each.readiness for each in exit_of.values()}
	)
	reasons, titles = reasons_by_name(), enabled_indicators()
	assessments = final_assessments_of(names)
	worse = worse_factors(each.name for found in assessments.values() for each in found)
	baselines = baselines_of(names)
	assessed_on = last_assessed_on(names)
	outstanding = outstanding_of(people.values())
	referrals = final_referrals_of(names)
	interviews = unanswered_of(each.name for each in exit_of.values() if each.name)
	attempts = attempts_of(person for name, person in people.items() if name in exit_of)
	covering = covering_of(people.values(), exit_of)
	policies = cache(policy_of)
	found = {}
	for name, person in people.items():
		css_exit = exit_of.get(name) or frappe._dict()
		reason = reasons.get(css_exit.exit_reason) or frappe._dict()
		found[name] = Facts(
			today=person.today,
			enrolled_on=person.enrolment_date,
			policy=policies(person.site),
			is_planned=bool(css_exit.planned or reason.is_planned) if css_exit else True,
			asks_for=AsksFor(reason.asks_for) if reason.asks_for else None,
			last_day=as_date(css_exit.exit_date),
			last_assessed_on=assessed_on.get(name),
			died_on=person.died_on,
			citizen_since=person.citizen_since,
			attempts=attempts[name],
			indicators=indicators_of(titles, rows_of.get(css_exit.name, ())),
			assessment=final_assessment(
				css_exit.final_assessment, assessments.get(name, []), baselines.get(name), worse
			),
			outstanding=outstanding.get(person.client, Outstanding()),
			is_final_referral_sent=name in referrals,
			unanswered=interviews.get(css_exit.name),
			handover=HandOver(css_exit.handover) if css_exit.handover else None,
			is_consent_covering=name in covering,
			**{fieldname: css_exit.get(fieldname) or "" for fieldname in WRITTEN},
			**{fieldname: as_date(css_exit.get(fieldname)) for fieldname in DATED},
		)
	return found


def as_date(value) -> date | None:
	return frappe.utils.getdate(value) if value else None


def people_of(enrolments: Iterable[str]) -> dict[str, frappe._dict]:
	"""Each enrolment with what the file of its client says, and the day at its site."""
	enrolment, client, case = (
		frappe.qb.DocType(each) for each in ("CSS Enrolment", "CSS Client", "CSS Case")
	)
	rows = (
		frappe.qb.from_(enrolment)
		.join(client)
		.on(client.name == enrolment.client)
		.join(case)
		.on(case.name == enrolment.css_case)
		.select(
			enrolment.name,
			enrolment.client,
			enrolment.css_case,
			enrolment.enrolment_date,
			client.date_of_birth,
			client.died_on,
			client.citizen_since,
			case.site,
		)
		.where(IsNamed(enrolment.name, enrolments))
		.run(as_dict=True)
	)
	today = dates_by_site()
	for row in rows:
		row.today = today[row.site]
	return {row.name: row for row in rows}


def policy_of(site: str) -> Policy:
	months = get_setting("nam_interval_months", site)
	return Policy(
		get_setting("programme_min_months", site),
		INTERVALS_BEFORE_NOTICE * months,
		months,
		get_setting("exit_contact_attempts", site),
	)


def exits_of(enrolments: list[str]) -> list[frappe._dict]:
	table = frappe.qb.DocType(EXIT)
	return (
		frappe.qb.from_(table)
		.select(*(table[field] for field in EXIT_FIELDS))
		.where(IsNamed(table.enrolment, enrolments))
		.run(as_dict=True)
	)


def rows_of_exits(exits: Iterable[frappe._dict]) -> dict[str, tuple[frappe._dict, ...]]:
	row = frappe.qb.DocType("CSS Exit Readiness")
	rows = (
		frappe.qb.from_(row)
		.select(row.parent, row.indicator, row.answer, row.remark)
		.where(row.parenttype == EXIT)
		.where(IsNamed(row.parent, (each.name for each in exits)))
		.orderby(row.parent)
		.run(as_dict=True)
	)
	return {parent: tuple(group) for parent, group in groupby(rows, key=lambda each: each.parent)}


def reasons_by_name() -> dict[str, frappe._dict]:
	fields = ["name", "is_planned", "asks_for"]
	return {row.name: row for row in frappe.get_all("CSS Exit Reason", fields=fields, order_by=None)}


def enabled_indicators() -> dict[str, str]:
	"""Name -> text of the indicators in use, in the agency's order (R-366)."""
	rows = frappe.get_all(
		"CSS Readiness Indicator",
		filters={"enabled": 1},
		fields=["name", "indicator"],
		order_by="position asc, name asc",
	)
	return {row.name: row.indicator for row in rows}


def indicators_of(titles: dict[str, str], rows: Iterable) -> tuple[Indicator, ...]:
	answered = {row.indicator: row for row in rows}
	return tuple(
		Indicator(title, answered[name].answer or "", bool((answered[name].remark or "").strip()))
		if name in answered
		else Indicator(title)
		for name, title in titles.items()
	)


def baselines_of(enrolments: list[str]) -> dict[str, frappe._dict]:
	"""A1 of each enrolment."""
	table = frappe.qb.DocType(ASSESSMENT)
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table.enrolment, table.bank, table.sequence, table.overall_status)
		.where(IsNamed(table.enrolment, enrolments))
		.where(still_counts(table))
		.orderby(table.sequence, order=frappe.qb.desc)
		.run(as_dict=True)
	)
	return {row.enrolment: row for row in rows}


def final_assessments_of(enrolments: list[str]) -> dict[str, list[frappe._dict]]:
	"""The assessments after A1, the latest first; each says whether it was made with the tool of the intake (R-365)."""
	table, first = frappe.qb.DocType(ASSESSMENT), frappe.qb.DocType(ASSESSMENT).as_("first")
	mapping = frappe.qb.DocType("CSS NAM Bank Mapping")
	rows = (
		frappe.qb.from_(table)
		.join(first)
		.on(first.name == table.baseline)
		.left_join(mapping)
		.on(
			(mapping.from_bank == first.bank)
			& (mapping.to_bank == table.bank)
			& (mapping.status == "Published")
		)
		.select(
			table.name,
			table.enrolment,
			table.assessment_date,
			table.overall_status,
			table.has_overall_change,
			table.overall_change,
			(first.bank == table.bank).as_("is_same_bank"),
			mapping.name.as_("mapping"),
		)
		.where(IsNamed(table.enrolment, enrolments))
		.where(still_counts(table))
		.orderby(table.enrolment)
		.orderby(table.sequence, order=frappe.qb.desc)
		.run(as_dict=True)
	)
	found: dict[str, list[frappe._dict]] = defaultdict(list)
	for row in rows:
		row.is_of_intake_tool = bool(row.is_same_bank or row.mapping)
		found[row.enrolment].append(row)
	# Those that qualify come first.
	return {name: sorted(each, key=lambda row: not row.is_of_intake_tool) for name, each in found.items()}


def worse_factors(assessments: Iterable[str]) -> dict[str, tuple[str, ...]]:
	"""Titles of the factors that have got worse since A1, in their order."""
	row, factor = (
		frappe.qb.DocType("CSS NAM Assessment Factor Score"),
		frappe.qb.DocType("CSS Factor of Settlement"),
	)
	rows = (
		frappe.qb.from_(row)
		.join(factor)
		.on(factor.name == row.factor)
		.select(row.parent, factor.title)
		.where(row.parenttype == ASSESSMENT)
		.where(IsNamed(row.parent, assessments))
		.where(row.has_change == 1)
		.where(row.change_from_baseline > 0)
		.orderby(row.parent)
		.orderby(factor.position)
		.run(as_dict=True)
	)
	return {
		parent: tuple(each.title for each in group)
		for parent, group in groupby(rows, key=lambda each: each.parent)
	}


def final_assessment(
	chosen: str | None,
	found: list[frappe._dict],
	baseline: frappe._dict | None,
	worse: dict[str, tuple[str, ...]],
) -> FinalAssessment | None:
	"""The one that was chosen, while it counts, or else the latest that qualifies."""
	row = next((each for each in found if each.name == chosen), found[0] if found else None)
	if not row:
		return None
	has_change = bool(row.has_overall_change)
	return FinalAssessment(
		row.assessment_date,
		row.is_of_intake_tool,
		course(row.overall_change if has_change else None),
		why_not_comparable(
			has_change=has_change,
			has_baseline=bool(baseline),
			is_scored_then=bool(baseline) and baseline.overall_status == SCORED,
			is_scored_now=row.overall_status == SCORED,
		),
		worse.get(row.name, ()),
	)


def last_assessed_on(enrolments: list[str]) -> dict[str, date]:
	"""The day of the latest completed assessment of either kind."""
	found: dict[str, date] = {}
	for doctype in (ASSESSMENT, "CSS Periodic Assessment"):
		table = frappe.qb.DocType(doctype)
		rows = (
			frappe.qb.from_(table)
			.select(table.enrolment, Max(table.assessment_date))
			.where(IsNamed(table.enrolment, enrolments))
			.where(still_counts(table))
			.groupby(table.enrolment)
			.run()
		)
		for enrolment, day in rows:
			found[enrolment] = max(day, found.get(enrolment, day))
	return found


def outstanding_of(people: Iterable[frappe._dict]) -> dict[str, Outstanding]:
	"""What is open on the files of these people (R-375)."""
	today = {person.client: person.today for person in people}
	clients = list(today)
	notes = Counter(
		frappe.get_all(
			"CSS Safety Note",
			filters={"client": ("in", clients), "active": 1},
			pluck="client",
			order_by=None,
		)
	)
	problems = Counter(clients_with_open_problems(clients))
	referrals = Counter(row.client for row in critical_referrals(today))
	return {
		client: Outstanding(notes[client], problems[client], referrals[client])
		for client in {*notes, *problems, *referrals}
	}


def clients_with_open_problems(clients: list[str]) -> list[str]:
	activity, row = frappe.qb.DocType("CSS Activity"), frappe.qb.DocType("CSS Activity Participant")
	return (
		frappe.qb.from_(row)
		.join(activity)
		.on(activity.name == row.parent)
		.select(row.client)
		.where(IsNamed(row.client, clients))
		.where(row.parenttype == "CSS Activity")
		.where(activity.problem_status == "Open")
		.where(activity.docstatus == 1)
		.where(activity.marked_in_error_on.isnull())
		.run(pluck=True)
	)


def critical_referrals(today: dict[str, date]) -> list[frappe._dict]:
	"""Those that were sent and that nobody followed up in time, or that were missed: nobody knows whether the person
	reached the service. Client -> day at the site."""
	table = frappe.qb.DocType(REFERRAL)
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table.client, table.status, table.follow_up_due, table.followed_up_on)
		.where(IsNamed(table.client, today))
		.where(table.is_final == 0)
		.where(table.status.isin([status.value for status in TO_FOLLOW_UP]))
		.run(as_dict=True)
	)
	return [
		row
		for row in rows
		if row.status == Status.MISSED.value
		or is_overdue(Status(row.status), row.follow_up_due, row.followed_up_on, today[row.client])
	]


def final_referrals_of(enrolments: list[str]) -> dict[str, list[frappe._dict]]:
	"""The final referrals to Settlement Program services that went out since each enrolment began, the latest first
	(R-370)."""
	table, enrolment = frappe.qb.DocType(REFERRAL), frappe.qb.DocType("CSS Enrolment")
	rows = (
		frappe.qb.from_(table)
		.join(enrolment)
		.on((enrolment.client == table.client) & (table.referred_on >= enrolment.enrolment_date))
		.select(table.name, table.provider, enrolment.name.as_("enrolment"))
		.where(IsNamed(enrolment.name, enrolments))
		.where(table.is_final == 1)
		.where(table.status.notin(NOT_SENT))
		.orderby(enrolment.name)
		.orderby(table.referred_on, order=frappe.qb.desc)
		.run(as_dict=True)
	)
	return {name: list(group) for name, group in groupby(rows, key=lambda each: each.enrolment)}


def attempts_of(people: Iterable[frappe._dict]) -> Counter:
	"""Enrolment -> unsuccessful contacts in it since the last successful one."""
	people = list(people)
	if not people:
		return Counter()
	clients = [person.client for person in people]
	reached = last_contacts(clients)
	row = frappe.qb.DocType("CSS Activity Participant")
	rows = (
		frappe.qb.from_(row)
		.select(row.client, row.contact_on)
		.where(IsNamed(row.client, clients))
		.where(is_counted(row, ATTEMPTED))
		.run()
	)
	days = defaultdict(list)
	for client, day in rows:
		days[client].append(day)
	return Counter(
		{
			person.name: sum(
				day >= person.enrolment_date
				and (person.client not in reached or day > reached[person.client])
				for day in days[person.client]
			)
			for person in people
		}
	)


def covering_of(people: Iterable[frappe._dict], exit_of: dict[str, frappe._dict]) -> set[str]:
	"""The enrolments whose client has consented to what is handed over (R-368)."""
	handing = {
		person.name: (person, exit_of[person.name])
		for person in people
		if person.name in exit_of
		and exit_of[person.name].handover == HandOver.HAND_OVER.value
		and (exit_of[person.name].handover_provider or exit_of[person.name].moves_to_site)
	}
	providers = [each.handover_provider for _person, each in handing.values() if each.handover_provider]
	names = dict(
		frappe.get_all(
			"CSS Service Provider",
			filters={"name": ("in", providers or NOBODY)},
			fields=["name", "provider_name"],
			as_list=True,
			order_by=None,
		)
	)
	consents = consent_rows([person.client for person, _exit in handing.values()] or NOBODY)
	own_file_age = cache(lambda site: get_setting("own_file_age", site))
	found = set()
	for enrolment, (person, css_exit) in handing.items():
		recipient = names.get(css_exit.handover_provider) or css_exit.moves_to_site or ""
		agreements = Agreements(
			Person(person.date_of_birth, own_file_age(person.site)),
			tuple(as_consent(row, row.releases) for row in consents if row.client == person.client),
		)
		request = Request(Use.EXTERNAL_REFERRAL, person.today, person.today, recipient)
		if not missing_of_consent(agreements, request):
			found.add(enrolment)
	return found
