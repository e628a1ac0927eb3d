"""Complete Services Report, and the funder's report of support services (R-216, R-221, R-229, R-232, R-234, R-258)."""

import frappe

from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import complete_assessment, make_enrolment, make_family, today
from css_case_mgmt.tests.service_reports.base import ServiceReportCase
from css_case_mgmt.tests.service_reports.records import (
	CHILD_CARE,
	SERVICE,
	TRANSPORT,
	make_goal,
	make_plan,
	make_referral,
	make_support_service,
	make_topic,
)

FACTOR = "language"


class ServicesCase(ServiceReportCase):
	plan = None

	def counted_by_hand(self) -> None:
		"""Two check-ins, of 30 minutes with both and of 20 with the head; a home visit of 60 minutes with both, on
		one topic, with child care for both and a ride for the spouse; an assessment, a referral, and a plan with
		two goals, of which one is achieved. Nothing else counts: a draft, a wrong file, the days before."""
		head, spouse, case = self.head.name, self.spouse.name, self.case.name
		make_activity(case, head, spouse, on=self.days_ago(90), duration_minutes=30)
		make_activity(case, head, on=self.days_ago(2), duration_minutes=20)
		make_activity(
			case,
			head,
			spouse,
			on=self.days_ago(3),
			activity_type="Home Visit",
			method="In Person",
			duration_minutes=60,
			note="Saw the new flat.",
			topics=[{"topic": make_topic()}],
			support_services=[
				{"service": make_support_service(CHILD_CARE)},
				{"service": make_support_service(TRANSPORT), "client": spouse},
			],
		)
		make_activity(case, head, on=self.days_ago(2), is_final=False)
		make_activity(case, head, on=self.days_ago(91), duration_minutes=500)
		wrong = make_activity(case, head, on=self.days_ago(2), duration_minutes=500)
		frappe.db.set_value("CSS Activity", wrong.name, "marked_in_error_on", today())
		complete_assessment(self.enrolment, self.days_ago(40), 2)
		make_referral(case, spouse, on=self.days_ago(5))
		make_referral(case, spouse, on=self.days_ago(5), status="Draft")
		plan = self.plan = self.plan or make_plan(self.enrolment, self.days_ago(30))
		make_goal(plan, self.days_ago(30), factor=FACTOR)
		make_goal(plan, self.days_ago(30), "Achieved", self.days_ago(1), factor=FACTOR)


class TestCompleteServices(ServicesCase):
	REPORT = "Complete Services Report"

	def lines(self, **filters) -> dict[str, tuple]:
		return {
			f"{row['section']}: {row['line']}": tuple(
				row[each] for each in ("services", "people", "cases", "minutes")
			)
			for row in self.rows(**filters)
		}

	def test_counted_by_hand(self) -> None:
		"""R-216, R-229, R-234, R-399: each person once and each case once, in every line and in the total."""
		self.counted_by_hand()
		title = frappe.db.get_value("CSS Factor of Settlement", FACTOR, "title")
		self.assertEqual(
			self.lines(),
			{
				"Activities: Home Visit": (1, 2, 1, 60),
				"Activities: Check-in": (2, 2, 1, 50),
				"Audience: Individual": (1, 1, 1, 20),
				"Audience: Family": (2, 2, 1, 90),
				"Topics: Test Topic": (1, 2, 1, None),
				f"Support services: {CHILD_CARE}": (1, 2, 1, 60),
				f"Support services: {TRANSPORT}": (1, 1, 1, 60),
				"Assessments: Needs Assessment": (1, 1, 1, None),
				f"Referrals: {SERVICE}": (1, 1, 1, None),
				"Plans and goals: Settlement plan agreed": (1, 1, 1, None),
				"Plans and goals: Goal set": (2, 1, 1, None),
				"Plans and goals: Goal achieved": (1, 1, 1, None),
				f"Goals set by factor: {title}": (2, 1, 1, None),
				f"Goals achieved by factor: {title}": (1, 1, 1, None),
			},
		)
		self.assertEqual(
			self.summary(),
			{
				"Activities": 3,
				"Client not reached": 0,
				"People in activities": 2,
				"Minutes": 110,
				"Assessments": 1,
				"Referrals": 1,
				"Plans agreed": 1,
				"Goals achieved": 1,
				"People in all": 2,
				"Cases in all": 1,
			},
		)

	def test_each_service_in_a_row(self) -> None:
		"""R-229, R-234, R-399: one row for each service and person, the minutes of an activity once."""
		self.counted_by_hand()
		rows = self.rows(detail=1)
		self.assertEqual(len([row for row in rows if row["section"] == "Activities"]), 5)
		self.assertEqual(len(rows), 5 + 1 + 1 + 1 + 2 + 1)
		self.assertEqual(rows[0]["line"], "Goal achieved")
		self.assertEqual({row["client_name"] for row in rows}, {"Amina Haddad", "Karim Haddad"})
		self.assertEqual(
			sorted(row["audience"] for row in rows if row["section"] == "Activities"),
			["Family"] * 4 + ["Individual"],
		)
		self.assertEqual({row["audience"] for row in rows if row["section"] != "Activities"}, {None})
		summary = self.summary(detail=1)
		self.assertEqual([summary[each] for each in ("Activities", "People", "Minutes")], [3, 2, 110])

	def test_messages_to_several_families(self) -> None:
		"""R-229, R-236: a line of their own, behind those of individuals and families; no service more in the total."""
		self.counted_by_hand()
		message = make_activity(self.case.name, self.head.name, duration_minutes=5)
		frappe.db.set_value("CSS Activity", message.name, "audience", "Group")
		lines = self.lines()
		self.assertEqual(
			[line for line in lines if line.startswith("Audience")],
			["Audience: Individual", "Audience: Family", "Audience: Group"],
		)
		self.assertEqual(lines["Audience: Group"], (1, 1, 1, 5))
		self.assertEqual((self.summary()["Activities"], self.summary()["Minutes"]), (4, 115))

	def test_advocacy(self) -> None:
		"""R-240: counted as activities, and by whether it was for the person or towards those who decide."""
		for topics in (["Self-advocacy"], ["Systems Advocacy"], ["Self-advocacy", "Systems Advocacy"]):
			make_activity(
				self.case.name,
				self.head.name,
				activity_type="Advocacy",
				method=None,
				duration_minutes=10,
				topics=[{"topic": topic} for topic in topics],
			)
		lines = self.lines()
		self.assertEqual(lines["Activities: Advocacy"], (3, 1, 1, 30))
		self.assertEqual(lines["Topics: Self-advocacy"], (2, 1, 1, None))
		self.assertEqual(lines["Topics: Systems Advocacy"], (2, 1, 1, None))

	def test_group_of_the_framework_and_component(self) -> None:
		"""R-008, R-221."""
		self.counted_by_hand()
		lines = self.lines(framework_group="Referrals and Accompaniment")
		self.assertEqual(list(lines), [f"Referrals: {SERVICE}"])
		self.assertNotIn("Assessments: Needs Assessment", self.lines(framework_group="Direct Supports"))
		self.assertEqual(self.lines(component="National Coordination"), {})
		self.assertEqual(len(self.lines(component="Intensive Case Management")), 14)
		with self.assertRaises(frappe.ValidationError):
			self.lines(framework_group="Everything")
		frappe.get_doc(doctype="CSS Framework Group", group_name="Everything").insert(ignore_permissions=True)
		self.assertEqual(self.lines(framework_group="Everything"), {})
		kind = frappe.get_doc("CSS Activity Type", "Home Visit")
		kind.framework_group = "Everything"
		kind.save(ignore_permissions=True)
		self.assertEqual(
			list(self.lines(framework_group="Everything")),
			[
				"Activities: Home Visit",
				"Audience: Family",
				"Topics: Test Topic",
				f"Support services: {CHILD_CARE}",
				f"Support services: {TRANSPORT}",
			],
		)

	def test_only_who_may_read(self) -> None:
		self.counted_by_hand()
		with self.subTest("detail"):
			self.shown_filters = {"detail": 1}
			self.assert_only_who_may_read()

	def shown(self, *args, **filters) -> dict:
		return super().shown(*args, **{**getattr(self, "shown_filters", {}), **filters})

	def test_queries(self) -> None:
		self.counted_by_hand()
		for detail in (0, 1):
			with self.subTest(detail=detail):
				self.shown_filters = {"detail": detail}
				self.assert_the_same_few_queries(self.counted_by_hand)


class TestSupportServices(ServicesCase):
	REPORT = "IRCC-funded Support Services Case Management Activities"

	def lines(self, **filters) -> dict[str, tuple]:
		return {
			": ".join(filter(None, (row["framework_group"], row["line"]))): tuple(
				row[each] for each in ("activities", "people", "high", "low", "cases", "minutes")
			)
			for row in self.rows(**filters)
		}

	def test_counted_by_hand(self) -> None:
		"""R-221, R-232, R-394: groups of the Framework, those without activities too, and support services."""
		self.counted_by_hand()
		self.assertEqual(
			self.lines(),
			{
				"Assessments: Assessments": (0, 0, 0, 0, 0, 0),
				"Direct Supports: Direct Supports": (3, 2, 1, 1, 1, 110),
				"Referrals and Accompaniment: Referrals and Accompaniment": (0, 0, 0, 0, 0, 0),
				"Indirect Supports: Indirect Supports": (0, 0, 0, 0, 0, 0),
				CHILD_CARE: (1, 2, 1, 1, 1, 60),
				TRANSPORT: (1, 1, 0, 1, 1, 60),
				"All support services": (1, 2, 1, 1, 1, 60),
				f"Direct Supports: {CHILD_CARE}": (1, 2, 1, 1, 1, 60),
				f"Direct Supports: {TRANSPORT}": (1, 1, 0, 1, 1, 60),
			},
		)
		self.assertEqual(list(self.lines(framework_group="Assessments")), ["Assessments: Assessments"])

	def test_interpretation_need_and_use_by_language(self) -> None:
		"""R-258: need is of those served; use is of those who need one, where somebody interpreted."""
		dari = frappe.db.get_value("CSS Language", "prs", "language_name")
		for client in (self.head, self.spouse):
			frappe.db.set_value(
				"CSS Client", client.name, {"primary_language": "prs", "needs_interpreter": 1}
			)
		interpreted = make_activity(self.case.name, self.head.name, self.spouse.name, duration_minutes=45)
		make_activity(self.case.name, self.head.name, duration_minutes=10)
		other, client = make_family()
		make_enrolment(other.name, client.name, consent=False)
		alone = make_activity(other.name, client.name, duration_minutes=15)
		for activity in (interpreted, alone):
			frappe.db.set_value("CSS Activity", activity.name, "interpreter_kind", "Formal")
		rows = {row["line"]: row for row in self.rows() if row["section"] == "Interpretation by language"}
		self.assertEqual(
			[rows[dari][each] for each in ("activities", "people", "cases", "minutes", "needing")],
			[1, 2, 1, 45, 2],
		)
		self.assertEqual(
			[rows["Language not recorded"][each] for each in ("activities", "people", "minutes", "needing")],
			[1, 1, 15, 0],
		)
		summary = self.summary()
		self.assertEqual(
			(summary["Clients who need an interpreter"], summary["Clients interpreted for"]), (2, 3)
		)

	def test_only_the_own_files_count(self) -> None:
		"""R-005, R-412."""
		self.counted_by_hand()
		for user, activities in (
			("caseworker@test.example", 3),
			("manager@test.example", 3),
			("second@test.example", 0),
			("manager.west@test.example", 0),
		):
			with self.subTest(user):
				self.assertEqual(self.summary(user)["Activities"], activities)
		with self.assertRaises(frappe.PermissionError):
			self.shown("monitor@test.example")

	def test_queries(self) -> None:
		self.counted_by_hand()
		self.assert_the_same_few_queries(self.counted_by_hand)
