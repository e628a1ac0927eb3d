// A young person reaches the age of an own file (R-045 to R-047, T-09).

import { button, h, link_to, pill } from "../dom";
import { open_enrol } from "../enrol";
import { read } from "../server";
import { date_text } from "../words";

export function own_file_note(member, { family }) {
	const own_file = family.own_files[member.client];
	if (!own_file) return null;
	return own_file.is_reached
		? pill(__("Own file needed: {0}", [own_file.missing.join(", ")]), "alert")
		: pill(__("Turns {0} on {1}", [own_file.age, date_text(own_file.birthday)]), "warm");
}

export function own_file_button(member, context) {
	const own_file = context.family.own_files[member.client];
	if (!own_file || !context.family.may_write) return null;
	return button(own_file.is_reached ? __("Open Own File") : __("Prepare Own File"), () =>
		open_own_file(member, context)
	);
}

async function open_own_file(member, context) {
	const { css_case } = context;
	const own_file = await read("own_file.get_own_file", { css_case, client: member.client });
	const dialog = new frappe.ui.Dialog({ title: __("Own File"), size: "large" });
	dialog.$body.append(
		h(
			"div",
			{ class: "css-panel" },
			h("h3", {}, h("bdi", {}, own_file.full_name)),
			h("p", { class: "css-note" }, when_text(own_file)),
			what_is_missing(own_file, member, context, dialog),
			what_there_is(own_file)
		)
	);
	dialog.show();
}

function when_text({ age, birthday, is_reached }) {
	return is_reached
		? __(
				"Turned {0} on {1}: from that day on consent, charter and needs assessment are the young person's own.",
				[age, date_text(birthday)]
		  )
		: __("Turns {0} on {1}. Until then the parent or guardian speaks for the young person.", [
				age,
				date_text(birthday),
		  ]);
}

function what_is_missing(own_file, member, context, dialog) {
	if (!own_file.missing.length) return h("p", {}, pill(__("The own file is complete."), "good"));
	return h(
		"div",
		{ class: "css-block" },
		h("h4", {}, __("Still needed")),
		h(
			"ol",
			{},
			own_file.missing.map(({ label }) => h("li", {}, label))
		),
		own_file.is_reached
			? h("div", { class: "css-actions" }, next_action(own_file, member, context, dialog))
			: null
	);
}

/** The first of what is missing; the intake below the family goes on with the rest. */
function next_action({ missing }, member, context, dialog) {
	const { css_case } = context;
	const leave = (then) => () => {
		dialog.hide();
		then();
	};
	const record = (doctype) => leave(() => frappe.new_doc(doctype, { client: member.client, css_case }));
	const ways = {
		Enrolment: [__("Enrol"), leave(() => open_enrol({ member, ...context }))],
		Consent: [__("Record Consent"), record("CSS Consent")],
		Charter: [__("Record Charter"), record("CSS Charter Acknowledgement")],
	};
	const way = ways[missing[0].what];
	return way ? button(way[0], way[1], { kind: "primary" }) : null;
}

function what_there_is({ records }) {
	return h(
		"div",
		{ class: "css-block" },
		h("h4", {}, __("What the family's file holds about this person")),
		records.length
			? h(
					"ul",
					{},
					records.map((row) =>
						h(
							"li",
							{},
							link_to(row.doctype, row.name, __(row.doctype)),
							" ",
							date_text(row.date),
							row.ends ? [" ", pill(__("ends with the birthday"), "warm")] : null
						)
					)
			  )
			: h("p", { class: "css-note" }, __("Nothing yet."))
	);
}
