"""Recording consent and charter in one sitting, and saying where a person stands (R-110 to R-122, R-129)."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, add_months, cint, getdate

from css_case_mgmt.api.permission import require
from css_case_mgmt.consent_gate import (
	CHARTER,
	CONSENT,
	agreements_of,
	as_consent,
	charter_rows,
	consent_rows,
	file_owner,
	missing_for,
	missing_texts,
)
from css_case_mgmt.people import NAME_FIELDS, age, case_of_client, full_name
from css_case_mgmt.question_bank.sheet_texts import language_tag
from css_case_mgmt.rules.consent import Standing, last_valid_day, standing
from css_case_mgmt.settings import case_today, get_setting, site_today

FORM = "CSS Consent Form"
FALLBACK_LANGUAGE = "eng"


@frappe.whitelist(methods=["GET", "POST"])
def get_gate(client: str, css_case: str, for_what: str = "Needs Assessment", on: str | None = None) -> dict:
	"""What is missing before work may start, in words, so that nobody types for nothing (D-16).

	Args:
		client: a client whose file the user may read.
		css_case: the case of the work.
		for_what: Needs Assessment, Settlement Plan or External Referral.
		on: the day of the work; today when left out.
	"""
	check_file(client, css_case)
	missing = missing_for(client, css_case, for_what, getdate(on) if on else None)
	texts = missing_texts()
	return {
		"missing": [{"code": code.value, "text": texts[code]} for code in missing],
		"may_record": frappe.has_permission(CONSENT, "create") and may_write_case(css_case),
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_gate_of_enrolment(enrolment: str, for_what: str = "Needs Assessment") -> dict:
	"""As `get_gate`, for what is to begin today in an enrolment."""
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("read")
	gate = get_gate(document.client, document.css_case, for_what)
	return {**gate, "client": document.client, "css_case": document.css_case}


@frappe.whitelist(methods=["GET", "POST"])
def prepare(client: str, css_case: str) -> dict:
	"""Everything that the page for recording consent and charter shows: forms in the client's language, what
	is proposed, and what is there already.

	Args:
		client: a client whose file the user may read.
		css_case: the case of which the client is a member.
	"""
	require(CONSENT, "create")
	document = check_file(client, css_case)
	site = frappe.db.get_value("CSS Case", css_case, "site")
	today = site_today(site)
	person = file_owner(client, css_case)
	missing = missing_for(client, css_case, "Needs Assessment")
	valid_months = get_setting("consent_valid_months", site)
	return {
		"today": today,
		"full_name": full_name(document),
		"age": age(document, today),
		"is_grown_up": person.is_grown_up(today),
		"needs_interpreter": cint(document.needs_interpreter),
		"language": document.primary_language,
		"guardians": guardians(client, css_case, today, person.own_file_age),
		"forms": {
			"Consent": forms_for(document.primary_language, "Consent"),
			"Charter": forms_for(document.primary_language, "Charter"),
		},
		"valid_months": valid_months,
		"valid_until": add_days(add_months(today, valid_months), -1),
		"purpose": _("Case management by this agency"),
		"needs_charter": any("Charter" in code.value for code in missing),
		"missing": [missing_texts()[code] for code in missing],
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_form_text(form: str) -> dict:
	"""The text of a form, with the language and the direction in which it is written (R-115, D-25)."""
	require(FORM, "read")
	document = frappe.get_doc(FORM, form)
	document.check_permission("read")
	return {
		"title": document.title,
		"body": document.body,
		"is_sample": document.is_sample,
		**direction_of(document.language),
	}


@frappe.whitelist(methods=["POST"])
def record(
	client: str, css_case: str, consent: dict | str | None = None, charter: dict | str | None = None
) -> dict:
	"""Store a consent, a charter, or both of one sitting: all or nothing.

	Args:
		client: a client whose file the user may write.
		css_case: the case of which the client is a member.
		consent: fields of a CSS Consent.
		charter: fields of a CSS Charter Acknowledgement.
	"""
	check_file(client, css_case)
	made = {}
	for doctype, values in ((CONSENT, consent), (CHARTER, charter)):
		values = frappe.parse_json(values) if values else None
		if values:
			document = frappe.new_doc(doctype)
			document.update({**values, "client": client, "css_case": css_case})
			made[doctype] = document.insert().name
	return made


@frappe.whitelist(methods=["GET", "POST"])
def get_standing(consent: str) -> dict:
	"""Where one consent stands today, for the panel of its form."""
	document = frappe.get_doc(CONSENT, consent)
	document.check_permission("read")
	site = frappe.db.get_value("CSS Case", document.css_case, "site")
	today = site_today(site)
	person = file_owner(document.client, document.css_case)
	as_recorded = as_consent(document, document.purposes)
	found = standing(as_recorded, person, today)
	last_day = last_valid_day(as_recorded, person)
	is_signed = bool(as_recorded.signed_on())
	may_write = document.has_permission("write")
	return {
		"today": today,
		"standing": found.value,
		"last_day": last_day,
		"ends_soon": bool(
			found is Standing.VALID
			and last_day
			and last_day <= getdate(add_days(today, get_setting("consent_renewal_days", site)))
		),
		"is_signed": is_signed,
		"is_sample": frappe.get_cached_value(FORM, document.consent_form, "is_sample"),
		"needs_copy": is_signed and not document.copy_given_on,
		"may_write": may_write,
		"may_withdraw": may_write and not document.withdrawn_on,
		"charters": [
			row
			for row in charter_rows([document.client])
			if not row.withdrawn_on and row.acknowledged_on <= today
		][:1],
		**direction_of(document.language),
	}


@frappe.whitelist(methods=["GET", "POST"])
def standings(consents: list | str) -> dict[str, str]:
	"""Of the consents in a list, where each stands today."""
	require(CONSENT, "read")
	names = frappe.parse_json(consents)
	readable = frappe.get_list(
		CONSENT, filters={"name": ("in", names)}, fields=["name", "client", "css_case"], limit=0
	)
	rows = {row.name: row for row in consent_rows({row.client for row in readable})} if readable else {}
	people = {key: file_owner(*key) for key in {(row.client, row.css_case) for row in readable}}
	today = {css_case: case_today(css_case) for css_case in {row.css_case for row in readable}}
	return {
		row.name: standing(
			as_consent(rows[row.name]), people[row.client, row.css_case], today[row.css_case]
		).value
		for row in readable
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_agreements(client: str) -> dict:
	"""A person's consents and charters with their standing, for the panel of the file."""
	document = frappe.get_doc("CSS Client", client)
	document.check_permission("read")
	css_case = case_of_client(client)
	if not css_case:
		return {"consents": [], "charters": [], "css_case": None}
	today = case_today(css_case)
	agreements = agreements_of(client, css_case)
	readable = set(frappe.get_list(CONSENT, filters={"client": client}, pluck="name", limit=0))
	return {
		"css_case": css_case,
		"consents": [
			{
				"name": consent.reference,
				"standing": standing(consent, agreements.person, today).value,
				"valid_until": consent.valid_until,
			}
			for consent in agreements.consents
			if consent.reference in readable
		],
		"charters": [row for row in charter_rows([client]) if not row.withdrawn_on],
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_approval(disclosure: str) -> dict[str, bool]:
	"""Whether a disclosure waits for an approval, and whether the user may give it (D-24)."""
	document = frappe.get_doc("CSS Disclosure", disclosure)
	document.check_permission("read")
	waits = document.needs_approval() and not document.approved_by
	return {
		"needs_approval": waits,
		"may_approve": waits and document.has_permission("write") and document.why_not_approve() is None,
	}


def check_file(client: str, css_case: str) -> Document:
	document = frappe.get_doc("CSS Client", client)
	document.check_permission("read")
	frappe.get_doc("CSS Case", css_case).check_permission("read")
	return document


def may_write_case(css_case: str) -> bool:
	return bool(frappe.get_doc("CSS Case", css_case).has_permission("write"))


def forms_for(language: str | None, kind: str) -> list[dict]:
	"""The latest published version of each form, the client's language first, then English."""
	rows = frappe.get_all(
		FORM,
		filters={"kind": kind, "status": "Published"},
		fields=["name", "form_code", "version", "language", "title", "is_sample"],
		order_by="form_code asc, version desc",
	)
	latest = {}
	for row in rows:
		latest.setdefault((row.form_code, row.language), row)
	found = [{**row, **direction_of(row.language)} for row in latest.values()]
	return sorted(found, key=lambda row: (row["language"] != language, row["language"] != FALLBACK_LANGUAGE))


def direction_of(language: str) -> dict:
	row = frappe.get_cached_doc("CSS Language", language)
	return {
		"language": language,
		"language_name": row.language_name,
		"right_to_left": row.right_to_left,
		"tag": language_tag(language),
	}


def guardians(client: str, css_case: str, today: date, own_file_age: int) -> list[str]:
	"""Names of the grown-ups of the family, one of whom may sign for a child."""
	member, person = frappe.qb.DocType("CSS Case Member"), frappe.qb.DocType("CSS Client")
	rows = (
		frappe.qb.from_(member)
		.join(person)
		.on(person.name == member.client)
		.select(person.date_of_birth, *(person[fieldname] for fieldname in NAME_FIELDS))
		.where(member.css_case == css_case)
		.where(member.client != client)
		.where(member.member_to.isnull())
		.where(person.died_on.isnull())
		.orderby(member.is_head, order=frappe.qb.desc)
		.run(as_dict=True)
	)
	return [full_name(row) for row in rows if (age(row, today) or own_file_age) >= own_file_age]
