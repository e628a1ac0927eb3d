"""What an enrolment rests on: the latest eligibility assessment of the person (R-091, R-103, R-380)."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate

ASSESSMENT = "CSS Eligibility Assessment"
INCLUDED = "CSS Eligibility Assessment Member"
FIELDS = ("name", "client", "assessment_date", "outcome", "needs_level", "enrolment", "creation")


class NotEligible(frappe.ValidationError):
	"""An enrolment that no eligibility carries."""


def latest_by_client(clients: Iterable[str], css_case: str | None = None) -> dict[str, frappe._dict]:
	"""The latest assessment of each client, also where it was made for the whole family (R-099).

	Whoever calls has checked that the clients may be read, or asks on behalf of a rule. `enrolment` is the
	one of that client which rests on it.

	Args:
		clients: whose assessments.
		css_case: only those made in this case.
	"""
	clients = list(clients)
	of_case = {"css_case": css_case} if css_case else {}
	own = frappe.get_all(ASSESSMENT, filters={"client": ("in", clients), **of_case}, fields=list(FIELDS))
	included = frappe.get_all(
		INCLUDED,
		filters={"client": ("in", clients), "parenttype": ASSESSMENT},
		fields=["parent", "client", "enrolment", "name"],
	)
	of_family = {}
	if included:
		names = {row.parent for row in included}
		rows = frappe.get_all(ASSESSMENT, filters={"name": ("in", names), **of_case}, fields=list(FIELDS))
		of_family = {row.name: row for row in rows}
	for row in included:
		if row.parent in of_family:
			own.append(
				frappe._dict(of_family[row.parent], client=row.client, enrolment=row.enrolment, row=row.name)
			)
	return {row.client: row for row in sorted(own, key=lambda row: (row.assessment_date, row.creation))}


def readable_by_client(clients: Iterable[str]) -> dict[str, frappe._dict]:
	"""As `latest_by_client`, of those assessments that the user may read: events stay where they happened."""
	latest = latest_by_client(clients)
	readable = frappe.get_list(
		ASSESSMENT, filters={"name": ("in", [row.name for row in latest.values()])}, pluck="name", limit=0
	)
	return {client: row for client, row in latest.items() if row.name in readable}


def require_eligibility(enrolment: Document, last_exit: date | None) -> None:
	"""Refuse an enrolment that the latest assessment, or citizenship, speaks against.

	Without any assessment a first episode is let through: it may have been decided before this app was used.

	Raises:
		NotEligible: with what to do instead.
	"""
	refuse_citizen(enrolment)
	latest = latest_by_client([enrolment.client]).get(enrolment.client)
	if latest and latest.outcome == "Ineligible":
		refuse(
			_(
				"The eligibility assessment of {0} found this person not eligible. Offer other services, or assess again if something has changed."
			).format(formatdate(latest.assessment_date))
		)
	if not last_exit:
		return
	if not latest or latest.enrolment or latest.assessment_date < last_exit:
		refuse(
			_(
				"Coming back needs a new eligibility assessment, made on or after the exit of {0}. Assess eligibility first."
			).format(formatdate(last_exit))
		)
	if latest.assessment_date > getdate(enrolment.enrolment_date):
		refuse(
			_(
				"The enrolment lies before the eligibility assessment of {0}. Choose that day or a later one."
			).format(formatdate(latest.assessment_date))
		)


def refuse_citizen(enrolment: Document) -> None:
	"""Settlement services are open up to the day of citizenship (R-052)."""
	citizen_since = frappe.db.get_value("CSS Client", enrolment.client, "citizen_since")
	if citizen_since and citizen_since <= getdate(enrolment.enrolment_date):
		refuse(
			_("This person is a Canadian citizen since {0} and not eligible.").format(
				formatdate(citizen_since)
			)
		)


def refuse(text: str) -> None:
	frappe.throw(text, NotEligible, title=_("Not eligible"))


def tie_to_enrolment(enrolment: Document) -> None:
	"""The assessment on which an enrolment rests names it, and is locked from now on."""
	latest = latest_by_client([enrolment.client]).get(enrolment.client)
	if not latest or latest.enrolment or latest.outcome != "Eligible":
		return
	if latest.row:
		frappe.db.set_value(INCLUDED, latest.row, "enrolment", enrolment.name)
		return
	earlier = frappe.db.get_value(
		"CSS Enrolment", {"client": enrolment.client, "episode": enrolment.episode - 1}, "name"
	)
	values = {"enrolment": enrolment.name, "earlier_enrolment": earlier}
	frappe.db.set_value(ASSESSMENT, latest.name, values)
