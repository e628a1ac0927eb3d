"""The check that every record passes in which somebody interpreted (D-15, R-157, R-250 to R-257)."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.rules.age import NotYetBorn, age_on
from css_case_mgmt.rules.interpreters import (
	CONFLICT,
	NOT_WANTED,
	PREFERRED,
	Advice,
	Agreement,
	Interpreter,
	Meeting,
	Obstacle,
	advice,
	is_among,
	obstacles,
)

DOCTYPE = "CSS Interpreter"
FIELDS = ("interpreter", "by_telephone", "sensitive_topic", "unsigned_reason")
AGE_OF_MAJORITY = 18
# From the lightest statement about an interpreter to the gravest.
WEIGHTS = (PREFERRED, NOT_WANTED, CONFLICT)


class InterpreterRefused(frappe.ValidationError):
	"""Somebody who may not interpret here (D-15)."""


def check_interpreter(doc: Document, on: str | None) -> None:
	"""Refuse an interpreter who may not interpret, warn of what to think of, and copy the kind (R-157).

	Only what was changed is checked: what somebody did as an interpreter stays on record as it was.

	Args:
		doc: a record with the fields of `FIELDS`, `interpreter_kind` and `css_case`, about a `client` or about
			everybody in its rows of `participants` or `clients`.
		on: the day of the conversation.
	"""
	before = doc.get_doc_before_save() or corrected_by(doc)
	if before and is_unchanged(before, doc):
		doc.interpreter_kind = before.interpreter_kind
		return
	if not doc.interpreter:
		doc.interpreter_kind = ""
		return
	stored = frappe.get_doc(DOCTYPE, doc.interpreter)
	require_same_site(stored, doc)
	doc.interpreter_kind = stored.kind
	interpreter = as_interpreter(stored)
	meeting = meeting_of(doc, stored, on)
	if found := obstacles(interpreter, meeting):
		texts = obstacle_texts()
		frappe.throw(
			"<br>".join(texts[obstacle] for obstacle in found), InterpreterRefused, title=_("Interpreter")
		)
	if hints := advice(interpreter, meeting):
		texts = advice_texts()
		frappe.msgprint(
			"<br>".join(texts[hint] for hint in hints),
			title=_("Interpreter"),
			indicator="orange",
			alert=bool(frappe.flags.in_import),
		)


def is_unchanged(before: Document, doc: Document) -> bool:
	"""Whether the same interpreter interprets in the same way for the same people."""
	same_use = all((before.get(field) or None) == (doc.get(field) or None) for field in FIELDS)
	return same_use and clients_of(before) == clients_of(doc)


def clients_of(doc: Document) -> list[str]:
	"""Whom a record is about: one person, or everybody in its rows."""
	if doc.get("client"):
		return [doc.client]
	return [row.client for row in doc.get("participants") or doc.get("clients") or []]


def interpreter_used(doc: Document) -> dict | None:
	"""Who interpreted, for whoever reads the record; the name for whoever reads the register (R-157, R-257)."""
	if not doc.interpreter:
		return None
	register = frappe.get_doc(DOCTYPE, doc.interpreter)
	return {
		"kind": doc.interpreter_kind,
		"by_telephone": doc.by_telephone,
		"full_name": register.full_name if register.has_permission("read") else None,
	}


def corrected_by(doc: Document) -> Document | None:
	"""A correction keeps the interpreter of what it corrects (D-21)."""
	original = doc.get("revises")
	return frappe.get_doc(doc.doctype, original) if original else None


def require_same_site(interpreter: Document, doc: Document) -> None:
	"""Each site has its own register; in the words of a missing link, which reveal nothing."""
	if interpreter.site != frappe.db.get_value("CSS Case", doc.css_case, "site"):
		frappe.throw(
			_("Could not find {0}").format(f"{_('Interpreter')}: {doc.interpreter}"),
			frappe.LinkValidationError,
		)


def as_interpreter(stored: Document | frappe._dict) -> Interpreter:
	agency = frappe.get_cached_doc("CSS Interpreter Agency", stored.agency) if stored.agency else None
	return Interpreter(
		kind=stored.kind,
		is_adult=bool(stored.adult_confirmed),
		signed_on=getdate(stored.confidentiality_signed_on) if stored.confidentiality_signed_on else None,
		enabled=bool(stored.enabled),
		languages=frozenset(row.language for row in stored.languages),
		community=stored.community or "",
		agreement=agreement_of(agency),
	)


def agreement_of(agency: Document | None) -> Agreement | None:
	if not agency or not agency.telephone_interpretation or not agency.enabled:
		return None
	return Agreement(
		getdate(agency.confidentiality_agreed_on) if agency.confidentiality_agreed_on else None,
		getdate(agency.agreement_until) if agency.agreement_until else None,
	)


def meeting_of(doc: Document, stored: Document, on: str | None) -> Meeting:
	day, clients = getdate(on), clients_of(doc)
	said = gravest(preferences(client).get(doc.interpreter, "") for client in clients)
	return Meeting(
		on=day,
		by_telephone=bool(doc.by_telephone),
		is_sensitive=bool(doc.sensitive_topic),
		urgent_reason=doc.unsigned_reason or "",
		client_languages=frozenset().union(*(languages_of(client) for client in clients)),
		preference=said,
		is_child_of_the_family=is_among(stored.full_name, names_of_children(doc.css_case, day)),
	)


def languages_of(client: str) -> frozenset[str]:
	spoken = frappe.get_all(
		"CSS Client Language", filters={"parent": client, "parenttype": "CSS Client"}, pluck="language"
	)
	preferred = frappe.db.get_value("CSS Client", client, "primary_language")
	return frozenset(filter(None, (*spoken, preferred)))


def preferences(client: str) -> dict[str, str]:
	"""What the client has said about interpreters; of several statements the gravest."""
	rows = frappe.get_all(
		"CSS Client Interpreter",
		filters={"client": client, "active": 1},
		fields=["interpreter", "preference"],
	)
	said: dict[str, str] = {}
	for weight in WEIGHTS:
		said.update({row.interpreter: weight for row in rows if row.preference == weight})
	return said


def gravest(statements: Iterable[str]) -> str:
	"""What counts where several people have said something, or nothing."""
	return max(statements, key=("", *WEIGHTS).index, default="")


def names_of_children(css_case: str, on) -> list[str]:
	"""The names of the minors of a case: none of them interprets (R-252)."""
	member, client = frappe.qb.DocType("CSS Case Member"), frappe.qb.DocType("CSS Client")
	rows = (
		frappe.qb.from_(member)
		.join(client)
		.on(client.name == member.client)
		.select(client.date_of_birth, *(client[fieldname] for fieldname in NAME_FIELDS))
		.where(member.css_case == css_case)
		.where(client.date_of_birth.isnotnull())
		.run(as_dict=True)
	)
	return [full_name(row) for row in rows if is_minor(row.date_of_birth, on)]


def is_minor(date_of_birth, on) -> bool:
	try:
		return age_on(date_of_birth, on) < AGE_OF_MAJORITY
	except NotYetBorn:
		return True


def obstacle_texts() -> dict[Obstacle, str]:
	return {
		Obstacle.NOT_AN_ADULT: _(
			"It is not confirmed that this interpreter is 18 or older. Children never interpret. Confirm the age in the register, or choose somebody else."
		),
		Obstacle.CHILD_OF_THE_FAMILY: _(
			"A child of this family has the interpreter's name. Children never interpret. Choose somebody else."
		),
		Obstacle.DISABLED: _("This interpreter is no longer in use. Choose somebody else."),
		Obstacle.CONFLICT_OF_INTEREST: _(
			"There is a conflict of interest between this interpreter and the client. Choose somebody else, such as a telephone interpreter from far away."
		),
		Obstacle.NOT_WANTED: _("The client does not want this interpreter. Choose somebody else."),
		Obstacle.NOT_SIGNED: _(
			"This interpreter has not signed the confidentiality form. Have it signed first. If there is no time, write the urgent reason."
		),
	}


def advice_texts() -> dict[Advice, str]:
	return {
		Advice.ASK_FOR_A_FORMAL_ONE: _(
			"Sensitive topics are spoken of through an informal interpreter. Ask for a formal interpreter."
		),
		Advice.PREFER_THE_TELEPHONE: _(
			"In a small community the interpreter may know the family. Think of a telephone interpreter from elsewhere."
		),
		Advice.ANOTHER_LANGUAGE: _(
			"The register names no language for this interpreter that the client speaks."
		),
		Advice.SIGN_SOON: _("Have the interpreter sign the confidentiality form as soon as you can."),
	}
