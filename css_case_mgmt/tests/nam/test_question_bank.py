"""CSS NAM Bank: validation, publication, versions, mapping (D-04, D-05, R-140 to R-149)."""

import json
from pathlib import Path

import frappe
from frappe.utils import add_months

from css_case_mgmt.case_document import MarkupRefused
from css_case_mgmt.css_case_mgmt.doctype.css_nam_bank.css_nam_bank import BankLocked, BankRefused
from css_case_mgmt.css_case_mgmt.doctype.css_nam_bank_mapping.css_nam_bank_mapping import MappingRefused
from css_case_mgmt.question_bank.bank_file import BankFileRefused, export_bank, import_bank
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	BANK,
	acting_as,
	answers_of_weight,
	complete_assessment,
	make_caseworker,
	make_enrolment,
	make_family,
	make_user,
)

TWELVE_DOMAINS = Path(frappe.get_app_path("css_case_mgmt")) / "tests" / "data" / "twelve_domain_bank.json"


class BankTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.analyst = make_user("analyst@test.example", "CSS National Analyst")
		cls.worker = make_caseworker()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.analyst)

	def make_bank(self, questions: int = 2, **values):
		factor = frappe.get_all("CSS Factor of Settlement", pluck="name", order_by="position", limit=1)[0]
		bank = frappe.get_doc(
			doctype="CSS NAM Bank", bank_code=frappe.generate_hash(length=8), version=1, **values
		)
		for number in range(1, questions + 1):
			bank.append(
				"questions",
				{"question_code": f"Q{number}", "factor": factor, "question": f"Question {number}"},
			)
			for code, weight in (("A", 1), ("B", 3)):
				bank.append(
					"options",
					{"question_code": f"Q{number}", "option_code": code, "label": code, "weight": weight},
				)
		return bank


class TestValidation(BankTestCase):
	def test_weights_outside_one_to_three(self):
		"""R-143: 0, 4 and five decimals are refused, each with its row; nothing is stored."""
		bank = self.make_bank(3)
		bank.options[0].weight, bank.options[3].weight, bank.options[5].weight = 0, 4, 1.00001
		with self.assertRaises(BankRefused) as refused:
			bank.insert()
		for row in (1, 4, 6):
			self.assertIn(f"row {row}:", str(refused.exception))
		self.assertEqual(bank.options[3].weight, 4)
		self.assertFalse(frappe.db.exists("CSS NAM Bank", {"bank_code": bank.bank_code}))

	def test_bounds_are_allowed(self):
		"""R-142, D-04: 1 and 3 themselves, and four decimals between."""
		bank = self.make_bank(1)
		bank.append("options", {"question_code": "Q1", "option_code": "C", "label": "C", "weight": 1.3333})
		bank.insert()
		bank.reload()
		self.assertEqual([row.weight for row in bank.options], [1, 3, 1.3333])

	def test_two_hundred_rows_with_one_bad_row(self):
		"""R-149, R-508: of 200 pasted questions only the bad one is named, and all stay typed."""
		bank = self.make_bank(200)
		bank.questions[136].factor = "no_such_factor"
		bank.flags.ignore_links = True
		with self.assertRaises(BankRefused) as refused:
			bank.insert()
		self.assertIn("row 137:", str(refused.exception))
		self.assertEqual(str(refused.exception).count("<li>"), 1)
		self.assertEqual(len(bank.questions), 200)

	def test_html_is_refused(self):
		"""R-508: a question is shown to many; HTML in it is named by row and refused."""
		bank = self.make_bank(2)
		bank.questions[1].question = "How are you? <img src=x onerror=alert(1)>"
		with self.assertRaises(MarkupRefused) as refused:
			bank.insert()
		self.assertIn("row 2", str(refused.exception))


class TestPublication(BankTestCase):
	def test_published_content_is_locked(self):
		"""R-148: question, option or weight of a published bank do not change; the draft's do."""
		bank = self.make_bank(2).insert()
		bank.questions[0].question = "Reworded while a draft"
		bank.save()
		bank.publish()
		for table, fieldname, value in (
			("questions", "question", "Changed"),
			("options", "weight", 2),
			("options", "label", "Changed"),
		):
			bank.reload()
			bank.get(table)[0].set(fieldname, value)
			self.assertRaises(BankLocked, bank.save)
		bank.reload()
		bank.remove(bank.options[3])
		self.assertRaises(BankLocked, bank.save)

	def test_translations_may_be_added(self):
		"""R-148, R-451: a published bank takes new translations; those it has stay."""
		bank = self.make_bank(1).insert()
		bank.publish()
		bank.append("translations", {"question_code": "Q1", "language": "prs", "text": "پرسش یک"})
		bank.save()
		bank.reload()
		bank.translations[0].text = "Changed"
		self.assertRaises(BankLocked, bank.save)

	def test_status_goes_one_way(self):
		"""D-05: Draft, Published, Retired; not back, and not past publication."""
		bank = self.make_bank(1).insert()
		bank.status = "Retired"
		self.assertRaises(BankLocked, bank.save)
		bank.reload()
		bank.publish()
		bank.retire()
		bank.status = "Published"
		self.assertRaises(BankLocked, bank.save)

	def test_a_question_needs_a_choice(self):
		"""R-141: a question with one answer keeps the bank from being published."""
		bank = self.make_bank(1)
		bank.remove(bank.options[1])
		bank.insert()
		self.assertRaises(BankRefused, bank.publish)

	def test_newer_version_is_used_from_now_on(self):
		"""R-148: publishing the next version of the bank in use makes it the default."""
		version = frappe.get_doc("CSS NAM Bank", BANK).make_new_version()
		self.assertEqual(version, "ILLUSTRATIVE-v2")
		frappe.get_doc("CSS NAM Bank", version).publish()
		self.assertEqual(frappe.db.get_single_value("CSS Settings", "default_nam_bank"), version)

	def test_workers_read_banks_and_change_none(self):
		"""R-149: editing is the analyst's."""
		frappe.set_user(self.worker)
		bank = frappe.get_doc("CSS NAM Bank", BANK)
		self.assertTrue(bank.has_permission("read"))
		self.assertRaises(frappe.PermissionError, bank.retire)
		self.assertRaises(frappe.PermissionError, bank.make_new_version)


class TestFile(BankTestCase):
	def test_out_and_in_again(self):
		"""D-05: what goes out as JSON or xlsx comes in the same, as a draft; twice the same version does not."""
		bank = frappe.get_doc("CSS NAM Bank", BANK)
		for number, file_format in enumerate(("json", "xlsx"), start=2):
			self.assertRaises(BankFileRefused, import_bank, export_bank(bank, file_format), file_format)
			bank.version = number
			copy = import_bank(export_bank(bank, file_format), file_format)
			self.assertEqual(copy.as_bank(), bank.as_bank())
			self.assertEqual((copy.name, copy.status), (f"ILLUSTRATIVE-v{number}", "Draft"))
			bank.reload()

	def test_unreadable_files_say_so(self):
		"""R-149: a file that is none gives a clear message, never a traceback."""
		for data, file_format in (
			(b"no json", "json"),
			(b"[]", "json"),
			(b"{}", "json"),
			(b"no workbook", "xlsx"),
			(json.dumps({"bank_code": "X", "version": "one"}).encode(), "json"),
		):
			with self.assertRaises(BankFileRefused):
				import_bank(data, file_format)

	def test_formulas_stay_text(self):
		"""A label that a spreadsheet would run is written as text and read back unchanged."""
		bank = self.make_bank(1)
		bank.options[0].label = "=1+1"
		bank.insert()
		data = export_bank(bank, "xlsx")
		frappe.db.delete("CSS NAM Bank", {"name": bank.name})
		self.assertEqual(import_bank(data, "xlsx").options[0].label, "=1+1")

	def test_another_instrument_without_code(self):
		"""D-04, D-05: twelve domains, uneven weights, some out of scope, scored from a file."""
		bank = import_bank(TWELVE_DOMAINS.read_bytes(), "json")
		bank.publish()
		domains = list(dict.fromkeys(row.factor for row in bank.questions))
		self.assertEqual(len(domains), 12)
		frappe.set_user(self.worker)
		css_case, client = make_family()
		enrolment = make_enrolment(css_case.name, client.name)
		rows = answers_of_weight(1.3, bank.name)
		out_of_scope = domains[0]
		factor_of = {row.question_code: row.factor for row in bank.questions}
		weight_of = {(row.question_code, row.option_code): row.weight for row in bank.options}
		answers = [
			{"question_code": row["question_code"], "unanswered_reason": "Not Applicable"}
			if factor_of[row["question_code"]] == out_of_scope
			else row
			for row in rows
		]
		done = complete_assessment(enrolment, answers=answers, bank=bank.name)
		statuses = {row.factor: row.status for row in done.factor_scores}
		self.assertEqual(statuses.pop(out_of_scope), "Out of Scope")
		self.assertEqual(set(statuses.values()), {"Scored"})
		means = []
		for domain in domains[1:]:
			weights = [
				weight_of[row["question_code"], row["option_code"]]
				for row in rows
				if factor_of[row["question_code"]] == domain
			]
			means.append(sum(weights) / len(weights))
		self.assertAlmostEqual(float(done.overall_score), sum(means) / len(means), places=4)


class TestMapping(BankTestCase):
	def test_change_compares_mapped_questions_only(self):
		"""D-05: after a new version, only Identical and Reworded questions enter the change."""
		before = self.make_bank(2).insert()
		before.publish()
		now = frappe.get_doc("CSS NAM Bank", before.make_new_version())
		now.publish()
		mapping = frappe.get_doc(
			doctype="CSS NAM Bank Mapping",
			from_bank=before.name,
			to_bank=now.name,
			status="Published",
			lines=[
				{"from_question": "Q1", "to_question": "Q1", "relation": "Reworded"},
				{"from_question": "Q2", "relation": "None"},
			],
		)
		with acting_as(self.worker):
			css_case, client = make_family()
			enrolment = make_enrolment(css_case.name, client.name)
			complete_assessment(enrolment, answers=3, bank=before.name)
		mapping.insert()
		with acting_as(self.worker):
			second = complete_assessment(
				enrolment,
				add_months(enrolment.enrolment_date, 4),
				answers=[
					{"question_code": "Q1", "option_code": "A"},
					{"question_code": "Q2", "option_code": "B"},
				],
				bank=now.name,
			)
		self.assertEqual(float(second.factor_scores[0].score), 2.0)
		self.assertEqual(float(second.factor_scores[0].change_from_baseline), -2.0)

	def test_mapping_names_questions_of_both_banks(self):
		"""D-05: unknown or doubly mapped questions are refused."""
		before = self.make_bank(2).insert()
		now = frappe.get_doc("CSS NAM Bank", before.make_new_version())
		for lines in (
			[{"from_question": "Q9", "to_question": "Q1", "relation": "Identical"}],
			[{"from_question": "Q1", "to_question": "Q9", "relation": "Identical"}],
			[
				{"from_question": "Q1", "to_question": "Q1", "relation": "Identical"},
				{"from_question": "Q1", "to_question": "Q2", "relation": "Reworded"},
			],
		):
			with self.assertRaises(MappingRefused):
				frappe.get_doc(
					doctype="CSS NAM Bank Mapping", from_bank=before.name, to_bank=now.name, lines=lines
				).insert()
