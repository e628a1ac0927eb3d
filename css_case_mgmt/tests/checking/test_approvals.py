"""States that no approval explains (D-24)."""

import frappe
from frappe.utils import add_days, now_datetime

from css_case_mgmt.checking import approvals, endings, history, reviews
from css_case_mgmt.tests.checking.records import CheckingTestCase, found_by, insert, take_out, write
from css_case_mgmt.tests.consent.records import approved_override, make_disclosure
from css_case_mgmt.tests.factories import (
	acting_as,
	end_enrolment,
	make_assessment,
	make_consent,
	make_enrolment,
	make_family,
	today,
)
from css_case_mgmt.tests.plan.records import make_agreed_plan, make_plan

EXIT, DECISION, ENROLMENT, EXTENSION = (
	"CSS Exit",
	"CSS Exit Decision",
	"CSS Enrolment",
	"CSS Programme Extension",
)
CONSENT, DISCLOSURE, CASE = "CSS Consent", "CSS Disclosure", "CSS Case"


class TestApprovals(CheckingTestCase):
	look = staticmethod(approvals.unexplained_states)

	def setUp(self) -> None:
		super().setUp()
		self.exit = end_enrolment(self.enrolment.name)
		self.steps = dict(
			frappe.get_all(DECISION, filters={"parent": self.exit}, fields=["state", "name"], as_list=True)
		)

	def assert_exit(self, check: str, plant) -> None:
		self.assert_found(self.look, check, EXIT, self.exit, plant)

	def test_a_whole_approval(self):
		"""D-24: one asked, another approved, and the job or the approval closed the file."""
		self.assertFalse([found for found in found_by(self.look) if found[2] == self.exit])

	def test_a_state_written_to_the_database(self):
		"""D-24: whatever the state, a step has led to it."""
		self.assert_exit("state_without_step", write(EXIT, self.exit, workflow_state="Returned"))
		self.assert_exit("state_without_step", write(EXIT, self.exit, workflow_state="Approved"))

	def test_an_approval_without_a_decision(self):
		"""D-24: of an exit as of a longer stay, which nobody has even asked for."""

		def approve() -> None:
			frappe.db.delete(DECISION, {"parent": self.exit})

		self.assert_exit("approved_without_decision", approve)
		extension = frappe.get_doc(
			doctype=EXTENSION,
			enrolment=self.enrolment.name,
			client=self.client.name,
			css_case=self.css_case.name,
			extended_until=add_days(today(), 60),
			workflow_state="Draft",
		)
		extension.name = "planted-extension"
		extension.db_insert()
		self.assert_found(
			self.look,
			"approved_without_decision",
			EXTENSION,
			extension.name,
			write(EXTENSION, extension.name, workflow_state="Approved"),
		)

	def test_steps_that_do_not_follow_each_other(self):
		"""D-24: approved without ever having been asked for."""
		self.assert_exit("steps_not_legal", take_out(DECISION, self.steps["Ready for Review"]))
		self.assert_exit("steps_not_legal", write(DECISION, self.steps["Approved"], state="Agreed"))

	def test_who_asked_and_approved(self):
		"""D-24: whoever made the request, or asked for its review in any round."""
		approved = self.steps["Approved"]
		self.assert_exit("approved_by_who_asked", write(DECISION, approved, decided_by=self.worker))
		asked = self.steps["Ready for Review"]
		self.assert_exit("approved_by_who_asked", write(DECISION, asked, decided_by=self.manager))
		self.assert_exit("approved_by_who_asked", write(EXIT, self.exit, owner=self.manager))

	def test_whoever_was_no_manager_on_that_day(self):
		"""D-24: without the role, at another site, or not yet there."""
		approved = self.steps["Approved"]
		for user in ("second@test.example", "manager.west@test.example", "gone@test.example"):
			self.assert_exit("decided_by_no_manager", write(DECISION, approved, decided_by=user))
		on = {"decided_on": "2019-06-30 12:00:00"}
		self.assert_exit("decided_by_no_manager", write(DECISION, approved, **on))

	def test_a_manager_who_has_left(self):
		"""R-507: what was decided before the last day stays decided, whatever became of the role."""
		self.assertNotIn(("decided_by_no_manager", EXIT, self.exit), found_by(self.look))
		frappe.db.delete("Has Role", {"parent": self.manager, "role": "CSS Manager"})
		frappe.db.set_value(
			"User", self.manager, "modified", add_days(now_datetime(), 1), update_modified=False
		)
		staff = frappe.db.get_value("CSS Staff", {"user": self.manager})
		frappe.db.set_value("CSS Staff", staff, "active_to", today())
		self.assertNotIn(("decided_by_no_manager", EXIT, self.exit), found_by(self.look))

	def test_other_people_than_those_of_the_steps(self):
		"""D-24: the fields that lists show."""
		for values in (
			{"approved_by": self.second_manager},
			{"requested_by": self.second_manager},
			{"approved_on": None},
		):
			self.assert_exit("people_not_those_of_steps", write(EXIT, self.exit, **values))


def make_version(css_exit: str, data: dict) -> None:
	"""As Frappe writes it when a document is saved."""
	data = {"added": [], "changed": [], "removed": [], "row_changed": [], **data}
	frappe.get_doc(
		doctype="Version", ref_doctype=EXIT, docname=css_exit, data=frappe.as_json(data)
	).db_insert()


class TestHistory(CheckingTestCase):
	def test_a_step_changed_afterwards(self):
		"""D-24: alone, which leaves it later than its exit; or with it, which the history shows."""
		css_exit = end_enrolment(self.enrolment.name)
		step = frappe.db.get_value(DECISION, {"parent": css_exit, "state": "Approved"})
		later = {"reason": "Quite so", "modified": add_days(now_datetime(), 1)}
		look = history.rows_changed_alone
		self.assert_found(look, "row_changed_alone", EXIT, css_exit, write(DECISION, step, **later))
		data = {"row_changed": [["decisions", 1, step, [["decided_by", "one", "other"]]]], "removed": []}
		look = history.decisions_changed
		self.assert_found(look, "decisions_changed", EXIT, css_exit, lambda: make_version(css_exit, data))

	def test_other_rows_of_the_history(self):
		"""Indicators are taken out and changed while the exit is a draft, and steps are added."""
		data = {"row_changed": [["readiness", 1, "x", []]], "removed": [], "added": [["decisions", {}]]}
		make_version("an-exit", data)
		self.assertNotIn(("decisions_changed", EXIT, "an-exit"), found_by(history.decisions_changed))

	def test_what_both_have_signed(self):
		"""R-111, R-172, R-214: a row of a consent, an assessment or a plan."""
		later = {"modified": add_days(now_datetime(), 1)}
		assessment = make_assessment(self.enrolment, answers=2)
		assessment.submit()
		plan = make_agreed_plan(self.enrolment)
		consent = make_consent(self.css_case.name, self.client.name)
		for record, row in (
			(assessment, assessment.answers[0]),
			(plan, plan.needs[0]),
			(consent, consent.purposes[0]),
		):
			self.assert_found(
				history.rows_changed_alone,
				"row_changed_alone",
				record.doctype,
				record.name,
				write(row.doctype, row.name, **later),
			)
		css_case, client = make_family()
		draft = make_plan(make_enrolment(css_case.name, client.name))
		write("CSS Settlement Plan Need", draft.needs[0].name, **later)()
		self.assertNotIn(
			("row_changed_alone", draft.doctype, draft.name), found_by(history.rows_changed_alone)
		)


class TestEndings(CheckingTestCase):
	def test_an_enrolment_ended_without_an_exit(self):
		"""R-358: also one that was imported, once its end has been asked for here."""
		ended = {"status": "Exited", "exit_date": today(), "exit_reason": "Withdrew"}
		look, name = endings.enrolments_without_exit, self.enrolment.name
		found = ("enrolment_ended_without_exit", ENROLMENT, name)
		self.assert_found(look, *found, write(ENROLMENT, name, **ended))
		write(ENROLMENT, name, **ended, source_system="Old database", source_id="1")()
		self.assertNotIn(found, found_by(look))
		draft = {"enrolment": name, "client": self.client.name, "css_case": self.css_case.name}
		self.assert_found(look, *found, insert(EXIT, **draft, exit_reason="Withdrew", workflow_state="Draft"))

	def test_an_exit_without_the_end(self):
		"""R-358: the enrolment goes on, or ended on another day, or for another reason."""
		css_exit = end_enrolment(self.enrolment.name)
		name, look = self.enrolment.name, endings.exits_without_end
		self.assert_found(look, "exit_without_end", EXIT, css_exit, write(ENROLMENT, name, status="Active"))
		differ = "exit_and_enrolment_differ"
		for values in (
			{"exit_date": add_days(today(), -1)},
			{"exit_reason": "Moved"},
			{"exit_date": None},
		):
			self.assert_found(look, differ, EXIT, css_exit, write(ENROLMENT, name, **values))

	def test_an_approved_exit_that_nobody_closed(self):
		"""R-378: on its day the job has the whole day for it."""
		css_exit = end_enrolment(self.enrolment.name, exit_date=add_days(today(), 3))
		self.assertEqual(frappe.db.get_value(EXIT, css_exit, "workflow_state"), "Approved")
		look = endings.approved_exits_not_closed
		found = ("approved_exit_not_closed", EXIT, css_exit)
		self.assert_found(look, *found, write(EXIT, css_exit, exit_date=add_days(today(), -2)))
		write(EXIT, css_exit, exit_date=add_days(today(), -1))()
		self.assertNotIn(found, found_by(look))

	def test_a_closed_case_with_somebody_in_it(self):
		"""R-378"""
		look, name = endings.closed_cases_with_enrolments, self.css_case.name
		self.assert_found(look, "closed_case_with_enrolment", CASE, name, write(CASE, name, status="Closed"))

	def test_a_plan_that_goes_on(self):
		"""R-208: after the exit, which closes it."""
		plan = make_agreed_plan(self.enrolment)
		end_enrolment(self.enrolment.name)
		plant = write(plan.doctype, plan.name, status="Agreed")
		self.assert_found(endings.plans_after_exit, "open_plan_after_exit", plan.doctype, plan.name, plant)


class TestReviews(CheckingTestCase):
	def test_consents(self):
		"""D-16, D-24"""
		consent = make_consent(self.css_case.name, self.client.name)
		reviewed = {"workflow_state": "Reviewed"}
		for check, values in (
			("consent_reviewed_by_nobody", reviewed),
			("consent_reviewed_by_recorder", {**reviewed, "reviewed_by": self.worker}),
			("consent_reviewed_by_no_manager", {**reviewed, "reviewed_by": "manager.west@test.example"}),
			("consent_state_unknown", {"workflow_state": "Approved", "reviewed_by": self.manager}),
			("consent_state_unknown", {"reviewed_by": self.manager}),
		):
			plant = write(CONSENT, consent.name, **values)
			self.assert_found(reviews.reviews_of_consents, check, CONSENT, consent.name, plant)

	def test_a_review_by_a_manager(self):
		"""D-16"""
		consent = make_consent(self.css_case.name, self.client.name)
		with acting_as(self.manager):
			consent.reload()
			consent.workflow_state = "Reviewed"
			consent.save()
		self.assertNotIn(
			consent.name, {name for _check, _doctype, name in found_by(reviews.reviews_of_consents)}
		)

	def test_disclosures(self):
		"""R-125, D-24"""
		look, of_client = reviews.approvals_of_disclosures, (self.css_case.name, self.client.name)
		override = approved_override(*of_client, self.worker, self.manager)
		self.assertNotIn(override.name, {name for _check, _doctype, name in found_by(look)})
		for check, values in (
			("disclosure_approved_by_who_asked", {"approved_by": self.worker}),
			("disclosure_approved_by_no_manager", {"approved_by": "manager.west@test.example"}),
			("disclosure_approved_by_no_manager", {"approved_on": None}),
			("override_without_approval", {"approved_by": None}),
		):
			plant = write(DISCLOSURE, override.name, **values)
			self.assert_found(look, check, DISCLOSURE, override.name, plant)
		waiting = make_disclosure(*of_client)
		self.assertNotIn(waiting.name, {name for _check, _doctype, name in found_by(look)})
