from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import add_days, getdate

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.permissions.conditions import OWN_SITE_KINDS
from css_case_mgmt.rules.caseload import needs_reason
from css_case_mgmt.separations import cases_kept_apart, manages, reaches_any
from css_case_mgmt.settings import case_today, dates_by_site
from css_case_mgmt.staff_load import load_text, loads_with


class AccessRefused(frappe.ValidationError):
	"""A grant of access that would not hold."""


class HouseholdsKeptApart(AccessRefused):
	"""Access to both households of a protected separation (R-502)."""


class OverTarget(AccessRefused):
	"""An assignment over the target, without a reason (R-352)."""


class CSSCaseAccess(CaseDocument):
	"""Who may read a case, in which capacity, from when until when, and why (D-19, R-070, R-504)."""

	def before_insert(self) -> None:
		self.access_from = self.access_from or case_today(self.css_case)

	def validate(self) -> None:
		self.validate_dates()
		self.validate_reason()
		self.validate_user()
		self.validate_conflict_of_interest()
		self.validate_separation()
		self.validate_target()

	def on_update(self) -> None:
		if self.kind == "Assigned":
			self.end_earlier_assignment()
			write_caseworker(self.css_case)

	def validate_dates(self) -> None:
		self.refuse_future("handover_on")
		if self.access_until and getdate(self.access_until) < getdate(self.access_from):
			frappe.throw(_("Until lies before From."), AccessRefused, title=_("Dates"))
		if self.kind != "Assigned" and not self.access_until:
			frappe.throw(
				_("Access of the kind {0} ends on a date. Enter its last day.").format(_(self.kind)),
				AccessRefused,
				title=_("Until"),
			)

	def validate_reason(self) -> None:
		if self.kind != "Assigned" and not self.reason:
			frappe.throw(
				_("Say why {0} needs access to this case.").format(self.user),
				AccessRefused,
				title=_("Reason"),
			)

	def validate_user(self) -> None:
		"""Monitors hold no posting; everybody else works here (R-504)."""
		if self.kind == "Monitor":
			if "CSS Monitor" not in frappe.get_roles(self.user):
				frappe.throw(
					_("{0} does not have the role CSS Monitor.").format(self.user),
					AccessRefused,
					title=_("Monitor"),
				)
			return
		if not self.is_new():
			return
		sites = sites_of_current_postings(self.user)
		if not sites:
			frappe.throw(
				_("{0} has no current posting. Add a staff record first.").format(self.user),
				AccessRefused,
				title=_("Staff"),
			)
		if (
			self.kind in OWN_SITE_KINDS
			and frappe.db.get_value("CSS Case", self.css_case, "site") not in sites
		):
			frappe.throw(
				_("{0} works at another site. Give access of the kind Shared, with an end date.").format(
					self.user
				),
				AccessRefused,
				title=_("Staff"),
			)

	def validate_conflict_of_interest(self) -> None:
		if self.is_new() and in_conflict(self.user, self.css_case):
			frappe.throw(
				_("{0} has declared a conflict of interest with somebody in this case.").format(self.user),
				AccessRefused,
				title=_("Conflict of interest"),
			)

	def validate_separation(self) -> None:
		"""Of two households kept apart, nobody but the site's managers has access to both (R-502)."""
		if self.access_until and getdate(self.access_until) < case_today(self.css_case):
			return
		apart = cases_kept_apart(self.css_case)
		if not apart or manages(self.user, frappe.db.get_value("CSS Case", self.css_case, "site")):
			return
		if reaches_any(self.user, apart):
			frappe.throw(
				_(
					"{0} has access to a household from which this one is kept apart. Choose somebody else, or end that access first."
				).format(self.user),
				HouseholdsKeptApart,
				title=_("Households kept apart"),
			)

	def validate_target(self) -> None:
		"""More than the target needs a reason, which the manager can tell the funder (R-352, D-11)."""
		self.over_target_reason = (self.over_target_reason or "").strip() or None
		if (
			self.kind != "Assigned"
			or not self.is_new()
			or self.flags.continues_work
			or self.over_target_reason
		):
			return
		before, after = loads_with([self.user], self.css_case)[self.user]
		if needs_reason(before, after):
			frappe.throw(
				_("{0} would carry more than the target even at the low end: {1}. Say why.").format(
					self.user, load_text(after)
				),
				OverTarget,
				title=_("Over the target"),
			)

	def end_earlier_assignment(self) -> None:
		"""One caseworker at a time: the assignment before ends the day before this one starts (R-070)."""
		earlier = frappe.get_all(
			"CSS Case Access",
			filters={
				"css_case": self.css_case,
				"kind": "Assigned",
				"name": ("!=", self.name),
				"access_from": ("<=", self.access_from),
				"creation": ("<", self.creation),
			},
			or_filters=[["access_until", "is", "not set"], ["access_until", ">=", self.access_from]],
			pluck="name",
		)
		for name in earlier:
			frappe.db.set_value("CSS Case Access", name, "access_until", add_days(self.access_from, -1))

	def end_before(self, day: date) -> None:
		"""End an assignment that nobody follows; one that began on that day was never in force."""
		self.db_set("access_until", add_days(day, -1))
		write_caseworker(self.css_case)


def sites_of_current_postings(user: str) -> set[str]:
	"""Sites where a user works or is about to: not those that she has left."""
	today = dates_by_site()
	return {
		row.site
		for row in frappe.get_all("CSS Staff", filters={"user": user}, fields=["site", "active_to"])
		if not row.active_to or row.active_to >= today[row.site]
	}


def in_conflict(user: str, css_case: str) -> bool:
	"""Whether a user is kept from a case by a declared conflict of interest (R-501)."""
	conflict = frappe.qb.DocType("CSS Conflict of Interest")
	member = frappe.qb.DocType("CSS Case Member")
	members = frappe.qb.from_(member).select(member.client).where(member.css_case == css_case)
	return bool(
		frappe.qb.from_(conflict)
		.select(conflict.name)
		.where(conflict.user == user)
		.where(conflict.active == 1)
		.where((conflict.css_case == css_case) | conflict.client.isin(members))
		.limit(1)
		.run()
	)


def write_caseworker(css_case: str) -> None:
	"""Store on the case whom the open Assigned record names (D-19)."""
	caseworker = current_caseworker(css_case, case_today(css_case))
	if caseworker != frappe.db.get_value("CSS Case", css_case, "caseworker"):
		frappe.db.set_value("CSS Case", css_case, "caseworker", caseworker)


def current_caseworker(css_case: str, today: date) -> str | None:
	rows = frappe.get_all(
		"CSS Case Access",
		filters={"css_case": css_case, "kind": "Assigned", "access_from": ("<=", today)},
		or_filters=[["access_until", "is", "not set"], ["access_until", ">=", today]],
		order_by="access_from desc, creation desc",
		limit=1,
		pluck="user",
	)
	return rows[0] if rows else None


def refresh_caseworkers() -> None:
	"""Hourly: assignments that began or ended with the day at their site."""
	access = frappe.qb.DocType("CSS Case Access")
	case = frappe.qb.DocType("CSS Case")
	latest = (
		frappe.qb.from_(access)
		.select(access.css_case, Max(access.access_from).as_("access_from"))
		.where(access.kind == "Assigned")
		.groupby(access.css_case)
	)
	for today, site in {(today, site) for site, today in dates_by_site().items()}:
		begun = latest.where(access.access_from <= today).as_("begun")
		in_force = frappe.qb.DocType("CSS Case Access").as_("in_force")
		outdated = (
			frappe.qb.from_(begun)
			.join(in_force)
			.on((in_force.css_case == begun.css_case) & (in_force.access_from == begun.access_from))
			.join(case)
			.on(case.name == begun.css_case)
			.select(case.name)
			.where(in_force.kind == "Assigned")
			.where(case.site == site)
			.where(
				((in_force.access_until < today) & case.caseworker.isnotnull())
				| (
					(in_force.access_until.isnull() | (in_force.access_until >= today))
					& (case.caseworker.isnull() | (case.caseworker != in_force.user))
				)
			)
		)
		for css_case in outdated.run(pluck=True):
			write_caseworker(css_case)


def on_doctype_update() -> None:
	# The condition of every list: the cases of a user.
	frappe.db.add_index("CSS Case Access", ["user", "kind", "css_case"])
	frappe.db.add_index("CSS Case Access", ["css_case", "kind"])
