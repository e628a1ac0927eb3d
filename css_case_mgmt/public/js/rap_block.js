// The Resettlement Assistance Program: how long it lasts, and what its exit assessment has left to do.

import { button, h, pill } from "./dom";
import { date_text } from "./words";

/** Nothing where the file says nothing of RAP, and once all of it is over. */
export function rap_block(frm, { rap, may_write }) {
	if (!rap) return null;
	return h(
		"div",
		{ class: "css-block css-rap" },
		h("h3", {}, __("Resettlement Assistance Program")),
		h(
			"div",
			{ class: "css-facts" },
			lasts(rap).map((text) => h("span", {}, text))
		),
		h("div", { class: "css-facts" }, exit_results(rap), may_write ? enter_results(frm, rap) : null),
		rap.needs.length ? needs_list(rap.needs) : null
	);
}

function lasts({ services_end, support_until, support_limit }) {
	return [
		services_end ? __("Services usually until {0} to {1}", services_end.map(date_text)) : null,
		support_until ? __("Financial support until {0}", [date_text(support_until)]) : null,
		support_limit && !support_until
			? __("Financial support until {0} at the latest", [date_text(support_limit)])
			: null,
	].filter(Boolean);
}

function exit_results({ results, received_on, provider }) {
	return {
		Received: () => pill(__("Exit results received {0}", [date_text(received_on)]), "good"),
		Expected: () => pill(__("Exit results expected"), "calm"),
		Missing: () =>
			pill(
				provider
					? __("Exit results missing: ask {0}", [provider])
					: __("Exit results missing: ask the RAP provider"),
				"warm"
			),
		"Not Yet": () => h("span", {}, __("The exit assessment comes at the end of the services")),
	}[results]();
}

function enter_results(frm, { results }) {
	return results === "Expected" || results === "Missing"
		? button(__("Enter Results"), () => frm.scroll_to_field("rap_results_received_on"))
		: null;
}

function needs_list(needs) {
	return h(
		"div",
		{},
		h("h4", { class: "css-tile-label" }, __("Remaining needs")),
		h(
			"ul",
			{ class: "css-rap-needs" },
			needs.map(({ need, addressed_by }) =>
				h("li", {}, h("bdi", {}, need), " ", pill(__("To be addressed by: {0}", [__(addressed_by)])))
			)
		)
	);
}
