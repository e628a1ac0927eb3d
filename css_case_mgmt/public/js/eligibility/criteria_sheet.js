// The three columns of criteria as cards: a tick for each criterion that is met, with its examples.

import { fill_field, h, pill, replace_children } from "../dom";
import { outcome_text, outcome_tone } from "./words";

export function show_criteria(frm, lists, { may_edit, on_change }) {
	frm.eligibility_bar = h("div", { class: "css-bar css-decision-bar", role: "status" });
	fill_field(
		frm,
		"criteria_sheet",
		h(
			"section",
			{ class: "css-sheet", "aria-label": __("Criteria") },
			h(
				"div",
				{ class: "css-criteria" },
				lists.columns.map((column) => column_card(frm, column, { may_edit, on_change }))
			),
			frm.eligibility_bar
		)
	);
}

export function show_short_decision(frm, { outcome, reasons, problems }) {
	if (!frm.eligibility_bar) return;
	const [first] = [...problems, ...reasons];
	replace_children(
		frm.eligibility_bar,
		h(
			"div",
			{ class: "css-bar-texts" },
			pill(outcome_text(outcome), outcome_tone(outcome)),
			first ? h("span", {}, first) : null
		)
	);
}

function column_card(frm, { column, title, criteria }, context) {
	const ticked = new Set((frm.doc.criteria || []).map((row) => row.criterion));
	return h(
		"fieldset",
		{ class: "css-column", "data-column": column },
		h("legend", {}, __("Column {0}: {1}", [column, title])),
		criteria
			.filter(({ name, enabled }) => enabled || ticked.has(name))
			.map((criterion) => criterion_entry(frm, criterion, context))
	);
}

function criterion_entry(frm, { name, criterion, examples }, { may_edit, on_change }) {
	const row = row_of(frm, name);
	const remark = h("input", {
		type: "text",
		class: "form-control",
		value: row ? row.remark : null,
		placeholder: __("Remark, in general terms; no diagnosis"),
		"aria-label": __("Remark"),
		disabled: !may_edit,
		oninput: () => write_remark(frm, name, remark.value),
	});
	remark.hidden = !row;
	const box = h("input", {
		type: "checkbox",
		checked: Boolean(row),
		disabled: !may_edit,
		onchange: () => {
			tick(frm, name, box.checked);
			remark.hidden = !box.checked;
			if (!box.checked) remark.value = "";
			on_change();
		},
	});
	return h(
		"div",
		{ class: "css-criterion", "data-criterion": name },
		h(
			"label",
			{ class: "css-option" },
			box,
			h(
				"span",
				{},
				criterion,
				examples.length
					? h(
							"ul",
							{ class: "css-examples" },
							examples.map((example) => h("li", {}, example))
					  )
					: null
			)
		),
		remark
	);
}

function row_of(frm, criterion) {
	return (frm.doc.criteria || []).find((row) => row.criterion === criterion);
}

function tick(frm, criterion, is_met) {
	const row = row_of(frm, criterion);
	if (is_met && !row) frm.add_child("criteria", { criterion });
	if (!is_met && row) frappe.model.clear_doc(row.doctype, row.name);
	frm.refresh_field("criteria");
	frm.dirty();
}

function write_remark(frm, criterion, remark) {
	const row = row_of(frm, criterion);
	if (!row) return;
	row.remark = remark;
	frm.dirty();
}
