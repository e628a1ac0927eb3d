"""Coming back after an exit: the file is open again, everything of before stays closed (R-103, R-380, T-15)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt import closed_files
from css_case_mgmt.api.coming_back import come_back, get_goals, get_return, take_goals
from css_case_mgmt.api.intake import get_intake
from css_case_mgmt.api.nam import get_client_overview
from css_case_mgmt.coming_back import ReturnRefused
from css_case_mgmt.eligibility import NotEligible
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.rules.intake import State, Step
from css_case_mgmt.tests.after_exit.records import AfterExitTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	end_enrolment,
	give_consent,
	make_client,
	make_eligible,
	make_enrolment,
	make_staff,
)
from css_case_mgmt.tests.plan.records import agree, make_goal, make_plan


class TestOpeningAgain(AfterExitTestCase):
	def test_with_a_caseworker(self):
		"""R-380: the manager opens the file and assigns; the day of closing is gone, that of opening is there."""
		css_case, client, _enrolment = self.make_left(days_ago=30)
		with acting_as(self.manager):
			self.assertEqual(get_return(client)["css_case"], css_case)
			come_back(client, caseworker=self.second)
		case = frappe.get_doc("CSS Case", css_case)
		self.assertEqual((case.status, case.caseworker), ("Open", self.second))
		self.assertEqual((case.closed_on, case.opened_again_on), (None, self.today))
		self.assertFalse(is_reachable("CSS Case", css_case, self.worker))

	def test_without_one_the_intake_goes_on(self):
		"""D-19, R-103: the intake worker reaches the file until somebody is assigned; the managers are asked."""
		css_case, client, _enrolment = self.make_left(days_ago=30)
		self.assertFalse(is_reachable("CSS Case", css_case, self.intake))
		with acting_as(self.manager):
			come_back(client)
		self.assertTrue(is_reachable("CSS Case", css_case, self.intake, write=True))
		with acting_as(self.manager):
			frappe.get_doc(
				doctype="CSS Case Access", css_case=css_case, user=self.second, kind="Assigned"
			).insert()
		self.assertFalse(is_reachable("CSS Case", css_case, self.intake))

	def test_who_still_had_access_for_the_hand_over(self):
		"""R-378: an exit of yesterday; the former caseworker is not assigned by the return."""
		css_case, client, _enrolment = self.make_left(days_ago=1)
		self.assertTrue(is_reachable("CSS Case", css_case, self.worker))
		with acting_as(self.manager):
			come_back(client)
		self.assertFalse(is_reachable("CSS Case", css_case, self.worker))
		self.assertIsNone(frappe.db.get_value("CSS Case", css_case, "caseworker"))

	def test_who_may(self):
		"""R-380: neither the caseworker, nor the intake, nor a manager of another site."""
		_case, client, _enrolment = self.make_left()
		other = make_staff("manager.west@test.example", "CSS Manager", site="Test Site West")
		for user in (self.worker, self.intake, other):
			with acting_as(user), self.subTest(user), self.assertRaises(frappe.PermissionError):
				come_back(client)
		with acting_as(self.worker):
			self.assertIsNone(get_return(client))

	def test_not_by_the_status(self):
		"""R-380: writing the status is held to the same."""
		css_case, _client, _enrolment = self.make_left()
		case = frappe.get_doc("CSS Case", css_case)
		case.status = "Open"
		with acting_as(self.worker), self.assertRaises(frappe.PermissionError):
			case.save()

	def test_the_days_are_not_typed(self):
		"""R-378."""
		css_case, _client, _enrolment = self.make_enrolled()
		case = frappe.get_doc("CSS Case", css_case)
		case.update({"closed_on": "2020-01-01", "opened_again_on": "2020-01-01"})
		case.save()
		self.assertEqual((case.closed_on, case.opened_again_on), (None, None))

	def test_the_family_is_still_in_the_programme(self):
		"""R-103: nothing is opened, and its caseworker goes on."""
		css_case, (first, _second) = self.make_couple()
		end_enrolment(first.name)
		with acting_as(self.worker):
			self.assertFalse(get_return(first.client)["is_closed"])
			come_back(first.client)
		self.assertIsNone(frappe.db.get_value("CSS Case", css_case, "opened_again_on"))
		self.assertEqual(frappe.db.get_value("CSS Case", css_case, "caseworker"), self.worker)

	def test_who_has_not_left(self):
		"""R-380."""
		_case, client, _enrolment = self.make_enrolled()
		with acting_as(self.worker), self.assertRaises(ReturnRefused):
			come_back(client)

	def test_the_dead(self):
		"""R-371."""
		_case, client, _enrolment = self.make_left()
		frappe.db.set_value("CSS Client", client, "died_on", self.today)
		with acting_as(self.manager), self.assertRaises(ReturnRefused):
			come_back(client)


class TestNewEpisode(AfterExitTestCase):
	def make_returned(self):
		css_case, client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			complete_assessment(enrolment, answers=3)
			make_activity(css_case, client, on=add_days(self.today, -200))
		end_enrolment(enrolment.name, add_days(self.today, -100))
		enrolment.reload()
		with acting_as(self.manager):
			come_back(client, caseworker=self.worker)
		return css_case, client, enrolment

	def steps(self, css_case: str) -> dict:
		(person,) = get_intake(css_case)["people"]
		return {step["step"]: step for step in person["steps"]}

	def test_the_intake_begins_again(self):
		"""R-103, R-380: eligibility first, then the enrolment; a consent that is valid still holds."""
		css_case, _client, _enrolment = self.make_returned()
		with acting_as(self.worker):
			steps = self.steps(css_case)
		self.assertIn(steps[Step.ELIGIBILITY.value]["state"], ("Next", "Open"))
		self.assertEqual(steps[Step.ENROLMENT.value]["state"], State.WAITING.value)
		self.assertEqual(steps[Step.PLAN.value]["state"], State.WAITING.value)

	def test_an_assessment_of_before_the_exit_is_no_new_one(self):
		"""R-103: also where no enrolment rests on it."""
		css_case, client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			make_eligible(css_case, client, add_days(self.today, -60))
		end_enrolment(enrolment.name, add_days(self.today, -30))
		with acting_as(self.manager):
			come_back(client, caseworker=self.worker)
		with acting_as(self.worker):
			eligibility = self.steps(css_case)[Step.ELIGIBILITY.value]
		self.assertIn(eligibility["state"], ("Next", "Open"))
		self.assertEqual(eligibility["missing"], ["coming_back"])

	def test_an_expired_consent_is_asked_for_again(self):
		"""D-16: what does not hold any more is a step again."""
		css_case, client, enrolment = self.make_enrolled()
		end_enrolment(enrolment.name, add_days(self.today, -30))
		consent = frappe.get_doc("CSS Consent", {"client": client})
		consent.withdraw()
		with acting_as(self.manager):
			come_back(client, caseworker=self.worker)
		with acting_as(self.worker):
			self.assertEqual(self.steps(css_case)[Step.CONSENT.value]["missing"], ["Consent Withdrawn"])

	def test_no_enrolment_without_a_new_eligibility(self):
		"""R-380."""
		css_case, client, _enrolment = self.make_returned()
		with acting_as(self.worker), self.assertRaises(NotEligible):
			frappe.get_doc(
				doctype="CSS Enrolment",
				css_case=css_case,
				client=client,
				enrolment_date=self.today,
				needs_level="High",
			).insert()

	def enrol_again(self, css_case: str, client: str):
		with acting_as(self.worker):
			again = make_enrolment(css_case, client, add_days(self.today, -10), consent=False)
			give_consent(css_case, client, add_days(self.today, -10))
		return again

	def test_numbering_begins_at_a1(self):
		"""T-15, R-104: episode 2, A1, compared with nothing of before; the old records are closed."""
		css_case, client, before = self.make_returned()
		again = self.enrol_again(css_case, client)
		with acting_as(self.worker):
			first = complete_assessment(again, answers=1)
		self.assertEqual((again.episode, first.sequence, first.baseline), (2, 1, None))
		self.assertEqual(first.has_overall_change, 0)
		with acting_as(self.worker):
			episodes = get_client_overview(client)["enrolments"]
		self.assertEqual([len(each["assessments"]) for each in episodes], [1, 1])
		closing = closed_files.closing_of(frappe.get_doc("CSS NAM Assessment", {"enrolment": before.name}))
		self.assertEqual(closing.doctype, "CSS Enrolment")

	def test_the_decision_names_the_episode_before(self):
		"""R-103: kept, closed and linked."""
		css_case, client, before = self.make_returned()
		again = self.enrol_again(css_case, client)
		assessment = frappe.get_doc("CSS Eligibility Assessment", {"enrolment": again.name})
		self.assertEqual(assessment.earlier_enrolment, before.name)

	def test_contacts_of_before_do_not_count(self):
		"""T-15, R-226: nobody waits for a contact since before the enrolment."""
		from css_case_mgmt.css_case_mgmt.report.participants_without_contact.participants_without_contact import (
			execute,
		)
		from css_case_mgmt.permissions.scope import scope_of
		from css_case_mgmt.rules.today import Kind
		from css_case_mgmt.today.collecting import collect
		from css_case_mgmt.today.whose import Whose

		css_case, client, _before = self.make_returned()
		self.enrol_again(css_case, client)
		with acting_as(self.worker):
			self.assertNotIn(client, [row.client for row in execute({})[1]])
			items = collect(Whose(scope_of(self.worker))).items
		self.assertFalse([item for item in items if item.client == client and item.kind is Kind.CONTACT])

	def test_an_updated_plan_is_a_step(self):
		"""R-103: done once a plan of the new episode is agreed."""
		css_case, client, _before = self.make_returned()
		again = self.enrol_again(css_case, client)
		with acting_as(self.worker):
			self.assertEqual(self.steps(css_case)[Step.PLAN.value]["state"], State.OPEN.value)
			agree(make_plan(again, self.today))
			self.assertEqual(self.steps(css_case)[Step.PLAN.value]["state"], State.DONE.value)

	def test_whoever_comes_for_the_first_time_needs_no_updated_plan(self):
		"""R-103, R-110."""
		css_case, _client, _enrolment = self.make_enrolled()
		with acting_as(self.worker):
			self.assertEqual(self.steps(css_case)[Step.PLAN.value]["state"], State.NOT_NEEDED.value)


class TestGoalsOfBefore(AfterExitTestCase):
	def make_plans(self):
		css_case, client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			before = agree(make_plan(enrolment))
			goals = [make_goal(before, goal=text) for text in ("Learn to drive", "Find a choir")]
		end_enrolment(enrolment.name)
		with acting_as(self.manager):
			come_back(client, caseworker=self.worker)
		with acting_as(self.worker):
			again = make_enrolment(css_case, client, self.today)
			plan = make_plan(again, self.today)
		return goals, plan

	def test_offered_and_taken(self):
		"""R-103, R-208: what was carried over is offered; only what is chosen is added, and nothing of before changes."""
		goals, plan = self.make_plans()
		with acting_as(self.worker):
			offered = get_goals(plan.name)
			self.assertEqual({goal.goal for goal in offered}, {"Learn to drive", "Find a choir"})
			self.assertEqual(frappe.db.count("CSS Goal", {"plan": plan.name}), 0)
			(name,) = take_goals(
				plan.name, [{"goal": goals[0].name, "target_date": add_months(self.today, 3)}]
			)
			self.assertEqual([goal.goal for goal in get_goals(plan.name)], ["Find a choir"])
		taken = frappe.get_doc("CSS Goal", name)
		self.assertEqual((taken.goal, taken.start_date), ("Learn to drive", self.today))
		self.assertEqual(taken.horizon, "Immediate")
		self.assertEqual(frappe.db.get_value("CSS Goal", goals[0].name, "status"), "Carried Over")

	def test_only_what_is_offered(self):
		"""D-19: the name of another goal takes nothing."""
		_goals, plan = self.make_plans()
		with acting_as(self.worker):
			with self.assertRaises(frappe.ValidationError):
				take_goals(plan.name, [{"goal": "unknown"}])

	def test_a_first_plan_has_none(self):
		"""R-103."""
		_case, _client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			self.assertEqual(get_goals(make_plan(enrolment).name), [])


class TestStageOfThePerson(AfterExitTestCase):
	def stage(self, client: str) -> str | None:
		return frappe.db.get_value("CSS Client", client, "programme_stage")

	def test_enrolment_exit_and_return(self):
		"""R-009: RAP, CSS, Settlement Services."""
		css_case, client, enrolment = self.make_enrolled()
		self.assertEqual(self.stage(client), "CSS")
		end_enrolment(enrolment.name)
		self.assertEqual(self.stage(client), "Settlement Services")
		with acting_as(self.manager):
			come_back(client, caseworker=self.worker)
		with acting_as(self.worker):
			make_enrolment(css_case, client, self.today)
		self.assertEqual(self.stage(client), "CSS")

	def test_it_is_not_typed(self):
		"""R-009: a request changes nothing of it."""
		_case, client, _enrolment = self.make_enrolled()
		document = frappe.get_doc("CSS Client", client)
		document.programme_stage = "RAP"
		document.save()
		self.assertEqual(self.stage(client), "CSS")

	def test_the_patch(self):
		"""R-009: files of before say it as well."""
		from css_case_mgmt.patches.name_programme_stage import execute

		_case, client, _enrolment = self.make_enrolled()
		_case, left, _enrolment = self.make_left()
		new = make_client().name
		frappe.db.set_value("CSS Client", {"name": ("in", (client, left, new))}, "programme_stage", None)
		execute()
		self.assertEqual(
			[self.stage(each) for each in (client, left, new)], ["CSS", "Settlement Services", None]
		)
