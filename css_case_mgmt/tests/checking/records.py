"""What the tests of css-check share: a healthy family, and what somebody writes behind the controllers' backs."""

from collections.abc import Callable, Iterable

import frappe

from css_case_mgmt.checking.finding import Finding
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.consent.records import make_second_manager
from css_case_mgmt.tests.factories import make_caseworker, make_enrolment, make_family, make_manager

Look = Callable[[], Iterable[Finding]]
PLANTED = "before_planting"


class CheckingTestCase(SiteTestCase):
	"""A caseworker, two managers of the site, and somebody enrolled."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.worker, cls.manager, cls.second_manager = make_caseworker(), make_manager(), make_second_manager()

	def setUp(self) -> None:
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()
		self.enrolment = make_enrolment(self.css_case.name, self.client.name)

	def assert_found(
		self, look: Look, check: str, doctype: str, name: str, plant: Callable[[], object]
	) -> None:
		"""Not before, but once it is planted; afterwards it is taken out again."""
		wanted = (check, doctype, name)
		with self.subTest(check, doctype=doctype):
			self.assertNotIn(wanted, found_by(look))
			frappe.db.savepoint(PLANTED)
			plant()
			self.assertIn(wanted, found_by(look))
			frappe.db.rollback(save_point=PLANTED)
			self.assertNotIn(wanted, found_by(look))


def found_by(look: Look) -> set[tuple[str, str, str]]:
	return {(finding.check, finding.doctype, finding.name) for finding in look()}


def write(doctype: str, name: str, **values) -> Callable[[], None]:
	"""Behind the controller's back, and without a trace."""
	return lambda: frappe.db.set_value(doctype, name, values, update_modified=False)


def insert(doctype: str, **values) -> Callable[[], None]:
	"""A row alone; nothing looks at it."""

	def plant() -> None:
		document = frappe.get_doc(doctype=doctype, **values)
		document.name = values.get("name") or frappe.generate_hash(length=20)
		document.db_insert()

	return plant


def copy_of(doctype: str, original: str, **values) -> Callable[[], None]:
	"""The same row once more, with other values."""
	stored = frappe.get_doc(doctype, original).get_valid_dict()
	return insert(**{**stored, "doctype": doctype, "name": frappe.generate_hash(length=20), **values})


def take_out(doctype: str, name: str) -> Callable[[], None]:
	return lambda: frappe.db.delete(doctype, {"name": name})
