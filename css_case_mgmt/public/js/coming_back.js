// Somebody who has left comes back: the file is opened again, then eligibility is assessed anew.

import { candidate_options } from "./assign";
import { button, h, once_at_a_time, replace_children } from "./dom";
import { read, write } from "./server";
import { date_text } from "./words";

/** For the head of a person's file; nothing for whoever is in the programme, or may not let her come back. */
export function coming_back(frm, { enrolments }) {
	const element = h("div", {});
	const is_enrolled = enrolments.some(({ status }) => status === "Active");
	if (!is_enrolled && !frm.doc.died_on && !frm.doc.merged_into) fill(element, frm);
	return element;
}

async function fill(element, frm) {
	const found = await read("coming_back.get_return", { client: frm.doc.name });
	if (!found) return;
	replace_children(
		element,
		h(
			"div",
			{ class: "css-banner css-calm" },
			h(
				"p",
				{},
				found.exit_date
					? __("Left the programme on {0}.", [date_text(found.exit_date)])
					: __("The file is closed; nobody was enrolled."),
				" ",
				__("Coming back begins with a new eligibility assessment.")
			),
			button(__("Comes Back"), () => open_coming_back(frm.doc.name))
		)
	);
}

export const open_coming_back = once_at_a_time(async (client) => {
	const found = await read("coming_back.get_return", { client });
	if (!found) {
		frappe.msgprint(__("Ask a manager of the site: only a manager opens a closed file again."));
		return;
	}
	const candidates = found.may_assign
		? (await read("assignment.candidates", { css_case: found.css_case })).candidates
		: [];
	const dialog = new frappe.ui.Dialog({
		title: __("Comes Back"),
		fields: [
			{ fieldname: "explanation", fieldtype: "HTML" },
			{
				fieldname: "relationship",
				fieldtype: "Link",
				options: "CSS Relationship",
				only_select: 1,
				label: __("Relationship to the head of family"),
				hidden: found.is_member,
				get_query: () => ({ filters: { enabled: 1 } }),
			},
			{
				fieldname: "caseworker",
				fieldtype: "Autocomplete",
				label: __("Caseworker"),
				options: candidate_options(candidates),
				hidden: !found.may_assign,
				description: __("Empty: the intake works with the family until somebody is assigned."),
				change: () => ask_why(),
			},
			{
				fieldname: "over_target_reason",
				fieldtype: "Small Text",
				label: __("Reason for going over the target"),
				hidden: 1,
			},
		],
		primary_action_label: found.is_closed ? __("Open the File Again") : __("Go On"),
		primary_action: once_at_a_time(async ({ caseworker, over_target_reason, relationship }) => {
			const { css_case, today } = await write("coming_back.come_back", {
				client,
				caseworker,
				over_target_reason,
				relationship,
			});
			dialog.hide();
			forget(css_case, client);
			frappe.new_doc("CSS Eligibility Assessment", { client, css_case, assessment_date: today });
		}),
	});
	replace_children(dialog.get_field("explanation").$wrapper.get(0), explanation(found));
	dialog.show();

	function ask_why() {
		const chosen = candidates.find((row) => row.user === dialog.get_value("caseworker"));
		const needs_reason = Boolean(chosen && chosen.needs_reason);
		dialog.get_field("over_target_reason").df.reqd = needs_reason ? 1 : 0;
		dialog.set_df_property("over_target_reason", "hidden", needs_reason ? 0 : 1);
	}
});

function explanation({ is_closed, exit_date }) {
	return h(
		"ul",
		{ class: "css-note" },
		is_closed
			? h(
					"li",
					{},
					__("The file is opened again. Whoever worked with the family before has no access by it.")
			  )
			: h("li", {}, __("The family is still in the programme, and its file is open.")),
		exit_date
			? h("li", {}, __("What was before {0} stays closed and can be read.", [date_text(exit_date)]))
			: null,
		h("li", {}, __("Next: a new eligibility assessment. The intake then shows what else is needed."))
	);
}

/** As they were in this window they would still be closed. */
function forget(css_case, client) {
	for (const [doctype, name] of [
		["CSS Case", css_case],
		["CSS Client", client],
	]) {
		frappe.model.remove_from_locals(doctype, name);
	}
}
