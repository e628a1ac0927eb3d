"""Papers in a file: copies only, with who noted them; what gives staff a power to act (R-014, R-067, R-280)."""

import frappe

from css_case_mgmt.case_document import MarkupRefused
from css_case_mgmt.css_case_mgmt.doctype.css_client_document.css_client_document import (
	CopyRefused,
	OriginalRefused,
)
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, make_family, today

WORKER = "caseworker@test.example"


class TestPapers(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		with acting_as(WORKER):
			self.case, self.mother = make_family()

	def paper(self, **values):
		frappe.clear_messages()
		file = frappe.get_doc(doctype="File", file_name="a.txt", content="A paper", is_private=1).insert()
		values = {"document_kind": "Other Document", "is_copy": 1, "attachment": file.file_url, **values}
		with acting_as(WORKER):
			return frappe.get_doc(
				doctype="CSS Client Document", css_case=self.case.name, client=self.mother.name, **values
			).insert()

	def test_who_noted_it_and_when(self) -> None:
		"""R-280: whatever a request claims."""
		paper = self.paper(noted_by="Administrator", author_initials="XX", marked_in_error_on=today())
		self.assertEqual((paper.noted_by, paper.noted_on, paper.marked_in_error_on), (WORKER, today(), None))
		self.assertNotEqual(paper.author_initials, "XX")

	def test_where_an_original_was_sent_and_why(self) -> None:
		"""R-280."""
		self.assertRaises(OriginalRefused, self.paper, original_is="Sent Elsewhere", sent_to="The court")
		paper = self.paper(original_is="Sent Elsewhere", sent_to="The court", sent_reason="Asked for")
		self.assertEqual(paper.sent_to, "The court")
		self.assertIsNone(self.paper(sent_to="Nobody").sent_to)

	def test_nothing_original_is_kept(self) -> None:
		"""R-067."""
		self.assertRaises(OriginalRefused, self.paper, is_copy=0)

	def test_a_power_to_act_that_names_staff_warns(self) -> None:
		"""R-014: of that kind of document only, and it is kept."""
		kind = "Power of Attorney or Representation Agreement"
		self.paper(document_kind=kind, names_staff=1)
		self.assertIn("power of attorney", str(frappe.message_log))
		for values in ({"document_kind": kind}, {"names_staff": 1}):
			self.paper(**values)
			self.assertNotIn("power of attorney", str(frappe.message_log))

	def test_a_paper_is_the_note_of_an_activity_of_its_case(self) -> None:
		"""R-277."""
		other, client = make_family()
		activity = make_activity(other.name, client.name, is_final=False)
		with self.assertRaises((CopyRefused, frappe.LinkValidationError)):
			self.paper(activity=activity.name)

	def test_no_html_for_an_address(self) -> None:
		"""R-262: Frappe shows the address of an attachment as HTML, to whoever opens the record."""
		address = "/private/files/<img src=x onerror=alert(1)>.png"
		self.assertRaises(MarkupRefused, self.paper, attachment=address)
