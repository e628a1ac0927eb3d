"""Whose list shows what, and who is named in it (R-458, R-187, D-19, D-20)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.today import UnknownList, get_today
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.assignment.records import assign
from css_case_mgmt.tests.consent.records import make_disclosure, make_second_manager
from css_case_mgmt.tests.factories import (
	NORTH,
	WEST,
	acting_as,
	make_case,
	make_client,
	make_consent,
	make_member,
	make_staff,
	make_user,
)
from css_case_mgmt.tests.referral.records import make_intake_worker, make_referral
from css_case_mgmt.tests.today.records import (
	COLLEAGUE,
	MANAGER,
	OTHER_MANAGER,
	WORKER,
	TodayTestCase,
	cases_on,
)
from css_case_mgmt.today import counts_for, items_for

ANALYST = "analyst@test.example"


def give_access(css_case: str, user: str, kind: str, **values) -> None:
	with acting_as(MANAGER):
		frappe.get_doc(
			doctype="CSS Case Access", css_case=css_case, user=user, kind=kind, reason="Leave", **values
		).insert()


class TestReaders(TodayTestCase):
	def test_only_for_those_who_work_with_families(self):
		"""D-19: monitors, analysts, privacy officers and guests have no list."""
		users = [ANALYST, "Guest"]
		users.append(make_user("monitor.today@test.example", "CSS Monitor"))
		users.append(make_staff("privacy.today@test.example", "CSS Privacy Officer"))
		for user in users:
			with self.subTest(user), acting_as(user), self.assertRaises(frappe.PermissionError):
				get_today()

	def test_a_sites_list_is_for_its_managers(self):
		"""R-187, D-19: another site answers as one that there is not."""
		with acting_as(WORKER), self.assertRaises(frappe.PermissionError):
			get_today(scope="site")
		with acting_as(MANAGER):
			messages = set()
			for site in (WEST, "No Such Site"):
				with self.assertRaises(frappe.PermissionError) as refused:
					get_today(scope="site", site=site)
				messages.add(str(refused.exception))
			self.assertEqual(len(messages), 1)
			with self.assertRaises(UnknownList):
				get_today(scope="everything")

	def test_a_covered_family_is_on_both_lists(self):
		"""R-070, R-458: while the cover lasts."""
		enrolment = self.make_enrolled()
		self.assertEqual(self.items(COLLEAGUE), [])
		give_access(
			enrolment.css_case,
			COLLEAGUE,
			"Covering",
			access_from=self.today,
			access_until=add_days(self.today, 5),
		)
		self.assertEqual(cases_on(self.items(COLLEAGUE)), {enrolment.css_case})
		self.assertEqual(cases_on(self.items(WORKER)), {enrolment.css_case})
		frappe.db.set_value(
			"CSS Case Access",
			{"user": COLLEAGUE, "css_case": enrolment.css_case},
			{"access_from": add_days(self.today, -9), "access_until": add_days(self.today, -1)},
		)
		self.assertEqual(self.items(COLLEAGUE), [])

	def test_of_a_shared_file_only_what_one_has_begun(self):
		"""R-458, D-19: her own appointment is, the family's clocks are not hers."""
		enrolment = self.make_enrolled()
		give_access(
			enrolment.css_case,
			COLLEAGUE,
			"Shared",
			access_from=self.today,
			access_until=add_days(self.today, 5),
		)
		with acting_as(COLLEAGUE):
			make_appointment(enrolment.css_case, enrolment.client, caseworker=COLLEAGUE)
		self.assertEqual({item["kind"] for item in self.items(COLLEAGUE)}, {"Appointment"})

	def test_a_conflict_of_interest_hides_the_family(self):
		"""R-501: from the list of the worker, and of the manager herself."""
		enrolment = self.make_enrolled()
		for user in (WORKER, MANAGER):
			frappe.get_doc(
				doctype="CSS Conflict of Interest", user=user, client=enrolment.client, reason="A cousin"
			).insert()
		self.assertEqual(self.items(WORKER), [])
		self.assertNotIn(enrolment.css_case, cases_on(self.items(MANAGER, scope="site")))

	def test_leavers_have_nothing(self):
		"""R-507"""
		self.make_enrolled()
		frappe.db.set_value("CSS Staff", {"user": WORKER}, "active_to", add_days(self.today, -1))
		self.assertEqual(self.items(WORKER), [])
		self.assertEqual(items_for(WORKER), [])

	def test_who_has_moved_to_another_family_is_not_named(self):
		"""D-20, R-502: also where an old appointment still names her."""
		enrolment = self.make_quiet()
		guest = make_client(given_names="Shirinjan").name
		make_member(enrolment.css_case, guest, member_from=add_months(self.today, -5))
		with acting_as(WORKER):
			make_appointment(enrolment.css_case, enrolment.client, guest, on=add_days(self.today, -2))
		(item,) = self.items(kind="Appointment")
		self.assertEqual(len(item["people"]), 2)
		frappe.db.set_value("CSS Case Member", {"client": guest}, "member_to", add_days(self.today, -1))
		make_member(make_case().name, guest, is_head=1, member_from=self.today)
		(item,) = self.items(kind="Appointment")
		self.assertNotIn("Shirinjan", str(item))
		self.assertEqual(len(item["people"]), 1)


class TestManagers(TodayTestCase):
	def test_site_grouped_by_worker(self):
		"""R-187: the load of each at a glance."""
		mine, theirs = self.make_enrolled(), self.make_enrolled(worker=COLLEAGUE)
		with acting_as(MANAGER):
			answer = get_today(scope="site")
		self.assertEqual((answer["site"], answer["sites"]), (NORTH, [NORTH]))
		by_worker = {row["worker"]: row for row in answer["workers"]}
		for worker, enrolment in ((WORKER, mine), (COLLEAGUE, theirs)):
			own = [item for item in answer["items"] if item.get("worker") == worker]
			self.assertEqual(cases_on(own), {enrolment.css_case})
			self.assertEqual(by_worker[worker]["families"], 1)
			self.assertEqual(by_worker[worker]["counts"]["Due Today"], 1)
			self.assertTrue(by_worker[worker]["is_at_work"])
		with acting_as(OTHER_MANAGER):
			self.assertEqual(get_today(scope="site")["items"], [])

	def test_families_that_nobody_works_with(self):
		"""R-070, R-507: never assigned, or of somebody who has left; on the manager's own list with all that is
		due."""
		enrolment = self.make_enrolled(consent=False)
		self.assertEqual(self.items(MANAGER), [])
		frappe.db.set_value("CSS Staff", {"user": WORKER}, "active_to", add_days(self.today, -1))
		found = self.items(MANAGER)
		self.assertEqual(cases_on(found), {enrolment.css_case})
		self.assertEqual({item["kind"] for item in found}, {"NAM", "Consent", "Review"})
		(review,) = self.items(MANAGER, "Review", scope="site")
		self.assertEqual((review["task"], review.get("worker")), ("Choose Caseworker", None))

	def test_reviews_and_approvals_of_others(self):
		"""D-24, R-125: what somebody else recorded or asked for, until it is done."""
		enrolment = self.make_enrolled()
		with acting_as(WORKER):
			override = make_disclosure(
				enrolment.css_case, enrolment.client, is_override=1, override_for="Needs Assessment"
			)
		tasks = {item["task"] for item in self.items(MANAGER, "Review")}
		self.assertEqual(tasks, {"Review Consent", "Approve Disclosure"})
		with acting_as(MANAGER):
			frappe.get_doc("CSS Disclosure", override.name).approve()
		frappe.db.set_value("CSS Consent", {"client": enrolment.client}, "workflow_state", "Reviewed")
		self.assertEqual(self.items(MANAGER, "Review"), [])
		self.assertEqual(self.items(WORKER, "Review"), [])
		with acting_as(MANAGER):
			make_consent(enrolment.css_case, enrolment.client)
		self.assertEqual(self.items(MANAGER, "Review"), [])
		self.assertEqual(len(self.items(make_second_manager(), "Review")), 1)

	def test_concerns_name_the_colleague(self):
		"""R-018, R-353"""
		with acting_as(WORKER):
			frappe.get_doc(
				doctype="CSS Caseload Concern", site=NORTH, kind="Over the Target", concern="Too many"
			).insert()
		(item,) = self.items(MANAGER, "Review")
		self.assertEqual(item["task"], "Answer Concern")
		self.assertEqual(item["people"], [frappe.db.get_value("User", WORKER, "full_name")])
		self.assertEqual(self.items(WORKER), [])

	def test_referrals_wait_for_intake_and_managers(self):
		"""R-080: the urgent ones today; a caseworker has none."""
		intake = make_intake_worker()
		referral = make_referral()
		for user in (intake, MANAGER):
			(item,) = self.items(user, "Referral")
			self.assertEqual((item["name"], item["state"]), (referral.name, "Waiting"))
			self.assertEqual(item["people"], [referral.given_names])
		frappe.db.set_value("CSS Inbound Referral", referral.name, "urgency", "Urgent")
		self.assertEqual(self.said("Referral", intake)[0][0], "Due Today")
		self.assertEqual(self.items(WORKER), [])
		self.assertEqual(self.items(OTHER_MANAGER), [])

	def test_intake_worker_goes_on_until_somebody_is_assigned(self):
		"""R-126, D-19"""
		intake = make_intake_worker()
		with acting_as(intake):
			case = make_case()
		self.assertEqual(cases_on(self.items(intake)), {case.name})
		assign(case.name, WORKER, MANAGER)
		self.assertEqual(self.items(intake), [])
		self.assertEqual(cases_on(self.items(WORKER)), {case.name})


class TestDigest(TodayTestCase):
	def test_without_names_whoever_is_logged_in(self):
		"""R-458, D-22: file numbers only; the same list as on the page."""
		enrolment = self.make_enrolled()
		frappe.db.set_value("CSS Client", enrolment.client, "given_names", "Tahmineh")
		found = items_for(WORKER)
		self.assertEqual([item.name for item in found], [item["name"] for item in self.items(WORKER)])
		self.assertNotIn("Tahmineh", str(found))
		numbers = {state.value: number for state, number in counts_for(WORKER).items()}
		self.assertEqual(numbers, {"Overdue": 0, "Due Today": 1, "Soon": 0, "Waiting": 0})
