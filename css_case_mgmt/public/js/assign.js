// Whom to assign: language, gender and load of each are shown first.

import { h, once_at_a_time, replace_children } from "./dom";
import { read } from "./server";
import { date_text } from "./words";

export function candidate_options(candidates) {
	return candidates
		.filter((row) => !row.hindrance)
		.map((row) => ({ value: row.user, label: row.full_name, description: candidate_text(row) }));
}

function candidate_text(row) {
	return [
		row.speaks_language === true ? __("speaks the language") : null,
		row.speaks_language === false ? __("does not speak the language") : null,
		row.has_gender === false ? __("not of the gender wished for") : null,
		__("now {0}", [row.load_now]),
	]
		.filter(Boolean)
		.join("; ");
}

export async function open_assign_caseworker(css_case, reload) {
	const { today, caseworker, wishes, candidates } = await read("assignment.candidates", { css_case });
	const dialog = new frappe.ui.Dialog({
		title: __("Assign Caseworker"),
		fields: [
			{ fieldname: "wishes", fieldtype: "HTML" },
			{
				fieldname: "user",
				fieldtype: "Autocomplete",
				label: __("Caseworker"),
				options: candidate_options(candidates),
				reqd: 1,
				description: __("Active staff of this site, the most fitting first."),
				change: () => show_load(),
			},
			{ fieldname: "load", fieldtype: "HTML" },
			{
				fieldname: "over_target_reason",
				fieldtype: "Small Text",
				label: __("Reason for going over the target"),
				hidden: 1,
				description: __("The deviation is discussed with the funder's officer."),
			},
			{
				fieldname: "access_from",
				fieldtype: "Date",
				label: __("From"),
				default: today,
				reqd: 1,
				description: __("The assignment before ends the day before."),
			},
			{
				fieldname: "handover_section",
				fieldtype: "Section Break",
				label: __("Handover"),
				hidden: !caseworker,
			},
			{
				fieldname: "handover",
				fieldtype: "Small Text",
				label: __("What the next caseworker must know"),
			},
			{ fieldname: "handover_on", fieldtype: "Date", label: __("Handed over in a meeting on") },
			{ fieldtype: "Section Break" },
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason") },
		],
		primary_action_label: __("Assign"),
		primary_action: once_at_a_time(async (values) => {
			await frappe.call({
				method: "frappe.client.insert",
				args: { doc: { doctype: "CSS Case Access", css_case, kind: "Assigned", ...values } },
				freeze: true,
			});
			dialog.hide();
			reload();
		}),
	});
	fill(dialog, "wishes", [wishes_note(wishes), hindered_note(candidates)]);
	dialog.show();

	function show_load() {
		const chosen = candidates.find((row) => row.user === dialog.get_value("user"));
		const needs_reason = Boolean(chosen && chosen.needs_reason);
		fill(dialog, "load", chosen ? load_note(chosen) : null);
		dialog.get_field("over_target_reason").df.reqd = needs_reason ? 1 : 0;
		dialog.set_df_property("over_target_reason", "hidden", needs_reason ? 0 : 1);
	}
}

function fill(dialog, fieldname, ...children) {
	replace_children(dialog.get_field(fieldname).$wrapper.get(0), ...children);
}

function wishes_note({ language, gender }) {
	if (!language && !gender) return null;
	const wished = [language, gender === "Woman" && __("a woman"), gender === "Man" && __("a man")].filter(
		Boolean
	);
	return h("p", { class: "css-note" }, __("The family's wish: {0}", [wished.join(", ")]));
}

function load_note(row) {
	return h(
		"div",
		{ class: "css-note", role: "status" },
		h("div", {}, __("Carries now: {0}", [row.load_now])),
		h("div", {}, __("With this family: {0}", [row.load_after])),
		row.needs_reason ? h("strong", {}, __("This is over the target even at the low end. Say why.")) : null
	);
}

function hindered_note(candidates) {
	const hindered = candidates.filter((row) => row.hindrance);
	if (!hindered.length) return null;
	return h(
		"details",
		{ class: "css-more" },
		h("summary", {}, __("Cannot be assigned ({0})", [hindered.length])),
		h(
			"ul",
			{},
			hindered.map((row) => h("li", {}, `${row.full_name}: ${row.hindrance}`))
		)
	);
}

/** Who has had access so far; read when somebody opens it. */
export function assignment_history(css_case) {
	const list = h("div", {});
	const details = h(
		"details",
		{
			class: "css-more",
			ontoggle: async () => {
				if (!details.open || list.childElementCount) return;
				const rows = await read("assignment.history", { css_case });
				replace_children(list, rows.length ? h("ul", {}, rows.map(history_line)) : __("Nobody yet."));
			},
		},
		h("summary", {}, __("Caseworkers so far")),
		list
	);
	return details;
}

function history_line(row) {
	return h(
		"li",
		{},
		h("strong", {}, row.full_name),
		` (${__(row.kind)}) `,
		row.access_until
			? __("{0} to {1}", [date_text(row.access_from), date_text(row.access_until)])
			: __("since {0}", [date_text(row.access_from)]),
		row.handover ? h("div", { class: "css-note" }, __("Handover: {0}", [row.handover])) : null,
		row.handover_on
			? h(
					"div",
					{ class: "css-note" },
					__("Handed over in a meeting on {0}", [date_text(row.handover_on)])
			  )
			: null
	);
}
