"""One message to many people, each of whom is reached alone (R-236)."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from css_case_mgmt.api.activity import rows_for
from css_case_mgmt.css_case_mgmt.doctype.css_group_message.css_group_message import MessageRefused
from css_case_mgmt.family_changes import all_or_nothing
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.rules.group_message import names_in
from css_case_mgmt.settings import site_today
from css_case_mgmt.staff_contact import work_contact
from css_case_mgmt.ways_of_meeting import METHOD, require_in_use, take_over

CLIENT, MESSAGE, PHONE = "CSS Client", "CSS Group Message", "CSS Client Phone"
EMAIL, TEXT = "E-mail", "Text Message"
SAFE = "Yes"


def addresses_of(clients: Iterable[str]) -> dict[str, frappe._dict]:
	"""How each of these people may be reached in writing: `email` and `phone`, None where it is not safe (R-500)."""
	clients = list(clients) or [""]
	found = {
		row.name: frappe._dict(
			row, email=row.email if row.email and row.safe_to_email == SAFE else None, phone=None
		)
		for row in frappe.get_all(
			CLIENT,
			filters={"name": ("in", clients)},
			fields=["name", "email", "safe_to_email", *NAME_FIELDS],
		)
	}
	for row in frappe.get_all(
		PHONE,
		filters={"parent": ("in", clients), "parenttype": CLIENT, "safe_to_text": SAFE},
		fields=["parent", "phone"],
		order_by="idx asc",
	):
		found[row.parent].phone = found[row.parent].phone or row.phone
	return found


def send(site: str, subject: str, message: str, activity_type: str, chosen: list[dict]) -> Document:
	"""Send the e-mails, each to one person, and list the text messages that the worker sends (R-236).

	Args:
		site: of all the families.
		subject: names nobody.
		message: names nobody.
		activity_type: as which each is written down in the person's own case.
		chosen: `client`, `css_case` and `method` of each person; the caller has checked that they may be written to.

	Raises:
		MessageRefused: somebody is named, or nobody is chosen.
		NoLongerInUse: a method is switched off.
	"""
	for method in {row["method"] for row in chosen}:
		require_in_use(METHOD, method)
	people = addresses_of(row["client"] for row in chosen)
	require_no_names(f"{subject}\n{message}", people.values())
	document = frappe.get_doc(
		doctype=MESSAGE,
		site=site,
		subject=subject,
		message=message,
		activity_type=activity_type,
		sent_on=site_today(site),
		recipients=[
			{**row, "not_sent_reason": why_not(people[row["client"]], row["method"])} for row in chosen
		],
	)
	document.flags.is_sending = True
	with all_or_nothing():
		document.insert()
		for row in document.recipients:
			if row.method == EMAIL and not row.not_sent_reason:
				write_down(document, row)
				mail(document, row, people[row.client].email)
		document.save()
	return document


def why_not(person: frappe._dict, method: str) -> str | None:
	if method == EMAIL and not person.email:
		return _("There is no e-mail address that is marked as safe.")
	if method == TEXT and not person.phone:
		return _("There is no number that is marked as safe for text messages.")
	return None


def require_no_names(text: str, people: Iterable[frappe._dict]) -> None:
	names = [person.get(fieldname) for person in people for fieldname in ("given_names", "family_name")]
	if found := names_in(text, filter(None, names)):
		frappe.throw(
			_("The message names somebody: {0}. Everybody would read it: leave names out.").format(
				", ".join(found)
			),
			MessageRefused,
			title=_("Group message"),
		)


def write_down(document: Document, row: Document) -> None:
	"""An attempt in the person's own case: nobody has answered yet."""
	activity = frappe.get_doc(
		doctype="CSS Activity",
		css_case=row.css_case,
		activity_type=document.activity_type,
		activity_date=site_today(document.site),
		method=row.method,
		successful=0,
		attempt_result="Message Left",
		note=f"{document.subject}\n\n{document.message}",
		participants=rows_for(row.css_case, [row.client], site_today(document.site)),
	)
	take_over(activity, row.method)
	activity.flags.is_to_group = True
	activity.submit()
	row.update({"sent": 1, "activity": activity.name})


def mail(document: Document, row: Document, address: str) -> None:
	"""To one person, in the queue; nobody else is among the recipients. Answers go to the sender's work address, or else
	to that of the agency (R-235)."""
	frappe.sendmail(
		recipients=[address],
		subject=document.subject,
		message=escape_html(document.message).replace("\n", "<br>"),
		reference_doctype="CSS Activity",
		reference_name=row.activity,
		reply_to=work_contact(document.sent_by, document.site).email or None,
		add_unsubscribe_link=0,
	)


def record_text(document: Document, client: str) -> str:
	"""The worker has sent a text message to one person: write it down in that person's case, once."""
	row = next((each for each in document.recipients if each.client == client and each.method == TEXT), None)
	if not row or row.not_sent_reason:
		frappe.throw(_("This person is not among those to be sent a text message."), MessageRefused)
	if row.sent:
		return row.activity
	document.flags.is_sending = True
	with all_or_nothing():
		write_down(document, row)
		document.save()
	return row.activity
