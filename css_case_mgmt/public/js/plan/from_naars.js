// What the NAARS found somebody to have and to know. A line becomes a strength when the worker takes it over.

import { button, h, link_to, once_at_a_time, pill } from "../dom";
import { write } from "../server";
import { date_text } from "../words";

/** Nothing where the NAARS has found nothing, or the reader may not read the referral. */
export function from_naars(frm, { naars, categories, may_write }) {
	if (!naars) return null;
	return h(
		"div",
		{ class: "css-block css-plan-naars" },
		h("h4", {}, __("From the NAARS")),
		h(
			"div",
			{ class: "css-facts" },
			naars.naars_date ? h("span", {}, date_text(naars.naars_date)) : null,
			naars.naars_provider ? h("bdi", {}, naars.naars_provider) : null,
			link_to("CSS Inbound Referral", naars.referral, __("Open the referral"))
		),
		h(
			"ul",
			{ class: "css-plan-assets" },
			naars.lines.map(({ text, is_taken }) =>
				h(
					"li",
					{},
					h("bdi", {}, text),
					is_taken
						? pill(__("In the plan"), "good")
						: may_write
						? button(__("Take Over"), () => open_take_over(frm, categories, text), {
								"aria-label": __("Take over: {0}", [text]),
						  })
						: null
				)
			)
		),
		h(
			"p",
			{ class: "css-note" },
			__("Others wrote this down. Ask the client whether it fits, and how the client would say it.")
		)
	);
}

const open_take_over = once_at_a_time(async (frm, categories, text) => {
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	const dialog = new frappe.ui.Dialog({
		title: __("A Strength from the NAARS"),
		fields: [
			{
				fieldname: "category",
				fieldtype: "Select",
				label: __("Category"),
				options: ["", ...categories.map(({ category, label }) => ({ value: category, label }))],
				reqd: 1,
			},
			{
				fieldname: "strength",
				fieldtype: "Small Text",
				label: __("Strength"),
				default: text,
				reqd: 1,
				description: __("Change the words until the client agrees with them."),
			},
		],
		primary_action_label: __("Add to the Strengths"),
		primary_action: once_at_a_time(async ({ category, strength }) => {
			await write("plan.take_strength", { plan: frm.doc.name, category, strength });
			dialog.hide();
			await frm.reload_doc();
		}),
	});
	dialog.show();
});
