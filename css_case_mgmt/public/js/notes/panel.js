// What stands under a note: tools while it is written; once it is final its addenda and what may be done with it
//

import { button, h, link_to, once_at_a_time, pill, replace_children } from "../dom";
import { read, write } from "../server";
import { date_text } from "../words";
import { writing_tools } from "./headings";
import { write_restricted } from "./restricted";
import { marked_notice } from "./marked";
import { open_wrong_file } from "./wrong_file";

/** @param {string} fieldname of the note, under which the panel stands */
export async function show_note(frm, fieldname) {
	const place = place_under(frm, fieldname);
	if (!place) return;
	const { doctype, name, docstatus, css_case } = frm.doc;
	const is_written = docstatus === 0 && doctype !== "CSS Client Document";
	const help =
		is_written && css_case && frm.perm[0].write
			? await read("notes.get_writing_help", { css_case, activity_date: frm.doc.activity_date })
			: null;
	const found = frm.is_new() ? null : await read("notes.get_panel", { doctype, name });
	if (frm.doc.name !== name) return;
	frm.css_writing_help = help;
	replace_children(
		place,
		help && frm.doc.draft_status !== "Abandoned" ? writing_tools(frm, fieldname, help) : null,
		found ? standing(frm, found) : null,
		found ? addenda(found) : null,
		found ? papers(frm, found) : null,
		found ? actions(frm, found) : null
	);
	if (help && frm.fields_dict.late_reason) {
		frm.toggle_display("late_reason", help.is_late || Boolean(frm.doc.late_reason));
	}
}

function place_under(frm, fieldname) {
	const control = frm.fields_dict.note_hints || frm.fields_dict[fieldname];
	if (!control) return null;
	const wrapper = control.$wrapper.get(0);
	let place = wrapper.parentElement.querySelector(":scope > .css-note-panel");
	if (!place) {
		place = h("div", { class: "css-panel css-note-panel" });
		wrapper.after(place);
	}
	return place;
}

function standing(frm, { marked_in_error_on, correction, moved_from }) {
	const { doctype } = frm.doc;
	// An assessment says so at its top, far above its note.
	const parts = is_assessment(doctype) ? [] : [marked_notice(marked_in_error_on)];
	if (correction) {
		parts.push(
			h(
				"p",
				{ class: "css-note" },
				link_to("CSS Wrong File Correction", correction.name, __("Open the correction")),
				" ",
				correction.moved_to_name
					? link_to(doctype, correction.moved_to_name, __("Open the copy in the right file"))
					: null
			)
		);
	}
	if (moved_from) {
		parts.push(
			h(
				"p",
				{ class: "css-note" },
				__("Copied from a file in which it was entered by mistake."),
				" ",
				link_to(moved_from.reference_doctype, moved_from.reference_name, __("Open the original"))
			)
		);
	}
	if (frm.doc.draft_status === "Abandoned" && doctype === "CSS Activity") {
		parts.push(
			h("p", { class: "css-notice" }, __("Draft put aside: {0}", [frm.doc.abandoned_reason || ""]))
		);
	}
	return parts;
}

function is_assessment(doctype) {
	return ["CSS NAM Assessment", "CSS Periodic Assessment"].includes(doctype);
}

function addenda({ addenda: rows }) {
	if (!rows.length) return null;
	return h(
		"section",
		{ class: "css-addenda", "aria-label": __("Addenda") },
		h("h4", {}, __("Addenda")),
		rows.map((row) =>
			h(
				"article",
				{ class: "css-addendum", "data-name": row.name },
				h("p", { class: "css-as-typed", dir: "auto" }, row.text),
				h(
					"p",
					{ class: "css-facts" },
					h("span", {}, date_text(row.written_on)),
					h("abbr", { title: row.author || "" }, row.author_initials)
				)
			)
		)
	);
}

function papers(frm, { papers: rows, restricted_notes }) {
	const lines = [
		...rows.map((row) =>
			h(
				"li",
				{},
				__("Note on paper"),
				": ",
				h("a", { href: row.attachment, target: "_blank", rel: "noopener" }, __(row.document_kind))
			)
		),
		...restricted_notes.map((row) =>
			h(
				"li",
				{},
				link_to(
					"CSS Restricted Note",
					row.name,
					__("Restricted note of {0}", [date_text(row.noted_on)])
				),
				row.docstatus === 0 ? [" ", pill(__("Draft"))] : null
			)
		),
	];
	return lines.length ? h("ul", { class: "css-note" }, lines) : null;
}

function actions(frm, found) {
	const { doctype, docstatus, draft_status, name } = frm.doc;
	const reload = () => frm.reload_doc();
	const list = [];
	if (found.may_add) {
		list.push(button(__("Add Addendum"), () => open_addendum({ doctype, name, reload })));
	}
	if (doctype === "CSS Activity" && docstatus === 0 && draft_status !== "Abandoned" && found.may_restrict) {
		list.push(button(__("Upload a Note on Paper"), () => upload_paper(frm)));
		list.push(button(__("Put Draft Aside"), () => put_aside(frm)));
	}
	if (found.may_restrict && draft_status !== "Abandoned") {
		list.push(button(__("Write a Restricted Note"), () => write_restricted(frm)));
	}
	if (doctype === "CSS Activity" && docstatus === 1 && found.may_add) {
		if (!frm.doc.informal_notes_destroyed_on) {
			list.push(button(__("Informal Notes Destroyed"), () => record_destruction(frm)));
		}
	}
	if (found.may_mark) {
		list.push(button(__("Entered in the Wrong File"), () => open_wrong_file(frm)));
	}
	return list.length ? h("div", { class: "css-actions css-note-actions" }, list) : null;
}

function open_addendum({ doctype, name, reload }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Add Addendum"),
		fields: [
			{
				fieldname: "text",
				fieldtype: "Long Text",
				label: __("Addendum"),
				reqd: 1,
				description: __(
					"Short, factual, in words that the client may read. It cannot be changed afterwards."
				),
			},
		],
		primary_action_label: __("Add"),
		primary_action: once_at_a_time(async ({ text }) => {
			await write("notes.add_addendum", { doctype, name, text });
			dialog.hide();
			frappe.show_alert({ message: __("Added."), indicator: "green" });
			reload();
		}),
	});
	dialog.show();
}

function put_aside(frm) {
	ask_and_call(frm, {
		title: __("Put Draft Aside"),
		field: {
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("Why?"),
			reqd: 1,
			description: __("Nothing is deleted: the draft stays on file, and counts nowhere."),
		},
		method: "put_aside",
	});
}

function record_destruction(frm) {
	ask_and_call(frm, {
		title: __("Informal Notes Destroyed"),
		field: {
			fieldname: "destroyed_on",
			fieldtype: "Date",
			label: __("Destroyed on"),
			reqd: 1,
			default: frappe.datetime.get_today(),
			description: __(
				"What you jotted down on paper is destroyed once it is recorded here. Drafts of a resume or a cover letter may stay."
			),
		},
		method: "record_destruction",
	});
}

function ask_and_call(frm, { title, field, method }) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields: [field],
		primary_action_label: title,
		primary_action: once_at_a_time(async (values) => {
			await frm.call({ method, doc: frm.doc, args: values, freeze: true });
			dialog.hide();
			frm.reload_doc();
		}),
	});
	dialog.show();
}

async function upload_paper(frm) {
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	await frappe.model.with_doctype("CSS Client Document");
	const paper = frappe.model.get_new_doc("CSS Client Document");
	const [first] = frm.doc.participants || [];
	Object.assign(paper, {
		client: first && (first.documented_under || first.client),
		css_case: frm.doc.css_case,
		document_kind: "Note Typed or Written by Hand",
		activity: frm.doc.name,
		is_copy: 1,
	});
	frappe.set_route("Form", "CSS Client Document", paper.name);
}
