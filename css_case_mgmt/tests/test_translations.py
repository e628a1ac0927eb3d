"""English and French: every text of the app, collected anew (R-450)."""

import frappe
from frappe import _
from frappe.translate import get_messages_for_boot, get_translations_from_apps

from css_case_mgmt.permissions.registry import ROLES
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.translating import catalogs
from css_case_mgmt.translating.files import csv_path, french_path, template_path
from css_case_mgmt.translating.messages import collect_messages
from css_case_mgmt.translating.report_labels import read_english_labels

WHAT_TO_DO = "Run `make translations`, write the French into locale/fr.po, run it again."


class TestTranslations(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.messages = collect_messages()
		cls.french = catalogs.read_catalog(french_path())

	def assert_none(self, problems: list[str], what: str) -> None:
		if problems:
			self.fail("\n".join((f"{what} ({len(problems)}). {WHAT_TO_DO}", *problems)))

	def test_the_collection_reaches_every_kind_of_text(self) -> None:
		"""R-450: code in Python and JavaScript, labels, choices, descriptions, reports, roles, seeded lists."""
		texts = {text for text, _context in self.messages}
		for text in (
			"This person is already enrolled. One enrolment is open at a time.",
			"Add Family Member",
			"CSS NAM Assessment",
			"Preferred language",
			"Not Applicable",
			"Scores per factor",
			"Elapsed hours, weekends and holidays included.",
			"NAM Report",
			"CSS Caseworker",
			"CSS Case Mgmt",
			"Tigrinya",
			"Housing & Security",
			"Manages this alone, and knows where to turn if something changes.",
		):
			self.assertIn(text, texts)

	def test_every_text_has_french(self) -> None:
		"""R-450"""
		self.assert_none(catalogs.without_translation(self.messages, self.french), "Texts without French")

	def test_nothing_is_guessed(self) -> None:
		"""R-450: a fuzzy entry is a machine's guess at a changed text."""
		self.assert_none(catalogs.fuzzy(self.french), "Fuzzy entries")

	def test_placeholders_and_tags_are_kept(self) -> None:
		"""R-450: a lost placeholder loses a date or a name in the middle of a message."""
		self.assert_none(catalogs.with_other_placeholders(self.french), "Other placeholders than in English")
		self.assert_none(catalogs.with_other_tags(self.french), "Other HTML tags than in English")

	def test_typography_is_french(self) -> None:
		"""R-450: ’, « » and unbreakable spaces as Canadian French sets them."""
		self.assert_none(catalogs.with_poor_typography(self.french), "Typography")

	def test_files_follow_from_the_source(self) -> None:
		"""R-450: fr.csv is what fr.po generates, main.pot lists the same texts."""
		self.assertEqual(
			csv_path().read_bytes(), catalogs.csv_bytes(self.french), f"fr.csv is stale. {WHAT_TO_DO}"
		)
		template = catalogs.read_catalog(template_path())
		listed = {(message.id, message.context) for message in template if message.id}
		translated = {(message.id, message.context) for message in self.french if message.id}
		self.assertEqual(listed, translated, f"main.pot and fr.po differ. {WHAT_TO_DO}")

	def test_frappe_reads_what_is_written(self) -> None:
		"""R-450: the message catalog that Frappe serves has each translation, contexts included."""
		served = get_translations_from_apps("fr", apps=["css_case_mgmt"])
		missing = [
			repr(message.id)
			for message in self.french
			if message.id
			and served.get(f"{message.id}:{message.context}" if message.context else message.id)
			!= message.string
		]
		self.assert_none(missing, "Not served by Frappe as written")

	def test_texts_in_python_are_plain(self) -> None:
		"""R-450: Frappe looks up a text of Python without its tags and outer spaces, and then finds nothing."""
		wrong = [
			text
			for (text, _context), locations in self.messages.items()
			if text != text.strip()
			or (frappe.utils.is_html(text) and any(location.endswith(".py") for location in locations))
		]
		self.assert_none(sorted(wrong), "Texts that Frappe does not find")

	def test_roles_have_labels(self) -> None:
		"""R-007, D-26: a role shows a label of its own in French; an agency may put a Translation record over it."""
		for role in ROLES:
			self.assertNotEqual(_(role, lang="fr"), role)
		label = "Intervenante ou intervenant"
		frappe.get_doc(
			doctype="Translation", language="fr", source_text="CSS Caseworker", translated_text=label
		).insert()
		self.assertEqual(_("CSS Caseworker", lang="fr"), label)

	def test_english_desk_shows_the_labels_of_the_guide(self) -> None:
		"""R-450: stored names have no parentheses; the English desk shows "My Caseload (Currently)"."""
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		for language in ("en", "en-CA"):
			frappe.local.lang = language
			shown = get_messages_for_boot()
			for name, label in read_english_labels().items():
				self.assertEqual(shown.get(name), label)

	def test_french_desk_shows_french_labels_of_reports(self) -> None:
		"""R-450: English labels do not leak into a French desk."""
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		frappe.local.lang = "fr"
		self.assertEqual(get_messages_for_boot().get("My Caseload Currently"), "Ma charge de cas (actuelle)")
