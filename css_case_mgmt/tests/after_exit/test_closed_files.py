"""A closed file is read-only, by every way of writing; what stays possible (R-378)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.client_file import get_person
from css_case_mgmt.api.family import get_family
from css_case_mgmt.api.nam import get_progress
from css_case_mgmt.asking import ask
from css_case_mgmt.closed_files import REMAINS, FileClosed
from css_case_mgmt.permissions.registry import CLIENT_BEARING
from css_case_mgmt.tests.after_exit.records import SPOUSE, AfterExitTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	end_enrolment,
	make_assessment,
	make_client,
	make_consent,
	make_eligible,
	make_member,
)


class TestClosedFile(AfterExitTestCase):
	def test_the_case_closes_with_the_last_exit(self):
		"""R-378: the clock of the retention starts with the last day in the programme."""
		css_case, (first, second) = self.make_couple()
		end_enrolment(first.name, add_days(self.today, -3))
		self.assertEqual(self.status(css_case), "Open")
		end_enrolment(second.name, add_days(self.today, -1))
		self.assertEqual(self.status(css_case), "Closed")
		self.assertEqual(frappe.db.get_value("CSS Case", css_case, "closed_on"), add_days(self.today, -1))

	def test_nothing_is_added(self):
		"""R-378: the caseworker, the manager and the administrator alike."""
		css_case, client, enrolment = self.make_left()
		for user in (self.worker, self.manager, "Administrator"):
			with acting_as(user):
				for add in (
					lambda: make_activity(css_case, client, is_final=False),
					lambda: make_member(css_case, make_client().name, relationship=SPOUSE),
					lambda: make_assessment(enrolment),
				):
					with self.subTest(user=user), self.assertRaises(FileClosed):
						add()

	def test_nothing_changes(self):
		"""R-378: the person, the case, the enrolment."""
		css_case, client, enrolment = self.make_left()
		with acting_as(self.manager):
			for doctype, name, values in (
				("CSS Client", client, {"email": "new@mail.example"}),
				("CSS Case", css_case, {"preferred_worker_gender": "Woman"}),
				("CSS Enrolment", enrolment.name, {"needs_level": "Low"}),
			):
				document = frappe.get_doc(doctype, name)
				document.update(values)
				with self.subTest(doctype), self.assertRaises(FileClosed):
					document.save()

	def test_the_refusal_says_what_to_do(self):
		"""R-378."""
		_case, client, _enrolment = self.make_left()
		document = frappe.get_doc("CSS Client", client)
		document.email = "new@mail.example"
		with self.assertRaisesRegex(FileClosed, "Comes Back"):
			document.save()

	def test_comments_tasks_and_files(self):
		"""R-378: what is put beside a record is part of the file."""
		css_case, client, _enrolment = self.make_left()
		with acting_as(self.manager):
			for values in (
				{
					"doctype": "Comment",
					"comment_type": "Comment",
					"reference_doctype": "CSS Client",
					"reference_name": client,
					"content": "Called",
				},
				{
					"doctype": "ToDo",
					"allocated_to": self.manager,
					"description": "Call",
					"reference_type": "CSS Case",
					"reference_name": css_case,
				},
				{
					"doctype": "File",
					"file_name": "letter.txt",
					"content": "A letter",
					"attached_to_doctype": "CSS Client",
					"attached_to_name": client,
				},
			):
				with self.subTest(values["doctype"]), self.assertRaises(FileClosed):
					frappe.get_doc(values).insert(ignore_permissions=True)

	def test_a_file_is_not_taken_away(self):
		"""R-378: an attachment of a closed file stays."""
		_css_case, client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			file = frappe.get_doc(
				doctype="File",
				file_name="letter.txt",
				content="A letter",
				attached_to_doctype="CSS Client",
				attached_to_name=client,
			).insert()
		end_enrolment(enrolment.name)
		with acting_as(self.manager), self.assertRaises(FileClosed):
			frappe.delete_doc("File", file.name)

	def test_what_the_app_asks_for(self):
		"""R-124: a disclosure of a closed file is approved as well; the task can be closed."""
		css_case, _client, _enrolment = self.make_left()
		ask(self.manager, "Look at this", doctype="CSS Case", name=css_case)
		todo = frappe.get_doc("ToDo", {"reference_name": css_case, "description": "Look at this"})
		with acting_as(self.manager):
			todo.status = "Closed"
			todo.save(ignore_permissions=True)

	def test_an_ended_enrolment_in_an_open_case(self):
		"""R-378: its records are closed, the family goes on."""
		css_case, (first, second) = self.make_couple()
		with acting_as(self.worker):
			complete_assessment(first, answers=2)
		end_enrolment(first.name)
		with acting_as(self.worker):
			with self.assertRaises(FileClosed):
				make_assessment(first, add_months(self.today, -1))
			make_activity(css_case, second.client)
			client = frappe.get_doc("CSS Client", first.client)
			client.email = "new@mail.example"
			client.save()

	def test_membership_decides(self):
		"""D-20: somebody of a closed file who lives in an open household has an open record."""
		_css_case, client, _enrolment = self.make_left()
		with acting_as(self.worker):
			other, _head, _other_enrolment = self.make_enrolled()
		membership = frappe.get_doc("CSS Case Member", {"client": client})
		membership.update({"member_to": self.today, "leaving_reason": "Marriage"})
		membership.flags.head_is_changing = True
		membership.save()
		make_member(other, client, relationship=SPOUSE, member_from=self.today)
		document = frappe.get_doc("CSS Client", client)
		document.email = "new@mail.example"
		document.save()

	def test_every_exception_is_of_a_doctype_of_the_file(self):
		"""R-378: the table names what exists, each with its reason."""
		self.assertLessEqual(set(REMAINS), set(CLIENT_BEARING))
		self.assertTrue(all(possible.why for possible in REMAINS.values()))


class TestWhatRemains(AfterExitTestCase):
	def test_eligibility(self):
		"""R-103: whoever comes back is assessed anew."""
		css_case, client, enrolment = self.make_left()
		with acting_as(self.manager):
			assessment = make_eligible(css_case, client)
		self.assertEqual(assessment.earlier_enrolment, enrolment.name)

	def test_a_consent_is_withdrawn_and_a_copy_given(self):
		"""R-122, R-117."""
		_css_case, client, _enrolment = self.make_left()
		with acting_as(self.worker):
			consent = frappe.get_doc("CSS Consent", {"client": client})
			consent.record_copy()
			consent.withdraw()
			charter = frappe.get_doc("CSS Charter Acknowledgement", {"client": client})
			charter.record_copy()
			charter.graduation_discussed_on = self.today
			with self.assertRaises(FileClosed):
				charter.save()

	def test_something_is_passed_on(self):
		"""R-119, R-124: with a consent that the former client gives for it."""
		css_case, client, _enrolment = self.make_left()
		with acting_as(self.manager):
			consent = make_consent(
				css_case, client, purposes=[{"purpose": "Housing", "recipient": "The Landlord"}]
			)
			frappe.get_doc(
				doctype="CSS Disclosure",
				css_case=css_case,
				client=client,
				recipient="The Landlord",
				ground="Consent of the client after full disclosure",
				disclosed_on=self.today,
				information="A reference",
				reason="Asked for",
				consent=consent.name,
			).insert()

	def test_an_addendum(self):
		"""R-264: a final note is corrected beside it."""
		css_case, client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			activity = make_activity(css_case, client)
		end_enrolment(enrolment.name)
		with acting_as(self.worker):
			frappe.get_doc(
				doctype="CSS Note Addendum",
				css_case=css_case,
				reference_doctype="CSS Activity",
				reference_name=activity.name,
				text="The meeting was at the library.",
			).insert()

	def test_a_completed_assessment_is_corrected_by_the_manager(self):
		"""D-21, R-378: results stay right; a caseworker asks the manager."""
		_case, _client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			assessment = complete_assessment(enrolment, answers=2)
		end_enrolment(enrolment.name)
		with acting_as(self.worker), self.assertRaises(FileClosed):
			assessment.correct("A slip")
		with acting_as(self.manager):
			correction = frappe.get_doc("CSS NAM Assessment", assessment.correct("A slip"))
			correction.case_note = "Corrected."
			correction.submit()
		self.assertEqual(correction.docstatus, 1)

	def test_access_ends_and_is_given(self):
		"""R-504: a reviewer gets to read a closed file."""
		css_case, _client, _enrolment = self.make_left()
		with acting_as(self.manager):
			frappe.get_doc(
				doctype="CSS Case Access",
				css_case=css_case,
				user=self.second,
				kind="Shared",
				access_until=add_days(self.today, 5),
				reason="Reads for the audit",
			).insert()


class TestPanels(AfterExitTestCase):
	def test_nothing_is_offered(self):
		"""R-378: what would be refused has no button."""
		css_case, client, enrolment = self.make_left()
		with acting_as(self.manager):
			family = get_family(css_case)
			self.assertFalse(
				any(family[each] for each in ("may_write", "may_enrol", "may_assess", "may_assign"))
			)
			person = get_person(client)
			self.assertEqual(person["may_write"], False)
			self.assertEqual(person["may_add"], [])
			progress = get_progress(enrolment.name)
			self.assertFalse(progress["may_write"] or progress["may_assess"])

	def test_the_form_says_so(self):
		"""R-378: the banner of case, client and enrolment; one query for each form."""
		css_case, client, enrolment = self.make_left()
		for doctype, name in (
			("CSS Case", css_case),
			("CSS Client", client),
			("CSS Enrolment", enrolment.name),
		):
			document = frappe.get_doc(doctype, name)
			document.set("__onload", frappe._dict())
			self.assertLessEqual(self.count_queries(document.run_method, "onload"), 1)
			self.assertIn(
				"closed" if doctype != "CSS Enrolment" else "ended", document.get_onload("closed_file")
			)

	def test_an_open_file_says_nothing(self):
		"""R-378."""
		css_case, _client, _enrolment = self.make_enrolled()
		document = frappe.get_doc("CSS Case", css_case)
		document.set("__onload", frappe._dict())
		document.run_method("onload")
		self.assertIsNone(document.get_onload().get("closed_file"))
