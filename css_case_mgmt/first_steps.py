"""The guide's order as first steps: each is done once there is something of the kind that the reader may see. Nothing is
stored, so that nobody's progress is another's (R-456)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import frappe

from css_case_mgmt.permissions.scope import Scope

CASES, TODAY = ("List", "CSS Case", "List"), ("css-today",)


@dataclass(frozen=True)
class Step:
	"""One step of getting started.

	Args:
		code: under which the desk words it.
		doctype: of the record that shows that it is done.
		filters: what the record must be like.
		way: the route that leads there; the list of the DocType if left out.
	"""

	code: str
	doctype: str
	filters: dict = field(default_factory=dict)
	way: tuple[str, ...] = ()

	@property
	def route(self) -> tuple[str, ...]:
		return self.way or ("List", self.doctype, "List")


STEPS_OF_WORKER = (
	Step("case", "CSS Case", way=CASES),
	Step("eligibility", "CSS Eligibility Assessment", way=CASES),
	Step("enrolment", "CSS Enrolment", way=CASES),
	Step("consent", "CSS Consent", {"client_signed_on": ("is", "set")}, CASES),
	Step("nam", "CSS NAM Assessment", {"docstatus": 1}, TODAY),
	Step("plan", "CSS Settlement Plan", {"status": ("in", ("Agreed", "Superseded", "Closed"))}, TODAY),
	Step("service", "CSS Referral", {"referred_on": ("is", "set")}),
	Step("contact", "CSS Activity", {"docstatus": 1}),
	Step("periodic", "CSS Periodic Assessment", {"docstatus": 1}, TODAY),
	Step("exit", "CSS Exit"),
)
STEPS_OF_INTAKE = (
	Step("referral", "CSS Inbound Referral"),
	Step("intake_case", "CSS Case", way=CASES),
	Step("eligibility", "CSS Eligibility Assessment", way=CASES),
	Step("consent", "CSS Consent", {"client_signed_on": ("is", "set")}, CASES),
	Step("interpreter", "CSS Interpreter"),
)
STEPS_OF_NETWORK = (
	Step("sites", "CSS Site"),
	Step("staff", "CSS Staff"),
	Step("consent_form", "CSS Consent Form", {"is_sample": 0, "status": "Published"}),
	Step("bank", "CSS NAM Bank", {"is_illustrative": 0, "status": "Published"}),
	Step("providers", "CSS Service Provider"),
	Step("email", "Email Account", {"default_outgoing": 1}),
)


def steps_of_manager(scope: Scope) -> tuple[Step, ...]:
	"""At the sites that somebody manages."""
	here = {"site": ("in", scope.managed_sites)}
	return (
		Step("manager", "CSS Site", {"name": ("in", scope.managed_sites), "manager": ("is", "set")}),
		Step("colleagues", "CSS Staff", {**here, "user": ("!=", scope.user)}),
		Step("interpreter", "CSS Interpreter"),
		Step("providers", "CSS Service Provider"),
		Step("referral", "CSS Inbound Referral", here),
		Step("assignment", "CSS Case", {**here, "caseworker": ("is", "set")}),
		Step("review", "CSS Consent", {"workflow_state": "Reviewed"}),
	)


def groups_of(scope: Scope) -> Iterator[tuple[str, tuple[Step, ...]]]:
	"""The steps of each of somebody's roles; a leaver has none (R-507)."""
	if scope.roles & {"CSS National Coordinator", "CSS National Analyst", "System Manager"}:
		yield "network", STEPS_OF_NETWORK
	if scope.managed_sites:
		yield "site", steps_of_manager(scope)
	if scope.staff_sites and "CSS Caseworker" in scope.roles:
		yield "work", STEPS_OF_WORKER
	if scope.intake_sites:
		yield "intake", STEPS_OF_INTAKE


def is_done(step: Step) -> bool:
	"""Whether the reader may see something of that kind."""
	return bool(frappe.get_list(step.doctype, filters=step.filters, limit=1, order_by=None))


def first_steps(scope: Scope) -> list[dict]:
	"""The reader's steps, in order; what she may not read is no step of hers."""
	return [
		{
			"group": group,
			"steps": [
				{"code": step.code, "is_done": is_done(step), "route": step.route}
				for step in steps
				if frappe.has_permission(step.doctype)
			],
		}
		for group, steps in groups_of(scope)
	]
