// Getting started in the guide's order: what is done is seen from the records, nothing is ticked off.

import { h, pill, replace_children } from "../dom";
import { read } from "../server";
import { group_title, step_words } from "./first_steps_words";

export class FirstStepsPage {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({
			parent: wrapper,
			title: __("First Steps"),
			single_column: true,
		});
		this.body = h("div", { class: "css-panel css-first-steps", "aria-busy": "true" });
		this.page.main.get(0).append(this.body);
		this.page.set_secondary_action(__("Refresh"), () => this.load());
	}

	async load() {
		const groups = await read("first_steps.get_first_steps");
		replace_children(
			this.body,
			groups.length
				? groups.map(group_block)
				: h(
						"p",
						{ class: "css-empty" },
						__(
							"Nothing to set up or to begin: you work at no site now. Ask your manager or coordinator."
						)
				  )
		);
		this.body.removeAttribute("aria-busy");
	}
}

function group_block({ group, steps }) {
	const done = steps.filter((step) => step.is_done).length;
	const next = steps.find((step) => !step.is_done);
	return h(
		"section",
		{ class: "css-block", "data-group": group },
		h(
			"div",
			{ class: "css-panel-head" },
			h("h3", {}, group_title(group)),
			pill(
				next ? __("{0} of {1} done", [done, steps.length]) : __("All done: well begun"),
				next ? "calm" : "good"
			)
		),
		h(
			"ol",
			{ class: "css-steps" },
			steps.map((step) => step_row(step, step === next))
		)
	);
}

function step_row({ code, is_done, route }, is_next) {
	const { name, why } = step_words(code);
	const state = is_done ? "done" : is_next ? "next" : "waiting";
	return h(
		"li",
		{ class: `css-step css-step-${state}`, "data-step": code },
		h("span", { class: "css-step-mark", "aria-hidden": "true" }, { done: "✓", next: "→" }[state] || "·"),
		h(
			"span",
			{ class: "css-step-text" },
			h(
				"a",
				{
					class: "css-step-name",
					href: frappe.router.make_url(route),
					"aria-current": is_next ? "step" : null,
				},
				name
			),
			is_done
				? h("span", { class: "sr-only" }, __("Done"))
				: h("span", { class: "css-quiet-text" }, why)
		)
	);
}
