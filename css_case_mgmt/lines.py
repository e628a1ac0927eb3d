"""Lines that say one thing each, for the card before a meeting and for the page of a family (R-164, R-459).

A line has a `text` and, where there is one, a `date`, a `detail`, a `score`, a `tone` (good, warm, alert), `who` it is
about, and `doctype` and `name` of the record that it comes from.
"""

from datetime import date
from typing import Any

import frappe
from frappe import _

from css_case_mgmt.assessment_clock import BothClocks, Clock
from css_case_mgmt.autonomy import autonomy
from css_case_mgmt.consent_gate import Standings, missing_texts
from css_case_mgmt.rules import referral
from css_case_mgmt.rules.consent import Missing

Line = dict[str, Any]
NO_SUPPORT_NEEDED = 1


def line(text: str, **more: Any) -> Line:
	"""A line; what is None is left out."""
	return {"text": text, **{key: value for key, value in more.items() if value is not None}}


def about(who: str, lines: list[Line]) -> list[Line]:
	"""The same lines, each with the name of the person."""
	return [{**each, "who": who} for each in lines]


def factor_line(row: frappe._dict) -> Line:
	"""A factor with its score and level of autonomy (R-174)."""
	words = autonomy(row.status, row.score)
	return line(row.title, score=row.score, detail=words["level"] if words else None)


def strongest(factors: list[frappe._dict], most: int) -> list[frappe._dict]:
	"""Of the scored factors, the least need first, those that go best (R-454)."""
	return factors[:most]


def neediest(factors: list[frappe._dict], most: int) -> list[frappe._dict]:
	"""Of the others those where support helps most, the greatest need first."""
	return [row for row in reversed(factors[most:]) if row.score > NO_SUPPORT_NEEDED][:most]


def consent_lines(standing: Standings) -> list[Line]:
	"""Whether consent and charter hold, and what is missing otherwise."""
	texts = missing_texts()
	if standing.consent_is_valid:
		until = standing.consent.valid_until if standing.consent else None
		text = _("The consent holds until") if until else _("The consent holds until it is withdrawn.")
		lines = [line(text, date=until, tone="good")]
	else:
		lines = [line(texts[Missing(code)], tone="warm") for code in standing.consent_missing]
	if not standing.charter_is_valid:
		lines.append(line(texts[Missing.NO_CHARTER], tone="warm"))
	return lines


def clock_lines(clocks: BothClocks) -> list[Line]:
	"""When the next assessments are due, and whether they are overdue (R-150, R-180)."""
	lines = (
		due_line(_("Needs assessment"), clocks.nam),
		due_line(_("Periodic assessment"), clocks.periodic),
	)
	return [each for each in lines if each]


def due_line(text: str, clock: Clock) -> Line | None:
	if not clock.next_due:
		return None
	tone = "alert" if clock.is_overdue else None
	return line(text, date=clock.next_due, detail=_("overdue") if clock.is_overdue else _("due"), tone=tone)


def safety_line(note: frappe._dict) -> Line:
	return line(
		note.behaviour,
		date=note.noted_on,
		detail=note.precautions or None,
		tone="warm",
		doctype="CSS Safety Note",
		name=note.name,
	)


def activity_text(row: frappe._dict) -> str:
	"""What was done and how, and what happened if nobody was reached."""
	parts = [_(row.activity_type)]
	if row.method:
		parts.append(_(row.method))
	if not row.successful:
		parts.append(_(row.attempt_result or "No Answer"))
	return " · ".join(parts)


def referral_line(row: frappe._dict, today: date) -> Line:
	"""To whom, for what, how far it is, and when to follow it up (R-309)."""
	to = row.provider_name or row.internal_to or _("Referral")
	return line(
		" · ".join(filter(None, (to, _(row.service) if row.service else None))),
		state=_(row.status),
		date=row.follow_up_due,
		detail=follow_up_words(row, today),
		tone="alert" if is_overdue(row, today) else None,
		doctype="CSS Referral",
		name=row.name,
	)


def is_overdue(row: frappe._dict, today: date) -> bool:
	"""The day to follow an open referral up has passed, and nobody has done it since."""
	return referral.is_overdue(referral.Status(row.status), row.follow_up_due, row.followed_up_on, today)


def follow_up_words(row: frappe._dict, today: date) -> str | None:
	if not row.follow_up_due:
		return None
	if is_overdue(row, today):
		return _("follow-up overdue")
	if row.followed_up_on and row.followed_up_on >= row.follow_up_due:
		return _("followed up")
	return _("follow-up due")
