"""What one asks for and another approves (D-24, R-358): an exit, a longer stay.

A save that changes the state makes the same move, under the same conditions, as `take_step`: so do requests, bulk edits,
imports, workflow actions and a card that is dragged. Who asked, who decided and the course of it are written here alone.
"""

from collections.abc import Collection

import frappe
from frappe import _
from frappe.utils import now_datetime

from css_case_mgmt.asking import ask, close_tasks, managers_beside, managers_of, responsible_for
from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.approval import (
	ALL_STATES,
	EDITABLE,
	Actor,
	Obstacle,
	State,
	next_states,
	obstacle,
)
from css_case_mgmt.signed_document import NOT_COMPARED, stored

KEPT = ("title", "requested_by", "requested_on", "approved_by", "approved_on")
MOVING = ("workflow_state", "decision_note", "decisions")
READY = State.READY.value
ENROLMENT = "CSS Enrolment"


class ApprovalRefused(frappe.PermissionError):
	"""A step by somebody who may not take it (D-24)."""


class StepRefused(frappe.ValidationError):
	"""A step that cannot be taken from here, or lacks what it needs."""


class RequestLocked(frappe.ValidationError):
	"""What waits for review, or is approved, does not change (D-24)."""


class ApprovedDocument(CaseDocument):
	"""Base of what is asked for, reviewed by another, and then holds.

	Attributes:
		states: those that it has.
		kept: fields that only the controller writes, besides those of the approval.
	"""

	states: Collection[State] = ALL_STATES
	kept: tuple[str, ...] = ()

	def check_permission(self, permtype="read", permlevel=None) -> None:
		"""Whom it is about follows from the enrolment, before it is asked who may write about her."""
		if permtype == "create":
			self.take_over_enrolment()
		super().check_permission(permtype, permlevel)

	def validate(self) -> None:
		self.keep_what_steps_write()
		if self.state_before() in EDITABLE:
			self.prepare()
		self.refuse_locked_changes()
		self.take_next_step()

	def prepare(self) -> None:
		"""What is checked and filled in while it may still change."""
		raise NotImplementedError

	def take_over_enrolment(self) -> None:
		found = self.enrolment and frappe.db.get_value(ENROLMENT, self.enrolment, ["client", "css_case"])
		if found:
			self.client, self.css_case = found

	def require_open_enrolment(self) -> None:
		"""Of two who ask at once, the second waits here."""
		status = frappe.db.get_value(ENROLMENT, self.enrolment, "status", for_update=True)
		if status != "Active":
			self.refuse(_("This enrolment has ended already."))

	def begin_as_draft(self) -> None:
		"""Before it is inserted: nobody has decided anything yet, whatever a request or an import says."""
		if self.workflow_state and self.workflow_state != State.DRAFT:
			self.refuse_step(_("A request begins as a draft. Save it, then ask for the review."))
		self.workflow_state = State.DRAFT.value
		self.decisions = []
		self.update(dict.fromkeys((*KEPT, *self.kept, "decision_note")))

	def keep_what_steps_write(self) -> None:
		"""First in `validate`: what the request says about the approval does not count."""
		before = self.get_doc_before_save()
		if not before:
			return
		self.owner = before.owner
		self.set("decisions", before.decisions)
		for fieldname in (*KEPT, *self.kept):
			self.set(fieldname, before.get(fieldname))
		self.workflow_state = self.workflow_state or before.workflow_state

	def state_before(self) -> State:
		before = self.get_doc_before_save()
		return State(before.workflow_state or State.DRAFT) if before else State.DRAFT

	def refuse_locked_changes(self) -> None:
		"""While it waits, and once it is approved, only the next step is taken."""
		before = self.get_doc_before_save()
		if not before or self.state_before() in EDITABLE:
			return
		changed = [
			_(field.label)
			for field in self.meta.fields
			if field.fieldname not in MOVING
			and field.fieldtype not in NOT_COMPARED
			and stored(before, field) != stored(self, field)
		]
		if not self.is_moving() and stored_note(self) != stored_note(before):
			changed.append(_(self.meta.get_label("decision_note")))
		if changed:
			frappe.throw(
				_("This is {0} and does not change ({1}). Take it back, or have it returned, first.").format(
					_(before.workflow_state), ", ".join(changed)
				),
				RequestLocked,
				title=_("Approval"),
			)

	def is_moving(self) -> bool:
		return self.workflow_state != self.state_before().value

	def take_next_step(self) -> None:
		"""Last in `validate`: one legal step, by whoever may take it, with all that it needs."""
		if not self.is_moving():
			return
		before, after = self.state_before(), self.state_asked_for()
		self.refuse_what_was_decided_meanwhile(before)
		note = self.note_of_step()
		if found := obstacle(before, after, self.actor(), has_note=bool(note), states=self.states):
			self.refuse_for(found, before)
		self.check_step(before, after)
		self.write_step(after, note)

	def state_asked_for(self) -> State:
		known = {each.value: each for each in self.states}
		if self.workflow_state not in known:
			self.refuse_for(Obstacle.NO_SUCH_MOVE, self.state_before())
		return known[self.workflow_state]

	def refuse_what_was_decided_meanwhile(self, before: State) -> None:
		"""Of two who decide at once, the second waits here, and is told."""
		now = frappe.db.get_value(self.doctype, self.name, "workflow_state", for_update=True)
		if now != before.value:
			self.refuse_step(_("This was decided meanwhile: it is {0} now. Open it again.").format(_(now)))

	def note_of_step(self) -> str:
		"""What is said with this step; a note that stood there before says nothing of it."""
		before = self.get_doc_before_save()
		note = stored_note(self)
		return "" if before and note == stored_note(before) else note

	def actor(self) -> Actor:
		"""The Administrator sees everything and decides nothing: the site's manager does (D-24)."""
		user = frappe.session.user
		is_manager = user != "Administrator" and self.site_of_case() in scope_of(user).managed_sites
		return Actor(is_manager, user in self.askers())

	def steps_of_user(self) -> list[State]:
		"""Where whoever is logged on may take it, as far as that depends on who she is."""
		before = State(self.workflow_state or State.DRAFT)
		return [
			after
			for after in next_states(before, self.states)
			if not obstacle(before, after, self.actor(), has_note=True, states=self.states)
		]

	def askers(self) -> set[str]:
		"""Who made the request, or asked for the review in any round of it."""
		asked = {row.decided_by for row in self.decisions if row.state == READY}
		return {self.owner, self.requested_by, *asked} - {None}

	def check_step(self, before: State, after: State) -> None:
		"""For those who demand more of a step."""

	def write_step(self, after: State, note: str) -> None:
		if after is State.READY:
			self.requested_by, self.requested_on = frappe.session.user, now_datetime()
		if after is State.APPROVED:
			self.approved_by, self.approved_on = frappe.session.user, now_datetime()
		elif after is not State.EXITED:
			self.approved_by = self.approved_on = None
		self.decision_note = note if after in (State.APPROVED, State.RETURNED, State.EXITED) else None
		self.append("decisions", decision(after, note))

	def on_update(self) -> None:
		before = self.get_doc_before_save()
		if before and before.workflow_state != self.workflow_state:
			self.ask_for_next_step(State(self.workflow_state))

	def ask_for_next_step(self, now: State) -> None:
		"""Those whose turn it is are asked, without anybody's name; what was asked before is done."""
		close_tasks(self.doctype, self.name)
		file_number = frappe.db.get_value("CSS Client", self.client, "file_number")
		if now is State.READY:
			for manager in self.whom_to_ask():
				ask(manager, self.asking_text(file_number), doctype=self.doctype, name=self.name)
		elif now is State.RETURNED:
			for user in responsible_for(self.css_case):
				ask(user, self.returned_text(file_number), doctype=self.doctype, name=self.name)

	def whom_to_ask(self) -> list[str]:
		"""Where nobody else manages the site, its managers know that somebody else has to."""
		site = self.site_of_case()
		return managers_beside(site, self.askers()) or managers_of(site)

	def asking_text(self, file_number: str) -> str:
		"""What a manager is asked, without a name."""
		raise NotImplementedError

	def returned_text(self, file_number: str) -> str:
		"""What whoever works with the family is told, without a name."""
		raise NotImplementedError

	def refuse(self, text: str) -> None:
		"""With the error of this kind of request."""
		raise NotImplementedError

	@frappe.whitelist()
	def take_step(self, state: str, note: str | None = None) -> None:
		"""Take the next step; of two who take one at once, the second is told where it stands now.

		Args:
			state: where it goes.
			note: what is said with it; returning it needs one.
		"""
		self.move(state, note)

	def move(self, state: str, note: str | None = None) -> None:
		"""As `take_step`.

		Raises:
			ApprovalRefused: the user may not take this step (D-24).
			StepRefused: there is no such step from here, or it lacks what it needs.
		"""
		self.check_permission("write")
		frappe.db.get_value(self.doctype, self.name, "name", for_update=True)
		self.reload()  # What the request says about the other fields does not count.
		if state == self.workflow_state:
			self.refuse_step(_("This is {0} already.").format(_(state)))
		self.workflow_state = state
		if (note or "").strip():
			self.decision_note = note
		self.save()

	def open_again(self, reason: str) -> None:
		"""Something happened that everybody who asked, or approved, did not know: it may be changed, and is asked for anew.

		Only the app itself does this, in the transaction of what happened.
		"""
		if State(self.workflow_state) not in EDITABLE:
			self.db_set(
				{
					"workflow_state": State.DRAFT.value,
					"approved_by": None,
					"approved_on": None,
					"decision_note": None,
				}
			)
			self.append("decisions", decision(State.DRAFT, reason)).db_insert()
			close_tasks(self.doctype, self.name)
			self.reload()

	def validate_workflow(self) -> None:
		"""An admin's additions to the workflow do not stand in the way of what the app itself does."""
		if not self.flags.is_made_by_the_app:
			super().validate_workflow()

	def refuse_for(self, found: Obstacle, before: State) -> None:
		if found is Obstacle.NOT_A_MANAGER:
			self.refuse_actor(_("Only a manager of the site decides."))
		if found is Obstacle.HAS_ASKED:
			self.refuse_actor(_("Whoever asks does not approve. Another manager does."))
		if found is Obstacle.NEEDS_NOTE:
			self.refuse_step(_("Say what is missing: {0}.").format(_(self.meta.get_label("decision_note"))))
		possible = ", ".join(_(each.value) for each in next_states(before, self.states))
		self.refuse_step(
			_("It does not go there from {0}. Possible from here: {1}.").format(
				_(before.value), possible or _("no further step")
			)
		)

	def refuse_actor(self, text: str) -> None:
		frappe.throw(text, ApprovalRefused, title=_("Approval"))

	def refuse_step(self, text: str) -> None:
		frappe.throw(text, StepRefused, title=_("Approval"))


def decision(state: State, note: str = "") -> dict:
	"""A row of the course of an approval, by whoever acts."""
	return {
		"state": state.value,
		"decided_by": frappe.session.user,
		"decided_on": now_datetime(),
		"reason": note or None,
	}


def stored_note(document: CaseDocument) -> str:
	return (document.decision_note or "").strip()
