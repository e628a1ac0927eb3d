// Whose family, who serves it, and when somebody was seen last.

import { h, link_to, pill } from "../dom";
import { date_text } from "../words";

export function head({ case: css_case, people, today }) {
	const first = (people || [])[0];
	return h(
		"header",
		{ class: "css-family-head" },
		h(
			"div",
			{},
			h("h2", {}, h("bdi", {}, first ? first.full_name : css_case.file_number)),
			h(
				"div",
				{ class: "css-facts" },
				link_to("CSS Case", css_case.name, __("Family {0}", [css_case.file_number])),
				people ? h("span", {}, people_text(people)) : null,
				css_case.caseworker ? h("span", {}, __("Caseworker: {0}", [css_case.caseworker])) : null,
				css_case.status === "Closed" ? pill(__("Closed")) : null,
				css_case.is_protected ? pill(__("Protected household"), "alert") : null
			)
		),
		h(
			"div",
			{ class: "css-family-seen" },
			last_seen(css_case.last_seen),
			h("span", { class: "css-quiet-text" }, __("As of {0}", [date_text(today)]))
		)
	);
}

function people_text(people) {
	const living = people.filter(({ died_on }) => !died_on).length;
	return living === 1 ? __("1 person") : __("{0} people", [living]);
}

/** "Seen 2 days ago", or not at all; long ago stands out, in words too. */
export function seen_pill({ on, days, is_long_ago }) {
	const since = on ? seen_text(days) : __("Never seen in {0} days of the programme", [days]);
	return pill(
		is_long_ago && on ? __("Not seen for {0} days", [days]) : since,
		is_long_ago ? "warm" : "quiet"
	);
}

function last_seen(seen) {
	if (!seen) return pill(__("Nobody was seen yet"));
	const { on, tried_on } = seen;
	return [
		seen_pill(seen),
		on ? h("span", { class: "css-quiet-text" }, __("last on {0}", [date_text(on)])) : null,
		tried_on ? h("span", { class: "css-quiet-text" }, __("tried on {0}", [date_text(tried_on)])) : null,
	];
}

function seen_text(days) {
	if (days <= 0) return __("Seen today");
	return days === 1 ? __("Seen yesterday") : __("Seen {0} days ago", [days]);
}
