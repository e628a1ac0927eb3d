"""Families for the tests of changes in them."""

from dataclasses import dataclass

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	make_case,
	make_caseworker,
	make_client,
	make_enrolment,
	make_manager,
	make_member,
	today,
)

SPOUSE, CHILD, PARENT, HEAD = "Spouse or Partner", "Child", "Parent", "Head of Family"
SINCE_MONTHS = 20


@dataclass
class Household:
	"""A case with its people; the wife is the head and enrolled."""

	case: str
	wife: str
	husband: str
	daughter: str
	enrolment: object


def make_household(**case_values) -> Household:
	"""A couple with a grown-up daughter, members for twenty months, opened by whoever is acting."""
	css_case = make_case(**case_values).name
	since = add_months(today(), -SINCE_MONTHS)
	wife, husband = make_client().name, make_client().name
	daughter = make_client(date_of_birth=add_years(today(), -22)).name
	make_member(css_case, wife, is_head=1, member_from=since)
	make_member(css_case, husband, relationship=SPOUSE, member_from=since)
	make_member(css_case, daughter, relationship=CHILD, member_from=since)
	return Household(css_case, wife, husband, daughter, make_enrolment(css_case, wife))


def make_single(**client_values) -> tuple[str, str]:
	"""Somebody living alone: (case, client)."""
	css_case = make_case().name
	client = make_client(**client_values).name
	make_member(css_case, client, is_head=1, member_from=add_months(today(), -SINCE_MONTHS))
	return css_case, client


class FamilyChangeTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.second = make_caseworker("second@test.example")
		cls.colleague = make_caseworker("colleague@test.example")
		cls.manager = make_manager()
		cls.today = today()
		cls.day = add_days(cls.today, -10)

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)

	def members(self, css_case: str) -> dict[str, tuple]:
		"""Open memberships: client -> (relationship, is head, since)."""
		rows = frappe.get_all(
			"CSS Case Member",
			filters={"css_case": css_case, "member_to": ("is", "not set")},
			fields=["client", "relationship", "is_head", "member_from"],
		)
		return {row.client: (row.relationship, row.is_head, row.member_from) for row in rows}

	def heads(self, css_case: str) -> list[str]:
		return [
			client for client, (_relationship, is_head, _since) in self.members(css_case).items() if is_head
		]

	def left(self, css_case: str, client: str) -> tuple:
		"""(day, reason) of the membership that ended."""
		row = frappe.get_all(
			"CSS Case Member",
			filters={"css_case": css_case, "client": client, "member_to": ("is", "set")},
			fields=["member_to", "leaving_reason"],
			order_by="member_to desc",
			limit=1,
		)[0]
		return (row.member_to, row.leaving_reason)

	def case_of(self, doctype: str, name: str) -> str:
		return frappe.db.get_value(doctype, name, "css_case")
