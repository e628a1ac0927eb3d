// Where to meet: at home, if that suits the person. A word beside the field, nothing to click away.

export const HOME = "Client's Home";

export function place_advice(place) {
	if (!place || place === HOME) return __("A home visit is recommended.");
	return __(
		"A home visit is recommended: people often feel more at ease at home. Another place is fine if the person prefers it."
	);
}

/** field: a control of a form or a dialog. */
export function advise_place(field, place) {
	if (!field) return;
	field.df.description = place_advice(place);
	field.set_description(field.df.description);
}
