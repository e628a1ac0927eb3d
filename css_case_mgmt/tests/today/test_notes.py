"""Notes on the list: drafts, problems that stay open, and what is to be printed (R-274, R-279)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.notes import record_print
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.today.records import WORKER, TodayTestCase
from css_case_mgmt.tests.today.test_kinds import set_site


class TestNotesOfToday(TodayTestCase):
	def test_a_draft_put_aside_is_gone(self):
		"""D-14, R-458."""
		enrolment = self.make_quiet()
		with acting_as(WORKER):
			draft = make_activity(enrolment.css_case, enrolment.client, is_final=False)
			self.assertEqual(len(self.items(kind="Draft")), 1)
			frappe.get_doc("CSS Activity", draft.name).put_aside("Entered twice")
		self.assertEqual(self.items(kind="Draft"), [])

	def test_a_problem_that_is_open_for_long(self):
		"""R-274: fourteen days are not too long, fifteen are; one line for each family, its oldest problem."""
		enrolment = self.make_quiet()
		with acting_as(WORKER):
			for days in (14, 15, 20):
				if days == 15:
					self.assertEqual(self.items(kind="Problem"), [])
				found = make_activity(
					enrolment.css_case,
					enrolment.client,
					on=add_days(self.today, -days),
					problem="No heating",
				)
			(item,) = self.items(kind="Problem")
			self.assertEqual((item["task"], item["name"]), ("Resolve Problem", found.name))
			make_activity(enrolment.css_case, enrolment.client, resolves=found.name)
		self.assertEqual(len(self.items(kind="Problem")), 1)

	def test_notes_are_printed_as_often_as_the_agency_says(self):
		"""R-279: nobody is reminded unless a number of months is set; printing ends it."""
		enrolment = self.make_quiet()
		# Four days later below: at the end of a short month, several days lie three months back.
		opened = add_months(self.today, -3)
		frappe.db.set_value("CSS Case", enrolment.css_case, "opened_on", opened)
		self.assertEqual(self.items(kind="Case Notes"), [])
		set_site(enrolment.css_case, case_note_print_months=3)
		self.assertEqual(self.said("Case Notes"), [("Due Today", "Print Notes", 0)])
		frappe.db.set_value("CSS Case", enrolment.css_case, "opened_on", add_days(opened, 4))
		self.assertEqual(self.items(kind="Case Notes"), [])
		frappe.db.set_value("CSS Case", enrolment.css_case, "opened_on", add_days(opened, -1))
		self.assertEqual(self.said("Case Notes")[0][0], "Overdue")
		with acting_as(WORKER):
			record_print(enrolment.css_case)
		self.assertEqual(self.items(kind="Case Notes"), [])
