"""The Referrals Report of those who read files (R-062, R-308, R-311, R-412)."""

from collections import defaultdict
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint
from pypika import Order

from css_case_mgmt.intake_facts import SPEAKS_FRENCH
from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.people import full_name
from css_case_mgmt.report_asked import Asked, asked
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_export import made_safe
from css_case_mgmt.report_filters import refuse, text
from css_case_mgmt.report_people import people_of
from css_case_mgmt.rules.referral_outcomes import Outcomes, Referral, outcomes

REFERRAL, PROVIDER = "CSS Referral", "CSS Service Provider"
EXPLAINED = "francophone_services_explained_on"
EQUAL_TO = ("status", "provider", "service", "target_class", "support_level")
# What the rows of the breakdown are named after, as the filter offers it.
BREAKDOWNS = {
	"Service": "service",
	"Provider": "provider_name",
	"Status": "status",
	"Target class": "target_class",
	"Level of support": "support_level",
	"Caseworker": "caseworker",
	"Site": "site",
}
INTERNAL = "Internal"
# What the figures are made of.
NOT_SHOWN = ("rule", "today")


def report(filters: frappe._dict):
	breakdown = text(filters, "breakdown")
	if breakdown and breakdown not in BREAKDOWNS:
		refuse(_("Choose one of the breakdowns."))
	question = asked(filters, months=None, of_worker=True)
	rows = referral_rows(question, filters)
	if cint(filters.overdue):
		rows = [row for row in rows if row.is_overdue]
	total = figures(rows)
	add_people(rows, question)
	if breakdown:
		shown, shown_columns = broken_down(rows, BREAKDOWNS[breakdown]), breakdown_columns(breakdown)
	else:
		shown, shown_columns = without_what_is_not_shown(rows), columns()
	return shown_columns, made_safe(shown), message(), None, summary(total, rows)


def referral_rows(question: Asked, filters: frappe._dict) -> list[frappe._dict]:
	"""Those sent within the days, the latest first; where no days are asked for, those not sent yet as well. What they
	name is looked up once for each name: a join would bring it with every row."""
	referral, enrolment = frappe.qb.DocType(REFERRAL), frappe.qb.DocType("CSS Enrolment")
	query = (
		frappe.qb.from_(referral)
		.left_join(enrolment)
		.on(enrolment.name == referral.enrolment)
		.select(
			referral.name.as_("referral"),
			referral.css_case,
			referral.client,
			referral.status,
			referral.service,
			referral.target_class,
			referral.support_level,
			referral.provider,
			referral.internal_to,
			referral.caseworker,
			referral.referred_on,
			referral.follow_up_due,
			referral.followed_up_on,
			referral.outcome,
			referral.outcome_on,
			referral.obtained,
			referral.benefitted,
			referral.francophone_explained,
			enrolment.status.as_("enrolment_status"),
		)
		.where(IsNamed(referral.css_case, question.cases))
		.orderby(referral.referred_on, order=Order.desc)
		.orderby(referral.name)
	)
	if not question.has_no_end:
		query = query.where(referral.referred_on[question.first : question.last])
	if question.worker:
		query = query.where(referral.caseworker == question.worker)
	for fieldname in EQUAL_TO:
		if asked_for := text(filters, fieldname):
			query = query.where(referral[fieldname] == asked_for)
	if cint(filters.francophone):
		provider = frappe.qb.DocType(PROVIDER)
		francophone = frappe.qb.from_(provider).select(provider.name).where(provider.francophone == 1)
		query = query.where(referral.provider.isin(francophone))
	rows = query.run(as_dict=True)
	add_names(rows)
	for row in rows:
		add_outcome(row, question.reader.today[row.site])
	return rows


def add_names(rows: list[frappe._dict]) -> None:
	"""Of the case, the provider and the caseworker."""
	cases = looked_up("CSS Case", {row.css_case for row in rows}, "file_number", "site")
	providers = looked_up(PROVIDER, {row.provider for row in rows}, "provider_name", "francophone")
	workers = looked_up("User", {row.caseworker for row in rows}, "full_name")
	for row in rows:
		row.case_number, row.site = cases[row.css_case]
		name, row.francophone = providers.get(row.provider, (None, 0))
		row.provided_by = name or row.internal_to or INTERNAL
		row.provider_name = name or INTERNAL
		(row.caseworker,) = workers.get(row.caseworker, (None,))


def looked_up(doctype: str, names: set[str | None], *columns: str) -> dict[str, list]:
	"""Some columns of each record of these names; for the reader of what names them."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name, *(table[column] for column in columns))
	return {name: values for name, *values in query.where(IsNamed(table.name, filter(None, names))).run()}


def add_outcome(row: frappe._dict, today: date) -> None:
	row.rule = Referral(
		row.client,
		row.css_case,
		row.status,
		row.referred_on,
		row.follow_up_due,
		row.followed_up_on,
		row.outcome_on,
		row.obtained or "",
		row.benefitted or "",
		is_of_closed_enrolment=row.enrolment_status == "Exited",
	)
	row.today = today
	row.is_overdue = int(row.rule.is_overdue(today))
	row.days_overdue = (today - row.follow_up_due).days if row.is_overdue else None
	row.days_to_linkage = row.rule.days_to_linkage


def add_people(rows: list[frappe._dict], question: Asked) -> None:
	"""Whoever belongs to another family by now has only the file number here, and nothing of what the file says by now
	(D-20, R-502)."""
	people = people_of({row.client for row in rows}, question, "french_ability", EXPLAINED)
	names = {person.name: full_name(person) if person.is_open else None for person in people.values()}
	for row in rows:
		person = people[row.client]
		row.client_number = person.file_number
		row.client_name = names[row.client]
		row.speaks_french = int(person.is_open and person.french_ability in SPEAKS_FRENCH)
		is_informed = person.is_open and (person[EXPLAINED] or row.francophone_explained)
		row.informed_of_french = int(bool(is_informed))


def without_what_is_not_shown(rows: list[frappe._dict]) -> list[frappe._dict]:
	for row in rows:
		for fieldname in NOT_SHOWN:
			row.pop(fieldname, None)
	return rows


def figures(rows: list[frappe._dict]) -> Outcomes:
	return outcomes((row.rule, row.today) for row in rows)


def broken_down(rows: list[frappe._dict], fieldname: str) -> list[frappe._dict]:
	"""One row for each value, with its own people and cases."""
	groups = defaultdict(list)
	for row in rows:
		groups[row[fieldname] or ""].append(row)
	return [frappe._dict(category=value, **shown(figures(group))) for value, group in sorted(groups.items())]


def shown(numbers: Outcomes) -> dict:
	return {
		"referrals": numbers.referrals,
		"people": numbers.people,
		"cases": numbers.cases,
		"open": numbers.open,
		"followed_up": numbers.followed_up,
		"obtained": numbers.obtained,
		"not_obtained": numbers.not_obtained,
		"benefitted": numbers.benefitted,
		"linkage_percent": None if numbers.linkage_percent is None else float(numbers.linkage_percent),
		"days_to_linkage": None if numbers.days_to_linkage is None else float(numbers.days_to_linkage),
		"overdue": numbers.overdue,
	}


def columns() -> list[dict]:
	return [
		column("referred_on", _("Referred on"), "Date", 110),
		column("case_number", _("Case"), "Data", 145),
		column("client_number", _("Client"), "Data", 155),
		column("client_name", _("Name"), "Data", 170),
		column("service", _("Service"), "Select", 200),
		column("provided_by", _("Provider"), "Select", 190),
		column("status", _("Status"), "Select", 105),
		column("support_level", _("Level of support"), "Select", 150),
		column("target_class", _("Target class"), "Select", 180),
		column("follow_up_due", _("Follow-up due"), "Date", 115),
		column("is_overdue", _("Overdue"), "Check", 80),
		column("days_overdue", _("Days overdue"), "Int", 110),
		column("outcome", _("Outcome"), "Select", 115),
		column("obtained", _("Obtained"), "Select", 95),
		column("benefitted", _("Of benefit"), "Select", 95),
		column("days_to_linkage", _("Days to linkage"), "Int", 120),
		column("francophone", _("Francophone provider"), "Check", 150),
		column("caseworker", _("Caseworker"), "Data", 150),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def breakdown_columns(breakdown: str) -> list[dict]:
	return [
		column("category", _(breakdown), "Select", 260),
		column("referrals", _("Referrals"), "Int", 95),
		column("people", _("People"), "Int", 85),
		column("cases", _("Cases"), "Int", 85),
		column("open", _("Open"), "Int", 80),
		column("followed_up", _("Followed up"), "Int", 105),
		column("obtained", _("Obtained"), "Int", 95),
		column("not_obtained", _("Not obtained"), "Int", 115),
		column("benefitted", _("Of benefit"), "Int", 95),
		column("linkage_percent", _("Linkage rate (%)"), "Float", 130, precision=1),
		column("days_to_linkage", _("Average days to linkage"), "Float", 180, precision=1),
		column("overdue", _("Overdue follow-ups"), "Int", 150),
	]


def message() -> str:
	return _(
		"Linkage rate: of the referrals of which it is known, how many led to the service. While nothing is known there is no rate."
	)


def summary(total: Outcomes, rows: list[frappe._dict]) -> list[dict]:
	"""Of French speakers: who was told of services in French, and who was referred to them (R-062)."""
	french = {row.client for row in rows if row.speaks_french}
	numbers = [
		(_("Referrals"), total.referrals),
		(_("People"), total.people),
		(_("Followed up"), total.followed_up),
		(_("Obtained"), total.obtained),
		(_("Not obtained"), total.not_obtained),
		(_("Of benefit"), total.benefitted),
		(_("French speakers"), len(french)),
		(
			_("French speakers informed"),
			len({row.client for row in rows if row.speaks_french and row.informed_of_french}),
		),
		(
			_("French speakers referred in French"),
			len({row.client for row in rows if row.speaks_french and row.francophone}),
		),
	]
	return [
		*({"label": label, "value": number, "datatype": "Int"} for label, number in numbers[:2]),
		{
			"label": _("Overdue follow-ups"),
			"value": total.overdue,
			"datatype": "Int",
			"indicator": "Red" if total.overdue else "Green",
		},
		{"label": _("Linkage rate"), "value": rate_in_words(total), "datatype": "Data"},
		*({"label": label, "value": number, "datatype": "Int"} for label, number in numbers[2:]),
	]


def rate_in_words(total: Outcomes) -> str:
	"""No number where there is no rate."""
	return "–" if total.linkage_percent is None else _("{0}%").format(total.linkage_percent)
