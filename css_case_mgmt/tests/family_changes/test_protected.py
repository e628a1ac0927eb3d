"""A separation because of violence: neither household sees the other's new data (R-502)."""

import json

import frappe
from frappe.desk import query_report
from frappe.desk.form.load import getdoc
from frappe.desk.search import search_link
from frappe.utils import add_days

from css_case_mgmt.api.family import get_family
from css_case_mgmt.api.family_changes import move_in, open_own_household, protect_household, relate, separate
from css_case_mgmt.asking import ask, managers_of
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import (
	AccessRefused,
	HouseholdsKeptApart,
)
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import MembershipRefused
from css_case_mgmt.css_case_mgmt.doctype.css_family_tie.css_family_tie import TieRefused
from css_case_mgmt.permissions.registry import CLIENT_BEARING
from css_case_mgmt.separations import cases_kept_apart
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	give_consent,
	make_assessment,
	make_case,
	make_client,
	make_member,
	make_staff,
)
from css_case_mgmt.tests.family_changes.records import (
	CHILD,
	PARENT,
	SPOUSE,
	FamilyChangeTestCase,
	make_household,
	make_single,
)

SECRET = "Zoltanverada"
MONITOR = "monitor@test.example"


class ProtectedTestCase(FamilyChangeTestCase):
	def protect(self, family, **values) -> str:
		"""The wife and the daughter leave; the manager gives them another caseworker."""
		values = {"caseworker": self.second, **values}
		with acting_as(values.pop("user", self.manager)):
			return separate(
				family.case,
				{family.wife: None, family.daughter: CHILD},
				family.wife,
				str(self.day),
				staying_head=family.husband,
				is_protected=1,
				**values,
			)

	def grant(self, css_case, user, kind="Shared", **values):
		with acting_as(self.manager):
			return frappe.get_doc(
				doctype="CSS Case Access",
				css_case=css_case,
				user=user,
				kind=kind,
				access_until=add_days(self.today, 20),
				reason="Help",
				**values,
			).insert()

	def may_read(self, user: str, doctype: str, name: str) -> bool:
		return bool(frappe.has_permission(doctype, "read", doc=name, user=user))


class TestWhoMayHaveAccess(ProtectedTestCase):
	def test_nobody_but_managers_has_access_to_both(self):
		"""R-502: of any kind and in either direction; the site's manager may."""
		family = make_household()
		household = self.protect(family)
		make_staff(MONITOR, "CSS Monitor")
		self.grant(household, MONITOR, "Monitor")
		self.grant(family.case, self.colleague, "Covering")
		for css_case, user, kind in (
			(household, self.worker, "Shared"),
			(household, self.worker, "Assigned"),
			(family.case, self.second, "Covering"),
			(household, self.colleague, "Covering"),
			(family.case, MONITOR, "Monitor"),
		):
			with self.subTest(kind=kind, user=user), self.assertRaises(HouseholdsKeptApart):
				self.grant(css_case, user, kind)
		for css_case in (household, family.case):
			self.grant(css_case, self.manager, "Covering")

	def test_access_that_ended_does_not_count_and_does_not_come_back(self):
		"""R-502, R-070: extending it later is refused as well."""
		family = make_household()
		household = self.protect(family)
		old = self.grant(family.case, self.colleague)
		with acting_as(self.manager):
			old.access_from, old.access_until = add_days(self.today, -9), add_days(self.today, -1)
			old.save()
			self.grant(household, self.colleague)
			old.access_until = add_days(self.today, 5)
			self.assertRaises(HouseholdsKeptApart, old.save)

	def test_access_that_is_to_begin_counts(self):
		"""R-502."""
		family = make_household()
		household = self.protect(family)
		self.grant(household, self.colleague, access_from=add_days(self.today, 10))
		with self.assertRaises(HouseholdsKeptApart):
			self.grant(family.case, self.colleague)

	def test_intake_reaches_neither_by_the_other(self):
		"""R-502, D-19: whoever reads a file as intake is given no access to the household kept apart."""
		with acting_as(self.manager):
			family = make_household()
		intake = make_staff("intake@test.example", "CSS Intake Worker")
		household = self.protect(family)
		self.assertTrue(self.may_read(intake, "CSS Case", family.case))
		self.assertFalse(self.may_read(intake, "CSS Case", household))
		with self.assertRaises(HouseholdsKeptApart):
			self.grant(household, intake)

	def test_through_chains(self):
		"""R-502: who comes out of either household, or is joined from it, is on its side."""
		family = make_household()
		household = self.protect(family)
		with acting_as(self.second):
			daughters = open_own_household(household, family.daughter, str(self.today))
		with acting_as(self.colleague):
			other_case, _other = make_single()
		with acting_as(self.manager):
			move_in(other_case, {family.wife: SPOUSE}, str(self.today))
		self.assertEqual(cases_kept_apart(family.case), {household, daughters, other_case})
		for css_case in (daughters, other_case):
			with self.assertRaises(HouseholdsKeptApart):
				self.grant(css_case, self.worker)
		with self.assertRaises(HouseholdsKeptApart):
			self.grant(family.case, self.colleague)

	def test_no_move_opens_a_household_to_the_other_side(self):
		"""R-502: she cannot be moved into a case whose caseworker also serves the one that she left."""
		family = make_household()
		self.protect(family)
		other_case, _other = make_single()
		with acting_as(self.manager), self.assertRaises(MembershipRefused):
			move_in(other_case, {family.wife: SPOUSE}, str(self.today))
		self.assertFalse(frappe.has_permission("CSS Client", "read", doc=family.wife, user=self.worker))

	def test_a_separation_is_protected_later(self):
		"""R-502: it turns out to be violence; who has access to both is named to the manager first."""
		family = make_household()
		household = separate(
			family.case, {family.wife: None}, family.wife, str(self.day), staying_head=family.husband
		)
		with self.assertRaises(frappe.PermissionError):
			protect_household(household)
		with acting_as(self.manager):
			with self.assertRaises(MembershipRefused) as refused:
				protect_household(household)
			self.assertIn(self.worker, str(refused.exception))
			self.assertFalse(frappe.db.get_value("CSS Case", household, "is_protected"))
			frappe.get_doc(
				doctype="CSS Case Access", css_case=household, user=self.second, kind="Assigned"
			).insert()
			protect_household(household)
		self.assertEqual(cases_kept_apart(household), {family.case})
		self.assertTrue(frappe.db.exists("CSS Case", household))

	def test_the_protection_is_not_taken_off_by_a_request(self):
		"""R-502: not even by the household's own caseworker."""
		household = self.protect(make_household())
		with acting_as(self.second):
			case = frappe.get_doc("CSS Case", household)
			case.is_protected = 0
			self.assertRaises(frappe.ValidationError, case.save)


class TestWhoSeparates(ProtectedTestCase):
	def test_a_manager_names_a_caseworker(self):
		"""R-502: mandatory, and nobody who has access to the other household."""
		family = make_household()
		for caseworker, error in ((None, MembershipRefused), (self.worker, AccessRefused)):
			with self.assertRaises(error):
				self.protect(family, caseworker=caseworker)
		self.assertEqual(len(self.members(family.case)), 3)
		household = self.protect(family)
		self.assertEqual(frappe.db.get_value("CSS Case", household, "caseworker"), self.second)

	def test_a_caseworker_chooses_with_whom_she_goes_on(self):
		"""R-502: without a choice it is refused."""
		with self.assertRaises(MembershipRefused):
			self.protect(make_household(), user=self.worker, caseworker=None)

	def test_she_goes_with_those_who_leave(self):
		"""R-502: her access to the old household ends, and the manager is asked for somebody."""
		family = make_household()
		household = self.protect(family, user=self.worker, caseworker=None, stays_with="New")
		self.assertEqual(frappe.db.get_value("CSS Case", household, "caseworker"), self.worker)
		self.assertFalse(frappe.db.get_value("CSS Case", family.case, "caseworker"))
		self.assertFalse(self.may_read(self.worker, "CSS Case", family.case))
		self.assertTrue(self.may_read(self.worker, "CSS Client", family.wife))
		self.assertEqual(self.asked(family.case), set(managers_of(NORTH)))

	def test_she_stays_with_the_old_household(self):
		"""R-502: the new one waits for the manager, is not named to her, and nobody else reaches it."""
		family = make_household()
		intake = make_staff("intake@test.example", "CSS Intake Worker")
		self.assertIsNone(self.protect(family, user=self.worker, caseworker=None, stays_with="Old"))
		household = frappe.db.get_value("CSS Case", {"separated_from": family.case})
		for user in (self.worker, self.second, intake):
			self.assertFalse(self.may_read(user, "CSS Case", household))
			self.assertFalse(self.may_read(user, "CSS Client", family.wife))
		self.assertTrue(self.may_read(self.worker, "CSS Case", family.case))
		self.assertEqual(self.asked(household), set(managers_of(NORTH)))

	def asked(self, css_case: str) -> set[str]:
		return set(
			frappe.get_all(
				"ToDo", {"reference_type": "CSS Case", "reference_name": css_case}, pluck="allocated_to"
			)
		)


class TestWhatTheOtherSideSees(ProtectedTestCase):
	"""What is recorded after the separation, and what went along, tried from the other side."""

	def setUp(self):
		super().setUp()
		self.family = make_household()
		self.assessed = complete_assessment(self.family.enrolment, answers=2)
		relate(self.family.case, self.family.wife, self.make_sister(), "Sibling", "Sibling")
		self.household = self.protect(self.family)
		frappe.set_user("Administrator")
		self.theirs = self.record_everything(self.family.wife, self.household, self.second)
		self.ours = self.record_everything(self.family.husband, self.family.case, self.worker)

	def make_sister(self) -> str:
		_case, sister = make_single()
		return sister

	def record_everything(self, client: str, css_case: str, user: str) -> list[tuple[str, str]]:
		"""New data of every sort about one person, by her own caseworker."""
		with acting_as(user):
			person = frappe.get_doc("CSS Client", client)
			person.family_name = SECRET
			person.append("addresses", {"address_line": SECRET, "kind": "Shelter"})
			person.save(ignore_version=False)
			note = frappe.get_doc(
				doctype="CSS Safety Note",
				client=client,
				css_case=css_case,
				noted_on=self.today,
				review_on=add_days(self.today, 30),
				behaviour=SECRET,
				precautions=SECRET,
			).insert()
			consent = give_consent(css_case, client)
			attached = frappe.get_doc(
				doctype="File",
				file_name=f"{SECRET}.txt",
				content=SECRET,
				attached_to_doctype="CSS Client",
				attached_to_name=client,
			).insert()
			comment = person.add_comment("Comment", SECRET)
			ask(user, SECRET, doctype="CSS Client", name=client)
		versions = frappe.get_all("Version", {"ref_doctype": "CSS Client", "docname": client}, pluck="name")
		todo = frappe.get_all("ToDo", {"reference_name": client}, pluck="name")
		access = frappe.get_all("CSS Case Access", {"css_case": css_case}, pluck="name")
		return [
			("CSS Case", css_case),
			("CSS Client", client),
			("CSS Safety Note", note.name),
			("CSS Consent", consent.name),
			("File", attached.name),
			("Comment", comment.name),
			*(("CSS Case Access", name) for name in access),
			*(("Version", name) for name in versions),
			*(("ToDo", name) for name in todo),
		]

	def test_neither_reads_the_others_records(self):
		"""R-502: by document, list, version, file, timeline and task; each reads the own ones."""
		self.assertLessEqual(
			{"Version", "ToDo", "File", "Comment"}, {doctype for doctype, _name in self.theirs}
		)
		moved = [("CSS Enrolment", self.family.enrolment.name)]
		for reader, own, others in (
			(self.worker, self.ours, [*self.theirs, *moved]),
			(self.second, [*self.theirs, *moved], self.ours),
		):
			for doctype, name in others:
				self.assertFalse(self.may_read(reader, doctype, name), f"{reader} reads {doctype}")
				if frappe.has_permission(doctype, "read", user=reader):
					with acting_as(reader):
						self.assertFalse(
							frappe.get_list(doctype, {"name": name}), f"{reader} lists {doctype}"
						)
			for doctype, name in own:
				# The others are shown in the form's timeline only.
				if doctype in ("File", "ToDo") or doctype in CLIENT_BEARING:
					self.assertTrue(
						self.may_read(reader, doctype, name), f"{reader} cannot read own {doctype}"
					)

	def test_no_answer_holds_anything_of_the_other(self):
		"""R-502: forms, panels, searches, lists of every DocType and reports."""
		for reader, css_case, other_case, people in (
			(self.worker, self.family.case, self.household, (self.family.wife, self.family.daughter)),
			(self.second, self.household, self.family.case, (self.family.husband,)),
		):
			with acting_as(reader):
				answers = frappe.as_json(list(self.answers(css_case)))
			number = frappe.db.get_value("CSS Case", other_case, "file_number")
			self.assertNotIn(other_case, answers)
			self.assertNotIn(number, answers)
			for client in people if reader == self.second else ():
				self.assertNotIn(client, answers)
			# The own secret is in the answers, the other household's is not there a second time.
			self.assertIn(SECRET, answers)
			with acting_as(reader):
				self.assertEqual(self.readable_secrets(), {css_case})

	def answers(self, css_case: str):
		frappe.local.response = frappe._dict(docs=[], docinfo=None)
		getdoc("CSS Case", css_case)
		yield json.loads(frappe.as_json(frappe.local.response))
		yield get_family(css_case)
		for doctype in CLIENT_BEARING:
			if frappe.has_permission(doctype, "read"):
				yield frappe.get_list(doctype, fields=["*"], limit=0)
		for text in (SECRET, "CASE-", "CLIENT-"):
			frappe.local.response = frappe._dict()
			for doctype in ("CSS Case", "CSS Client"):
				yield search_link(doctype, text, page_length=200) or frappe.response.get("results")
		for report in ("My Caseload Currently", "NAM Report"):
			yield query_report.run(report, filters={"from_date": "2020-01-01"})["result"]
		for client in frappe.get_list("CSS Client", pluck="name", limit=0):
			frappe.local.response = frappe._dict(docs=[], docinfo=None)
			getdoc("CSS Client", client)
			yield json.loads(frappe.as_json(frappe.local.response))

	def readable_secrets(self) -> set[str]:
		notes = frappe.get_list("CSS Safety Note", {"behaviour": SECRET}, pluck="css_case", limit=0)
		people = frappe.get_list("CSS Client", {"family_name": SECRET}, pluck="name", limit=0)
		self.assertEqual(len(people), 1)
		return set(notes)

	def test_the_old_family_says_nothing_but_separation(self):
		"""R-502: neither who protects whom nor to whom they are related."""
		row = frappe.get_all(
			"CSS Case Member",
			{"css_case": self.family.case, "client": self.family.wife},
			["leaving_reason"],
		)[0]
		self.assertEqual(row.leaving_reason, "Separation")
		with acting_as(self.worker):
			panel = get_family(self.family.case)
		self.assertEqual((panel["former"], panel["relatives"], panel["is_protected"]), ([], [], False))
		with acting_as(self.manager):
			panel = get_family(self.household)
		self.assertEqual([tie["client"] for tie in panel["relatives"]], [self.family.wife])

	def test_nothing_connects_them_on_file(self):
		"""R-502: a tie between the two is refused."""
		with acting_as(self.manager), self.assertRaises(TieRefused):
			relate(self.household, self.family.daughter, self.family.husband, PARENT, CHILD)

	def test_the_old_case_is_no_way_to_new_records(self):
		"""R-502: whoever knows the opaque names adds and corrects nothing, and is told nothing."""
		with acting_as(self.second):
			give_consent(self.household, self.family.wife, self.day)
			draft = make_assessment(frappe.get_doc("CSS Enrolment", self.family.enrolment.name), self.today)
		with acting_as(self.worker):
			for attempt in (
				lambda: frappe.get_doc("CSS NAM Assessment", self.assessed.name).correct("Wrong."),
				lambda: make_assessment(self.family.enrolment, self.day),
				lambda: frappe.get_doc(
					doctype="CSS Enrolment",
					client=self.family.wife,
					css_case=self.family.case,
					enrolment_date=self.day,
					needs_level="Low",
				).insert(),
				lambda: make_member(self.family.case, self.family.wife),
			):
				with self.assertRaises(frappe.ValidationError) as refused:
					attempt()
				self.assertIn("Could not find", str(refused.exception))
				self.assertNotIn(draft.title, str(refused.exception))

	def test_dates_of_the_old_membership_do_not_open_the_file_again(self):
		"""R-502: not even after she has left the new household as well."""
		with acting_as("Administrator"):
			for row in frappe.get_all("CSS Case Member", {"css_case": self.household}, pluck="name"):
				frappe.db.set_value("CSS Case Member", row, "member_to", self.today)
		with acting_as(self.worker):
			row = frappe.get_doc(
				"CSS Case Member", {"css_case": self.family.case, "client": self.family.wife}
			)
			row.update({"member_from": self.today, "member_to": None})
			self.assertRaises(frappe.PermissionError, row.save)
		self.assertFalse(self.may_read(self.worker, "CSS Client", self.family.wife))

	def test_where_it_came_from_is_read_by_managers(self):
		"""R-502: the household's caseworker sees that it is protected, not from whom."""
		with acting_as(self.second):
			case = frappe.get_doc("CSS Case", self.household)
			case.apply_fieldlevel_read_permissions()
			self.assertEqual((case.get("separated_from"), case.is_protected), (None, 1))
		with acting_as(self.manager):
			case = frappe.get_doc("CSS Case", self.household)
			case.apply_fieldlevel_read_permissions()
			self.assertEqual(case.separated_from, self.family.case)
