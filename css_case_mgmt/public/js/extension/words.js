// The states of a request in words.

export function state_text(state) {
	return (
		{
			Draft: __("Draft"),
			"Ready for Review": __("Ready for Review"),
			Returned: __("Returned"),
			Approved: __("Approved"),
		}[state] || __("Draft")
	);
}

export function state_tone(state) {
	return { "Ready for Review": "calm", Returned: "warm", Approved: "good" }[state] || "quiet";
}

/** What leads to a state, as the button says it. */
export function step_text(from, to) {
	if (to === "Ready for Review") return __("Ask for Review");
	if (to === "Draft") return __("Take Back");
	if (to === "Approved") return __("Approve");
	return __("Return");
}
