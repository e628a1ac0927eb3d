// An activity that stands for an assessment repeats nothing: its note is the assessment's.

const ASSESSMENTS = {
	nam_assessment: "CSS NAM Assessment",
	periodic_assessment: "CSS Periodic Assessment",
};

export function say_where_note_is(frm) {
	const fieldname = Object.keys(ASSESSMENTS).find((each) => frm.doc[each]);
	if (!fieldname || frm.doc.note) return;
	const link = frappe.utils.get_form_link(
		ASSESSMENTS[fieldname],
		frm.doc[fieldname],
		true,
		__("Open the assessment")
	);
	frm.set_intro(`${__("The note of this meeting is in the assessment.")} ${link}`);
}
