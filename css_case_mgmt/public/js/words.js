// Scores, changes and dates in words (D-03, D-04): the status decides whether there is a number at all.

/* global format_number */

const DECIMALS = 2;

export function date_text(date) {
	return date ? frappe.datetime.str_to_user(date) : "";
}

export function score_number(score) {
	return format_number(score, null, DECIMALS);
}

export function score_text({ status, score }) {
	return status === "Scored" ? score_number(score) : status_word(status);
}

export function status_word(status) {
	return (
		{
			Scored: __("Scored"),
			Incomplete: __("Incomplete"),
			"Out of Scope": __("Out of Scope"),
		}[status] || __("Not answered yet")
	);
}

export function status_tone(status) {
	return { Scored: "calm", Incomplete: "warm" }[status] || "quiet";
}

/** "Improved by 0.50"; null where there is nothing to compare with. */
export function change_text({ direction, change }) {
	if (!direction) return null;
	const size = score_number(Math.abs(change || 0));
	return {
		Improved: __("Improved by {0}", [size]),
		Same: __("Same"),
		Worse: __("Worse by {0}", [size]),
	}[direction];
}

export function change_tone(direction) {
	return { Improved: "good", Worse: "warm" }[direction] || "quiet";
}

export function scale_note() {
	return __("1 = no support needed, 3 = support needed; lower is better.");
}

export function level_text(level) {
	return { High: __("High needs"), Low: __("Low needs") }[level] || __("Level not decided");
}

export function level_tone(level) {
	return { High: "warm", Low: "good" }[level] || "quiet";
}

export function age_text(age, is_estimated) {
	if (age === null || age === undefined) return __("Age not known");
	if (is_estimated) return __("about {0} years", [age]);
	return age === 1 ? __("1 year") : __("{0} years", [age]);
}

export function due_text(date, is_overdue) {
	return is_overdue ? __("was due {0}", [date_text(date)]) : __("due {0}", [date_text(date)]);
}
