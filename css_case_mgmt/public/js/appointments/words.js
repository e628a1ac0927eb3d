// Appointments in words: when on the clock of the site, with whom, how.

import { date_text } from "../words";

/** "2026-03-02 14:30" of the site as the reader writes dates; the clock stays the site's. */
export function when_text(local_start, local_end) {
	const [day, from] = local_start.split(" ");
	const [last_day, until] = local_end.split(" ");
	const times = last_day === day ? __("{0} to {1}", [from, until]) : from;
	return __("{0}, {1}", [date_text(day), times]);
}

export function who_text(kind) {
	return {
		Caseworker: __("the caseworker"),
		Interpreter: __("the interpreter"),
		Client: __("somebody of the family"),
	}[kind];
}

export function outcome_tone(outcome) {
	return { Kept: "good", Missed: "warm", Cancelled: "quiet", Rescheduled: "quiet" }[outcome] || "calm";
}

export function choices(words) {
	return words.map((word) => ({ value: word, label: __(word) }));
}
