// The outcome of an eligibility assessment in words.

export function outcome_text(outcome) {
	return { Eligible: __("Eligible"), Ineligible: __("Not eligible") }[outcome] || __("Not decided yet");
}

export function outcome_tone(outcome) {
	return { Eligible: "good", Ineligible: "warm" }[outcome] || "quiet";
}
