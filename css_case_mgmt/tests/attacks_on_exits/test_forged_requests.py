"""What a request puts beside, or in the place of, what the controller writes (D-24, R-358)."""

import frappe
import frappe.client
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days

from css_case_mgmt.signed_document import SignedRecordLocked
from css_case_mgmt.tests.exits.records import (
	APPROVED,
	READY,
	ExitTestCase,
	make_enrolled,
	make_interview,
	make_unplanned,
)
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.outgoing_referral.records import make_consent

EXIT, INTERVIEW = "CSS Exit", "CSS Exit Interview"


class TestForgedRequests(ExitTestCase):
	def put(self, doctype: str, record: str, **values):
		return frappe.client.set_value(doctype, record, values)

	def test_what_the_class_says_of_itself(self):
		"""D-24: a request that names an attribute of the controller changes nothing of what it keeps."""
		css_exit = make_unplanned()
		forged = {"handed_over_on": self.today, "site_handover": "Sent to Test Site West"}
		for kept in ([], "", None, {}):
			self.put(EXIT, css_exit.name, kept=kept, **forged)
			css_exit.reload()
			self.assertEqual((css_exit.handed_over_on, css_exit.site_handover), (None, None))

	def test_a_signed_consent(self):
		"""R-111: nor does it say which fields of a signed paper may still change."""
		case, client, _enrolment = make_enrolled()
		consent = make_consent(case, client)
		fields = [field.fieldname for field in consent.meta.fields]
		for may_change in (fields, " ".join(fields)):
			with self.assertRaises(SignedRecordLocked):
				self.put(
					"CSS Consent", consent.name, MAY_CHANGE=may_change, valid_until=add_days(self.today, 900)
				)

	def test_who_held_the_interview(self):
		"""R-364: whoever began it; nobody's name is put in afterwards."""
		css_exit = make_unplanned()
		interview = make_interview(css_exit)
		self.put(INTERVIEW, interview.name, interviewed_by=self.colleague)
		interview.reload()
		self.assertEqual(interview.interviewed_by, self.worker)

	def test_a_row_of_the_course(self):
		"""D-24: rows of the course come from no request, neither with their document nor alone."""
		css_exit = make_unplanned()
		css_exit.move(READY)
		row = {"state": APPROVED, "decided_by": self.manager, "decided_on": "2026-01-01 09:00:00"}
		self.put(EXIT, css_exit.name, decisions=[row])
		css_exit.reload()
		self.assertEqual([each.state for each in css_exit.decisions], [READY])
		alone = {
			"doctype": "CSS Exit Decision",
			"parent": css_exit.name,
			"parenttype": EXIT,
			"parentfield": "decisions",
			**row,
		}
		frappe.client.insert(alone)
		frappe.client.set_value("CSS Exit Decision", css_exit.decisions[0].name, "decided_by", self.colleague)
		with self.assertRaises(frappe.PermissionError):
			frappe.get_doc(alone).insert()
		css_exit.reload()
		self.assertEqual([(row.state, row.decided_by) for row in css_exit.decisions], [(READY, self.worker)])

	def test_a_step_with_a_document_of_ones_own(self):
		"""D-24: a step is taken on what is stored, whatever document the request brings along."""
		css_exit = make_unplanned(exit_date=add_days(self.today, 5))
		css_exit.move(READY)
		sent = {
			**css_exit.as_dict(convert_dates_to_str=True),
			"owner": self.colleague,
			"requested_by": self.colleague,
			"decisions": [],
			"exit_date": str(self.today),
			"flags": {"is_made_by_the_app": True, "ignore_permissions": True},
		}
		with acting_as(self.worker), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(frappe.parse_json(frappe.as_json(sent))).take_step(APPROVED)
		with acting_as(self.colleague), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(frappe.parse_json(frappe.as_json(sent))).take_step(APPROVED)
		with acting_as(self.manager):
			frappe.get_doc(frappe.parse_json(frappe.as_json(sent))).take_step(APPROVED)
		css_exit.reload()
		self.assertEqual(str(css_exit.exit_date), str(add_days(self.today, 5)))
		self.assertEqual((css_exit.requested_by, css_exit.workflow_state), (self.worker, APPROVED))

	def test_the_workflow_with_a_document_of_ones_own(self):
		"""D-24: the same by Frappe's workflow."""
		css_exit = make_unplanned()
		css_exit.move(READY)
		sent = {**css_exit.as_dict(convert_dates_to_str=True), "owner": self.colleague, "requested_by": None}
		with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
			apply_workflow(frappe.as_json(sent), "Approve")
		self.assertEqual(frappe.db.get_value(EXIT, css_exit.name, "workflow_state"), READY)

	def test_another_enrolment(self):
		"""D-19: an exit or its interview goes to nobody else's enrolment or exit."""
		css_exit, other = make_unplanned(), make_unplanned()
		interview = make_interview(css_exit)
		for doctype, name, values in (
			(EXIT, css_exit.name, {"enrolment": other.enrolment}),
			(EXIT, css_exit.name, {"client": other.client, "css_case": other.css_case}),
			(INTERVIEW, interview.name, {"css_exit": other.name}),
			(INTERVIEW, interview.name, {"client": other.client, "css_case": other.css_case}),
		):
			with self.subTest(doctype, **values), self.assertRaises(frappe.ValidationError):
				self.put(doctype, name, **values)

	def test_marks_of_a_new_document(self):
		"""D-24: what calls itself new makes no second exit, and none that is further on."""
		css_exit = make_unplanned()
		for marks in (
			{"__islocal": 1},
			{"__islocal": 1, "name": None},
			{"__islocal": 1, "workflow_state": APPROVED},
		):
			with (
				self.subTest(**marks),
				self.assertRaises((frappe.ValidationError, frappe.DuplicateEntryError)),
			):
				self.put(EXIT, css_exit.name, **marks)
		self.assertEqual(frappe.db.count(EXIT, {"enrolment": css_exit.enrolment}), 1)
