"""Strengths that the NAARS has found, for the first plan (R-196)."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.api import plan as plan_api
from css_case_mgmt.css_case_mgmt.doctype.css_settlement_plan.css_settlement_plan import PlanLocked
from css_case_mgmt.tests.factories import (
	acting_as,
	give_access,
	make_enrolment,
	make_family,
	make_user,
	today,
)
from css_case_mgmt.tests.plan.records import PlanTestCase, make_agreed_plan, make_plan
from css_case_mgmt.tests.referral.records import accept_as, make_triaged_referral

ASSETS = "- Worked as a tailor; sews <b>suits</b>\n- Speaks Dari, Farsi and English"
LINES = ["Worked as a tailor", "sews <b>suits</b>", "Speaks Dari, Farsi and English"]


class FromNaarsTestCase(PlanTestCase):
	def refer(self, assets: str | None, client=None, accept: bool = True, **values):
		"""A referral of somebody who has a file, taken in by the manager."""
		with acting_as(self.manager):
			referral = make_triaged_referral(naars_provider="Harbour", **values)
		if accept:
			accept_as(self.manager, referral, client=(client or self.client).name)
		referral.db_set("assets", assets)
		return referral

	def offered(self, plan) -> list[str]:
		naars = plan_api.get_panel(plan.name)["naars"]
		return [line["text"] for line in naars["lines"]] if naars else []


class TestOffered(FromNaarsTestCase):
	def test_what_the_naars_found(self):
		"""R-196: one thing a line, as it was written; with its day, who did it, and the referral."""
		referral = self.refer(ASSETS)
		plan = make_plan(self.enrolment)
		naars = plan_api.get_panel(plan.name)["naars"]
		self.assertEqual([line["text"] for line in naars["lines"]], LINES)
		self.assertEqual(
			(naars["referral"], naars["naars_date"], naars["naars_provider"]),
			(referral.name, add_months(today(), -2), "Harbour"),
		)

	def test_looking_adds_nothing(self):
		"""R-196: nothing is added without the worker."""
		self.refer(ASSETS)
		plan = make_plan(self.enrolment)
		self.offered(plan)
		plan.reload()
		self.assertEqual(len(plan.strengths), 3)

	def test_where_there_is_nothing(self):
		"""R-196: no referral, an empty one, one that says nothing, one that is not decided on."""
		plan = make_plan(self.enrolment)
		self.assertIsNone(plan_api.get_panel(plan.name)["naars"])
		for assets in (None, " \n-"):
			self.refer(assets)
			self.assertIsNone(plan_api.get_panel(plan.name)["naars"])
		undecided = self.refer(ASSETS, accept=False)
		undecided.db_set({"client": self.client.name, "css_case": self.css_case.name})
		self.assertIsNone(plan_api.get_panel(plan.name)["naars"])

	def test_the_latest_that_says_something(self):
		"""R-196: somebody who was referred again."""
		plan = make_plan(self.enrolment)
		self.refer("Sings", naars_date=add_months(today(), -8))
		self.refer("Bakes", naars_date=add_months(today(), -3))
		self.refer("")
		self.assertEqual(self.offered(plan), ["Bakes"])

	def test_for_the_first_plan_only(self):
		"""R-196: neither once a draft is put aside or agreed, nor for a revision."""
		self.refer(ASSETS)
		draft = make_plan(self.enrolment)
		draft.put_aside("Begun by mistake")
		self.assertEqual(self.offered(draft), [])
		plan = make_agreed_plan(self.enrolment)
		self.assertEqual(self.offered(plan), [])
		self.assertEqual(self.offered(frappe.get_doc(plan.doctype, plan.revise("A new need"))), [])

	def test_a_draft_in_place_of_one_put_aside(self):
		"""R-196: still the first plan."""
		self.refer(ASSETS)
		make_plan(self.enrolment).put_aside("Begun by mistake")
		self.assertEqual(self.offered(make_plan(self.enrolment)), LINES)

	def test_a_fixed_number_of_queries(self):
		"""R-458 in spirit: however many lines."""
		self.refer("Sews")
		plan = make_plan(self.enrolment)
		plan_api.get_panel(plan.name)
		few = self.count_queries(plan_api.get_panel, plan.name)
		self.refer("\n".join(f"Strength number {each} of many" for each in range(20)))
		self.assertEqual(self.count_queries(plan_api.get_panel, plan.name), few)


class TestWhoReads(FromNaarsTestCase):
	def test_not_through_another_family(self):
		"""R-005, R-196: what was found of somebody else is not shown here."""
		case, other = make_family()
		self.refer(ASSETS, client=other)
		make_plan(make_enrolment(case.name, other.name))
		self.assertEqual(self.offered(make_plan(self.enrolment)), [])

	def test_only_who_reads_the_referral(self):
		"""R-502, R-196: of somebody whose referral stayed in a file that the reader does not reach, nothing is shown."""
		referral = self.refer(ASSETS)
		plan = make_plan(self.enrolment)
		self.assertEqual(self.offered(plan), LINES)
		with acting_as(self.manager):
			case, _client = make_family()
		referral.db_set("css_case", case.name)
		self.assertEqual(self.offered(plan), [])
		with acting_as(self.manager):
			self.assertEqual(self.offered(plan), LINES)
		referral.db_set("css_case", self.css_case.name)
		self.assertEqual(self.offered(plan), LINES)

	def test_a_role_that_reads_no_referrals(self):
		"""R-005: the plan is shown, without the NAARS."""
		self.refer(ASSETS)
		plan = make_plan(self.enrolment)
		for row in frappe.get_all("DocPerm", {"parent": "CSS Inbound Referral"}, pluck="name"):
			frappe.db.set_value("DocPerm", row, {"role": "CSS National Analyst"})
		frappe.clear_cache(doctype="CSS Inbound Referral")
		self.addCleanup(frappe.clear_cache, doctype="CSS Inbound Referral")
		self.assertIsNone(plan_api.get_panel(plan.name)["naars"])


class TestTakeOver(FromNaarsTestCase):
	def test_as_the_worker_words_it(self):
		"""R-196, R-194: with the category and the words of the worker, said by the NAARS; it counts as a strength."""
		self.refer(ASSETS)
		plan = make_plan(self.enrolment)
		code = plan_api.take_strength(plan.name, "Past experiences", "Was a tailor in Herat")
		plan.reload()
		row = plan.strengths[-1]
		self.assertEqual(
			(row.strength_code, row.category, row.strength, row.said_by),
			(code, "Past experiences", "Was a tailor in Herat", "NAARS"),
		)
		self.assertEqual(plan_api.get_panel(plan.name)["balance"]["strengths"], 4)

	def test_what_is_taken_is_marked(self):
		"""R-196: a line that stands in the plan is not offered again."""
		self.refer(ASSETS)
		plan = make_plan(self.enrolment)
		plan_api.take_strength(plan.name, "Cultural knowledge", LINES[2])
		taken = [line["is_taken"] for line in plan_api.get_panel(plan.name)["naars"]["lines"]]
		self.assertEqual(taken, [False, False, True])

	def test_the_worker_chooses(self):
		"""R-194, R-196: no category, an unknown one, or no words: nothing is added."""
		plan = make_plan(self.enrolment)
		for category, strength, error in (
			("", "Sews", frappe.MandatoryError),
			("No such category", "Sews", frappe.LinkValidationError),
			("Time", "", frappe.MandatoryError),
		):
			with self.subTest(category), self.assertRaises(error):
				plan_api.take_strength(plan.name, category, strength)
		plan.reload()
		self.assertEqual(len(plan.strengths), 3)

	def test_an_agreed_plan_stays(self):
		"""R-205, R-214"""
		plan = make_agreed_plan(self.enrolment)
		self.assertRaises(PlanLocked, plan_api.take_strength, plan.name, "Time", "Sews")

	def test_who_only_reads_adds_nothing(self):
		"""R-005: a monitor sees what the NAARS found, and changes nothing."""
		self.refer(ASSETS)
		plan = make_plan(self.enrolment)
		monitor = make_user("monitor.naars@test.example", "CSS Monitor")
		with acting_as(self.manager):
			give_access(self.css_case.name, monitor, kind="Monitor")
		with acting_as(monitor):
			self.assertEqual(self.offered(plan), LINES)
			self.assertFalse(plan_api.get_panel(plan.name)["may_write"])
			self.assertRaises(frappe.PermissionError, plan_api.take_strength, plan.name, "Time", "Sews")
