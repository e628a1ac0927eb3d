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

export const COLOURS = {
	Draft: "gray",
	"Ready for Review": "orange",
	Returned: "red",
	Approved: "green",
	Exited: "darkgrey",
};
const TONES = {
	Draft: "quiet",
	"Ready for Review": "warm",
	Returned: "alert",
	Approved: "good",
	Exited: "calm",
};

export function state_tone(state) {
	return TONES[state];
}

/** What a step does, as whoever takes it says it. */
export function step_label(state) {
	return {
		"Ready for Review": __("Ask for Review"),
		Draft: __("Take Back"),
		Returned: __("Return"),
		Approved: __("Approve"),
		Exited: __("Complete Exit"),
	}[state];
}

export function what_is_next({ workflow_state, exit_date }, { is_ready }, day) {
	return {
		Draft: is_ready
			? __(
					"All is there. Ask for the review: a manager approves it, and you go on reading the file meanwhile."
			  )
			: __("Work through what is missing together with the client; begin with what was achieved."),
		"Ready for Review": __("Waits for a manager who has not asked for it. Nothing changes until then."),
		Returned: __("Returned. Mend what the manager names, then ask again."),
		Approved: exit_date
			? __("Approved. The file closes after the last day, {0}.", [day])
			: __("Approved."),
		Exited: __("The programme has ended. Coming back is a new enrolment."),
	}[workflow_state];
}
