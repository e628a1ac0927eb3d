"""What the checks of the translation find, and what merging keeps (R-450). No site is needed."""

from io import BytesIO
from unittest import TestCase

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from css_case_mgmt.translating import catalogs


def french(**translations: str) -> Catalog:
	catalog = catalogs.new_catalog(catalogs.COMMENT_OF_PO, "fr")
	for text, translation in translations.items():
		catalog.add(text, translation)
	return catalog


def template(*messages: tuple[str, str | None]) -> Catalog:
	return catalogs.make_template({message: ["css_case_mgmt/hooks.py"] for message in messages})


class TestMerging(TestCase):
	def test_translations_are_kept_and_unused_ones_go(self):
		"""R-450: a text that is gone leaves no line behind, a new one waits for its French."""
		merged = catalogs.merge(french(Case="Cas", Gone="Disparu"), template(("Case", None), ("New", None)))
		self.assertEqual({m.id: m.string for m in merged if m.id}, {"Case": "Cas", "New": ""})
		self.assertEqual(catalogs.without_translation([("Case", None), ("New", None)], merged), ["'New'"])

	def test_nothing_is_guessed_from_similar_texts(self):
		"""R-450: the French of a text that was reworded is written anew."""
		known = french(**{"Save the case first.": "Enregistrez d’abord le cas."})
		merged = catalogs.merge(known, template(("Save the case now.", None)))
		self.assertEqual([m.string for m in merged if m.id], [""])

	def test_context_tells_the_same_words_apart(self):
		"""R-450: "Complete" on a button is not "Complete" as a state."""
		known = french(Complete="Terminé")
		known.add("Complete", "Terminer", context="Verb")
		merged = catalogs.merge(known, template(("Complete", None), ("Complete", "Verb")))
		self.assertEqual(catalogs.csv_bytes(merged).decode(), "Complete,Terminé,\nComplete,Terminer,Verb\n")

	def test_files_say_nothing_of_when_and_where(self):
		"""R-450: the same texts give the same files, whatever the day, machine and order."""
		one, other = template(("B", None), ("A", None)), template(("A", None), ("B", None))
		written = catalogs.catalog_bytes(one)
		self.assertEqual(written, catalogs.catalog_bytes(other))
		self.assertNotRegex(written.decode(), "Date:|Generated-By|Translator:|/home|/root")
		self.assertEqual(
			catalogs.catalog_bytes(read_po(BytesIO(written))).splitlines()[-6:], written.splitlines()[-6:]
		)


class TestChecks(TestCase):
	def test_fuzzy_entries_are_found_and_not_used(self):
		"""R-450"""
		catalog = french(Case="Cas")
		catalog.add("Client", "Cliente", flags={"fuzzy"})
		self.assertEqual(catalogs.fuzzy(catalog), ["'Client'"])
		self.assertEqual(catalogs.csv_bytes(catalog).decode(), "Case,Cas,\n")

	def test_placeholders(self):
		"""R-450: none is lost and none invented; their order may change."""
		catalog = french(**{"{0} of {1}": "{1}, dont {0}", "due {0}": "prévue", "Case": "Cas {0}"})
		self.assertEqual(
			catalogs.with_other_placeholders(catalog), ["'due {0}' -> 'prévue'", "'Case' -> 'Cas {0}'"]
		)

	def test_tags(self):
		"""R-450"""
		catalog = french(**{"<b>Case</b>": "<b>Cas</b>", "<b>Client</b>": "<b>Client<b>"})
		self.assertEqual(catalogs.with_other_tags(catalog), ["'<b>Client</b>' -> '<b>Client<b>'"])

	def test_typography(self):
		"""R-450: an apostrophe that is one, unbreakable spaces, no space before a question mark."""
		right = ("l’accès", "Score\u00a0: {0}", "«\u00a0Attribué\u00a0»", "50\u00a0%", "Pourquoi?", "9:30")
		wrong = (
			"l'accès",
			"Score : {0}",
			"Score: {0}",
			"« Attribué »",
			"50%",
			"50 %",
			"Pourquoi ?",
			"Suite...",
		)
		self.assertEqual(catalogs.with_poor_typography(french(**{text: text for text in right})), [])
		found = catalogs.with_poor_typography(french(**{text: text for text in wrong}))
		self.assertEqual(len(found), len(wrong))
