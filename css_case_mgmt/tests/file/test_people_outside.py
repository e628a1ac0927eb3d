"""Who is not in a person's file: other clients, unless they are related (R-066)."""

import frappe

from css_case_mgmt.api.client_file import get_person
from css_case_mgmt.api.family_changes import relate
from css_case_mgmt.api.writing_hints import get_hints
from css_case_mgmt.case_document import OtherCase
from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import ParticipantRefused
from css_case_mgmt.others_named import OTHER_CLIENT
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	give_access,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	make_manager,
	make_member,
)
from css_case_mgmt.tests.identity.records import make_safety_note

WORKER = "caseworker@test.example"


class TestPeopleOutside(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		make_caseworker()
		cls.manager = make_manager()

	def setUp(self):
		super().setUp()
		frappe.set_user(WORKER)
		self.css_case, self.client = make_family(given_names="Amina")
		self.other_case, self.other = make_family(given_names="Shirin")

	def test_nobody_of_another_family_takes_part(self):
		"""R-066: a contact names members of the family alone, whoever else of the worker's clients was there."""
		with self.assertRaises(ParticipantRefused):
			make_activity(self.css_case.name, self.client.name, self.other.name)
		make_activity(self.css_case.name, self.client.name)

	def test_nothing_about_another_client_is_kept_in_the_file(self):
		"""R-066: a record names the case that the person belongs to."""
		with self.assertRaises(OtherCase):
			make_safety_note(self.css_case.name, self.other.name)
		with self.assertRaises(frappe.ValidationError):
			make_enrolment(self.css_case.name, self.other.name, consent=False)
		make_safety_note(self.css_case.name, self.client.name)

	def test_a_relative_is_named_to_whoever_may_read_both(self):
		"""R-066: relatives are the exception, in both files; for whoever reads one of them alone the name stays out."""
		relate(self.css_case.name, self.client.name, self.other.name, "Sibling", "Sibling")
		self.assertEqual(self.named(self.client), ["Shirin"])
		self.assertEqual(self.named(self.other), ["Amina"])
		with acting_as(self.manager):
			give_access(self.other_case.name, "second@test.example", "Assigned")
		self.assertEqual(self.named(self.client), [])

	def named(self, client) -> list[str]:
		return [tie["full_name"] for tie in get_person(client.name)["ties"]]

	def test_who_is_not_related_is_in_no_file(self):
		"""R-066: of two families with the same worker neither file names the other."""
		for client in (self.client, self.other):
			self.assertEqual(self.named(client), [])


class TestNamedInANote(SiteTestCase):
	"""Hints under a note point at other clients who are named in it."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.manager = make_manager()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family(given_names="Amina", family_name="Qzhaidari")
		self.other_case, self.other = make_family(given_names="Shirin Gul", family_name="Qzkarimi")

	def pointed_at(self, text: str, css_case: str | None = None) -> list[str]:
		hints = get_hints(text, css_case=css_case or self.css_case.name)
		for hint in hints:
			self.assertEqual(text[hint["start"] : hint["end"]], hint["text"])
		return [hint["text"] for hint in hints if hint["kind"] == OTHER_CLIENT]

	def test_another_client(self):
		"""R-066: she is pointed at in the other family's note, not in her own; those at home are never."""
		text = "Amina Qzhaidari met Shirin Qzkarimi at the library 😀."
		self.assertEqual(self.pointed_at(text), ["Shirin Qzkarimi"])
		self.assertEqual(self.pointed_at(text, self.other_case.name), ["Amina Qzhaidari"])
		self.assertEqual(self.pointed_at("Shirin came. The Qzkarimi family knows her."), [])

	def test_a_relative(self):
		"""R-066: whoever is related may be named, whichever household says so."""
		relate(self.other_case.name, self.other.name, self.client.name, "Sibling")
		for css_case in (self.css_case.name, self.other_case.name):
			self.assertEqual(self.pointed_at("Amina Qzhaidari met Shirin Qzkarimi.", css_case), [])

	def test_the_same_name_at_home(self):
		"""R-066: nobody is pointed at where somebody of the family has that name."""
		namesake = make_client(given_names="Shirin", family_name="Qzkarimi")
		make_member(self.css_case.name, namesake.name)
		self.assertEqual(self.pointed_at("Met Shirin Qzkarimi."), [])

	def test_it_tells_nobody_who_is_a_client(self):
		"""R-066, D-19: of files that the writer may not read there is no hint, nor in a case that she may not read."""
		text = "Met Shirin Qzkarimi and Amina Qzhaidari."
		with acting_as(self.manager):
			give_access(self.other_case.name, "second@test.example", "Assigned")
		self.assertEqual(self.pointed_at(text), [])
		self.assertEqual(self.pointed_at(text, self.other_case.name), [])
		self.assertEqual(self.pointed_at(text, "no-such-case"), [])
		self.assertEqual([hint["text"] for hint in get_hints(text)], [])

	def test_queries(self):
		"""R-066: as many however many names a note has; none for a note without any."""
		few = "Met Shirin Qzkarimi."
		many = " ".join(f"Met Shirin Qzkarimi and Person Number{number}." for number in range(30))
		get_hints(few, None, self.css_case.name)
		once, often, without = (
			self.count_queries(get_hints, text, None, self.css_case.name)
			for text in (few, many, "Met nobody.")
		)
		self.assertEqual(often, once)
		self.assertLess(without, once)
