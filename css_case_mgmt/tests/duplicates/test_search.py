"""The duplicate search before a new person is saved (R-073, D-19, D-22)."""

import frappe

from css_case_mgmt.api.duplicates import search
from css_case_mgmt.duplicates import find_duplicates
from css_case_mgmt.rules.search_keys import keys_of
from css_case_mgmt.search_keys import person_of_form
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.duplicates.records import FARHAD, SPELLED_OTHERWISE, keys_of_file, make_farhad
from css_case_mgmt.tests.factories import WEST, acting_as, make_client, make_member

WORKER, COLLEAGUE, MANAGER = "caseworker@test.example", "colleague@test.example", "manager@test.example"
WEST_WORKER = "west@test.example"


class SearchTestCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(WORKER)
		self.css_case, self.farhad = make_farhad()

	def found(self, **values) -> list[str]:
		return [each["client"] for each in search({**SPELLED_OTHERWISE, **values})]


class TestSearch(SearchTestCase):
	def test_finds_with_reasons(self):
		"""R-073: another spelling is found; the answer says who, how likely and why."""
		(found,) = search(SPELLED_OTHERWISE)
		self.assertEqual(found["client"], self.farhad.name)
		self.assertEqual(found["file_number"], self.farhad.file_number)
		self.assertEqual(found["verdict"], "likely")
		self.assertEqual(set(found["reasons"]), {"names_sound_alike", "same_birth_date"})
		self.assertIsInstance(found["age"], int)

	def test_finds_by_each_kind_of_key(self):
		"""R-073: by names alone, names and year, telephone, UCI, another name and another script."""
		self.farhad.update({"uci": "1122-3344", "name_in_own_script": "فرهاد نورزی"})
		self.farhad.append("other_names", {"written_name": "Frydun Azizi", "kind": "Former name"})
		self.farhad.save()
		for typed in (
			{"given_names": "Farhad", "family_name": "Noorzai"},
			{"given_names": "Noorzai", "family_name": "Farhad", "date_of_birth": "1987-05-17"},
			{"given_names": "Farhad", "family_name": "Noorzai", "date_of_birth": "1987-01-01"},
			{"given_names": "Farhad", "phones": [{"phone": "613-555-0143"}], "date_of_birth": "1987-05-17"},
			{"given_names": "Somebody", "uci": "11223344"},
			{"given_names": "Freydoon", "family_name": "Azizi", "date_of_birth": "1987-05-17"},
			{"given_names": "فرهاد", "family_name": "نورزی", "date_of_birth": "1987-05-17"},
		):
			self.assertEqual([each["client"] for each in search(typed)], [self.farhad.name], typed)

	def test_likeliest_first(self):
		"""R-073: ranked, the same person before a namesake."""
		namesake = make_client(given_names="Farhad", family_name="Noorzai", date_of_birth="1987-01-01")
		self.assertEqual(self.found(), [self.farhad.name, namesake.name])

	def test_keys_follow_the_name(self):
		"""R-073: a corrected name is found, the wrong one is not any more."""
		self.farhad.update({"given_names": "Jawad", "family_name": "Hashimi", "phones": []})
		self.farhad.save()
		self.assertEqual(self.found(), [])
		self.assertEqual(self.found(given_names="Jawed", family_name="Hashemi"), [self.farhad.name])
		self.assertEqual(keys_of_file(self.farhad.name), keys_of(person_of_form(self.farhad)))

	def test_without_the_file_itself(self):
		"""R-073: a saved file is no duplicate of its own."""
		self.assertEqual(search(FARHAD, client=self.farhad.name), [])

	def test_nothing_typed_finds_nothing(self):
		"""R-073: an empty form, a half-typed one and odd texts are no errors."""
		for typed in ({}, {"given_names": ""}, {"given_names": "'; --%_"}, {"phones": [{}]}):
			self.assertEqual(search(typed), [])

	def test_under_fifteen_queries(self):
		"""Duplicate search: under fifteen queries, whoever asks."""
		for user in (WORKER, MANAGER):
			with acting_as(user):
				self.assertLess(self.count_queries(search, SPELLED_OTHERWISE), 15)


class TestReach(SearchTestCase):
	def test_only_among_what_one_may_read(self):
		"""D-19, D-22: of a file that somebody may not read, nothing is told, not even that it exists."""
		for user in (COLLEAGUE, WEST_WORKER):
			with acting_as(user):
				self.assertEqual(self.found(), [])
		with acting_as(MANAGER):
			self.assertEqual(self.found(), [self.farhad.name])

	def test_hidden_files_take_no_place(self):
		"""D-22: however many files are out of reach, those within are found."""
		with acting_as(WEST_WORKER):
			_case, west = make_farhad(WEST)
			self.assertEqual(self.found(), [west.name])
		self.assertEqual(self.found(), [self.farhad.name])

	def test_the_case_that_she_left_finds_nothing(self):
		"""D-20: whoever served the family before finds no longer who has left for another case."""
		with acting_as(MANAGER):
			other_case, _other = make_farhad(given_names="Wali")
			frappe.db.set_value(
				"CSS Case Member",
				{"client": self.farhad.name},
				"member_to",
				frappe.utils.add_days(frappe.utils.today(), -3),
			)
			make_member(
				other_case.name, self.farhad.name, member_from=frappe.utils.add_days(frappe.utils.today(), -3)
			)
		self.assertEqual(self.found(), [])

	def test_others_may_not_ask(self):
		"""D-19: who adds no clients has nothing to search for."""
		with acting_as("analyst@test.example"):
			self.assertRaises(frappe.PermissionError, search, SPELLED_OTHERWISE)

	def test_merged_files_are_left_out(self):
		"""D-23: a merged file is no longer a file of its own."""
		frappe.db.set_value("CSS Client", self.farhad.name, "merged_into", make_client().name)
		self.assertEqual(find_duplicates(SPELLED_OTHERWISE, WORKER), [])
