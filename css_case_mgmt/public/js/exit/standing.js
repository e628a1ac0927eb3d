// The exit of an enrolment in one line, wherever the enrolment is shown, and the button that begins it.

import { button, h, link_to, once_at_a_time, pill, replace_children } from "../dom";
import { read, write } from "../server";
import { date_text } from "../words";
import { state_tone } from "./words";

/** An element that fills itself; nothing for those who may not read exits. */
export function exit_standing(enrolment) {
	const element = h("div", { class: "css-facts css-standing css-exit-standing" });
	if (frappe.model.can_read("CSS Exit")) fill(element, enrolment);
	return element;
}

async function fill(element, enrolment) {
	const { exit, may_begin } = await read("exit_form.get_standing", { enrolment });
	replace_children(element, exit ? exit_line(exit) : may_begin ? begin_exit_button(enrolment) : null);
}

/** An exit that was begun, with its state. */
export function exit_line({ name, workflow_state, exit_date }) {
	return [
		link_to("CSS Exit", name, __("Exit")),
		pill(__(workflow_state), state_tone(workflow_state)),
		exit_date ? h("span", {}, __("last day {0}", [date_text(exit_date)])) : null,
	];
}

export function begin_exit_button(enrolment) {
	return button(__("Begin Exit"), () => begin_exit(enrolment));
}

export function begin_exit(enrolment) {
	frappe.confirm(
		__("Begin the exit from the programme? Nothing ends before a manager has approved it."),
		once_at_a_time(async () => {
			const name = await write("exits.begin", { enrolment });
			frappe.set_route("Form", "CSS Exit", name);
		})
	);
}
