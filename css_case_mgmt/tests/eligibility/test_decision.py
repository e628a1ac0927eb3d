"""The decision on eligibility: computed, explained, never typed (R-049 to R-052, R-084 to R-106)."""

import frappe
from frappe.client import set_value
from frappe.utils import add_days

from css_case_mgmt.api.eligibility import get_lists, preview
from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.css_case_mgmt.doctype.css_eligibility_assessment.css_eligibility_assessment import (
	EligibilityRefused,
)
from css_case_mgmt.rules.eligibility import Standing
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.eligibility.records import make_ineligible, other_factor, rows_of
from css_case_mgmt.tests.factories import (
	WEST,
	acting_as,
	make_caseworker,
	make_client,
	make_eligible,
	make_family,
	make_member,
	make_staff,
	today,
)

ASSESSMENT = "CSS Eligibility Assessment"


class EligibilityTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		with acting_as(cls.worker):
			cls.css_case, cls.client = make_family()

	def assess(self, **values):
		with acting_as(self.worker):
			return make_eligible(self.css_case.name, self.client.name, **values)

	def refused(self, **values) -> str:
		with self.assertRaises(EligibilityRefused) as refusal:
			self.assess(**values)
		return str(refusal.exception)


class TestDecision(EligibilityTestCase):
	def test_each_boundary(self):
		"""T-07, D-07, R-091, R-094: as stored, with the columns missing and in words."""
		for criteria, factor, outcome, missing, words in (
			(("1.1", "2.1", "3.1"), None, "Eligible", None, "Each of the three columns has a criterion."),
			(("1.1", "2.1"), None, "Ineligible", "3", "Column 3 (family, community and structural"),
			(("1.1", "2.1"), "3", "Eligible", None, "Other Factor stands for column 3"),
			(
				("1.1",),
				"3",
				"Ineligible",
				"2",
				"Column 2 (physical and mental health) has no criterion; Other Factor is already used for column 3.",
			),
			(("1.1", "3.1"), "3", "Ineligible", "2", "Other Factor is used for column 3, which has"),
			((), None, "Ineligible", "1, 2, 3", "Column 1 (individual factors) has no criterion."),
		):
			with self.subTest(criteria=criteria, other_factor=factor):
				values = other_factor(factor) if factor else {}
				made = self.assess(criteria=rows_of(*criteria), **values)
				self.assertEqual((made.outcome, made.missing_columns), (outcome, missing))
				self.assertIn(words, made.explanation)
				self.assertEqual(made.needs_level, "High" if outcome == "Eligible" else None)

	def test_other_factor_names_column_and_reason(self):
		"""T-07, D-07, R-090, R-092, R-093"""
		self.assertIn("which column", self.refused(**other_factor(None)))
		self.assertIn("reason", self.refused(**other_factor("3", reason=" ")))
		self.assertIn(
			"what the Other Factor is", self.refused(other_factor_column="3", other_factor_reason="x")
		)

	def test_nothing_of_it_is_typed(self):
		"""R-091, R-094: outcome, missing columns, explanation and assessor in a request do not count."""
		forged = {"outcome": "Eligible", "missing_columns": None, "explanation": "Trust me"}
		with acting_as(self.worker):
			made = make_ineligible(
				self.css_case.name, self.client.name, assessor="second@test.example", **forged
			)
			self.assertEqual((made.outcome, made.missing_columns), ("Ineligible", "3"))
			self.assertNotEqual(made.explanation, "Trust me")
			self.assertEqual(made.assessor, self.worker)
			set_value(ASSESSMENT, made.name, {**forged, "assessor": "second@test.example"})
			made.reload()
		self.assertEqual((made.outcome, made.assessor), ("Ineligible", self.worker))

	def test_column_is_the_criterion_s(self):
		"""R-085, R-087, R-088: a request does not put a criterion into another column."""
		rows = [{"criterion": "1.1"}, {"criterion": "2.1"}, {"criterion": "1.2", "criterion_column": "3"}]
		made = self.assess(criteria=rows, needs_level=None)
		self.assertEqual(made.missing_columns, "3")
		self.assertEqual([row.criterion_column for row in made.criteria], ["1", "2", "1"])

	def test_each_criterion_once(self):
		"""R-085"""
		self.assertIn("twice", self.refused(criteria=rows_of("1.1", "2.1", "3.1", "1.1")))

	def test_criterion_no_longer_in_use(self):
		"""R-085: what was ticked before stays, what is out of use is not ticked anew."""
		made = self.assess()
		frappe.db.set_value("CSS Eligibility Criterion", "3.1", "enabled", 0)
		with acting_as(self.worker):
			made.save()
		self.assertIn("no longer in use", self.refused())

	def test_level_is_a_person_s_decision(self):
		"""R-096, R-097: asked for with its definitions when eligible, none otherwise."""
		message = self.refused(needs_level=None)
		for definition in ("ongoing, high-level intervention", "light coordination"):
			self.assertIn(definition, message)
		self.assertIsNone(self.assess(criteria=rows_of("1.1"), needs_level="Low").needs_level)

	def test_what_the_form_shows(self):
		"""R-086, R-089, R-106: every criterion with its examples, 4 + 4 + 3, and which ask for safety steps."""
		with acting_as(self.worker):
			lists = get_lists()
		self.assertEqual([len(column["criteria"]) for column in lists["columns"]], [4, 4, 3])
		criteria = {row["name"]: row for column in lists["columns"] for row in column["criteria"]}
		self.assertEqual([len(criteria[name]["examples"]) for name in ("1.3", "1.4", "3.1")], [3, 4, 3])
		asking = [name for name, row in criteria.items() if row["asks_for_safety_steps"]]
		self.assertEqual(asking, ["2.4", "3.1"])

	def test_preview_is_what_saving_says(self):
		"""R-091: in the same words, without a trace; what is missing comes before a decision."""
		made = self.assess(criteria=rows_of("1.1"), **other_factor("3"))
		before = frappe.db.count(ASSESSMENT)
		with acting_as(self.worker):
			shown = preview(
				self.client.name, str(today()), "Permanent Resident", ["1.1"], **other_factor("3")
			)
			unfinished = preview(self.client.name, criteria=["3.1"], **other_factor(None))
		self.assertEqual((shown["outcome"], shown["missing_columns"]), ("Ineligible", [2]))
		self.assertEqual("\n".join(shown["reasons"]), made.explanation)
		self.assertEqual((unfinished["outcome"], len(unfinished["problems"])), ("", 2))
		self.assertTrue(unfinished["asks_for_safety_steps"])
		self.assertEqual(frappe.db.count(ASSESSMENT), before)

	def test_preview_opens_no_other_file(self):
		"""D-19: citizenship of somebody out of reach stays out of reach."""
		_case, stranger = make_family(WEST)
		with acting_as(self.worker):
			self.assertRaises(frappe.PermissionError, preview, stranger.name)


class TestLegalStatus(EligibilityTestCase):
	def test_every_status(self):
		"""R-049, R-050, R-051: which are eligible, with what, whatever the columns say."""
		statuses = dict(frappe.get_all("CSS Legal Status", fields=["name", "standing"], as_list=True))
		self.assertEqual(
			{name for name, standing in statuses.items() if standing == Standing.NOT_ELIGIBLE.value},
			{"Canadian Citizen", "Temporary Resident", "Other Foreign National"},
		)
		spouse = make_client()
		make_member(self.css_case.name, spouse.name, relationship="Spouse or Partner")
		for name, standing in statuses.items():
			with self.subTest(legal_status=name):
				made = self.assess(
					legal_status=name, status_evidence="Letter of 2 May", principal_applicant=spouse.name
				)
				expected = "Ineligible" if standing == Standing.NOT_ELIGIBLE.value else "Eligible"
				self.assertEqual(made.outcome, expected)

	def test_evidence_is_written_down(self):
		"""R-049: the letter from IRCC, the permit."""
		for status in (
			"Selected for Permanent Residence",
			"Temporary Foreign Worker Under Section 112 or 113",
		):
			self.assertIn("letter or permit", self.refused(legal_status=status))

	def test_dependants_name_the_principal_applicant(self):
		"""R-051: somebody else than the person."""
		for principal in (None, self.client.name):
			self.refused(legal_status="Dependant of an Eligible Person", principal_applicant=principal)

	def test_citizenship_ends_eligibility(self):
		"""R-052: from the day on, not the day before."""
		for since, outcome in ((today(), "Ineligible"), (add_days(today(), 1), "Eligible")):
			frappe.db.set_value("CSS Client", self.client.name, "citizen_since", since)
			self.assertEqual(self.assess().outcome, outcome)


class TestMeeting(EligibilityTestCase):
	def test_remote_needs_a_reason(self):
		"""R-100"""
		for mode in ("Video", "Phone"):
			self.refused(mode=mode)
			self.assess(mode=mode, remote_reason="Lives 400 km away")
		self.assess(mode="In Person and Remote")

	def test_not_in_the_future(self):
		"""R-084"""
		with self.assertRaises(DateRefused):
			self.assess(assessment_date=add_days(today(), 1))

	def test_decided_by_the_case_s_site(self):
		"""R-105: somebody with access to the case, who works elsewhere, does not decide."""
		elsewhere = make_caseworker("west@test.example", WEST)
		frappe.get_doc(
			doctype="CSS Case Access",
			css_case=self.css_case.name,
			user=elsewhere,
			kind="Shared",
			access_until=add_days(today(), 30),
			reason="Did the NAARS",
		).insert()
		with acting_as(elsewhere), self.assertRaises(EligibilityRefused):
			make_eligible(self.css_case.name, self.client.name)

	def test_intake_worker_assesses_while_nobody_is_assigned(self):
		"""R-107: eligibility belongs to the intake."""
		intake = make_staff("intake@test.example", "CSS Intake Worker")
		with acting_as(intake):
			css_case, client = make_family()
			self.assertEqual(make_eligible(css_case.name, client.name).assessor, intake)
			self.assertRaises(frappe.PermissionError, make_eligible, self.css_case.name, self.client.name)

	def test_family_level_names_members_of_the_case(self):
		"""R-099: everybody included belongs to the case, once."""
		child = make_client(date_of_birth="2015-01-01")
		make_member(self.css_case.name, child.name)
		_other_case, stranger = make_family()
		made = self.assess(is_family_level=1, members=[{"client": child.name}])
		self.assertEqual(made.outcome, "Eligible")
		for members in ([], [child, child], [self.client]):
			self.refused(is_family_level=1, members=[{"client": each.name} for each in members])
		self.refused(members=[{"client": child.name}])
		with self.assertRaises((EligibilityRefused, frappe.LinkValidationError)):
			self.assess(is_family_level=1, members=[{"client": stranger.name}])

	def test_what_is_offered_to_the_ineligible(self):
		"""R-095: asked for, recorded with its day, and seen in the list; no refusal while it is open."""
		frappe.clear_messages()
		with acting_as(self.worker):
			made = make_ineligible(self.css_case.name, self.client.name)
			self.assertIsNone(made.services_offered_on)
			self.assertIn("write down below what was offered", str(frappe.message_log))
			offer = {"service": "Community Connections", "offered_on": add_days(today(), 1)}
			made.append("services_offered", offer)
			self.assertRaises(EligibilityRefused, made.save)
			made.reload()
			made.append("services_offered", {**offer, "offered_on": today()})
			made.save()
		self.assertEqual(made.services_offered_on, today())
