"""A level of need decided at a periodic assessment, in the enrolment's dated history (D-06, R-185, R-186)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.rules.enrolment_level import (
	LevelChangeProblem,
	LevelChangeRefused,
	LevelPeriod,
	NeedsLevel,
	history_with,
	level_on,
)

ENROLMENT = "CSS Enrolment"


class LevelNotEntered(frappe.ValidationError):
	"""The history of the enrolment stands in the way of the level decided at an assessment."""


def level_in_force(assessment: Document) -> str | None:
	"""The level on the assessment date, without what a corrected assessment had entered."""
	corrected = change_entered_by(original_of(assessment))
	history = [
		period
		for period in stored_history(frappe.get_doc(ENROLMENT, assessment.enrolment))
		if period != corrected
	]
	level = level_on(history, getdate(assessment.assessment_date))
	return level.value if level else None


def enter_level(assessment: Document) -> None:
	"""Enter the change, or what a correction makes of it, from the assessment date on.

	Raises:
		LevelNotEntered: the history has an entry from that day or later on.
	"""
	change, corrected = change_entered_by(assessment), change_entered_by(original_of(assessment))
	if change == corrected:
		return
	enrolment = frappe.get_doc(ENROLMENT, assessment.enrolment, for_update=True)
	history = stored_history(enrolment)
	try:
		wanted = history_with(history, change, instead_of=corrected)
	except LevelChangeRefused as refused:
		frappe.throw(
			refusal_texts()[refused.problem].format(frappe.format(refused.on, "Date")),
			LevelNotEntered,
			title=_("Level of need"),
		)
	store_history(enrolment, history, wanted, assessment.level_reason)


def withdraw_level(assessment: Document) -> bool:
	"""Take what a marked assessment had entered out of the history again (R-503); an entry from a later day on was
	decided with more known, and then all of it stays: False."""
	change = change_entered_by(assessment)
	if not change:
		return True
	enrolment = frappe.get_doc(ENROLMENT, assessment.enrolment, for_update=True)
	history = stored_history(enrolment)
	try:
		wanted = history_with(history, None, instead_of=change)
	except LevelChangeRefused:
		return False
	# Of somebody who belongs to another family by now the enrolment may be closed to whoever marks.
	enrolment.flags.ignore_permissions = True
	store_history(enrolment, history, wanted)
	return True


def store_history(
	enrolment: Document, history: list[LevelPeriod], wanted: list[LevelPeriod], reason: str | None = None
) -> None:
	if wanted == history:
		return
	rows = dict(zip(history, enrolment.levels, strict=True))
	enrolment.set("levels", [rows[period] for period in wanted if period in rows])
	for period in wanted:
		if period not in rows:
			enrolment.append(
				"levels",
				{
					"needs_level": period.level.value,
					"level_from": period.level_from,
					"reason": reason,
				},
			)
	enrolment.save()


def original_of(assessment: Document) -> Document | None:
	return frappe.get_doc(assessment.doctype, assessment.revises) if assessment.revises else None


def change_entered_by(assessment: Document | None) -> LevelPeriod | None:
	"""What an assessment has put into the history, or is about to."""
	if not assessment or not assessment.changes_level:
		return None
	return LevelPeriod(NeedsLevel(assessment.needs_level), getdate(assessment.assessment_date))


def stored_history(enrolment: Document) -> list[LevelPeriod]:
	return [LevelPeriod(NeedsLevel(row.needs_level), getdate(row.level_from)) for row in enrolment.levels]


def refusal_texts() -> dict[LevelChangeProblem, str]:
	return {
		LevelChangeProblem.LATER_ENTRY: _(
			"The level of need has been decided again from {0} on. Leave the level as it is here, and change the history in the enrolment if it is wrong."
		),
		LevelChangeProblem.SAME_DAY: _(
			"Another level of need was already decided for {0}. Leave the level empty here, or choose another assessment date."
		),
	}
