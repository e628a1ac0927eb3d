// When: a day, a time on the clock of the site, and how long. The telephone's own wheel chooses the time.

import { h } from "../dom";

const MINUTES = [15, 30, 45, 60, 90, 120, 180];

export class TimeFields {
	constructor({ at = "10:00", minutes = 60, time_zone = null, onchange }) {
		this.time = h("input", {
			type: "time",
			class: "form-control",
			id: "css-appointment-time",
			value: at,
			required: true,
			step: 300,
			onchange,
		});
		const lengths = MINUTES.includes(minutes) ? MINUTES : [...MINUTES, minutes].sort((a, b) => a - b);
		this.minutes = h(
			"select",
			{ class: "form-control", id: "css-appointment-minutes", onchange },
			lengths.map((each) =>
				h(
					"option",
					{ value: each, selected: each === minutes },
					each === 60 ? __("1 hour") : __("{0} minutes", [each])
				)
			)
		);
		this.element = h(
			"div",
			{ class: "css-time-fields" },
			h(
				"div",
				{},
				h(
					"label",
					{ class: "control-label", for: "css-appointment-time" },
					__("Time", null, "Of Day")
				),
				this.time
			),
			h(
				"div",
				{},
				h("label", { class: "control-label", for: "css-appointment-minutes" }, __("How long")),
				this.minutes
			),
			time_zone ? h("p", { class: "css-note" }, __("On the clock of the site: {0}", [time_zone])) : null
		);
	}

	values() {
		return { at: this.time.value, minutes: Number(this.minutes.value) };
	}
}
