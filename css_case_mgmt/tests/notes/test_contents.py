"""What an activity was about, and what staff do not do (R-016, R-017, R-230 to R-240, R-274, R-275, R-320 to R-323)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.activity import log_contact
from css_case_mgmt.css_case_mgmt.doctype.css_activity.contents import ContentRefused
from css_case_mgmt.css_case_mgmt.doctype.css_activity.css_activity import ActivityRefused
from css_case_mgmt.css_case_mgmt.doctype.css_activity.problems import ProblemRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import make_client, make_family, make_member, today
from css_case_mgmt.tests.interpreters.records import make_interpreter
from css_case_mgmt.writing_down import keep

FORMAL_EVENTS = ("Intake", "Needs Assessment", "Periodic Assessment", "Home Visit", "Exit")
ADAPTING = "Adapting to Life in Canada"


class TestContents(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.case, cls.mother = make_family()
		cls.father = make_client()
		make_member(
			cls.case.name, cls.father.name, relationship="Spouse or Partner", member_from="2025-01-01"
		)

	def activity(self, **values):
		frappe.clear_messages()
		return make_activity(self.case.name, self.mother.name, **values)

	def advice(self, **values) -> str:
		self.activity(**values)
		return " ".join(str(message) for message in frappe.message_log)

	def test_formal_events_demand_a_note(self) -> None:
		"""R-260, R-321."""
		for kind in FORMAL_EVENTS:
			with self.subTest(kind):
				self.assertRaises(ActivityRefused, self.activity, activity_type=kind)
				self.activity(activity_type=kind, note="Spoke.")

	def test_a_note_on_paper_is_a_note(self) -> None:
		"""R-277: uploaded, typed or written by hand; of this case."""
		draft = self.activity(activity_type="Home Visit", is_final=False)
		file = frappe.get_doc(doctype="File", file_name="note.txt", content="By hand", is_private=1).insert()
		frappe.get_doc(
			doctype="CSS Client Document",
			css_case=self.case.name,
			client=self.mother.name,
			document_kind="Note Typed or Written by Hand",
			is_copy=1,
			attachment=file.file_url,
			activity=draft.name,
		).insert()
		draft.submit()

	def test_topics_belong_to_their_kind(self) -> None:
		"""R-230."""
		topics = [{"topic": "Using Appliances"}]
		self.assertRaises(ContentRefused, self.activity, topics=topics)
		self.activity(activity_type=ADAPTING, topics=topics)
		self.activity(topics=[{"topic": "Housing"}])

	def test_adapting_to_life_comes_after_the_move(self) -> None:
		"""R-231: a warning, until somebody who took part lives in a permanent home on that day."""
		self.assertIn("permanent home", self.advice(activity_type=ADAPTING))
		client = frappe.get_doc("CSS Client", self.mother.name)
		home = {"address_line": "1 Main St", "kind": "Permanent", "lives_there_from": today()}
		client.append("addresses", home)
		client.save()
		self.assertNotIn("permanent home", self.advice(activity_type=ADAPTING))
		self.assertIn("permanent home", self.advice(activity_type=ADAPTING, on=add_days(today(), -1)))

	def test_sensitive_topics_in_person(self) -> None:
		"""R-237: a hint, never in the way."""
		topics = [{"topic": "Safety and Violence"}]
		self.assertIn("in person", self.advice(topics=topics))
		self.assertNotIn("in person", self.advice(topics=topics, method="In Person"))
		self.assertNotIn("in person", self.advice(topics=[{"topic": "Housing"}]))

	def test_staff_do_not_interpret_at_medical_or_legal_topics(self) -> None:
		"""R-016, D-15: unless it is urgent, with the reason."""
		values = {"topics": [{"topic": "Health"}], "interpreted_by_worker": 1}
		self.assertRaises(ContentRefused, self.activity, **values)
		self.activity(**values, urgency_reason="An ambulance was there.")
		self.activity(topics=[{"topic": "Housing"}], interpreted_by_worker=1)
		interpreter = make_interpreter()
		self.assertRaises(
			ContentRefused, self.activity, interpreter=interpreter.name, interpreted_by_worker=1
		)

	def test_what_only_others_may_provide_is_referred(self) -> None:
		"""R-017, R-232."""
		refused = [{"service": "Mental Health Counselling"}]
		self.assertRaises(ContentRefused, self.activity, support_services=refused)
		self.activity(support_services=[{"service": "Child Care", "client": self.mother.name}])
		somebody_else = [{"service": "Child Care", "client": self.father.name}]
		self.assertRaises(ContentRefused, self.activity, support_services=somebody_else)

	def test_advocacy(self) -> None:
		"""R-240: an activity of its own, no contact with the client, for the person or towards those who decide."""
		topics = [{"topic": "Self-advocacy"}, {"topic": "Systems Advocacy"}]
		activity = self.activity(activity_type="Advocacy", method=None, topics=topics)
		stored = frappe.get_doc("CSS Activity", activity.name)
		self.assertEqual([row.topic for row in stored.topics], ["Self-advocacy", "Systems Advocacy"])
		self.assertEqual((stored.docstatus, stored.participants[0].contact_on), (1, None))

	def test_a_home_visit_keeps_what_was_seen(self) -> None:
		"""R-320: date, time, address, purpose, who was there, and living conditions, all as they were typed."""
		seen = {
			"visit_time": "14:30",
			"visit_address": "12 Bay St, Unit 4",
			"purpose": "See the new flat.",
			"living_conditions": "Two rooms for three people; the window in the kitchen does not close.",
		}
		participants = [{"client": self.mother.name}, {"client": self.father.name}]
		visit = self.activity(
			activity_type="Home Visit",
			method="In Person",
			note="Went through the flat together.",
			participants=participants,
			**seen,
		)
		stored = frappe.get_doc("CSS Activity", visit.name)
		self.assertEqual({name: stored.get(name) for name in seen}, seen)
		self.assertEqual(stored.activity_date, today())
		self.assertEqual([row.client for row in stored.participants], [self.mother.name, self.father.name])
		self.assertIn("without judging", stored.meta.get_field("living_conditions").description)

	def test_a_planned_visit_brings_its_time(self) -> None:
		"""R-320, R-505: on the clock of the site; a meeting of another kind has none."""
		times = {"Home Visit": "14:30", "Check-in": None}
		for kind, time in times.items():
			with self.subTest(kind):
				appointment = make_appointment(
					self.case.name, self.mother.name, kind=kind, on=add_days(today(), -1), at="14:30"
				)
				activity = keep(appointment)
				self.assertEqual(frappe.db.get_value("CSS Activity", activity.name, "visit_time"), time)

	def test_the_time_of_a_visit_is_a_time(self) -> None:
		"""R-320: as people write it, and refused if it is none; a visit without one may stay."""
		values = {"activity_type": "Home Visit", "method": "In Person", "note": "Saw the flat."}
		self.assertEqual(self.activity(**values, visit_time="2:30 pm").visit_time, "14:30")
		self.assertIsNone(self.activity(**values, visit_time="  ").visit_time)
		self.assertRaises(ContentRefused, self.activity, **values, visit_time="after lunch")

	def test_an_accompaniment_says_why(self) -> None:
		"""R-322, R-323: at the end, also in the dialog; a draft may wait for it."""
		draft = self.activity(activity_type="Community Accompaniment", is_final=False)
		self.assertRaises(ContentRefused, draft.submit)
		given = (self.case.name, [self.mother.name], "Community Accompaniment", "In Person")
		self.assertRaises(ContentRefused, log_contact, *given)
		log_contact(*given, cannot_alone_reason="Has never taken a bus here.")

	def test_goals_and_referrals_are_of_who_took_part(self) -> None:
		"""R-304, D-19: of this case, and of somebody present."""
		referral = frappe.get_doc(
			doctype="CSS Referral",
			css_case=self.case.name,
			client=self.father.name,
			status="Sent",
			follow_up_due=add_days(today(), -1),
		)
		referral.name, referral.docstatus = "referral-of-test", 0
		referral.db_insert()
		self.assertRaises(ContentRefused, self.activity, referral=referral.name)
		values = {"participants": [{"client": self.father.name}], "referral": referral.name}
		self.assertRaises(ContentRefused, self.activity, **values)
		self.activity(**values, on=add_days(today(), -1))
		self.activity(**values, delay_reason="The clinic has moved.")
		other, client = make_family()
		with self.assertRaises(ContentRefused):
			make_activity(other.name, client.name, referral=referral.name)

	def test_a_problem_stays_open_until_a_final_activity_resolves_it(self) -> None:
		"""R-274: not by a draft, not twice, not from another case, not before it was found."""
		found = self.activity(problem="No heating")
		self.assertEqual(found.problem_status, "Open")
		self.assertIsNone(self.activity(problem="  ", is_final=False).problem_status)
		other, client = make_family()
		with self.assertRaises(ProblemRefused):
			make_activity(other.name, client.name, resolves=found.name)
		self.assertRaises(ProblemRefused, self.activity, resolves=found.name, on=add_days(today(), -1))
		drafts = [self.activity(resolves=found.name, is_final=False) for _each in range(2)]
		found.reload()
		self.assertEqual(found.problem_status, "Open")
		drafts[0].submit()
		found.reload()
		self.assertEqual((found.problem_status, found.resolved_by), ("Resolved", drafts[0].name))
		self.assertRaises(ProblemRefused, drafts[1].submit)
