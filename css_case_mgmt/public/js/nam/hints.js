// How to ask, from the guide's dos and don'ts.

import { h } from "../dom";

export function hints() {
	return h(
		"details",
		{ class: "css-more css-asking css-dos" },
		h("summary", {}, __("How to ask")),
		h(
			"div",
			{ class: "css-hint-columns" },
			hint_list(__("Do"), [
				__("Look for strengths: notice what the person already does."),
				__("Take time. The answers may come over several meetings and in any order."),
				__("Let the person correct you, and decide together which answer fits."),
				__("Note each answer as you go."),
			]),
			hint_list(__("Don't"), [
				__("Do not suggest that an answer is right or wrong."),
				__("Do not rush, or jump to services."),
				__("Do not press a topic: Declined is a good answer too."),
				__("Do not assume. Ask."),
			])
		)
	);
}

function hint_list(title, hints) {
	return h(
		"div",
		{},
		h("h4", {}, title),
		h(
			"ul",
			{},
			hints.map((hint) => h("li", {}, hint))
		)
	);
}
