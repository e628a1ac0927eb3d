import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.appointments_left import leave_appointments
from css_case_mgmt.case_document import CaseDocument, DateRefused, add_unique_source
from css_case_mgmt.merged_files import refuse_merged_file
from css_case_mgmt.moving_along import take_along
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.rules.membership import (
	EmptyMembership,
	Membership,
	head_on,
	members_on,
	overlapping_membership,
	second_head,
)
from css_case_mgmt.separations import users_of_both
from css_case_mgmt.settings import case_today
from css_case_mgmt.shared_uci import ask_managers_later


class MembershipRefused(frappe.ValidationError):
	"""A membership that contradicts another."""


class SecondHead(MembershipRefused):
	"""Two heads of family at the same time (R-041)."""


class CSSCaseMember(CaseDocument):
	"""Somebody belongs to a case from one day to another (R-040, R-042, D-19, D-20)."""

	def before_insert(self) -> None:
		self.member_from = self.member_from or case_today(self.css_case)

	def validate(self) -> None:
		refuse_merged_file(self.client)
		self.keep_membership_of_who_went_elsewhere()
		self.refuse_future("member_from")
		if not self.flags.ends_with_death:
			self.refuse_future("member_to")
		membership = self.as_membership()
		self.validate_site()
		self.validate_single_case(membership)
		self.validate_single_head(membership)

	def after_insert(self) -> None:
		if self.has_been_elsewhere():
			take_along(self.client)
			self.refuse_common_access()
		self.ask_about_uci()

	def on_update(self) -> None:
		if self.member_to and not self.flags.stays_in_case and self.has_value_changed("member_to"):
			leave_appointments(self.client)
		if not self.flags.head_is_changing:
			require_head(self.css_case)

	def ask_about_uci(self) -> None:
		"""With the first membership, a file has a site and so a manager to ask (D-22)."""
		is_first = not frappe.db.exists("CSS Case Member", {"client": self.client, "name": ("!=", self.name)})
		if is_first and frappe.db.get_value("CSS Client", self.client, "uci"):
			ask_managers_later(self.client)

	def as_membership(self) -> Membership:
		try:
			return as_membership(self)
		except EmptyMembership:
			frappe.throw(
				_("A membership ends after the day on which it begins."), DateRefused, title=_("Member to")
			)

	def keep_membership_of_who_went_elsewhere(self) -> None:
		"""Other dates of a membership that is over would open the file again to the case that she left (R-502)."""
		user = frappe.session.user
		if self.is_new() or self.flags.ignore_permissions or user == "Administrator":
			return
		if not is_reachable("CSS Client", self.client, user, write=True):
			frappe.throw(
				_("This person has gone to another case. What was recorded here stays as it is."),
				frappe.PermissionError,
				title=_("Member of another case"),
			)

	def has_been_elsewhere(self) -> bool:
		return bool(
			frappe.db.exists("CSS Case Member", {"client": self.client, "css_case": ("!=", self.css_case)})
		)

	def refuse_common_access(self) -> None:
		"""Nobody but a manager may learn, by a move, of a household that is kept apart (R-502)."""
		if users_of_both(self.css_case):
			frappe.throw(
				_(
					"Somebody with access to this case has access to a household from which it would be kept apart. Ask the manager."
				),
				MembershipRefused,
				title=_("Households kept apart"),
			)

	def validate_site(self) -> None:
		"""The site is custodian: moving to another one is an exit and a new referral (D-20)."""
		site = frappe.db.get_value("CSS Case", self.css_case, "site")
		other_cases = frappe.get_all(
			"CSS Case Member",
			filters={"client": self.client, "css_case": ("!=", self.css_case)},
			pluck="css_case",
		)
		if other_cases and frappe.db.exists("CSS Case", {"name": ("in", other_cases), "site": ("!=", site)}):
			frappe.throw(
				_(
					"This person has a file at another site. A move between sites is an exit there and a new referral here."
				),
				MembershipRefused,
				title=_("Other site"),
			)

	def validate_single_case(self, membership: Membership) -> None:
		other = overlapping_membership(membership, memberships({"client": self.client}, without=self.name))
		if other:
			frappe.throw(
				_("This person is already a member of a case in this period. End that membership first."),
				MembershipRefused,
				title=_("One case at a time"),
			)

	def validate_single_head(self, membership: Membership) -> None:
		other = second_head(membership, memberships({"css_case": self.css_case}, without=self.name))
		if other:
			frappe.throw(
				_("This case has a head of family since {0}. Use Change Head of Family in the case.").format(
					frappe.format(other.member_from, "Date")
				),
				SecondHead,
				title=_("One head of family"),
			)


def as_membership(row) -> Membership:
	return Membership(
		client=row.client,
		member_from=getdate(row.member_from),
		member_to=getdate(row.member_to) if row.member_to else None,
		is_head=bool(row.is_head),
		reference=row.name or "",
	)


def memberships(filters: dict, without: str | None = None) -> list[Membership]:
	"""The stored memberships of a case or a client; the caller has checked that they may be read."""
	rows = frappe.get_all(
		"CSS Case Member",
		filters={**filters, "name": ("!=", without or "")},
		fields=["name", "client", "member_from", "member_to", "is_head"],
	)
	return [as_membership(row) for row in rows]


def require_head(css_case: str) -> None:
	"""From the first enrolment on, a case with members has exactly one head of family (R-041).

	Raises:
		MembershipRefused: the case would be left without one.
	"""
	if not frappe.db.exists("CSS Enrolment", {"css_case": css_case}):
		return
	today = case_today(css_case)
	family = memberships({"css_case": css_case})
	if members_on(family, today) and not head_on(family, today):
		frappe.throw(
			_("The family would have no head. Use Change Head of Family in the case first."),
			MembershipRefused,
			title=_("One head of family"),
		)


def on_doctype_update() -> None:
	add_unique_source("CSS Case Member")
	# Families of cases, and the latest membership of a client: the condition of every client list.
	frappe.db.add_index("CSS Case Member", ["css_case", "client"])
	frappe.db.add_index("CSS Case Member", ["client", "member_from"])
