// The headings of a note, for whoever wants them; what is typed stays.

import { button, h } from "../dom";

function headings() {
	return [__("Served"), __("Need"), __("Activity or accomplishment"), __("Plan or progress")];
}

/** The text with the headings that it lacks below it. */
export function with_headings(text) {
	const typed = (text || "").replace(/\s+$/, "");
	const lines = typed.split("\n").map((line) => line.trim());
	const missing = headings()
		.map((heading) => `${heading}:`)
		.filter((heading) => !lines.some((line) => line.startsWith(heading)));
	return [typed, ...missing.map((heading) => `${heading}\n`)].filter(Boolean).join("\n\n");
}

/** What stands under the note while it is being written. */
export function writing_tools(frm, fieldname, { headings: with_snap, person }) {
	return h(
		"div",
		{ class: "css-note-tools" },
		with_snap
			? button(__("Put In the Headings"), async () => {
					await frm.set_value(fieldname, with_headings(frm.doc[fieldname]));
					const [area] = frm.fields_dict[fieldname].$input || [];
					if (area) area.focus();
			  })
			: null,
		h(
			"span",
			{ class: "css-quiet-text" },
			person === "First Person"
				? __("Your agency writes in the first person: “I visited the family. Client stated that …”")
				: __(
						"Your agency writes in the third person: “Caseworker visited the family. Client stated that …”"
				  )
		),
		h(
			"span",
			{ class: "css-quiet-text" },
			__("Only what the programme needs to know, and nothing that the client may not read.")
		)
	);
}
