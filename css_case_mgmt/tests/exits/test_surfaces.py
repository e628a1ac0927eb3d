"""An exit is approved by another, whatever surface is used, with the workflow and without (D-24, R-358)."""

import json
from collections.abc import Callable

import frappe
import frappe.client
from frappe.core.doctype.data_import.importer import Importer
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.desk.doctype.kanban_board.kanban_board import update_order
from frappe.desk.form.save import savedocs
from frappe.model.workflow import apply_workflow, bulk_workflow_approval

from css_case_mgmt.api import exits
from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.exits.records import (
	APPROVED,
	EXITED,
	READY,
	RETURNED,
	ExitTestCase,
	make_enrolled,
	unplanned_exit,
)
from css_case_mgmt.tests.factories import acting_as

EXIT, WORKFLOW, BOARD = "CSS Exit", "CSS Exit Approval", "Exits"
NOTE = "The interview is missing"


def stored_copy(name: str, values: dict) -> str:
	return json.dumps({**json.loads(frappe.get_doc(EXIT, name).as_json()), **values})


def by_value(name: str, values: dict) -> None:
	frappe.client.set_value(EXIT, name, values)


def by_save(name: str, values: dict) -> None:
	frappe.client.save(stored_copy(name, values))


def by_form(name: str, values: dict) -> None:
	savedocs(stored_copy(name, values), "Save")


def in_bulk(name: str, values: dict) -> None:
	submit_cancel_or_update_docs(EXIT, json.dumps([name]), "update", json.dumps(values))


def by_import(name: str, values: dict) -> None:
	"""Of Frappe's importer what it does with each row."""
	importer = Importer.__new__(Importer)
	importer.doctype = EXIT
	importer.data_import = frappe._dict(doctype="Data Import", name="none")
	importer.update_record(frappe._dict(name=name, **values))


def by_card(name: str, values: dict) -> None:
	update_order(BOARD, json.dumps({values["workflow_state"]: [name]}))


def by_job(name: str, values: dict) -> None:
	frappe.enqueue(
		"css_case_mgmt.api.exits.take_step", now=True, css_exit=name, step=values["workflow_state"]
	)


def by_api(name: str, values: dict) -> None:
	exits.take_step(name, values["workflow_state"], values.get("decision_note"))


def by_action(name: str, values: dict) -> None:
	apply_workflow(frappe.get_doc(EXIT, name).as_json(), "Approve")


def by_actions(name: str, values: dict) -> None:
	bulk_workflow_approval(json.dumps([name]), EXIT, "Approve")


SAVING = (by_value, by_save, by_form, in_bulk, by_import, by_card, by_job, by_api)
WITH_WORKFLOW = (by_action, by_actions)


def set_transitions(rows: list[dict]) -> None:
	frappe.set_user("Administrator")
	workflow = frappe.get_doc("Workflow", WORKFLOW)
	workflow.set("transitions", rows)
	workflow.save()
	frappe.db.commit()


class TestSurfaces(ExitTestCase):
	"""Bulk edits commit; what they leave is taken out again."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		frappe.db.commit()
		cls.transitions = frappe.get_doc("Workflow", WORKFLOW).as_dict(no_default_fields=True)["transitions"]
		# Whatever is saved meanwhile is taken out, the transitions that were put back as well.
		cls.addClassCleanup(set_transitions, cls.transitions)
		cls.addClassCleanup(take_out_everything_but, names_by_table())
		frappe.get_doc(
			doctype="Kanban Board",
			kanban_board_name=BOARD,
			reference_doctype=EXIT,
			field_name="workflow_state",
			columns=[{"column_name": each} for each in ("Draft", READY, RETURNED, APPROVED, EXITED)],
		).insert(ignore_permissions=True)
		frappe.db.commit()

	def roll_back(self) -> None:
		"""There is nothing left to go back to."""
		frappe.set_user("Administrator")

	def waiting(self, owner: str | None = None, asker: str | None = None):
		with acting_as(self.worker):
			_case, _client, enrolment = make_enrolled()
		with acting_as(owner or self.worker):
			css_exit = unplanned_exit(enrolment.name)
		with acting_as(asker or self.worker):
			css_exit.move(READY)
		frappe.db.commit()
		return css_exit

	def try_by(self, surface: Callable, css_exit, user: str, state: str = APPROVED, **values) -> str:
		"""Where the exit stands afterwards."""
		with acting_as(user):
			try:
				surface(css_exit.name, {"workflow_state": state, **values})
				frappe.db.commit()
			except (frappe.ValidationError, frappe.PermissionError):
				frappe.db.rollback()
			frappe.clear_messages()
		return frappe.db.get_value(EXIT, css_exit.name, "workflow_state")

	def assert_only_another_manager(self, surfaces: tuple[Callable, ...]) -> None:
		of_worker = self.waiting()
		of_manager = self.waiting(owner=self.manager, asker=self.manager)
		begun_by_manager = self.waiting(owner=self.manager)
		for surface in surfaces:
			for css_exit, user in (
				(of_worker, self.worker),
				(of_worker, "manager.west@test.example"),
				(of_worker, "west@test.example"),
				(of_worker, self.colleague),
				(of_manager, self.manager),
				(begun_by_manager, self.manager),
			):
				with self.subTest(surface.__name__, user=user):
					self.assertEqual(self.try_by(surface, css_exit, user), READY)
			with self.subTest(surface.__name__, user=self.second_manager):
				another = self.waiting(owner=self.manager)
				self.assertEqual(self.try_by(surface, another, self.second_manager), EXITED)

	def test_with_the_workflow(self) -> None:
		"""D-24: whoever asked, whoever made it, and the managers of other sites do not approve."""
		self.assert_only_another_manager((*SAVING, *WITH_WORKFLOW))

	def test_without_the_workflow(self) -> None:
		"""D-24: an admin has switched it off; the controller holds alone."""
		self.switch_workflow(0)
		self.addCleanup(self.switch_workflow, 1)
		self.assert_only_another_manager(SAVING)

	def test_with_a_workflow_that_allows_everything(self) -> None:
		"""D-24: an admin lets everybody go anywhere; the controller does not."""
		self.addCleanup(set_transitions, self.transitions)
		states = ("Draft", READY, RETURNED, APPROVED, EXITED)
		set_transitions(
			[
				{
					"state": before,
					"action": "Approve",
					"next_state": after,
					"allowed": "CSS Caseworker",
					"allow_self_approval": 1,
				}
				for before in states
				for after in states
				if before != after
			]
		)
		css_exit = self.waiting()
		for surface in SAVING:
			for state in (APPROVED, RETURNED, EXITED, "Elsewhere"):
				with self.subTest(surface.__name__, state=state):
					found = self.try_by(surface, css_exit, self.worker, state, decision_note=NOTE)
					self.assertEqual(found, READY)

	def switch_workflow(self, is_active: int) -> None:
		frappe.set_user("Administrator")
		frappe.db.set_value("Workflow", WORKFLOW, "is_active", is_active)
		frappe.db.commit()
		frappe.clear_cache()

	def test_each_of_many_passes_its_own_gate(self) -> None:
		"""D-24, R-375: bulk approval asks the same questions for each; what fails is refused with its reason, the others go through."""
		good, bad, better = self.waiting(), self.waiting(), self.waiting()
		with acting_as(self.worker):
			frappe.get_doc(
				doctype="CSS Safety Note",
				css_case=bad.css_case,
				client=bad.client,
				noted_on=self.today,
				active=1,
				review_on=frappe.utils.add_days(self.today, 9),
				behaviour="A dog",
				precautions="Call before",
			).insert()
		names = [each.name for each in (good, bad, better)]
		with acting_as(self.manager):
			bulk_workflow_approval(json.dumps(names), EXIT, "Approve")
			with self.assertRaisesRegex(frappe.ValidationError, "active safety notes"):
				by_action(bad.name, {})
		frappe.clear_messages()
		states = [frappe.db.get_value(EXIT, name, "workflow_state") for name in names]
		self.assertEqual(states, [EXITED, READY, EXITED])
		with acting_as(self.manager):
			failed = submit_cancel_or_update_docs(
				EXIT, json.dumps([bad.name]), "update", json.dumps({"workflow_state": APPROVED})
			)
		self.assertEqual(failed, [bad.name])
		status = frappe.db.get_value("CSS Enrolment", bad.enrolment, "status")
		self.assertEqual(status, "Active")
