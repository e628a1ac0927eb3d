// The open problems of a family, and its notes on paper, within the family panel.

import { button, h, link_to, once_at_a_time, replace_children } from "../dom";
import { read, write } from "../server";
import { date_text } from "../words";

const PRINT = "Case Notes";

/** A part of the family panel that fills itself; nothing for whoever reads no activities. */
export function notes_of_family(css_case) {
	const section = h("section", { class: "css-contacts", "aria-label": __("Case notes") });
	if (frappe.model.can_read("CSS Activity")) load();
	return section;

	async function load() {
		const problems = await read("notes.get_open_problems", { css_case });
		replace_children(
			section,
			h(
				"div",
				{ class: "css-panel-head" },
				h("h4", {}, __("Case notes")),
				h(
					"div",
					{ class: "css-actions" },
					frappe.model.can_print("CSS Case")
						? button(__("Print Case Notes"), once_at_a_time(print))
						: null
				)
			),
			problems.length
				? [
						h("p", { class: "css-note" }, __("Open problems")),
						h(
							"ul",
							{ class: "css-last-contacts css-problems" },
							problems.map((row) => problem(row))
						),
				  ]
				: h("p", { class: "css-note" }, __("No problem is open."))
		);
	}

	async function print() {
		await write("notes.record_print", { css_case });
		const address = new URLSearchParams({
			doctype: "CSS Case",
			name: css_case,
			format: PRINT,
			no_letterhead: 1,
			trigger_print: 1,
		});
		window.open(`/printview?${address}`, "_blank", "noopener");
	}
}

function problem({ name, problem: text, activity_date }) {
	return h(
		"li",
		{ class: "css-last-contact" },
		h("span", {}, date_text(activity_date)),
		link_to("CSS Activity", name, h("bdi", {}, text)),
		button(__("Write the Follow-up"), () => follow_up(name))
	);
}

/** A new activity with the same people that resolves the problem once it is final. */
async function follow_up(name) {
	await frappe.model.with_doctype("CSS Activity");
	const found = await frappe.db.get_doc("CSS Activity", name);
	const activity = frappe.model.get_new_doc("CSS Activity");
	Object.assign(activity, {
		css_case: found.css_case,
		activity_type: "Follow-up",
		resolves: found.name,
	});
	for (const { client, documented_under } of found.participants) {
		Object.assign(frappe.model.add_child(activity, "CSS Activity Participant", "participants"), {
			client,
			documented_under,
		});
	}
	frappe.set_route("Form", "CSS Activity", activity.name);
}
