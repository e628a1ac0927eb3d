"""Exits and extensions in a state that no approval explains (D-24, R-358)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import frappe

from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.checking.postings import Managers, read_managers
from css_case_mgmt.rules.approval import ALL_STATES, MOVES, WITHOUT_EXIT, By, State, next_states

# Kind of request -> its table of decisions, and its states.
REQUESTS: dict[str, tuple[str, Collection[State]]] = {
	"CSS Exit": ("CSS Exit Decision", ALL_STATES),
	"CSS Programme Extension": ("CSS Programme Extension Decision", WITHOUT_EXIT),
}
APPROVED, EXITED, READY = State.APPROVED.value, State.EXITED.value, State.READY.value
# What the app itself does when something has happened of which those who asked and approved did not know.
OPENED_AGAIN = (State.APPROVED, State.DRAFT)
MANAGERS_STEPS = {(before.value, after.value) for (before, after), by in MOVES.items() if by is not By.WRITER}

UNEXPLAINED = Check(
	"approved_without_decision",
	"It counts as approved, and no decision says by whom.",
	"Ask the site's managers. Set the state back to Draft in the database, and let another manager approve it.",
)
NOT_LAST_STEP = Check(
	"state_without_step",
	"The state is not the one of the last step that was taken.",
	"Set the state in the database back to that of the last step.",
)
ILLEGAL = Check(
	"steps_not_legal",
	"The steps that it took do not follow each other.",
	"Compare the course of the approval with the history of the record, and with a backup.",
)
BY_ASKER = Check(
	"approved_by_who_asked",
	"Whoever made the request, or asked for the review, has approved it.",
	"Let another manager of the site look at it.",
)
NO_MANAGER = Check(
	"decided_by_no_manager",
	"Somebody decided who was no manager of the site on that day.",
	"Let a manager of the site look at it; see who could write to the database.",
)
OTHER_PEOPLE = Check(
	"people_not_those_of_steps",
	"Requested by or approved by does not name who took the step.",
	"The course of the approval says who asked and who approved: set the fields back.",
)


def unexplained_states() -> Iterator[Finding]:
	managers = read_managers()
	for doctype, (table, states) in REQUESTS.items():
		steps = steps_of(table)
		for request in requests(doctype):
			for check in what_is_wrong(request, steps.get(request.name, []), managers, states):
				yield from check.found(doctype, [request.name])


def requests(doctype: str) -> list[frappe._dict]:
	table, case = frappe.qb.DocType(doctype), frappe.qb.DocType("CSS Case")
	return (
		frappe.qb.from_(table)
		.left_join(case)
		.on(case.name == table.css_case)
		.select(
			table.name,
			table.owner,
			table.workflow_state,
			table.requested_by,
			table.approved_by,
			table.approved_on,
			case.site,
		)
		.orderby(table.name)
		.run(as_dict=True)
	)


def steps_of(table: str) -> dict[str, list[frappe._dict]]:
	"""The steps of all requests of a kind, in their order."""
	row = frappe.qb.DocType(table)
	found = defaultdict(list)
	for step in (
		frappe.qb.from_(row)
		.select(row.parent, row.state, row.decided_by, row.decided_on)
		.orderby(row.parent)
		.orderby(row.idx)
		.run(as_dict=True)
	):
		found[step.parent].append(step)
	return found


def what_is_wrong(
	request: frappe._dict, steps: Sequence[frappe._dict], managers: Managers, states: Collection[State]
) -> Iterator[Check]:
	course = [step.state for step in steps]
	if request.workflow_state in (APPROVED, EXITED) and APPROVED not in course[-2:]:
		yield UNEXPLAINED
	elif (request.workflow_state or State.DRAFT.value) != (course or [State.DRAFT.value])[-1]:
		yield NOT_LAST_STEP
	if not is_legal(course, states):
		yield ILLEGAL
	if any(step.decided_by in askers for step, askers in approvals_and_askers(request, steps)):
		yield BY_ASKER
	if not all(
		managers.may_have_decided(step.decided_by, request.site, step.decided_on) for step in decided(steps)
	):
		yield NO_MANAGER
	people = (request.requested_by or None, request.approved_by or None)
	if people != people_of(steps) or bool(request.approved_by) != bool(request.approved_on):
		yield OTHER_PEOPLE


def is_legal(course: Sequence[str], states: Collection[State]) -> bool:
	known = {state.value: state for state in states}
	if not known.keys() >= set(course):
		return False
	return all(
		known[after] in next_states(known[before], states) or (known[before], known[after]) == OPENED_AGAIN
		for before, after in pairwise((State.DRAFT.value, *course))
	)


def approvals_and_askers(
	request: frappe._dict, steps: Sequence[frappe._dict]
) -> Iterator[tuple[frappe._dict, set[str]]]:
	"""Each approval, with those who had made the request or asked for the review by then."""
	askers = {request.owner}
	for step in steps:
		if step.state == READY:
			askers.add(step.decided_by)
		elif step.state == APPROVED:
			yield step, set(askers)


def decided(steps: Sequence[frappe._dict]) -> Iterator[frappe._dict]:
	"""The steps that only a manager takes. On the last day of an approved exit the job takes the next one."""
	before = State.DRAFT.value
	for step in steps:
		is_by_job = step.state == EXITED and step.decided_by == "Administrator"
		if (before, step.state) in MANAGERS_STEPS and not is_by_job:
			yield step
		before = step.state


def people_of(steps: Sequence[frappe._dict]) -> tuple[str | None, str | None]:
	"""Who asked last, and who approved if the approval still holds."""
	asked = [step.decided_by for step in steps if step.state == READY]
	approved = [step.decided_by for step in steps if step.state == APPROVED]
	holds = steps and steps[-1].state in (APPROVED, EXITED)
	return (asked or [None])[-1], approved[-1] if holds and approved else None


CHECKS = (unexplained_states,)
