"""The demo population is the same for the same seed, comes as a stream, and fits the app."""

import json
import tracemalloc
from collections import Counter, deque
from itertools import islice
from pathlib import Path
from unittest import TestCase

from css_case_mgmt.demo.cultures import cultures
from css_case_mgmt.demo.population import Population, generate, workers_needed
from css_case_mgmt.demo.tests.drawn import (
	TODAY,
	WORKERS,
	enrolments_of,
	families,
	people_of,
	small_bank,
)
from css_case_mgmt.demo.vocabulary import EXIT_REASONS, IMMIGRATION_CATEGORIES, RELATIONSHIPS, Vocabulary

SEEDS = Path(__file__).parents[2] / "setup" / "seeds"


class TestStream(TestCase):
	def test_same_seed_same_population(self):
		self.assertEqual(list(families(300)), list(families(300)))

	def test_another_seed_another_population(self):
		self.assertNotEqual(list(families(50)), list(families(50, seed=12)))

	def test_small_population_is_the_beginning_of_a_large_one(self):
		small = list(families(150))
		self.assertEqual(small, list(islice(families(2_000_000), len(small))))

	def test_any_family_can_be_drawn_alone(self):
		alone = Population(11, TODAY, WORKERS, small_bank()).family(20)
		self.assertIn(alone, list(families(200)))

	def test_the_last_family_is_kept_whole(self):
		sizes = [len(family.clients) for family in families(200)]
		self.assertGreaterEqual(sum(sizes), 200)
		self.assertLess(sum(sizes[:-1]), 200)

	def test_nobody_wanted(self):
		self.assertEqual(list(families(0)), [])

	def test_refusals(self):
		with self.assertRaises(ValueError):
			families(-1)
		with self.assertRaises(ValueError):
			generate(1, 1, TODAY, {"East": 0}, small_bank())
		with self.assertRaises(ValueError):
			generate(1, 1, TODAY, WORKERS, small_bank(), families_per_worker=0)

	def test_memory_stays_flat(self):
		stream = families(1_000_000)
		deque(islice(stream, 50), maxlen=0)
		tracemalloc.start()
		deque(islice(stream, 150), maxlen=0)
		kept, _peak = tracemalloc.get_traced_memory()
		tracemalloc.stop()
		self.assertLess(kept, 300_000)

	def test_vocabulary_is_used(self):
		vocabulary = Vocabulary(
			relationships={"head": "HOF"},
			immigration_categories={key: "X" for key in IMMIGRATION_CATEGORIES},
			exit_reasons={key: "gone" for key in EXIT_REASONS},
			languages={"pus": "pbu"},
		)
		population = list(families(400, vocabulary=vocabulary))
		self.assertEqual({client.immigration_category for client in people_of(population)} - {""}, {"X"})
		self.assertEqual({enrolment.exit_reason for _, enrolment in enrolments_of(population)}, {"", "gone"})
		spoken = {row.language for client in people_of(population) for row in client.languages}
		self.assertIn("pbu", spoken)
		self.assertNotIn("pus", spoken)
		heads = {
			member.relationship
			for family in population
			for member in family.cases[0].members
			if member.is_head
		}
		self.assertEqual(heads, {"HOF"})


class TestStaff(TestCase):
	def test_caseloads(self):
		workers = workers_needed(3000, ["East", "West"])
		population = list(generate(3000, 5, TODAY, workers, small_bank()))
		open_cases = Counter(
			case.worker for family in population for case in family.cases if case.status == "Open"
		)
		self.assertEqual(
			set(open_cases), {f"{site}/{place}" for site in workers for place in range(workers[site])}
		)
		full = sorted(open_cases.values())[2:]
		self.assertTrue(15 <= min(full) and max(full) <= 34, full)

	def test_workers_belong_to_the_site(self):
		for family in families(1500):
			for case in family.cases:
				staff = {"East": ["amal", "berit"], "West": ["West/0", "West/1", "West/2"]}[case.site]
				self.assertIn(case.worker, staff)
				self.assertEqual(case.site, family.cases[0].site)

	def test_the_size_of_a_caseload_can_be_chosen(self):
		workers = {case.worker for family in families(80, families_per_worker=3) for case in family.cases}
		self.assertEqual(workers, {"amal", "berit", "West/0", "West/1", "West/2"})


class TestSeededWords(TestCase):
	"""Without a vocabulary of its own, a site has every word that the population uses."""

	def seeded(self, name: str, fieldname: str) -> set[str]:
		return {row[fieldname] for row in json.loads((SEEDS / f"{name}.json").read_text(encoding="utf-8"))}

	def test_lists(self):
		self.assertLessEqual(set(RELATIONSHIPS.values()), self.seeded("relationships", "relationship"))
		self.assertLessEqual(set(EXIT_REASONS.values()), self.seeded("exit_reasons", "exit_reason"))
		categories = self.seeded("immigration_categories", "category")
		self.assertLessEqual(set(IMMIGRATION_CATEGORIES.values()), categories)

	def test_languages(self):
		spoken = {"eng", "fra"}
		for culture in cultures().items():
			spoken.update(culture.primary_languages.items())
			spoken.update(language for language, _chance in culture.further_languages)
		self.assertLessEqual(spoken, self.seeded("languages", "language_code"))

	def test_the_shipped_bank_can_be_answered(self):
		bank = json.loads((SEEDS / "illustrative_nam_bank.json").read_text(encoding="utf-8"))
		answered = {
			answer.question_code
			for family in generate(60, 3, TODAY, {"East": 1}, bank)
			for enrolment in family.enrolments
			for assessment in enrolment.assessments
			for answer in assessment.answers
		}
		self.assertEqual(answered, {question["question_code"] for question in bank["questions"]})
