// The form of an exit interview: the questions first, then the meeting.

import { fill_field, h, link_to, pill } from "../dom";
import { offer_last_interpreter } from "../nam/last_interpreter";
import { date_text } from "../words";
import { InterviewSheet } from "./interview_sheet";

export async function refresh_interview(frm) {
	frm.set_df_property("answers_section", "hidden", 1);
	if (frm.is_new()) {
		leave_sheet(frm);
		fill_field(
			frm,
			"interview_panel",
			h("p", { class: "css-note" }, __("Save this interview: then the questions open here."))
		);
		return;
	}
	const { name } = frm.doc;
	if (frm.css_sheet && frm.css_sheet.interview === name && frm.css_sheet.questions) {
		frm.css_sheet.show_answers();
		draw_head(frm);
		return;
	}
	leave_sheet(frm);
	const head = h("section", { class: "css-panel", "aria-label": __("Exit interview") });
	const questions = h("div", {});
	fill_field(frm, "interview_panel", head, questions);
	const sheet = new InterviewSheet({ frm, wrapper: questions, on_saved: () => draw_head(frm) });
	Object.assign(sheet, { head });
	frm.css_sheet = sheet;
	await sheet.load();
	if (frm.css_sheet !== sheet) return sheet.dispose();
	if (sheet.may_write) offer_last_interpreter(frm, sheet.offers);
	else frm.disable_form();
	draw_head(frm);
}

/** Another interview, or none: what was typed is stored, even if that takes a while. */
export function leave_sheet(frm) {
	if (frm.css_sheet) frm.css_sheet.dispose();
	frm.css_sheet = null;
}

export async function take_exit(frm) {
	const { css_exit } = frm.doc;
	if (!frm.is_new() || !css_exit) return;
	const { message } = await frappe.db.get_value("CSS Exit", css_exit, ["client", "css_case"]);
	if (message && frm.doc.css_exit === css_exit) await frm.set_value(message);
}

function draw_head(frm) {
	const { doc, css_sheet: sheet } = frm;
	if (!sheet || !sheet.head) return;
	frm.toolbar.set_indicator();
	sheet.head.replaceChildren(
		h(
			"div",
			{ class: "css-panel-head" },
			h(
				"h3",
				{},
				__("Exit interview"),
				" ",
				doc.is_complete ? pill(__("Answered in full"), "good") : pill(open_text(doc), "warm")
			),
			h(
				"div",
				{ class: "css-facts" },
				h("span", {}, date_text(doc.interviewed_on)),
				doc.place ? h("span", {}, __(doc.place)) : null,
				h("span", {}, __("by {0}", [sheet.content ? sheet.content.interviewed_by : ""])),
				link_to("CSS Exit", doc.css_exit, __("Exit"))
			)
		)
	);
}

function open_text({ questions_open }) {
	return questions_open === 1 ? __("1 question open") : __("{0} questions open", [questions_open]);
}
