"""Moving to another site of the network: an exit there, and with the client's consent a referral here (D-20, R-368).

The old file stays where it was. The new site learns what the referral says, and nothing else; a household that moves
together is one referral, which says how many they are, because one family comes to one intake.
"""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate

from css_case_mgmt.asking import ask, managers_of
from css_case_mgmt.consent_gate import covering_consent
from css_case_mgmt.css_case_mgmt.doctype.css_inbound_referral.css_inbound_referral import UNDECIDED
from css_case_mgmt.rules.consent import Use
from css_case_mgmt.settings import case_today, site_today

CLIENT, DISCLOSURE, EXIT, MEMBER, REFERRAL = (
	"CSS Client",
	"CSS Disclosure",
	"CSS Exit",
	"CSS Case Member",
	"CSS Inbound Referral",
)
# A referral made here is found again by the disclosure, whose name says nothing.
SOURCE = "CSS Site"
OF_PERSON = (
	"given_names",
	"family_name",
	"date_of_birth",
	"birth_date_is_estimated",
	"primary_language",
	"needs_interpreter",
	"immigration_category",
)
OF_NAARS = ("naars_date", "naars_provider_type", "naars_provider", "naars_followed_up_on")


def hand_over_to_site(css_exit: Document) -> str | None:
	"""Refer somebody who moves to the site that takes over, as far as she has agreed, and record what was told.

	Part of the closing of an exit, in its transaction. Without a consent that names the site nothing is sent; the exit
	says what became of it.

	Args:
		css_exit: an approved CSS Exit.

	Returns:
		The name of the CSS Disclosure; None if nothing was sent.
	"""
	site = css_exit.moves_to_site
	if not site:
		return None
	on = case_today(css_exit.css_case)
	consent = consent_for(css_exit, site, on) if css_exit.handover == "Hand Over" else None
	if not consent:
		css_exit.db_set("site_handover", nothing_sent(css_exit, site))
		return None
	disclosure = record_disclosure(css_exit, site, consent, on)
	referral = referral_of_household(css_exit, site)
	if referral:
		add_to_referral(referral, css_exit)
	else:
		referral = refer(css_exit, site, disclosure)
	for manager in managers_of(site):
		text = _("{0}: a household moves here from another site. Please look at the referral.")
		ask(manager, text.format(referral.referral_number), doctype=REFERRAL, name=referral.name)
	text = _("{0} received a referral on {1}: who moves, how to reach them safely, and the areas of concern.")
	css_exit.db_set("site_handover", text.format(site, formatdate(on)))
	return disclosure


def consent_for(css_exit: Document, site: str, on: date) -> str | None:
	"""The consent that is valid today and names the site (R-120, R-368)."""
	return covering_consent(
		css_exit.client,
		css_exit.css_case,
		for_what=Use.EXTERNAL_REFERRAL.value,
		on=on,
		recipient=site,
		purpose="",
		information="",
	)


def nothing_sent(css_exit: Document, site: str) -> str:
	if css_exit.handover == "Hand Over":
		return _("Nothing was sent to {0}: no valid consent names this site.").format(site)
	if css_exit.handover == "Client Declines":
		return _("Nothing was sent to {0}: the client did not agree.").format(site)
	return _("Nothing was sent to {0}: there was nothing to hand over.").format(site)


def record_disclosure(css_exit: Document, site: str, consent: str, on: date) -> str:
	"""What left the site, to whom, on which ground (R-124)."""
	ground = frappe.get_all(
		"CSS Disclosure Ground",
		filters={"without_consent": 0},
		order_by="position asc",
		limit=1,
		pluck="name",
	)
	return (
		frappe.get_doc(
			doctype=DISCLOSURE,
			client=css_exit.client,
			css_case=css_exit.css_case,
			recipient=site,
			ground=ground[0] if ground else None,
			disclosed_on=on,
			information=information_told(css_exit),
			reason=_("Moves to another site, which takes over."),
			consent=consent,
		)
		.insert(ignore_permissions=True)
		.name
	)


def information_told(css_exit: Document) -> str:
	information = _(
		"Name, date of birth, language, interpreter, immigration category, a telephone number that is safe to call, size of the household, and the areas of concern."
	)
	if not is_protected(css_exit):
		return information
	return f"{information} {_('Also that the household must not be found by people it lived with before.')}"


def referral_of_household(css_exit: Document, site: str) -> Document | None:
	"""The referral that was made for somebody else of this household and is not decided on yet."""
	disclosures = frappe.get_all(
		DISCLOSURE, filters={"css_case": css_exit.css_case, "recipient": site}, pluck="name"
	)
	names = frappe.get_all(
		REFERRAL,
		filters={
			"site": site,
			"status": ("in", UNDECIDED),
			"source_system": SOURCE,
			"source_id": ("in", disclosures),
		},
		pluck="name",
		limit=1,
	)
	return frappe.get_doc(REFERRAL, names[0]) if names else None


def add_to_referral(referral: Document, css_exit: Document) -> None:
	concerns = _("Another member of the household: {0}").format(css_exit.handover_summary or "")
	referral.update(
		{
			"household_size": household_size(css_exit),
			"reason": "\n\n".join(filter(None, (referral.reason, concerns))),
		}
	)
	referral.save(ignore_permissions=True)


def refer(css_exit: Document, site: str, disclosure: str) -> Document:
	person = frappe.get_doc(CLIENT, css_exit.client)
	number = number_safe_to_call(person)
	return frappe.get_doc(
		doctype=REFERRAL,
		site=site,
		received_on=site_today(site),
		source_organization=frappe.db.get_value("CSS Case", css_exit.css_case, "site"),
		reason="\n\n".join(filter(None, (safety_of(css_exit), css_exit.handover_summary))),
		household_size=household_size(css_exit),
		phone=number,
		safe_to_call="Yes" if number else None,
		source_system=SOURCE,
		source_id=disclosure,
		**{fieldname: person.get(fieldname) for fieldname in OF_PERSON},
		**naars_of(css_exit),
	).insert(ignore_permissions=True)


def safety_of(css_exit: Document) -> str | None:
	"""What the new site has to know before it asks anybody, and not why (R-502)."""
	if not is_protected(css_exit):
		return None
	return _(
		"Safety: this household must not be found by people it lived with before. Tell nobody that it is here, and let the manager open the file."
	)


def is_protected(css_exit: Document) -> bool:
	return bool(frappe.db.get_value("CSS Case", css_exit.css_case, "is_protected"))


def number_safe_to_call(person: Document) -> str | None:
	"""Somebody else may answer any other number (R-500)."""
	return next((row.phone for row in person.phones if row.phone and row.safe_to_call == "Yes"), None)


def naars_of(css_exit: Document) -> dict:
	"""The NAARS by which she came to the programme, so that nobody asks for it again (R-081)."""
	row = frappe.db.get_value(
		REFERRAL,
		{"client": css_exit.client, "css_case": css_exit.css_case, "naars_date": ("is", "set")},
		list(OF_NAARS),
		order_by="naars_date desc",
		as_dict=True,
	)
	return dict(row or {})


def household_size(css_exit: Document) -> int:
	"""Who lives together and does not go on in the programme here."""
	staying, exits = frappe.qb.DocType("CSS Enrolment"), frappe.qb.DocType(EXIT)
	moving_too = (
		frappe.qb.from_(exits)
		.select(exits.client)
		.where(exits.css_case == css_exit.css_case)
		.where(exits.moves_to_site == css_exit.moves_to_site)
	)
	those_who_stay = (
		frappe.qb.from_(staying)
		.select(staying.client)
		.where(staying.css_case == css_exit.css_case)
		.where(staying.status == "Active")
		.where(staying.client.notin(moving_too))
		.run(pluck=True)
	)
	members = frappe.get_all(
		MEMBER, filters={"css_case": css_exit.css_case, "member_to": ("is", "not set")}, pluck="client"
	)
	return max(len(set(members) - set(those_who_stay)), 1)
