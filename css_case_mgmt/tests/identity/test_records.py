"""Safety notes, GBA Plus and copies of documents: who may read them, and what they refuse (R-059, R-060, R-065, R-067)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.client_file import get_person
from css_case_mgmt.case_document import DateRefused, OtherCase
from css_case_mgmt.css_case_mgmt.doctype.css_client_document.css_client_document import (
	CopyRefused,
	OriginalRefused,
)
from css_case_mgmt.css_case_mgmt.doctype.css_gba_plus_profile.css_gba_plus_profile import ProfileRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	acting_as,
	make_case,
	make_caseworker,
	make_client,
	make_family,
	make_manager,
	make_member,
	make_staff,
	today,
)
from css_case_mgmt.tests.identity.records import (
	make_client_document,
	make_gba_profile,
	make_safety_note,
	uploaded_file,
)

SAFETY_NOTE = "CSS Safety Note"
GBA = "CSS GBA Plus Profile"
COPY = "CSS Client Document"
CONSENT = "CSS Consent"
REFERRAL = "CSS Referral"
INTAKE = "intake@test.example"
MONITOR = "monitor@test.example"
COLLEAGUE = "colleague@test.example"


class RecordTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.manager = make_manager()
		make_staff(INTAKE, "CSS Intake Worker")
		make_staff(MONITOR, "CSS Monitor")

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()

	def grant(self, user: str, kind: str, css_case: str | None = None) -> None:
		with acting_as(self.manager):
			frappe.get_doc(
				doctype="CSS Case Access",
				css_case=css_case or self.css_case.name,
				user=user,
				kind=kind,
				access_until=add_days(today(), 9),
				reason="Help",
			).insert()

	def seen_by(self, user: str) -> dict:
		with acting_as(user):
			return get_person(self.client.name)


class TestSafetyNote(RecordTestCase):
	def test_read_before_a_visit_by_those_who_go(self):
		"""R-065: whoever works with the family and the site's manager; a monitor sees not even that there is one."""
		note = make_safety_note(self.css_case.name, self.client.name)
		self.grant(COLLEAGUE, "Shared")
		self.grant(MONITOR, "Monitor")
		for user in (self.worker, self.manager, COLLEAGUE):
			(seen,) = self.seen_by(user)["safety_notes"]
			self.assertEqual((seen["name"], seen["precautions"]), (note.name, "Meet in the office."))
		monitor = self.seen_by(MONITOR)
		note.active = 0
		note.save()
		self.assertEqual(monitor, self.seen_by(MONITOR))
		self.assertEqual(monitor["safety_notes"], [])
		self.assertNotIn(SAFETY_NOTE, monitor["may_add"])
		self.assertEqual(self.seen_by(self.worker)["safety_notes"], [])

	def test_review(self):
		"""R-065: a note that is in force says when somebody looks at it again, and says so when the day has come."""
		make = make_safety_note
		case, client = self.css_case.name, self.client.name
		self.assertRaises(DateRefused, make, case, client, review_on=None)
		self.assertRaises(DateRefused, make, case, client, review_on=add_days(today(), -1))
		self.assertRaises(DateRefused, make, case, client, noted_on=add_days(today(), 2))
		make(case, client, review_on=None, active=0)
		make(case, client, noted_on=add_days(today(), -9), review_on=today())
		make(case, client, review_on=add_days(today(), 1))
		due = [note["review_is_due"] for note in get_person(client)["safety_notes"]]
		self.assertEqual(sorted(due), [False, True])

	def test_titles_say_nothing(self):
		"""R-065, D-19: a file number and a day."""
		note = make_safety_note(self.css_case.name, self.client.name)
		self.assertEqual(note.title, f"{self.client.file_number} · {today()}")


class TestGbaPlus(RecordTestCase):
	def test_self_declared_or_declined(self):
		"""R-059: groups, or that the client prefers not to say; never both, never neither."""
		make, case, client = make_gba_profile, self.css_case.name, self.client.name
		self.assertRaises(ProfileRefused, make, case, client)
		self.assertRaises(ProfileRefused, make, case, client, "Women", declined=1)
		self.assertRaises(ProfileRefused, make, case, client, "Women", "Women")
		self.assertRaises(DateRefused, make, case, client, "Women", declared_on=add_days(today(), 2))
		profile = make(case, client, "Women", "French-speaking persons")
		profile.update({"declined": 1, "groups": []})
		profile.save()
		self.assertEqual(get_person(client)["gba_profile"], profile.name)

	def test_one_profile(self):
		"""R-060: minimal: what the client tells later changes the one there is."""
		make_gba_profile(self.css_case.name, self.client.name, "Seniors")
		with self.assertRaises(ProfileRefused):
			make_gba_profile(self.css_case.name, self.client.name, declined=1)

	def test_need_to_know(self):
		"""R-060: the caseworker and the manager; not those with whom the case is shared, nor a monitor."""
		with acting_as("Administrator"):
			make_gba_profile(self.css_case.name, self.client.name, "Youth")
		self.grant(COLLEAGUE, "Shared")
		self.grant(MONITOR, "Monitor")
		for user in (self.worker, self.manager):
			self.assertTrue(self.seen_by(user)["gba_profile"])
		for user in (COLLEAGUE, MONITOR):
			person = self.seen_by(user)
			self.assertIsNone(person["gba_profile"])
			self.assertNotIn(GBA, person["may_add"])

	def test_seven_groups(self):
		"""R-059: the programme's groups, in a list that an agency may change."""
		groups = frappe.get_all("CSS GBA Plus Group", order_by="position", pluck="name")
		self.assertEqual(len(groups), 7)
		self.assertEqual(groups[0], "Women")


class TestClientDocument(RecordTestCase):
	def test_originals_are_never_kept(self):
		"""R-067: the refusal says to give the original back."""
		with self.assertRaises(OriginalRefused) as refused:
			make_client_document(self.css_case.name, self.client.name, is_copy=0)
		self.assertIn("Give the original back", str(refused.exception))
		copy = make_client_document(self.css_case.name, self.client.name)
		self.assertEqual(copy.received_on, today())
		copy.is_copy = 0
		self.assertRaises(OriginalRefused, copy.save)

	def test_the_copy_is_a_private_file_of_this_file(self):
		"""R-067: no link elsewhere, nothing public; a stranger to the case does not read it."""
		case, client = self.css_case.name, self.client.name
		for attachment in ("https://example.com/passport.pdf", "/files/passport.pdf", "passport"):
			self.assertRaises(CopyRefused, make_client_document, case, client, attachment=attachment)
		copy = make_client_document(case, client, attachment=uploaded_file())
		file = frappe.get_doc("File", {"attached_to_doctype": COPY, "attached_to_name": copy.name})
		self.assertTrue(file.is_private)
		self.assertTrue(file.has_permission("read"))
		with acting_as(COLLEAGUE):
			self.assertFalse(frappe.get_doc("File", file.name).has_permission("read"))

	def test_kinds(self):
		"""R-067: a list that an agency may change."""
		self.assertTrue(frappe.db.exists("CSS Document Kind", "Immigration Document"))


class TestCaseOfClient(RecordTestCase):
	def test_records_go_to_the_case_a_person_belongs_to(self):
		"""R-502, D-20: whoever has left a household adds nothing to its file, not even by the manager's hand."""
		row = frappe.get_doc("CSS Case Member", {"client": self.client.name})
		with acting_as("Administrator"):
			frappe.db.set_value("CSS Case Member", row.name, "member_to", add_days(today(), -3))
			new_case = make_case(caseworker=COLLEAGUE)
			make_member(new_case.name, self.client.name, is_head=1, member_from=add_days(today(), -3))
		with acting_as(self.manager):
			for make in (make_safety_note, make_client_document):
				self.assertRaises(OtherCase, make, self.css_case.name, self.client.name)
			with self.assertRaises(OtherCase):
				make_gba_profile(self.css_case.name, self.client.name, "Women")
			make_safety_note(new_case.name, self.client.name)
			make_gba_profile(new_case.name, self.client.name, "Women")
			make_client_document(new_case.name, self.client.name)
		for doctype in (SAFETY_NOTE, GBA, COPY):
			self.assertEqual(frappe.get_list(doctype, {"client": self.client.name}, pluck="name"), [])
			with acting_as(COLLEAGUE):
				self.assertEqual(len(frappe.get_list(doctype, {"client": self.client.name})), 1)
		self.assertRaises(frappe.PermissionError, get_person, self.client.name)

	def test_only_those_who_may_are_offered_to_add(self):
		"""R-060, R-065, R-067: the panel offers what the server would take."""
		self.assertEqual(self.seen_by(self.worker)["may_add"], [SAFETY_NOTE, GBA, COPY, CONSENT, REFERRAL])
		self.grant(COLLEAGUE, "Shared")
		self.assertEqual(self.seen_by(COLLEAGUE)["may_add"], [SAFETY_NOTE, COPY, CONSENT, REFERRAL])
		self.grant(MONITOR, "Monitor")
		self.assertEqual(self.seen_by(MONITOR)["may_add"], [])
		with acting_as(INTAKE):
			css_case = make_case()
			client = make_client()
			make_member(css_case.name, client.name, is_head=1)
			self.assertEqual(get_person(client.name)["may_add"], [COPY, CONSENT, REFERRAL])
