"""Every persona tries to read everything, by every surface (D-19, R-005, R-006, R-412, R-501, R-504, R-507)."""

from collections.abc import Iterator
from typing import NamedTuple

import frappe

from css_case_mgmt.permissions.registry import CHILD_TABLES, CLIENT, REFERENCING, RESTRICTED
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access import planted
from css_case_mgmt.tests.access.desk_client import ask
from css_case_mgmt.tests.access.personas import PERSONAS
from css_case_mgmt.tests.access.placeholders import filled_in
from css_case_mgmt.tests.access.planted import Secret
from css_case_mgmt.tests.access.surfaces import READING, Surface, With

TEXTS = ("Data", "Small Text", "Text", "Long Text", "Text Editor", "Code")
# Texts that hold no secret in `planted.py`, because the record cannot have one in its state.
NOT_PLANTED = {
	"CSS Activity.visit_time": "a time of day alone",
	"CSS Appointment.outcome_note": "still planned",
	"CSS Caseload Concern.answer": "not answered yet",
	"CSS Caseload Concern.program_officer": "not discussed yet",
	"CSS Case Member.leaving_reason": "she has not left",
	"CSS NAM Assessment.correction_reason": "corrects nothing",
	"CSS NAM Assessment.abandoned_reason": "not abandoned",
	"CSS Periodic Assessment.correction_reason": "corrects nothing",
	"CSS Periodic Assessment.level_reason": "the level stays",
}


class Attempt(NamedTuple):
	"""Somebody asked for something, and found these secrets in the answer."""

	surface: Surface
	persona: str
	what: str
	found: list[Secret]


class TestSurfaces(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.world = planted.plant()
		cls.attempts = [attempt for persona in PERSONAS for attempt in cls.attempts_of(persona)]
		frappe.set_user("Administrator")

	def test_nobody_reads_what_is_not_meant_for_them(self) -> None:
		"""No answer holds a secret of a file that the persona may not read; nor does a refusal (R-412)."""
		leaks = {
			f"{attempt.surface.function} {attempt.what} shows {attempt.persona}: {secret.place}"
			for attempt in self.attempts
			for secret in attempt.found
			if attempt.persona not in secret.audience
		}
		self.assertEqual([], sorted(leaks))

	def test_those_who_may_read_find_it(self) -> None:
		"""A surface that shows nothing to anybody proves nothing: each is seen to work (R-412)."""
		shown = {id(attempt.surface) for attempt in self.attempts if attempt.found}
		for surface in READING:
			with self.subTest(surface=surface.function, arguments=surface.arguments):
				self.assertEqual(surface.shows, id(surface) in shown)

	def test_every_text_holds_a_secret(self) -> None:
		"""R-412: a text field without a planted secret would be tried in vain."""
		places = " ".join(secret.place for secret in self.world.secrets)
		for doctype in RESTRICTED:
			for field in frappe.get_meta(doctype).fields:
				place = f"{doctype}.{field.fieldname}"
				if field.fieldtype in TEXTS and not field.read_only and place not in NOT_PLANTED:
					with self.subTest(place):
						self.assertIn(
							place, places, "Plant a secret in css_case_mgmt/tests/access/planted.py."
						)

	@classmethod
	def attempts_of(cls, persona: str) -> Iterator[Attempt]:
		"""A persona tries every surface with everything that it is to be tried with."""
		for surface in READING:
			for replacements in cls.targets(surface.tried_with):
				arguments = filled_in(surface.arguments, replacements)
				answer = ask(persona, surface.function, **arguments)
				what = " ".join(replacements.values())
				yield Attempt(surface, persona, what, cls.world.found_in(answer.text))

	@classmethod
	def targets(cls, tried_with: With) -> list[dict[str, str]]:
		records = [
			{"doctype": doctype, "name": name}
			for family in cls.world.records.values()
			for doctype, name in family.items()
		]
		tables = (*RESTRICTED, *CHILD_TABLES, *filter(frappe.db.table_exists, REFERENCING))
		return {
			With.EACH_RECORD: records,
			With.EACH_CLIENT: [each for each in records if each["doctype"] == CLIENT],
			With.EACH_DOCTYPE: [
				{"doctype": doctype, "parent": CHILD_TABLES.get(doctype, doctype)} for doctype in tables
			],
			With.CLIENTS: [{}],
			With.NOTHING: [{}],
		}[tried_with]
