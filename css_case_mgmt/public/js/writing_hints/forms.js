// The notes that have hints, and where: each form shows them under its note while it can be written.

import { h } from "../dom";
import { show_writing_hints } from "./panel";

const NOTES = {
	"CSS Activity": { note: "note", hints: "note_hints", date: "activity_date" },
	"CSS Note Addendum": { note: "text", hints: "note_hints", date: "written_on" },
	"CSS Restricted Note": { note: "note", hints: "note_hints", date: "written_on" },
	"CSS NAM Assessment": { note: "case_note", hints: "case_note_hints", date: "assessment_date" },
	"CSS Periodic Assessment": { note: "case_note", hints: "case_note_hints", date: "assessment_date" },
};

export function offer_writing_hints() {
	for (const [doctype, { note, hints, date }] of Object.entries(NOTES)) {
		frappe.ui.form.on(doctype, {
			refresh: (frm) => attach_writing_hints(frm, note, hints, date),
		});
	}
}

/**
 * Hints under a field of a form.
 *
 * @param {string} fieldname a long text
 * @param {string} hints_field a field of class HTML; where there is none, an element is put behind the text
 * @param {string} [date_field] the day of the note; without it today
 */
export function attach_writing_hints(frm, fieldname, hints_field, date_field) {
	const control = frm.fields_dict[fieldname];
	if (!control) return;
	const can_write = control.disp_status === "Write";
	show_writing_hints(can_write ? control : {}, place_of(frm, control, hints_field), {
		day_of_note: () => (date_field && frm.doc[date_field]) || frappe.datetime.get_today(),
		case_of_note: () => frm.doc.css_case || null,
		write: (text) => frm.set_value(fieldname, text),
	});
}

/** Hints under the text of a dialog, for a note of a case. */
export function attach_writing_hints_to_dialog(dialog, fieldname, date_field, css_case) {
	const control = dialog.fields_dict[fieldname];
	show_writing_hints(control, element_behind(control), {
		day_of_note: () => dialog.get_value(date_field) || frappe.datetime.get_today(),
		case_of_note: () => css_case,
		write: (text) => dialog.set_value(fieldname, text),
	});
}

function place_of(frm, control, hints_field) {
	const field = frm.fields_dict[hints_field];
	return field ? field.$wrapper.get(0) : element_behind(control);
}

function element_behind(control) {
	const wrapper = control.$wrapper.get(0);
	const next = wrapper.nextElementSibling;
	if (next && next.classList.contains("css-hints-place")) return next;
	const place = h("div", { class: "css-hints-place" });
	wrapper.after(place);
	return place;
}
