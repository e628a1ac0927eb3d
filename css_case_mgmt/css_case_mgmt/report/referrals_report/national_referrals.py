"""The Referrals Report of the national team: figures that cannot be narrowed to a person (R-006, R-509)."""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum
from frappe.utils import getdate
from frappe.utils.password import get_encryption_key

from css_case_mgmt.css_case_mgmt.report.nam_report.national_figures import WITHHELD
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_filters import refuse, text
from css_case_mgmt.rules.disclosure_control import (
	Period,
	fixed_periods,
	publishable_count,
	publishable_mean,
)
from css_case_mgmt.settings import get_setting

REFERRAL = "CSS Referral"
BREAKDOWNS = {
	"Service": "service",
	"Status": "status",
	"Target class": "target_class",
	"Level of support": "support_level",
	"Site": "site",
}


def report(first_day: date, last_day: date, filters: frappe._dict):
	breakdown = text(filters, "breakdown") or "Service"
	if breakdown not in BREAKDOWNS:
		refuse(_("Choose one of the breakdowns."))
	periods = fixed_periods(first_day, last_day, getdate())
	rows = [row for period in periods for row in period_rows(period, breakdown)]
	return columns(breakdown), rows, message(), None, None


def period_rows(period: Period, breakdown: str) -> list[dict]:
	minimum = get_setting("smallest_published_group")
	secret = get_encryption_key().encode()
	rows = []
	for figure in figures(period, BREAKDOWNS[breakdown]):
		key = f"Referrals Report/{period.start}/{breakdown}/{figure.category}"
		people = publishable_count(figure.people, figure.people, key, secret, minimum)
		referrals = publishable_count(
			int(figure.referrals), figure.people, f"{key}/referrals", secret, minimum
		)
		# Of the people asked, not of the referrals: several referrals may be one person's.
		rate = publishable_mean(100 * int(figure.people_obtained), int(figure.people_asked), minimum)
		rows.append(
			{
				"quarter": _("{0} Q{1}").format(period.start.year, (period.start.month + 2) // 3),
				"category": figure.category,
				"people": WITHHELD if people is None else str(people),
				"referrals": WITHHELD if referrals is None else str(referrals),
				"linkage": WITHHELD if rate is None else f"{round(rate / 5) * 5:.0f}",
			}
		)
	return rows


def figures(period: Period, fieldname: str) -> list[frappe._dict]:
	referral, case = frappe.qb.DocType(REFERRAL), frappe.qb.DocType("CSS Case")
	category = case.site if fieldname == "site" else referral[fieldname]
	is_asked = (referral.obtained != "") | referral.followed_up_on.isnotnull()
	per_person = (
		frappe.qb.from_(referral)
		.join(case)
		.on(case.name == referral.css_case)
		.select(
			category.as_("category"),
			referral.client,
			Count(referral.name).as_("referrals"),
			Sum(Case().when(is_asked, 1).else_(0)).as_("asked"),
			Sum(Case().when(referral.obtained == "Yes", 1).else_(0)).as_("obtained"),
		)
		.where(referral.status != "Draft")
		.where(referral.referred_on[period.start : period.end])
		.groupby(category)
		.groupby(referral.client)
	)
	each = per_person.as_("each")
	return (
		frappe.qb.from_(each)
		.select(
			each.category,
			Count(each.client).as_("people"),
			Sum(each.referrals).as_("referrals"),
			Sum(Case().when(each.asked > 0, 1).else_(0)).as_("people_asked"),
			Sum(Case().when(each.obtained > 0, 1).else_(0)).as_("people_obtained"),
		)
		.groupby(each.category)
		.orderby(each.category)
		.run(as_dict=True)
	)


def columns(breakdown: str) -> list[dict]:
	return [
		column("quarter", _("Quarter"), "Data", 110),
		column("category", _(breakdown), "Select", 280),
		column("people", _("People referred (rounded to 5)"), "Data", 220),
		column("referrals", _("Referrals (rounded to 5)"), "Data", 190),
		column("linkage", _("People who obtained a service, of those asked (%, rounded to 5)"), "Data", 420),
	]


def message() -> str:
	return _(
		"Whole quarters that have ended. Counts are randomly rounded to base 5; {0} stands for a group too small to show."
	).format(WITHHELD)
