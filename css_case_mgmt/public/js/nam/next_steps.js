// What follows the latest assessment, done by nobody but a person.

import { h } from "../dom";

export function next_steps(steps) {
	if (!steps || !steps.length) return null;
	return h(
		"section",
		{ class: "css-tile css-next-steps" },
		h("h4", { class: "css-tile-label" }, __("What comes next")),
		h(
			"ul",
			{},
			steps.map(({ step, text }) => h("li", { "data-step": step }, text))
		)
	);
}
