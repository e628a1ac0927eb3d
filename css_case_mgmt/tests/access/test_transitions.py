"""Every transition as everybody, by every surface: only the right one passes (D-16, D-24, R-358)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.checking import approvals, reviews
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.access.http_client import Visitor
from css_case_mgmt.tests.access.personas import (
	PERSONAS,
	give_passwords,
	insert_staff,
	make_personas,
	user_of,
)
from css_case_mgmt.tests.access.transitions import (
	ELSEWHERE,
	STATE,
	SURFACES,
	Attempt,
	lay_out_cards,
	make_board,
)
from css_case_mgmt.tests.checking.records import found_by
from css_case_mgmt.tests.factories import (
	acting_as,
	make_consent,
	make_enrolment,
	make_family,
	today,
)

# A second manager of the site; what she has asked for herself, she does not approve.
ASKER = "asking_manager"
EVERYBODY = (*PERSONAS, ASKER)
# Whoever may write the file tries everything by every surface; those who come near it, by every surface what somebody may
# do; all others try everything by one, and over HTTP what somebody may do.
WRITERS = ("caseworker", "manager", ASKER)
NEAR = ("other_manager", "monitor", "system_manager")
OTHERS = tuple(persona for persona in EVERYBODY if persona not in (*WRITERS, *NEAR))


@dataclass(frozen=True)
class Kind:
	"""What is asked for, or reviewed, by whom.

	Args:
		doctype: the kind of record.
		note_field: where a reason is written.
		columns: what an approval writes, which is empty before the first step.
		actions: what the workflow calls the move to a state.
		legal: persona -> from where a move may go where. Whatever is not named is refused.
		need_note: where nobody gets without a reason.
		not_by_asker: where the workflow's actions do not let somebody go with what she owns.
		skipped: surfaces that it does not have.
	"""

	doctype: str
	note_field: str
	columns: tuple[str, ...]
	actions: dict[str, str]
	legal: dict[str, dict[str, str]]
	need_note: tuple[str, ...] = ()
	not_by_asker: tuple[str, ...] = ()
	skipped: tuple[str, ...] = ()
	names: dict[str, str] = field(default_factory=dict)

	@property
	def states(self) -> tuple[str, ...]:
		return tuple(next(iter(self.legal.values())))

	def of(self, persona: str) -> str:
		"""The record on which somebody tries: the own one of the manager who asks, the caseworker's otherwise."""
		return self.names[ASKER if persona == ASKER else "caseworker"]

	def moves(self) -> Iterator[tuple[str, str]]:
		"""From every state to every other one, and to none that there is."""
		for before in self.states:
			for after in (*self.states, ELSEWHERE):
				if after != before:
					yield before, after

	def legal_moves(self) -> set[tuple[str, str]]:
		"""What somebody may do."""
		return {
			(before, after)
			for table in self.legal.values()
			for before, may_follow in table.items()
			for after in filter(None, may_follow.split(", "))
		}

	def may(self, persona: str, surface: str, before: str, after: str) -> bool:
		way = SURFACES[surface]
		if after in self.need_note and not way.carries_note:
			return False
		if persona == ASKER and way.is_workflow and after in self.not_by_asker:
			return False
		return after in self.legal.get(persona, {}).get(before, "").split(", ")


APPROVAL = ("requested_by", "requested_on", "approved_by", "approved_on", "decision_note")
ACTIONS = {
	"Draft": "Take Back",
	"Ready for Review": "Ask for Review",
	"Returned": "Return",
	"Approved": "Approve",
	"Exited": "Complete Exit",
}
# Of an exit whose last day is yet to come: nobody ends it before.
EXIT = Kind(
	"CSS Exit",
	"decision_note",
	APPROVAL,
	ACTIONS,
	{
		"caseworker": {
			"Draft": "Ready for Review",
			"Ready for Review": "Draft",
			"Returned": "Ready for Review",
			"Approved": "",
			"Exited": "",
		},
		"manager": {
			"Draft": "Ready for Review",
			"Ready for Review": "Draft, Returned, Approved",
			"Returned": "Ready for Review",
			"Approved": "Returned",
		},
		ASKER: {
			"Draft": "Ready for Review",
			"Ready for Review": "Draft, Returned",
			"Returned": "Ready for Review",
			"Approved": "Returned",
		},
	},
	need_note=("Returned",),
	not_by_asker=("Returned", "Approved"),
)
EXTENSION = Kind(
	"CSS Programme Extension",
	"decision_note",
	APPROVAL,
	ACTIONS,
	{
		"caseworker": {
			"Draft": "Ready for Review",
			"Ready for Review": "Draft",
			"Returned": "Ready for Review",
			"Approved": "",
		},
		"manager": {
			"Draft": "Ready for Review",
			"Ready for Review": "Draft, Returned, Approved",
			"Returned": "Ready for Review",
			"Approved": "Returned",
		},
		ASKER: {
			"Draft": "Ready for Review",
			"Ready for Review": "Draft, Returned",
			"Returned": "Ready for Review",
			"Approved": "Returned",
		},
	},
	need_note=("Returned",),
	not_by_asker=("Returned", "Approved"),
)
CONSENT = Kind(
	"CSS Consent",
	"review_note",
	("reviewed_by", "review_note"),
	{"Reviewed": "Review", "To Be Redone": "Ask To Redo"},
	{
		"caseworker": {"Recorded": "", "Reviewed": "", "To Be Redone": ""},
		"manager": {"Recorded": "Reviewed, To Be Redone", "To Be Redone": "Reviewed"},
	},
	skipped=("step",),
)
KINDS = (EXIT, EXTENSION, CONSENT)


class TransitionTestCase(SiteTestCase):
	"""What other connections are to see is committed, and taken out again after the class."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.addClassCleanup(take_out_everything_but, names_by_table())
		make_personas()
		insert_staff(user_of(ASKER), "CSS Manager")
		cls.make_records("caseworker")
		cls.make_records(ASKER)
		cls.let_others_in()
		for kind in KINDS:
			make_board(kind.doctype, (*kind.states, ELSEWHERE), list(kind.names.values()))
		give_passwords([persona for persona in EVERYBODY if persona != "guest"])
		frappe.db.commit()
		cls.visitors = {persona: Visitor(persona) for persona in EVERYBODY}

	@classmethod
	def make_records(cls, persona: str) -> None:
		"""By whom each is owned."""
		begun = add_months(today(), -23)
		with acting_as(user_of(persona)):
			css_case, client = make_family(member_from=begun)
			enrolment = make_enrolment(css_case.name, client.name, begun)
			ending = frappe.get_doc(
				doctype=EXIT.doctype,
				enrolment=enrolment.name,
				exit_reason="Withdrew",
				exit_date=add_days(today(), 10),
				unplanned_reason="Decided together",
				outstanding_reason="Somebody else goes on with it",
			).insert()
			longer = frappe.get_doc(
				doctype=EXTENSION.doctype,
				enrolment=enrolment.name,
				extended_until=add_months(begun, 30),
				reason="The court date is in spring",
				support="Housing after it",
			).insert()
			consent = make_consent(css_case.name, client.name)
		for kind, record in ((EXIT, ending), (EXTENSION, longer), (CONSENT, consent)):
			kind.names[persona] = record.name
		cls.css_case, cls.client = css_case.name, client.name
		if persona == "caseworker":
			cls.case_of_caseworker = css_case.name, client.name

	@classmethod
	def let_others_in(cls) -> None:
		"""A reviewer reads the file; others had access, and have it no more."""
		css_case, client = cls.case_of_caseworker
		with acting_as(user_of("manager")):
			for persona, kind in (
				("monitor", "Monitor"),
				("former_monitor", "Monitor"),
				("leaver", "Shared"),
				("transferred", "Covering"),
				("conflicted", "Covering"),
			):
				frappe.get_doc(
					doctype="CSS Case Access",
					css_case=css_case,
					user=user_of(persona),
					kind=kind,
					access_from=add_days(today(), -9),
					access_until=add_days(today(), -2 if persona == "former_monitor" else 9),
					reason="Helps",
				).insert()
			frappe.get_doc(
				doctype="CSS Conflict of Interest",
				user=user_of("conflicted"),
				client=client,
				reason="Cousins",
			).insert()
		for persona in ("leaver", "transferred"):
			frappe.db.set_value("CSS Staff", {"user": user_of(persona)}, "active_to", add_days(today(), -1))

	def roll_back(self) -> None:
		"""There is nothing left to go back to."""
		frappe.db.rollback()
		frappe.set_user("Administrator")

	def put(self, kind: Kind, name: str, state: str) -> None:
		"""A state as a script of the administrator writes it: no step has led to it."""
		table = frappe.qb.DocType(kind.doctype)
		query = frappe.qb.update(table).set(table[STATE], state).where(table.name == name)
		for column in kind.columns:
			query = query.set(table[column], None)
		query.run()
		if kind is not CONSENT:
			frappe.db.delete(f"{kind.doctype} Decision", {"parent": name})
		lay_out_cards(kind.doctype, list(kind.names.values()))
		frappe.db.commit()

	def attempt(self, kind: Kind, surface: str, persona: str, before: str, after: str) -> str:
		"""The state in which the record is after somebody has tried to move it."""
		name = kind.of(persona)
		self.put(kind, name, before)
		visitor = self.visitors[persona]
		action = kind.actions.get(after, "No Such Action")
		SURFACES[surface].go(
			Attempt(kind.doctype, name, before, after, kind.note_field, action, persona, visitor)
		)
		frappe.db.commit()
		return frappe.db.get_value(kind.doctype, name, STATE)

	def otherwise(self, kind: Kind, surface: str, personas: Iterable[str], moves: Iterable) -> list[str]:
		"""What goes otherwise than by the table."""
		moves, found = sorted(moves), []
		self.assertTrue(moves)
		for persona in personas:
			frappe.set_user(user_of(persona))
			for before, after in moves:
				expected = after if kind.may(persona, surface, before, after) else before
				state = self.attempt(kind, surface, persona, before, after)
				if state != expected:
					found.append(f"{persona} by {surface}: {before} > {after}: {state}")
		return found

	def assert_decisive(self, kind: Kind, moves: Iterable[tuple[str, str]] | None = None) -> None:
		for surface in SURFACES:
			if surface not in kind.skipped:
				with self.subTest(surface):
					self.assertEqual(self.otherwise(kind, surface, WRITERS, moves or kind.moves()), [])
					self.assertEqual(self.otherwise(kind, surface, NEAR, kind.legal_moves()), [])

	def assert_others(self, kind: Kind) -> None:
		self.assertEqual(self.otherwise(kind, "set_value", OTHERS, kind.moves()), [])
		self.assertEqual(self.otherwise(kind, "REST", OTHERS, kind.legal_moves()), [])


class TestTransitions(TransitionTestCase):
	def test_exit(self):
		"""R-358, D-24: whoever comes near the file, by every surface."""
		self.assert_decisive(EXIT)

	def test_exit_by_all_others(self):
		"""R-358, D-24"""
		self.assert_others(EXIT)

	def test_extension(self):
		"""D-02, D-24: on the same base as an exit, so that one surface is enough for what nobody may do."""
		self.assert_decisive(EXTENSION, EXTENSION.legal_moves())
		self.assertEqual(self.otherwise(EXTENSION, "set_value", WRITERS, EXTENSION.moves()), [])

	def test_extension_by_all_others(self):
		"""D-02, D-24"""
		self.assert_others(EXTENSION)

	def test_consent(self):
		"""D-16, D-24: whoever comes near the file, by every surface."""
		self.assert_decisive(CONSENT)

	def test_consent_by_all_others(self):
		"""D-16, D-24"""
		self.assert_others(CONSENT)

	def test_css_check_finds_what_was_written_to_the_database(self):
		"""D-24: every state to which no step has led."""
		for kind, look in (
			(EXIT, approvals.unexplained_states),
			(EXTENSION, approvals.unexplained_states),
			(CONSENT, reviews.reviews_of_consents),
		):
			first, name = kind.states[0], kind.names["caseworker"]
			for state in kind.states:
				self.put(kind, name, state)
				with self.subTest(kind.doctype, state=state):
					is_found = name in {found for _check, _doctype, found in found_by(look)}
					self.assertEqual(is_found, state != first)

	def test_nobody_imports(self):
		"""D-24: Frappe's own import is open to whoever runs the server alone, who may not read the file."""
		for persona in (*WRITERS, *NEAR):
			with self.subTest(persona), acting_as(user_of(persona)):
				self.assertEqual(
					bool(frappe.has_permission("Data Import", "create")), persona == "system_manager"
				)
