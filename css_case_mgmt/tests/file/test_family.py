"""Case, client, membership and enrolment (R-040 to R-058, D-06, D-19, D-20, D-27)."""

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.case_document import DateRefused, MarkupRefused, RecordKept
from css_case_mgmt.closed_files import FileClosed
from css_case_mgmt.css_case_mgmt.doctype.css_case.css_case import CaseworkerIsDerived
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import AccessRefused
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import MembershipRefused, SecondHead
from css_case_mgmt.css_case_mgmt.doctype.css_client.css_client import NameRefused
from css_case_mgmt.css_case_mgmt.doctype.css_enrolment.css_enrolment import EnrolmentRefused, LevelRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	WEST,
	acting_as,
	complete_assessment,
	end_enrolment,
	make_assessment,
	make_case,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	make_manager,
	make_member,
	today,
)


class FamilyTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.manager = make_manager()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)


class TestCase(FamilyTestCase):
	def test_caseworker_follows_from_access(self):
		"""D-19: whoever opens a case as a caseworker is assigned; the field cannot be written otherwise."""
		css_case = make_case()
		self.assertEqual(css_case.caseworker, self.worker)
		access = frappe.get_all("CSS Case Access", {"css_case": css_case.name}, ["user", "kind"])
		self.assertEqual([(row.user, row.kind) for row in access], [(self.worker, "Assigned")])
		css_case.caseworker = self.manager
		self.assertRaises(CaseworkerIsDerived, css_case.save)

	def test_reassignment_ends_the_one_before(self):
		"""R-070: a manager assigns another caseworker; the first one's access ends the day before."""
		css_case = make_case()
		with acting_as("Administrator"):
			other = make_caseworker("second@test.example")
		with acting_as(self.manager):
			frappe.get_doc(
				doctype="CSS Case Access", css_case=css_case.name, user=other, kind="Assigned"
			).insert()
		css_case.reload()
		self.assertEqual(css_case.caseworker, other)
		self.assertFalse(frappe.has_permission("CSS Case", "read", doc=css_case.name, user=self.worker))
		self.assertTrue(frappe.has_permission("CSS Case", "read", doc=css_case.name, user=other))

	def test_access_that_would_not_hold_is_refused(self):
		"""D-19, R-504, R-507: no posting, another site, no end or no reason: the message says which."""
		css_case = make_case()
		stranger = "analyst@test.example"
		later = add_months(today(), 1)
		for user, kind, values in (
			(stranger, "Shared", {"access_until": later, "reason": "Help"}),
			("west@test.example", "Covering", {"access_until": later, "reason": "Holiday"}),
			("second@test.example", "Covering", {"reason": "Holiday"}),
			("second@test.example", "Shared", {"access_until": later}),
			("second@test.example", "Monitor", {"access_until": later, "reason": "Sample"}),
		):
			with acting_as(self.manager), self.assertRaises(AccessRefused):
				self.grant(css_case, user, kind, **values)
		with acting_as(self.manager):
			self.grant(css_case, "west@test.example", "Shared", access_until=later, reason="Same family")
		self.assertTrue(frappe.has_permission("CSS Case", doc=css_case.name, user="west@test.example"))

	def grant(self, css_case, user, kind, **values):
		return frappe.get_doc(
			doctype="CSS Case Access", css_case=css_case.name, user=user, kind=kind, **values
		).insert()

	def test_names_are_opaque(self):
		"""D-19: a record's name says nothing and cannot be chosen by a request."""
		client = make_client(given_names="Nazanin", name="nazanin")
		self.assertRegex(client.name, "^[0-9a-f]{20}$")
		self.assertRegex(client.file_number, r"^CLIENT-\d{4}-\d{5}$")

	def test_records_are_never_deleted(self):
		"""D-14: not even by an administrator."""
		client = make_client()
		frappe.set_user("Administrator")
		self.assertRaises(RecordKept, frappe.delete_doc, "CSS Client", client.name)


class TestClient(FamilyTestCase):
	def test_names_of_many_cultures(self):
		"""R-043: one to six given names, no family name needed, any script."""
		client = make_client(given_names="  Abdirahman  Yusuf Farah ", name_in_own_script="عبد الرحمن")
		self.assertEqual((client.given_names, client.family_name), ("Abdirahman Yusuf Farah", None))
		make_client(given_names="A B C D E F")
		self.assertRaises(NameRefused, make_client, given_names="A B C D E F G")

	def test_html_and_future_dates_are_refused_and_kept(self):
		"""R-508, R-044: the message names the field; nothing is stripped silently."""
		client = frappe.get_doc(doctype="CSS Client", given_names="<img src=x onerror=alert(1)>")
		with self.assertRaises(MarkupRefused) as refused:
			client.insert()
		self.assertIn("Given names", str(refused.exception))
		self.assertEqual(client.given_names, "<img src=x onerror=alert(1)>")
		self.assertRaises(DateRefused, make_client, date_of_birth=add_days(today(), 2))
		self.assertRaises(DateRefused, make_client, date_of_birth=None, birth_date_is_estimated=1)

	def test_most_spoken_languages_come_first(self):
		"""R-058: Dari, Pashto, Arabic, Tigrinya, Somali on top, by ISO 639-3."""
		top = frappe.get_list("CSS Language", order_by="position asc", limit=5, pluck="name")
		self.assertEqual(top, ["prs", "pus", "ara", "tir", "som"])


class TestMembership(FamilyTestCase):
	def test_second_head_is_refused(self):
		"""R-041: one head at a time; the message says since when there is one."""
		css_case, _head = make_family()
		with self.assertRaises(SecondHead):
			make_member(css_case.name, make_client().name, is_head=1)
		make_member(css_case.name, make_client().name)

	def test_head_at_another_time_is_allowed(self):
		"""R-041: derived from dated membership: the former head's time has ended."""
		css_case, head = make_family()
		row = frappe.get_doc("CSS Case Member", {"client": head.name})
		row.member_to = add_months(today(), -2)
		row.save()
		make_member(css_case.name, make_client().name, is_head=1, member_from=add_months(today(), -2))

	def test_enrolled_family_keeps_a_head(self):
		"""R-041: from the first enrolment on the family is never without a head."""
		css_case, head = make_family()
		other = make_client()
		make_member(css_case.name, other.name, member_from=add_months(today(), -30))
		make_enrolment(css_case.name, other.name)
		row = frappe.get_doc("CSS Case Member", {"client": head.name})
		row.member_to = today()
		self.assertRaises(MembershipRefused, row.save)

	def test_one_case_at_a_time(self):
		"""D-19: a client has at most one open membership."""
		_css_case, client = make_family()
		self.assertRaises(MembershipRefused, make_member, make_case().name, client.name)

	def test_enrolment_follows_assessments_stay(self):
		"""D-20: after a move the enrolment goes on in the new case; the assessment stays where it happened."""
		old_case, client = make_family()
		enrolment = make_enrolment(old_case.name, client.name)
		assessment = complete_assessment(enrolment, answers=2)
		new_case, _other_head = make_family()
		row = frappe.get_doc("CSS Case Member", {"client": client.name})
		row.member_to = add_months(today(), -1)
		row.save()
		make_member(new_case.name, client.name, member_from=add_months(today(), -1))
		enrolment.reload()
		assessment.reload()
		self.assertEqual((enrolment.css_case, assessment.css_case), (new_case.name, old_case.name))
		make_assessment(enrolment, add_months(today(), -1))

	def test_the_case_left_learns_nothing_new(self):
		"""D-19, R-502: a client is read through the latest membership only."""
		old_case, client = make_family()
		with acting_as("Administrator"):
			other = make_caseworker("second@test.example")
			row = frappe.get_doc("CSS Case Member", {"client": client.name})
			row.member_to = add_months(today(), -1)
			row.save()
			new_case = make_case(caseworker=other)
			make_member(new_case.name, client.name, is_head=1, member_from=add_months(today(), -1))
		self.assertFalse(frappe.has_permission("CSS Client", "read", doc=client.name))
		self.assertNotIn(client.name, frappe.get_list("CSS Client", pluck="name"))
		self.assertTrue(frappe.has_permission("CSS Case", "read", doc=old_case.name))
		self.assertTrue(frappe.has_permission("CSS Client", "read", doc=client.name, user=other))

	def test_other_site_is_an_exit_and_a_referral(self):
		"""D-20: the site is custodian; a client's file does not cross sites by membership."""
		_css_case, client = make_family(member_from=add_months(today(), -30))
		row = frappe.get_doc("CSS Case Member", {"client": client.name})
		row.member_to = add_months(today(), -1)
		row.save()
		with acting_as("Administrator"):
			make_caseworker("west@test.example", site=WEST)
			western = make_case(WEST)
			with self.assertRaises(MembershipRefused):
				make_member(western.name, client.name, is_head=1)

	def test_future_membership_is_refused(self):
		"""D-29: membership is recorded on the day, in the site's time zone."""
		css_case = make_case()
		client = make_client()
		with self.assertRaises(DateRefused):
			make_member(css_case.name, client.name, is_head=1, member_from=add_days(today(), 2))


class TestEnrolment(FamilyTestCase):
	def test_level_history_is_dated(self):
		"""D-06, R-185: the level shown is the history's present; changing it adds a dated row."""
		css_case, client = make_family()
		enrolment = make_enrolment(css_case.name, client.name, needs_level="High")
		enrolment.needs_level = "Low"
		enrolment.save()
		enrolment.reload()
		self.assertEqual([row.needs_level for row in enrolment.levels], ["High", "Low"])
		self.assertEqual(enrolment.levels[1].decided_by, self.worker)
		self.assertEqual(enrolment.needs_level, "Low")

	def test_level_history_must_hold_together(self):
		"""R-185: rows ascend from the enrolment date and each is a change."""
		css_case, client = make_family()
		enrolment = make_enrolment(css_case.name, client.name)
		enrolment.append("levels", {"needs_level": "Low", "level_from": add_years(today(), -5)})
		self.assertRaises(LevelRefused, enrolment.save)
		enrolment.reload()
		enrolment.append("levels", {"needs_level": "High", "level_from": today()})
		self.assertRaises(LevelRefused, enrolment.save)
		enrolment.reload()
		enrolment.append("levels", {"needs_level": "Low", "level_from": add_days(today(), 3)})
		self.assertRaises(LevelRefused, enrolment.save)

	def test_children_are_members_not_enrolled(self):
		"""D-27, R-045: under 16 no enrolment, unless a direct intervention concerns the child."""
		css_case, _head = make_family()
		child = make_client(date_of_birth=add_years(today(), -10))
		make_member(css_case.name, child.name, member_from=add_months(today(), -12))
		with self.assertRaises(EnrolmentRefused):
			make_enrolment(css_case.name, child.name)
		make_enrolment(
			css_case.name, child.name, consent=False, direct_intervention_reason="Medical referral"
		)

	def test_sixteenth_birthday(self):
		"""T-09: 15 years and 364 days is under age; the birthday is not."""
		css_case, _head = make_family()
		day = add_months(today(), -1)
		almost = make_client(date_of_birth=add_days(add_years(day, -16), 1))
		sixteen = make_client(date_of_birth=add_years(day, -16))
		for client in (almost, sixteen):
			make_member(css_case.name, client.name, member_from=add_months(today(), -12))
		self.assertRaises(EnrolmentRefused, make_enrolment, css_case.name, almost.name, day)
		make_enrolment(css_case.name, sixteen.name, day)

	def test_birth_date_is_needed(self):
		"""R-044: age decides; an estimate will do."""
		css_case, client = make_family(date_of_birth=None)
		self.assertRaises(EnrolmentRefused, make_enrolment, css_case.name, client.name)

	def test_member_of_a_case_with_a_head(self):
		"""R-040, R-041: enrolled as a member, in a case that has a head."""
		css_case = make_case()
		client = make_client()
		with self.assertRaises(EnrolmentRefused):
			make_enrolment(css_case.name, client.name)
		make_member(css_case.name, client.name, member_from=add_months(today(), -12))
		with self.assertRaises(EnrolmentRefused):
			make_enrolment(css_case.name, client.name)

	def test_episodes(self):
		"""R-104, T-15: one open enrolment; coming back is the next episode, and only an approved exit ends one."""
		css_case, client = make_family()
		first = make_enrolment(css_case.name, client.name)
		self.assertEqual(first.episode, 1)
		self.assertRaises(EnrolmentRefused, make_enrolment, css_case.name, client.name, today())
		by_hand = {"status": "Exited", "exit_date": add_months(today(), -1), "exit_reason": "Withdrew"}
		for user in (self.worker, self.manager, "Administrator"):
			first.reload()
			first.update(by_hand)
			with acting_as(user):
				self.assertRaises(EnrolmentRefused, first.save)
		end_enrolment(first.name, add_months(today(), -1))
		second = make_enrolment(css_case.name, client.name, today())
		self.assertEqual(second.episode, 2)
		first.reload()
		first.update({"status": "Active", "exit_date": None, "exit_reason": None})
		self.assertRaises(FileClosed, first.save)
