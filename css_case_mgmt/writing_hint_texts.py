"""The hints on a note in the words of the desk: why there is one, and what to write instead (R-267 to R-273)."""

from datetime import date

from frappe import _

from css_case_mgmt.rules.writing_hints import Hint, Why
from css_case_mgmt.rules.writing_hints.other_words import date_in_words, dates_of


def shown(hint: Hint, on: date | None) -> dict:
	"""A hint as the desk shows it.

	Args:
		on: the day of the note, from which "last Tuesday" is counted; without it no date is proposed.

	Returns:
		start and end in characters of the text, the text there, kind, why, advice, and words that can take its place.
	"""
	why, advice = texts(hint.why)
	instead = [hint.instead] if hint.instead else []
	if on:
		instead += [date_in_words(hint, day) for day in dates_of(hint, on)]
	return {
		"start": hint.start,
		"end": hint.end,
		"text": hint.text,
		"kind": hint.kind.value,
		"why": why,
		"advice": advice,
		"instead": instead,
	}


def texts(why: Why) -> tuple[str, str]:
	return {
		Why.FEELING: (
			_("A feeling, written as a fact."),
			_("Write what you saw, “appeared upset”, or what was said, “client stated that …”."),
		),
		Why.HABIT: (
			_("Always or never is more than anybody has seen."),
			_("Write how often, and when: “missed the appointments of 3 and 10 March 2026”."),
		),
		Why.CERTAINTY: (
			_("Sounds certain about what was only seen from outside."),
			_("Leave the word out, or write what you saw: “appeared …”."),
		),
		Why.INTENTION: (
			_("An intention, written as a fact."),
			_("Write what was said or done: “client stated that …”."),
		),
		Why.DIAGNOSIS: (
			_("No diagnosis belongs in the file, whoever reported it."),
			_("Stay general: “client indicated a health condition; referral made”."),
		),
		Why.JUDGEMENT: (
			_("May read as a judgement, and the client may read the file."),
			_("Write what happened, or what was said and by whom."),
		),
		Why.WEEKDAY: (
			_("In a few months nobody knows which day this was."),
			_("Write the date."),
		),
		Why.UNNAMED_PERSON: (
			_("Who was it?"),
			_("The first time: name, title, organization and phone. Later the name is enough."),
		),
		Why.UNNAMED_ORGANISATION: (
			_("Which organization was it?"),
			_("Write its name; the first time also its address or phone."),
		),
		Why.NUMBER: (
			_("A number that the programme does not need, and that harms the client if others read it."),
			_("Leave it out: “client showed her health card”."),
		),
	}[why]
