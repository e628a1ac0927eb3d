"""Writing an activity down at the end of something else, without typing it twice (R-220, R-234)."""

import frappe
from frappe.model.document import Document

from css_case_mgmt.ways_of_meeting import IN_PERSON, is_in_person, take_over

ACTIVITY = "CSS Activity"
# Of an assessment that was completed: the field that names it, and the kind of activity that its meeting is.
MEETINGS = {
	"CSS NAM Assessment": ("nam_assessment", "Needs Assessment"),
	"CSS Periodic Assessment": ("periodic_assessment", "Periodic Assessment"),
}
INTERPRETING = ("interpreter", "by_telephone", "sensitive_topic", "unsigned_reason")


def record_meeting(
	document: Document,
	*,
	method: str | None = None,
	location_kind: str | None = None,
	duration_minutes: int | None = None,
) -> str:
	"""Write down the meeting of an assessment as a final activity, once, and return its name (R-220, D-10).

	The note stays with the assessment; the activity names the assessment. A correction of an assessment is no
	further meeting.

	Args:
		document: a completed CSS NAM Assessment or CSS Periodic Assessment.
		method: as in the activity; by default as the assessment says.
		location_kind: of a meeting in person; by default as the assessment says.
		duration_minutes: by default as the assessment says.

	Raises:
		frappe.PermissionError: the user may not complete activities of this case.
		frappe.ValidationError: what any activity is refused for.
	"""
	fieldname, activity_type = MEETINGS[document.doctype]
	if written_down := meeting_of(document, fieldname):
		return written_down
	method = method or method_of(document)
	activity = frappe.new_doc(ACTIVITY)
	activity.update(
		{
			"css_case": document.css_case,
			"activity_type": activity_type,
			"activity_date": document.assessment_date,
			"method": method,
			"location_kind": (location_kind or document.place) if is_in_person(method) else None,
			"duration_minutes": duration_minutes or document.duration_minutes,
			"participants": [{"client": document.client}],
			"appointment": frappe.db.get_value("CSS Appointment", {fieldname: document.name}),
			fieldname: document.name,
			**{each: document.get(each) for each in INTERPRETING},
		}
	)
	take_over(activity, method_of(document), document.place)
	activity.submit()
	return activity.name


def meeting_of(document: Document, fieldname: str) -> str | None:
	"""The activity of an assessment, or of the one that it corrects."""
	original: str | None = document.name
	while original:
		if activity := frappe.db.get_value(ACTIVITY, {fieldname: original}):
			return activity
		original = frappe.db.get_value(document.doctype, original, "revises")
	return None


def method_of(document: Document) -> str:
	"""An assessment that took place in person as well counts as one in person."""
	return IN_PERSON if not document.mode or IN_PERSON in document.mode else document.mode
