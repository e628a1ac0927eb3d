"""What the desk calls for periodic assessments (R-180 to R-187, R-412)."""

import frappe
from frappe.utils import add_months, getdate

from css_case_mgmt.api.nam import get_progress
from css_case_mgmt.api.periodic import complete, get_standing, overdue_enrolments, start
from css_case_mgmt.assessment_clock import both_clocks
from css_case_mgmt.interpreter_use import FIELDS
from css_case_mgmt.own_file import records_about
from css_case_mgmt.scheduled_assessment import AssessmentRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_caseworker,
	make_enrolment,
	make_family,
	today,
)
from css_case_mgmt.tests.periodic.records import complete_periodic, make_periodic


class TestPeriodicApi(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.colleague = make_caseworker("colleague@test.example")

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.enrolment = self.enrol()

	def enrol(self):
		css_case, client = make_family()
		return make_enrolment(css_case.name, client.name)

	def month(self, months: int):
		return getdate(add_months(self.enrolment.enrolment_date, months))

	def test_begin_and_complete_with_the_contact(self):
		"""R-181, R-182, R-220: the meeting is written down in the same step, once."""
		draft = frappe.get_doc(
			"CSS Periodic Assessment", start(self.enrolment.name, occasion="Beside a Session")
		)
		self.assertEqual((draft.assessment_date, draft.occasion), (today(), "Beside a Session"))
		draft.update(
			{
				"still_required": "Yes",
				"ready_for_exit": "No",
				"plan_adjustments": "None",
				"case_note": "Noted.",
			}
		)
		draft.save()
		answer = complete(draft.name, duration_minutes=30, place="Office", write_down=True)
		activity = frappe.get_doc("CSS Activity", answer["activity"])
		self.assertEqual(
			(
				activity.docstatus,
				activity.periodic_assessment,
				activity.activity_type,
				activity.duration_minutes,
			),
			(1, draft.name, "Periodic Assessment", 30),
		)
		self.assertFalse(answer["changes_level"])

	def test_without_the_contact_nothing_is_written_down(self):
		"""R-220: through REST nothing is made by itself."""
		draft = make_periodic(self.enrolment, self.month(3))
		self.assertIsNone(complete(draft.name)["activity"])
		self.assertFalse(frappe.db.exists("CSS Activity", {"periodic_assessment": draft.name}))

	def test_incomplete_is_refused(self):
		"""R-182."""
		draft = make_periodic(self.enrolment, self.month(3), still_required=None)
		self.assertRaises(AssessmentRefused, complete, draft.name, write_down=True)

	def test_both_rhythms_side_by_side(self):
		"""D-01, R-180, R-187: each with its own due date, overdue and missed."""
		complete_assessment(self.enrolment, self.month(8), 2)
		complete_periodic(self.enrolment, self.month(3))
		progress = get_progress(self.enrolment.name)
		self.assertEqual(progress["next_due"], self.month(12))
		periodic = progress["periodic"]
		self.assertEqual((periodic["next_due"], periodic["next_month"]), (self.month(6), 6))
		self.assertTrue(periodic["is_overdue"])
		self.assertEqual([row["label"] for row in periodic["assessments"]], ["P1"])
		self.assertEqual(overdue_enrolments([self.enrolment.name]), {self.enrolment.name: self.month(6)})

	def test_where_somebody_stands(self):
		"""R-174, R-183: months, level and since when, the last NAM in words."""
		nam = complete_assessment(self.enrolment, self.month(4), 3)
		standing = get_standing(self.enrolment.name)
		self.assertEqual(standing["months_in_programme"], 9)
		self.assertEqual((standing["needs_level"], standing["level_since"]), ("High", self.month(0)))
		last = standing["nam"]["last"]
		self.assertEqual((last["name"], last["autonomy"]["level"]), (nam.name, "Support Needed"))
		self.assertEqual(len(last["factors"]), len(nam.factor_scores))

	def test_a_colleague_learns_nothing(self):
		"""R-005, R-412."""
		draft = make_periodic(self.enrolment, self.month(3))
		with acting_as(self.colleague):
			for call in (
				lambda: get_standing(self.enrolment.name),
				lambda: start(self.enrolment.name),
				lambda: complete(draft.name),
			):
				self.assertRaises(frappe.PermissionError, call)
			self.assertEqual(overdue_enrolments([self.enrolment.name]), {})

	def test_it_belongs_to_the_records_about_her(self):
		"""R-047: what can be taken along into an own file."""
		done = complete_periodic(self.enrolment, self.month(3), **dict.fromkeys(FIELDS))
		self.assertIn(done.name, {row["name"] for row in records_about(self.enrolment.client)})

	def test_three_queries_for_both_clocks_of_many(self):
		"""R-458 in spirit: however many enrolments."""
		enrolments = [self.enrolment, *(self.enrol() for _each in range(3))]
		rows = [
			frappe._dict(name=row.name, enrolment_date=row.enrolment_date, status="Active", site=NORTH)
			for row in enrolments
		]
		both_clocks(rows)
		self.assertLessEqual(self.count_queries(both_clocks, rows), 3 + 1)
		self.assertEqual(self.count_queries(both_clocks, rows), self.count_queries(both_clocks, rows[:1]))

	def test_nothing_is_due_after_a_death(self):
		"""R-371: also while the enrolment is still open."""
		frappe.db.set_value("CSS Client", self.enrolment.client, "died_on", today())
		self.assertIsNone(get_standing(self.enrolment.name)["periodic"]["next_due"])
