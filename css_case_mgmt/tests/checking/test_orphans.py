"""Rows that lead nowhere, and families that do not hold together (D-19, D-20, R-041)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.checking import contradictions, families, links
from css_case_mgmt.permissions.registry import CLIENT_BEARING
from css_case_mgmt.tests.checking.records import CheckingTestCase, copy_of, found_by, insert, take_out, write
from css_case_mgmt.tests.factories import (
	end_enrolment,
	give_access,
	make_assessment,
	make_case,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.plan.records import make_agreed_plan, make_goal

GONE = "no-such-record"
CASE, MEMBER, ACCESS, ENROLMENT = "CSS Case", "CSS Case Member", "CSS Case Access", "CSS Enrolment"


class TestLinks(CheckingTestCase):
	def test_links_to_nothing(self):
		"""D-24: to a case, a client, an enrolment, a plan, an exit."""
		plan = make_agreed_plan(self.enrolment)
		goal = make_goal(plan)
		css_exit = end_enrolment(self.enrolment.name)
		interview = insert("CSS Exit Interview", name="an-interview", css_exit=css_exit)
		interview()
		for doctype, name, fieldname in (
			(goal.doctype, goal.name, "plan"),
			(goal.doctype, goal.name, "client"),
			(plan.doctype, plan.name, "enrolment"),
			(ENROLMENT, self.enrolment.name, "css_case"),
			("CSS Exit", css_exit, "exit_reason"),
			("CSS Exit Interview", "an-interview", "css_exit"),
		):
			plant = write(doctype, name, **{fieldname: GONE})
			self.assert_found(links.links_to_nothing, "link_to_nothing", doctype, name, plant)

	def test_a_record_that_is_gone(self):
		"""D-14: whoever deletes behind the controllers' backs leaves what names it."""
		assessment = make_assessment(self.enrolment)
		gone = take_out(ENROLMENT, self.enrolment.name)
		look = links.links_to_nothing
		self.assert_found(look, "link_to_nothing", assessment.doctype, assessment.name, gone)

	def test_rows_of_nothing(self):
		"""D-24: their document is gone, or of a kind that there is not."""
		row, look = self.enrolment.levels[0], links.rows_without_document
		found = ("row_without_document", row.doctype, row.name)
		self.assert_found(look, *found, write(row.doctype, row.name, parent=GONE))
		self.assert_found(look, *found, write(row.doctype, row.name, parenttype="CSS No Such Kind"))

	def test_files_of_nothing(self):
		"""D-24: and addenda, corrections and reminders."""
		file = frappe.get_doc(
			doctype="File",
			file_name="copy.txt",
			content="x",
			is_private=1,
			attached_to_doctype=ENROLMENT,
			attached_to_name=self.enrolment.name,
		).insert()
		look, check = links.references_to_nothing, "reference_to_nothing"
		self.assert_found(look, check, "File", file.name, write("File", file.name, attached_to_name=GONE))
		reminder = insert(
			"CSS Reminder",
			name="a-reminder",
			subject_doctype=ENROLMENT,
			subject=self.enrolment.name,
			reminder_key="planted",
		)
		reminder()
		plant = write("CSS Reminder", "a-reminder", subject=GONE)
		self.assert_found(look, check, "CSS Reminder", "a-reminder", plant)


class TestContradictions(CheckingTestCase):
	def test_a_record_of_another_person(self):
		"""D-19: the enrolment, plan or assessment of somebody else."""
		plan = make_agreed_plan(self.enrolment)
		goal = make_goal(plan)
		css_case, client = make_family()
		other = make_enrolment(css_case.name, client.name)
		look, check = contradictions.records_of_other_people, "record_of_another_person"
		plant = write(plan.doctype, plan.name, enrolment=other.name)
		self.assert_found(look, check, plan.doctype, plan.name, plant)
		self.assert_found(
			look, check, goal.doctype, goal.name, write(goal.doctype, goal.name, client=client.name)
		)

	def test_a_record_of_another_enrolment(self):
		"""D-21: the final assessment of an exit is one of that enrolment."""
		first = make_assessment(self.enrolment)
		css_exit = end_enrolment(self.enrolment.name)
		plant = copy_of(ENROLMENT, self.enrolment.name, name="another-enrolment", episode=2)
		plant()
		write("CSS Exit", css_exit, final_assessment=first.name)()
		look, check = contradictions.records_of_other_enrolments, "record_of_another_enrolment"
		plant = write(first.doctype, first.name, enrolment="another-enrolment")
		self.assert_found(look, check, "CSS Exit", css_exit, plant)

	def test_a_record_of_another_case(self):
		"""D-20: an exit is where its enrolment is; nothing is about a stranger."""
		css_exit = end_enrolment(self.enrolment.name)
		other = make_case().name
		plant = write("CSS Exit", css_exit, css_case=other)
		look = contradictions.records_of_other_cases
		self.assert_found(look, "record_of_another_case", "CSS Exit", css_exit, plant)
		look = contradictions.records_of_strangers
		self.assert_found(look, "never_a_member", "CSS Exit", css_exit, plant)

	def test_every_kind_has_been_looked_at(self):
		"""D-19: the columns by which the checks go have not been renamed."""
		about_a_person = [each for each in CLIENT_BEARING if frappe.get_meta(each).has_field("client")]
		linking = [
			(doctype, field.fieldname)
			for doctype in about_a_person
			for field in contradictions.linking_to(frappe.get_meta(doctype), "client")
		]
		for pair in (("CSS Goal", "plan"), ("CSS Exit", "enrolment"), ("CSS Exit Interview", "css_exit")):
			self.assertIn(pair, linking)


class TestFamilies(CheckingTestCase):
	def test_two_memberships_at_once(self):
		"""D-19: open, or sharing a single day."""
		first = frappe.db.get_value(MEMBER, {"client": self.client.name})
		since = frappe.db.get_value(MEMBER, first, "member_from")
		second = {"css_case": make_case().name, "is_head": 0}
		look, check = families.overlapping_memberships, "two_memberships_at_once"
		later = {**second, "name": "zz-membership", "member_from": add_days(since, 5)}
		self.assert_found(look, check, MEMBER, "zz-membership", copy_of(MEMBER, first, **later))
		before = {"member_from": add_days(since, -9), "member_to": add_days(since, 1)}
		plant = copy_of(MEMBER, first, **second, **before, name="zz-membership")
		self.assert_found(look, check, MEMBER, "zz-membership", plant)
		beside = {**before, "member_to": since}
		copy_of(MEMBER, first, **second, **beside, name="zz-membership")()
		self.assertNotIn((check, MEMBER, "zz-membership"), found_by(look))

	def test_heads_of_family(self):
		"""R-041: one, as long as anybody is there."""
		head = frappe.db.get_value(MEMBER, {"client": self.client.name})
		child = make_member(self.css_case.name, make_client(date_of_birth="2015-01-01").name)
		name = self.css_case.name
		no_head = ("no_head_of_family", CASE, name)
		self.assert_found(families.families_without_head, *no_head, write(MEMBER, head, is_head=0))
		second = max(head, child.name)
		plant = write(MEMBER, child.name, is_head=1)
		self.assert_found(families.two_heads, "two_heads_of_family", MEMBER, second, plant)
		write(MEMBER, head, is_head=0)()
		write(CASE, name, status="Closed")()
		self.assertNotIn(no_head, found_by(families.families_without_head))

	def test_the_caseworker_follows_from_access(self):
		"""D-19: another user, nobody, or an access that somebody has ended."""
		name = self.css_case.name
		access = frappe.db.get_value(ACCESS, {"css_case": name, "kind": "Assigned"})
		# Assigned yesterday: shortly after midnight, who was assigned the day before counts as well.
		write(ACCESS, access, access_from=add_days(today(), -1))()
		look, found = families.caseworkers_without_access, ("caseworker_without_access", CASE, name)
		self.assert_found(look, *found, write(CASE, name, caseworker="second@test.example"))
		self.assert_found(look, *found, write(CASE, name, caseworker=None))
		ended = {"access_from": add_months(today(), -2), "access_until": add_days(today(), -5)}
		self.assert_found(look, *found, write(ACCESS, access, **ended))

	def test_access_of_other_kinds(self):
		"""D-19: whoever helps is not the caseworker."""
		frappe.set_user(self.manager)
		give_access(self.css_case.name, "second@test.example")
		found = ("caseworker_without_access", CASE, self.css_case.name)
		self.assertNotIn(found, found_by(families.caseworkers_without_access))

	def test_two_enrolments(self):
		"""R-104"""
		name = self.enrolment.name
		plant = copy_of(ENROLMENT, name, episode=2)
		self.assert_found(families.two_enrolments, "two_enrolments_at_once", ENROLMENT, name, plant)
