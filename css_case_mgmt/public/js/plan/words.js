// Plans and goals in words: what a status, a horizon or a balance says.

export function plan_status(status) {
	return {
		Draft: __("Draft"),
		Agreed: __("Agreed"),
		Superseded: __("Superseded"),
		Closed: __("Closed"),
	}[status];
}

export function plan_tone(status) {
	return { Draft: "calm", Agreed: "good" }[status] || "quiet";
}

export function goal_status(status) {
	return {
		Open: __("Open"),
		Achieved: __("Achieved"),
		"Partly Achieved": __("Partly Achieved"),
		"Carried Over": __("Carried Over"),
		"Set Aside": __("Set Aside"),
	}[status];
}

export function goal_tone(status) {
	return { Open: "calm", Achieved: "good", "Partly Achieved": "good" }[status] || "quiet";
}

export function horizon_word(horizon) {
	return { Immediate: __("Immediate"), Intermediate: __("Intermediate") }[horizon];
}

export function who_word(responsible) {
	return {
		Client: __("Client"),
		Caseworker: __("Caseworker"),
		Together: __("Together"),
		"Somebody Else": __("Somebody Else"),
	}[responsible];
}

export function balance_text({ strengths, needs }) {
	return [
		strengths === 1 ? __("1 strength") : __("{0} strengths", [strengths]),
		needs === 1 ? __("1 need") : __("{0} needs", [needs]),
	].join(" · ");
}

export function missing_text({ missing }) {
	return missing === 1
		? __("Find one more strength together: there are to be more of them than needs.")
		: __("Find {0} more strengths together: there are to be more of them than needs.", [missing]);
}

export function goals_text({ goals, achieved }) {
	if (!goals) return __("No goals yet");
	return goals === 1
		? __("{0} of 1 goal achieved", [achieved])
		: __("{0} of {1} goals achieved", [achieved, goals]);
}
