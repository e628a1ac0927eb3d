"""Two sheets of a referral: what the client takes along (R-306), and what the provider is told (R-120, R-312). Staff are
reached by what is for work (R-015)."""

from datetime import datetime

import frappe
from babel.dates import format_date, format_time
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate

from css_case_mgmt.consent_gate import require_consent
from css_case_mgmt.local_time import on_clock_of
from css_case_mgmt.people import full_name
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.printed_form import LABELS_EXIST_IN
from css_case_mgmt.question_bank.sheet_texts import language_tag
from css_case_mgmt.rules.consent import plain
from css_case_mgmt.rules.telephone import shown_number
from css_case_mgmt.settings import site_today
from css_case_mgmt.staff_contact import contact_line

PROVIDER = "CSS Service Provider"
LOCALES = {"en": "en_CA", "fr": "fr_CA"}


class LetterRefused(frappe.ValidationError):
	"""Nothing is told to a provider without a consent."""


def instruction_sheet(referral: Document) -> dict:
	"""Where to go, when, what to bring and how to cancel; nothing about why, and no file number.

	Labels are in the client's language where the app speaks it, otherwise in the site's; what the worker typed
	stays as typed, in the client's language and direction.
	"""
	language = referral.instruction_language or frappe.db.get_value(
		"CSS Client", referral.client, "primary_language"
	)
	words = label_language(language, referral.site)
	provider = provider_of(referral)
	offered = offered_service(provider, referral.service)
	texts_language = language_tag(language) if language else words
	return {
		"lang": texts_language,
		"dir": direction_of(language),
		"label_lang": words,
		"service": offered.service_name if offered and offered.service_name else _(referral.service, words),
		"provider": provider.provider_name if provider else referral.internal_to,
		"address": address_of(provider),
		"phone": phone_of(provider),
		"contact_person": (provider.contact_person if provider else "") or "",
		"when": when(referral, words),
		"what_to_bring": referral.what_to_bring or (offered.what_to_bring if offered else "") or "",
		"is_own_text": bool(referral.what_to_bring),
		"instructions": referral.instructions or "",
		"waiting": waiting(offered, words),
		"worker": frappe.utils.get_fullname(referral.caseworker),
		"worker_contact": contact_line(referral.caseworker, referral.site),
		"site": referral.site,
		"labels": sheet_labels(words, phone_of(provider)),
	}


def label_language(language: str | None, site: str) -> str:
	"""A language that the app speaks: the client's, or that of the site."""
	tag = language_tag(language) if language else ""
	if tag in LABELS_EXIST_IN:
		return tag
	return "fr" if frappe.get_cached_value("CSS Site", site, "official_language") == "French" else "en"


def direction_of(language: str | None) -> str:
	is_right_to_left = language and frappe.get_cached_value("CSS Language", language, "right_to_left")
	return "rtl" if is_right_to_left else "ltr"


def provider_of(referral: Document) -> Document | None:
	return frappe.get_cached_doc(PROVIDER, referral.provider) if referral.provider else None


def offered_service(provider: Document | None, service: str) -> Document | None:
	rows = provider.services if provider else ()
	return next((row for row in rows if row.service_type == service), None)


def address_of(provider: Document | None) -> str:
	if not provider:
		return ""
	if provider.address or not provider.locations:
		return provider.address or ""
	place = provider.locations[0]
	last_line = " ".join(filter(None, (place.city, place.province, place.postal_code)))
	return "\n".join(filter(None, (place.location_name, place.address_line, last_line)))


def phone_of(provider: Document | None) -> str:
	if not provider:
		return ""
	source = provider if provider.phone else next((row for row in provider.locations if row.phone), None)
	if not source:
		return ""
	number = shown_number(source.phone)
	return f"{number} # {source.phone_extension}" if source.phone_extension else number


def when(referral: Document, words: str) -> str:
	"""The day in words and the time on the clock of the site."""
	if not referral.appointment_on:
		return ""
	local = on_clock_of(referral.site, get_datetime(referral.appointment_on))
	return _("{0} at {1}", words).format(day_in_words(local, words), time_in_words(local, words))


def day_in_words(day: datetime, words: str) -> str:
	return format_date(day, format="full", locale=LOCALES[words])


def time_in_words(moment: datetime, words: str) -> str:
	return format_time(moment, format="short", locale=LOCALES[words])


def waiting(offered: Document | None, words: str) -> str:
	if not offered or not offered.waiting_list:
		return ""
	parts = [_("There is a waiting list.", words)]
	if offered.waiting_time:
		parts.append(_("It takes about: {0}.", words).format(offered.waiting_time))
	if offered.waiting_contact:
		parts.append(_("You are contacted: {0}.", words).format(offered.waiting_contact))
	return " ".join(parts)


def sheet_labels(words: str, phone: str) -> dict[str, str]:
	cancel = (
		_("If you cannot come, or are late, call {0} before.", words).format(phone)
		if phone
		else _("If you cannot come, or are late, tell your caseworker before.", words)
	)
	return {
		"title": _("Where to go", words),
		"service": _("Service", words),
		"provider": _("Organisation", words),
		"address": _("Address", words),
		"phone": _("Telephone", words),
		"contact_person": _("Ask for", words),
		"when": _("When", words),
		"what_to_bring": _("What to bring", words),
		"waiting": _("Waiting list", words),
		"cancel": cancel,
		"worker": _("Your caseworker", words),
		"private": _(
			"What you talk about there stays between you and them, unless you agree to more.", words
		),
	}


def letter(referral: Document) -> dict:
	"""Only the pieces of information that the consent names, each with what the file holds or a line to fill in.

	Raises:
		LetterRefused: it is within the agency, was never consented to, or the person's file is open to another case.
		ConsentMissing: the consent does not hold any more.
	"""
	if referral.is_internal or referral.status in ("Draft", "Cancelled", "Declined"):
		frappe.throw(
			_("A letter goes to a provider outside once the client has consented to the referral."),
			LetterRefused,
			title=_("Referral letter"),
		)
	if not is_reachable("CSS Client", referral.client, frappe.session.user):
		frappe.throw(
			_("This person belongs to another family by now: a letter is written from the file there."),
			LetterRefused,
			title=_("Referral letter"),
		)
	provider = provider_of(referral)
	today = site_today(referral.site)
	require_consent(
		referral.client,
		referral.css_case,
		for_what="External Referral",
		on=today,
		recipient=provider.provider_name,
		purpose=referral.purpose,
		information=referral.information,
	)
	return {
		"lang": (frappe.local.lang or "en").split("-")[0],
		"provider": provider.provider_name,
		"address": address_of(provider),
		"contact_person": provider.contact_person or "",
		"date": frappe.utils.format_date(referral.referred_on or today),
		"service": _(referral.service),
		"purpose": referral.purpose,
		"pieces": pieces(referral),
		"worker": frappe.utils.get_fullname(referral.caseworker),
		"worker_contact": contact_line(referral.caseworker, referral.site),
		"site": referral.site,
	}


def pieces(referral: Document) -> list[tuple[str, str]]:
	"""Each piece of information in the words of the consent."""
	person = frappe.get_doc("CSS Client", referral.client)
	known = known_pieces(person, referral)
	separated = referral.information.replace(";", "\n").replace(",", "\n").splitlines()
	return [(piece.strip(), known.get(plain(piece), "")) for piece in separated if piece.strip()]


def known_pieces(person: Document, referral: Document) -> dict[str, str]:
	"""What the file holds, by the words for it in English and in the reader's language; a number that is not safe to
	call goes to nobody (R-500)."""
	phone = next((row.phone for row in person.phones if row.safe_to_call == "Yes"), "")
	language = person.primary_language and frappe.get_cached_value(
		"CSS Language", person.primary_language, "language_name"
	)
	values = {
		("Name", _("Name")): full_name(person),
		("Preferred name", _("Preferred name")): person.preferred_name or "",
		("Date of birth", _("Date of birth")): day_of_birth(person),
		("Telephone", _("Telephone")): shown_number(phone) if phone else "",
		("Telephone number", _("Telephone number")): shown_number(phone) if phone else "",
		("E-mail", _("E-mail")): (person.email or "") if person.safe_to_email == "Yes" else "",
		("Language", _("Language")): _(language) if language else "",
		("Needs an interpreter", _("Needs an interpreter")): _("Yes")
		if person.needs_interpreter
		else _("No"),
		("Immigration category", _("Immigration category")): _(person.immigration_category or ""),
		("Reason", _("Reason")): referral.reason or "",
	}
	return {plain(label): value for labels, value in values.items() for label in labels}


def day_of_birth(person: Document) -> str:
	if not person.date_of_birth:
		return ""
	day = frappe.utils.format_date(getdate(person.date_of_birth))
	return _("{0} (estimated)").format(day) if person.birth_date_is_estimated else day
