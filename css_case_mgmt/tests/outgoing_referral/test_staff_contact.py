"""How clients reach staff: by what is for work, and by nothing else of anybody (R-015, R-235)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.staff_contact import contact_line, work_contact
from css_case_mgmt.tests.factories import NORTH, WEST, make_site, make_staff
from css_case_mgmt.tests.outgoing_referral.records import OutgoingTestCase, make_outgoing

AT_WORK = {"work_phone": "416-555-0191", "work_phone_extension": "12", "work_email": "amira@agency.example"}
SHOWN = "(416) 555-0191 # 12 · amira@agency.example"
PRIVATE = {"phone": "(416) 555-0192", "mobile_no": "(416) 555-0193"}
SHEETS = ("Referral Instruction Sheet", "Referral Letter")


class TestStaffContact(OutgoingTestCase):
	def setUp(self) -> None:
		super().setUp()
		frappe.db.set_value("User", self.worker, PRIVATE)
		frappe.clear_document_cache("User", self.worker)
		self.posting = frappe.get_doc("CSS Staff", {"user": self.worker, "site": NORTH})

	def printed(self, referral, print_format: str) -> str:
		html = frappe.get_print("CSS Referral", referral.name, print_format)
		return html[html.index('<div class="css-printed"') : html.index("</body>")]

	def at_work(self, **values) -> None:
		self.posting.update(AT_WORK | values)
		self.posting.save(ignore_permissions=True)

	def test_what_is_for_work_is_printed(self) -> None:
		"""R-015, R-235: with the extension, on the sheet for the client and in the letter; nothing that is private, nor
		the address of the login."""
		self.at_work()
		referral = self.sent()
		for sheet in SHEETS:
			with self.subTest(sheet):
				html = self.printed(referral, sheet)
				self.assertIn(SHOWN, html)
				for private in (*PRIVATE.values(), "555-0192", "555-0193", self.worker):
					self.assertNotIn(private, html)

	def test_nothing_is_printed_where_nothing_is_for_work(self) -> None:
		"""R-015: what the User has is no stand-in."""
		referral = self.sent()
		for sheet in SHEETS:
			with self.subTest(sheet):
				html = self.printed(referral, sheet)
				for private in ("555-0192", "555-0193", self.worker):
					self.assertNotIn(private, html)

	def test_it_belongs_to_the_posting(self) -> None:
		"""R-235: of the site of the file, and until the last working day."""
		self.at_work()
		make_staff(self.worker, site=make_site(WEST))
		self.assertEqual(contact_line(self.worker, NORTH), SHOWN)
		self.assertEqual(contact_line(self.worker, WEST), "")
		self.assertEqual(contact_line(None, NORTH), "")
		self.at_work(active_to=self.today)
		self.assertEqual(work_contact(self.worker, NORTH).email, AT_WORK["work_email"])
		self.at_work(active_to=add_days(self.today, -1))
		self.assertEqual(contact_line(self.worker, NORTH), "")

	def test_a_number_that_can_be_dialled(self) -> None:
		"""R-235: one number and nothing else, as everywhere."""
		self.at_work()
		self.assertEqual(self.posting.work_phone, "+14165550191")
		for wrong in (
			{"work_phone": "my own: 416-555-0191"},
			{"work_phone": "416-555-0191 ext 12"},
			{"work_phone": "12"},
			{"work_phone": None},
			{"work_email": "no address"},
		):
			with self.subTest(wrong), self.assertRaises(frappe.ValidationError):
				self.at_work(**wrong)

	def test_nothing_private_is_kept(self) -> None:
		"""R-235: a posting has no other field for a number or an address, and says what the number is."""
		meta = frappe.get_meta("CSS Staff")
		reached = [
			field.fieldname
			for field in meta.fields
			if "phone" in field.fieldname or "mail" in field.fieldname
		]
		self.assertEqual(reached, ["work_phone", "work_phone_extension", "work_email"])
		self.assertIn("Never a private number", meta.get_field("reached_section").description)
		method = frappe.get_meta("CSS Activity").get_field("method")
		self.assertIn("office landline, a work cellphone or a secure app", method.description)

	def test_a_draft_says_it_too(self) -> None:
		"""R-015, R-306: the sheet of a referral that is being prepared."""
		self.at_work(work_email=None)
		sheet = make_outgoing(*self.of_client, self.provider).as_instruction_sheet()
		self.assertEqual(sheet["worker_contact"], "(416) 555-0191 # 12")
