// The head of a person's file: name, age, family, enrolments and assessments.

import { fill_field, h, link_to, pill } from "./dom";
import { assessment_table } from "./progress_panel";
import { read } from "./server";
import { age_text, date_text, due_text, level_text, level_tone } from "./words";

export async function show_file(frm) {
	if (frm.is_new()) {
		fill_field(
			frm,
			"file_panel",
			h(
				"p",
				{ class: "css-note" },
				__("People are added in their family's case, where they become members at once.")
			)
		);
		return;
	}
	const client = frm.doc.name;
	const overview = await read("nam.get_client_overview", { client });
	if (frm.doc.name !== client) return;
	fill_field(
		frm,
		"file_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Client file") },
			headline(frm.doc, overview),
			overview.enrolments.map(enrolment_block)
		)
	);
}

function headline(doc, { case: css_case, age }) {
	const name = [doc.given_names, doc.family_name].filter(Boolean).join(" ");
	return h(
		"div",
		{ class: "css-headline" },
		h(
			"h2",
			{},
			h("bdi", {}, name),
			doc.name_in_own_script ? h("bdi", { class: "css-own-script" }, doc.name_in_own_script) : null
		),
		h(
			"div",
			{ class: "css-facts" },
			h("span", {}, doc.file_number),
			h("span", {}, age_text(age, doc.birth_date_is_estimated)),
			doc.preferred_name ? h("span", {}, __("Called {0}", [doc.preferred_name])) : null,
			doc.needs_interpreter ? pill(__("Needs an interpreter"), "calm") : null
		),
		css_case
			? h(
					"div",
					{ class: "css-facts" },
					link_to("CSS Case", css_case.name, __("Family {0}", [css_case.file_number])),
					h("span", {}, css_case.is_head ? __("Head of Family") : __(css_case.relationship)),
					css_case.member_to
						? h("span", {}, __("left the family {0}", [date_text(css_case.member_to)]))
						: null
			  )
			: h("div", { class: "css-facts" }, __("Not a member of a case yet"))
	);
}

function enrolment_block(enrolment) {
	const { draft } = enrolment;
	return h(
		"div",
		{ class: "css-block" },
		h(
			"div",
			{ class: "css-facts css-standing" },
			link_to("CSS Enrolment", enrolment.name, __("Enrolment {0}", [enrolment.episode])),
			h("span", {}, __("since {0}", [date_text(enrolment.enrolment_date)])),
			pill(level_text(enrolment.needs_level), level_tone(enrolment.needs_level)),
			enrolment.next_due
				? h(
						"span",
						{},
						__("Next assessment {0}", [due_text(enrolment.next_due, enrolment.is_overdue)])
				  )
				: null,
			enrolment.is_overdue ? pill(__("Overdue"), "alert") : null,
			draft ? link_to("CSS NAM Assessment", draft.name, __("Continue {0}", [draft.label])) : null
		),
		assessment_table(enrolment)
	);
}
