// The indicators of readiness by group: one tap each, and a remark where one is not met or does not apply.

import { fill_field, h } from "../dom";

const ANSWERS = ["Met", "Not Met", "Not Applicable"];
const GROUPS = ["Well-being", "Independence", "Connections", "Stability", "Finances"];

function answer_text(answer) {
	return {
		Met: __("Met"),
		"Not Met": __("Not met"),
		"Not Applicable": __("Not applicable"),
	}[answer];
}

export async function show_indicators(frm, may_write) {
	if (!frm.fields_dict.indicators_panel) return;
	frm.toggle_display("readiness", false);
	const known = await indicators(frm);
	const rows = (frm.doc.readiness || []).map((row) => ({ row, ...(known[row.indicator] || {}) }));
	fill_field(
		frm,
		"indicators_panel",
		h(
			"div",
			{ class: "css-sheet css-indicators" },
			GROUPS.filter((group) => rows.some(({ indicator_group }) => indicator_group === group)).map(
				(group) =>
					h(
						"section",
						{ class: "css-topic" },
						h("h4", {}, __(group)),
						rows
							.filter(({ indicator_group }) => indicator_group === group)
							.map((each) => indicator_row(frm, each, may_write))
					)
			)
		)
	);
}

async function indicators(frm) {
	if (!frm.css_indicators) {
		const found = await frappe.db.get_list("CSS Readiness Indicator", {
			fields: ["name", "indicator", "indicator_group", "help"],
			limit: 0,
		});
		frm.css_indicators = Object.fromEntries(found.map((each) => [each.name, each]));
	}
	return frm.css_indicators;
}

function indicator_row(frm, { row, indicator, help }, may_write) {
	const text = __(indicator);
	if (!may_write) return read_row(row, text);
	const remark = h("textarea", {
		class: "form-control css-words",
		rows: 2,
		dir: "auto",
		"aria-label": __("Remark: {0}", [text]),
		placeholder: __("Remark"),
		oninput: () => set(frm, row, "remark", remark.value),
	});
	remark.value = row.remark || "";
	const group = `css-${frappe.utils.get_random(8)}`;
	const element = h(
		"fieldset",
		{ class: "css-question css-indicator", "data-indicator": row.indicator },
		h("legend", {}, text),
		help ? h("p", { class: "css-note" }, __(help)) : null,
		h(
			"div",
			{ class: "css-options css-indicator-answers" },
			ANSWERS.map((answer) =>
				h(
					"label",
					{ class: "css-option" },
					h("input", {
						type: "radio",
						name: group,
						value: answer,
						checked: row.answer === answer,
						onchange: () => {
							set(frm, row, "answer", answer);
							show();
							if (answer !== "Met" && !remark.value) remark.focus();
						},
					}),
					h("span", {}, answer_text(answer))
				)
			)
		),
		remark
	);
	show();
	return element;

	function show() {
		const needs_remark = Boolean(row.answer) && row.answer !== "Met";
		remark.hidden = !needs_remark && !remark.value;
		remark.placeholder = needs_remark ? __("Say why") : __("Remark");
		element.toggleAttribute("data-open", !row.answer);
	}
}

function read_row(row, text) {
	return h(
		"div",
		{ class: "css-question css-read", "data-indicator": row.indicator },
		h("div", { class: "css-legend" }, text),
		h(
			"div",
			{ class: "css-given" },
			row.answer
				? h("strong", {}, answer_text(row.answer))
				: h("span", { class: "css-no-answer" }, __("Not answered")),
			row.remark ? h("div", { class: "css-as-typed", dir: "auto" }, row.remark) : null
		)
	);
}

/** The form's own row: what is tapped is saved with the form. */
function set(frm, row, fieldname, value) {
	row[fieldname] = value;
	frm.dirty();
}
