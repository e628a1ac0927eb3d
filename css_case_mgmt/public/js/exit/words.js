// What an exit and its interview say of themselves.

export const SATISFACTION = ["Very Satisfied", "Satisfied", "Neither", "Dissatisfied", "Very Dissatisfied"];

export function satisfaction_text(step) {
	return {
		"Very Satisfied": __("Very satisfied"),
		Satisfied: __("Satisfied"),
		Neither: __("Neither satisfied nor dissatisfied"),
		Dissatisfied: __("Dissatisfied"),
		"Very Dissatisfied": __("Very dissatisfied"),
	}[step];
}

export function satisfaction_tone(step) {
	return {
		"Very Satisfied": "good",
		Satisfied: "good",
		Neither: "quiet",
		Dissatisfied: "warm",
		"Very Dissatisfied": "alert",
	}[step];
}

export function topic_title(topic) {
	return {
		Accomplishments: __("What was achieved"),
		Satisfaction: __("Satisfaction"),
		"Pending Issues": __("What is still open"),
		Future: __("From now on"),
	}[topic];
}
