// The form of an assessment: score panel above, answer sheet below, actions at the top.

import { fill_field, h } from "../dom";
import { preparation } from "../preparation";
import { read } from "../server";
import { AnswerSheet } from "./answer_sheet";
import { add_actions, complete } from "./completion";
import { offer_last_interpreter } from "./last_interpreter";
import { draw_score_panel } from "./score_panel";

export async function refresh_assessment(frm) {
	const { name, docstatus, draft_status, marked_in_error_on } = frm.doc;
	const key = [name, docstatus, draft_status, marked_in_error_on].join("|");
	if (frm.css_sheet && frm.css_sheet.key !== key) {
		frm.css_sheet.dispose();
		frm.css_sheet = null;
	}
	if (frm.is_new()) {
		show_first_step(frm);
		return;
	}
	add_actions(frm);
	if (frm.css_sheet) {
		await frm.css_sheet.loading;
		frm.css_sheet.show_answers();
		draw_panel(frm, frm.css_sheet);
	} else {
		await open_sheet(frm, key);
	}
	leave_completion_to_bar(frm);
}

function show_first_step(frm) {
	fill_field(frm, "score_panel");
	fill_field(
		frm,
		"answer_sheet",
		h("p", { class: "css-note" }, __("Save this draft: then the questions open here."))
	);
}

async function open_sheet(frm, key) {
	const sheet = new AnswerSheet({
		frm,
		wrapper: frm.fields_dict.answer_sheet.$wrapper.get(0),
		on_scores: () => frm.css_sheet === sheet && draw_panel(frm, sheet),
		on_complete: () => complete(frm, sheet),
	});
	Object.assign(sheet, { key, next: null });
	frm.css_sheet = sheet;
	sheet.loading = sheet.load();
	await sheet.loading;
	if (sheet.may_answer) offer_last_interpreter(frm, sheet.offers);
	if (frm.doc.docstatus === 1 && !frm.doc.superseded_by && !frm.doc.marked_in_error_on) {
		sheet.next = await read("nam.get_progress", { enrolment: frm.doc.enrolment });
		if (frm.css_sheet === sheet) draw_panel(frm, sheet);
	}
}

function draw_panel(frm, sheet) {
	const wrapper = frm.fields_dict.score_panel.$wrapper.get(0);
	const details = sheet.panel_is_drawn && wrapper.querySelector(".css-score-details");
	sheet.panel_is_drawn = true;
	draw_score_panel(wrapper, {
		doc: frm.doc,
		scores: sheet.scores,
		titles: sheet.titles,
		next: sheet.next,
		is_open: details ? details.open : frm.doc.docstatus === 1,
		preparation: sheet.may_answer && (sheet.preparation ||= preparation(frm.doc.enrolment)),
	});
}

/** The bar below completes a draft: "Submit" says nothing, and answers may still be on their way to the server. */
function leave_completion_to_bar(frm) {
	const { css_sheet: sheet } = frm;
	if (!sheet || !sheet.may_answer) {
		if (frm.doc.draft_status === "Abandoned") frm.disable_form();
		return;
	}
	frm.dashboard.clear_comment();
	if (!frm.is_dirty()) frm.page.clear_primary_action();
}

/** Before the form itself is saved, the answers are, so that neither overwrites the other. */
export async function save_answers_first(frm) {
	if (frm.css_sheet && frm.css_sheet.keeper) await frm.css_sheet.keeper.flush();
}
