"""A signed form on paper, in the form's own language and direction (R-115, R-117, R-121, R-127, D-25).

The labels around the agency's text are in that language where the app speaks it, and in English otherwise.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_date

from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.question_bank.sheet_texts import language_tag

LABELS_EXIST_IN = ("en", "fr")
EXPLAINED = (
	"limits_explained",
	"rights_explained",
	"risks_explained",
	"voluntary_explained",
	"complaints_explained",
)


def as_printed(doc: Document, form: str | None, kind: str) -> dict:
	"""What the print formats show of a consent or a charter.

	Args:
		doc: a CSS Consent or CSS Charter Acknowledgement that the user may print.
		form: the CSS Consent Form that was signed.
		kind: Consent or Charter; the title where no form is on record.
	"""
	text = frappe.get_cached_doc("CSS Consent Form", form) if form else None
	tag = language_tag(doc.language)
	language = tag if tag in LABELS_EXIST_IN else "en"
	person = frappe.db.get_value("CSS Client", doc.client, ["file_number", *NAME_FIELDS], as_dict=True)
	return {
		"lang": tag,
		"dir": "rtl" if frappe.get_cached_value("CSS Language", doc.language, "right_to_left") else "ltr",
		"label_lang": language,
		"title": text.title if text else _(kind, language),
		"body": text.body if text else "",
		"version": f"{text.form_code} v{text.version}" if text else "",
		"sample": _("Sample – replace by your agency's text", language) if text and text.is_sample else "",
		"client": full_name(person),
		"file_number": person.file_number,
		"worker": frappe.utils.get_fullname(doc.owner),
		"signer": guardian_of(doc) or full_name(person),
		"guardian": guardian_of(doc),
		"dates": {
			fieldname: format_date(doc.get(fieldname)) if doc.get(fieldname) else ""
			for fieldname in (
				"explained_on",
				"acknowledged_on",
				"valid_from",
				"valid_until",
				"withdrawn_on",
				"client_signed_on",
				"caseworker_signed_on",
				"copy_given_on",
				"graduation_discussed_on",
			)
		},
		"explained": [
			_(doc.meta.get_label(fieldname), language) for fieldname in EXPLAINED if doc.get(fieldname)
		],
		"interpreter": interpreter_of(doc, language),
		"labels": labels(language),
	}


def guardian_of(doc: Document) -> str:
	return (doc.get("guardian_name") or "") if doc.given_by == "Guardian" else ""


def interpreter_of(doc: Document, language: str) -> str:
	"""The kind alone: the register of interpreters is read by those of its site only."""
	if not doc.interpreter_kind:
		return ""
	kind = _("Formal", language) if doc.interpreter_kind == "Formal" else _("Informal", language)
	return f"{kind}, {_('by telephone', language)}" if doc.by_telephone else kind


def labels(language: str) -> dict[str, str]:
	return {
		"client": _("Client", language),
		"file_number": _("File number", language),
		"purpose": _("Purpose", language),
		"recipient": _("Recipient", language),
		"information": _("Information", language),
		"inside": _("Nothing leaves the agency", language),
		"covers": _("What it covers", language),
		"explained": _("Explained", language),
		"explained_on": _("Explained on", language),
		"acknowledged_on": _("Acknowledged on", language),
		"interpreter": _("Interpreter", language),
		"valid_from": _("Valid from", language),
		"valid_until": _("Valid until", language),
		"until_withdrawn": _("Until withdrawn", language),
		"withdrawn_on": _("Withdrawn on", language),
		"signature_client": _("Client", language),
		"signature_guardian": _("Guardian", language),
		"signature_worker": _("Caseworker", language),
		"signed_on": _("Signed on", language),
		"graduation": _("When and how case management ends was discussed on", language),
		"paper": _("Signed on paper: see the scan in the file.", language),
		"copy": _("Copy for the client", language),
	}
