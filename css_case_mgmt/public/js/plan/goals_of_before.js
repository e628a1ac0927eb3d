// Goals that were left open at the last exit, for the plan of somebody who came back; the client says which.

import { button, h, once_at_a_time, replace_children } from "../dom";
import { read, write } from "../server";
import { date_text } from "../words";

/** An element that fills itself; nothing where there are none. */
export function goals_of_before(frm) {
	const element = h("div", {});
	if (["Draft", "Agreed"].includes(frm.doc.status)) fill(element, frm);
	return element;
}

async function fill(element, frm) {
	const goals = await read("coming_back.get_goals", { plan: frm.doc.name });
	if (!goals.length) return;
	replace_children(
		element,
		h(
			"div",
			{ class: "css-note css-plan-ask" },
			h(
				"p",
				{},
				goals.length === 1
					? __("One goal was left open last time.")
					: __("{0} goals were left open last time.", [goals.length])
			),
			h(
				"div",
				{ class: "css-actions" },
				button(__("Goals of Last Time"), () => open_dialog(frm, goals))
			)
		)
	);
}

function open_dialog(frm, goals) {
	const { today } = frm.css_plan;
	const rows = goals.map((goal) => new GoalRow(goal, today));
	const dialog = new frappe.ui.Dialog({
		title: __("Goals of Last Time"),
		fields: [{ fieldname: "goals", fieldtype: "HTML" }],
		primary_action_label: __("Add What Is Ticked"),
		primary_action: once_at_a_time(async () => {
			const chosen = rows.filter((row) => row.is_chosen()).map((row) => row.values());
			if (!chosen.length) {
				frappe.msgprint(__("Tick the goals that the client still wants."));
				return;
			}
			await write("coming_back.take_goals", { plan: frm.doc.name, goals: JSON.stringify(chosen) });
			dialog.hide();
			frm.reload_doc();
		}),
	});
	replace_children(
		dialog.get_field("goals").$wrapper.get(0),
		h("p", { class: "css-note" }, __("Ask what the client still wants. Each goal gets a new day.")),
		h(
			"div",
			{ class: "css-proposals" },
			rows.map((row) => row.element)
		)
	);
	dialog.show();
}

class GoalRow {
	constructor(goal, today) {
		this.goal = goal;
		this.tick = h("input", { type: "checkbox" });
		this.target = h("input", { type: "date", class: "form-control", min: today });
		this.element = h(
			"section",
			{ class: "css-tile css-proposal", "data-goal": goal.name },
			h("label", { class: "css-tick" }, this.tick, " ", h("bdi", {}, goal.goal)),
			h(
				"div",
				{ class: "css-facts" },
				h("span", {}, __("was to be reached by {0}", [date_text(goal.target_date)]))
			),
			h("label", {}, h("span", {}, __("To be reached by")), this.target)
		);
	}

	is_chosen() {
		return this.tick.checked;
	}

	values() {
		return { goal: this.goal.name, target_date: this.target.value || null };
	}
}
