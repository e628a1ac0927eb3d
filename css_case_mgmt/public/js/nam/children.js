// The factor about children is answered by their parent, for them.

import { h } from "../dom";

export function children_note({ of_household }) {
	if (!of_household.length) {
		return h("p", { class: "css-note" }, __("No children of this person live in the household."));
	}
	return h(
		"p",
		{ class: "css-note" },
		__("The parent answers for:"),
		" ",
		of_household.map(({ full_name, age }, index) => [
			index ? ", " : null,
			h("bdi", {}, full_name),
			` (${age})`,
		])
	);
}
