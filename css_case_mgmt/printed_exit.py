"""Papers of an exit: what the settlement services are told (R-368, R-374), what the client said (R-363), and what the
client takes along (R-377, R-454)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_date

from css_case_mgmt.exit_achievements import achieved, name_for_reader
from css_case_mgmt.exit_interviews import as_answer, questions_on_file
from css_case_mgmt.people import full_name
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.printed_referral import address_of, direction_of, label_language, phone_of
from css_case_mgmt.question_bank.sheet_texts import language_tag
from css_case_mgmt.rules.approval import State
from css_case_mgmt.staff_contact import contact_line

HAND_OVER = "Hand Over"
PROVIDER = "CSS Service Provider"
NOT_APPROVED = (State.DRAFT.value, State.READY.value, State.RETURNED.value)


class HandoverRefused(frappe.ValidationError):
	"""Nothing of a file leaves the agency without a consent that covers it."""


def handover_summary(css_exit: Document) -> dict:
	"""Who, from whom, to whom, the areas of concern, and the consent that covers it; nothing else of the file.

	Raises:
		HandoverRefused: nothing is handed over, no consent covers it today, or the person's file is open to another case.
	"""
	if css_exit.handover != HAND_OVER or not (css_exit.handover_summary or "").strip():
		refuse(_("Nothing is handed over here. Choose Hand Over and write down the areas of concern first."))
	if not is_reachable("CSS Client", css_exit.client, frappe.session.user):
		refuse(_("This person belongs to another family by now: a summary is written from the file there."))
	consent = css_exit.consent_to_hand_over()
	if not consent:
		refuse(_("No valid consent names who is told. Record a consent that does, then print."))
	person = frappe.get_cached_doc("CSS Client", css_exit.client)
	provider = css_exit.handover_provider and frappe.get_cached_doc(PROVIDER, css_exit.handover_provider)
	language = person.primary_language and frappe.get_cached_value(
		"CSS Language", person.primary_language, "language_name"
	)
	site = css_exit.site_of_case()
	return {
		"lang": (frappe.local.lang or "en").split("-")[0],
		"mark": _("Not approved yet") if css_exit.workflow_state in NOT_APPROVED else "",
		"client": full_name(person),
		"language": _(language) if language else "",
		"needs_interpreter": _("Yes") if person.needs_interpreter else _("No"),
		"provider": css_exit.who_is_told(),
		"address": address_of(provider),
		"phone": phone_of(provider),
		"counsellor": css_exit.settlement_counsellor or "",
		"met_on": day(css_exit.counsellor_met_on),
		"last_day": day(css_exit.exit_date),
		"concerns": css_exit.handover_summary,
		"consent": consent_in_words(consent),
		**worker_of(css_exit, site),
		"site": site,
		"date": day(css_exit.handed_over_on or css_exit.today()),
	}


def consent_in_words(consent: str) -> str:
	explained_on, valid_until = frappe.db.get_value("CSS Consent", consent, ["explained_on", "valid_until"])
	if valid_until:
		return _("Consent of {0}, valid until {1}").format(day(explained_on), day(valid_until))
	return _("Consent of {0}, valid until withdrawn").format(day(explained_on))


def worker_of(css_exit: Document, site: str) -> dict[str, str]:
	"""Whoever serves the case, with what is for work (R-015); once that has ended, whoever asked for the exit."""
	user = frappe.db.get_value("CSS Case", css_exit.css_case, "caseworker") or css_exit.requested_by
	user = user or css_exit.owner
	return {"worker": frappe.utils.get_fullname(user), "worker_contact": contact_line(user, site)}


def interview_as_printed(interview: Document) -> dict:
	"""Every question with the client's answer, as typed."""
	asked = {row.name: row for row in questions_on_file()}
	return {
		"lang": (frappe.local.lang or "en").split("-")[0],
		"client": name_for_reader(interview.client),
		"date": day(interview.interviewed_on),
		"place": _(interview.place) if interview.place else "",
		"by": frappe.utils.get_fullname(interview.interviewed_by),
		"rows": [printed_answer(asked[row.question], row) for row in interview.answers],
	}


def printed_answer(question: frappe._dict, row) -> dict:
	answer = as_answer(row)
	satisfaction = _(answer.satisfaction) if answer.satisfaction else ""
	if answer.is_declined:
		satisfaction = _("Prefers not to say")
	return {"question": _(question.question), "satisfaction": satisfaction, "words": answer.words}


def to_take_along(css_exit: Document) -> dict:
	"""One page for the client: what was achieved, whom to ask from now on, how to come back.

	Labels are in the client's language where the app speaks it, otherwise in the site's; what was said stays as it was
	said, in the client's direction of writing.
	"""
	site = css_exit.site_of_case()
	spoken = frappe.db.get_value("CSS Client", css_exit.client, "primary_language")
	words = label_language(spoken, site)
	provider = provider_now(css_exit)
	found = achieved(css_exit)
	return {
		"lang": language_tag(spoken) if spoken else words,
		"dir": direction_of(spoken),
		"label_lang": words,
		"client": found["full_name"],
		"since": day(found["enrolled_on"]),
		"until": day(css_exit.exit_date),
		"strengths": found["strengths"],
		"goals": found["goals"],
		"accomplishments": [text for text in (css_exit.achievements, *found["own_words"]) if text],
		"future_plan": css_exit.future_plan or "",
		"counsellor": css_exit.settlement_counsellor or "",
		"provider": provider.provider_name if provider else "",
		"address": address_of(provider),
		"phone": phone_of(provider),
		"site": site,
		**worker_of(css_exit, site),
		"labels": labels(words),
	}


def provider_now(css_exit: Document) -> Document | None:
	"""Where the client goes from now on: the hand-over, or the final referral."""
	name = css_exit.handover_provider or (
		css_exit.final_referral and frappe.db.get_value("CSS Referral", css_exit.final_referral, "provider")
	)
	return frappe.get_cached_doc(PROVIDER, name) if name else None


def labels(words: str) -> dict[str, str]:
	return {
		"title": _("What you have achieved", words),
		"in_programme": _("In the programme", words),
		"strengths": _("What you are good at", words),
		"goals": _("The goals that you reached", words),
		"accomplishments": _("What you can be proud of", words),
		"future_plan": _("Your plans", words),
		"ask": _("Whom to ask from now on", words),
		"come_back": _("If you need case management again", words),
		"how": _(
			"Life changes. You may ask for case management again at any time: come to us, or ask your settlement counsellor to send you. We look together again at what you need, and make a new plan.",
			words,
		),
		"thanks": _("It was good to go this way with you.", words),
	}


def day(value) -> str:
	return format_date(value) if value else ""


def refuse(text: str) -> None:
	frappe.throw(text, HandoverRefused, title=_("Handover summary"))
