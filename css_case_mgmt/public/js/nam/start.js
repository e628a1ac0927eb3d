// A new draft of a Needs Assessment Matrix.

import { with_consent } from "../consent/gate";
import { once_at_a_time } from "../dom";
import { read, write } from "../server";
import { places_in_use, words_to_choose } from "../ways_of_meeting";
import { advise_place, HOME, place_advice } from "./place";

export function open_start_nam({ enrolment, today }) {
	return with_consent(enrolment, () => open_dialog({ enrolment, today }));
}

async function open_dialog({ enrolment, today }) {
	const [{ answers_alone, grown_ups }, places] = await Promise.all([
		read("nam.who_may_answer", { enrolment }),
		places_in_use(),
	]);
	const usual_place = places.includes(HOME) ? HOME : "";
	const dialog = new frappe.ui.Dialog({
		title: __("Start NAM"),
		fields: [
			{
				fieldname: "assessment_date",
				fieldtype: "Date",
				label: __("Assessment date"),
				default: today,
				reqd: 1,
				description: __("The day of the first meeting. It can be changed until completion."),
			},
			{
				fieldname: "mode",
				fieldtype: "Select",
				label: __("Mode"),
				options: ["In Person", "Video", "Phone", "In Person and Remote"].map((mode) => ({
					value: mode,
					label: __(mode),
				})),
				default: "In Person",
			},
			{
				fieldname: "place",
				fieldtype: "Select",
				label: __("Place"),
				options: ["", ...words_to_choose(places)],
				default: usual_place,
				depends_on: "eval:(doc.mode || '').startsWith('In Person')",
				description: place_advice(usual_place),
				onchange: () => advise_place(dialog.get_field("place"), dialog.get_value("place")),
			},
			{
				fieldname: "answering_client",
				fieldtype: "Select",
				label: __("Parent or guardian who answers"),
				options: grown_ups.map(({ name, full_name }) => ({ value: name, label: full_name })),
				default: grown_ups.length === 1 ? grown_ups[0].name : null,
				reqd: !answers_alone,
				hidden: answers_alone,
				description: __("A child does not answer alone."),
			},
		],
		primary_action_label: __("Start"),
		primary_action: once_at_a_time(async ({ place, answering_client, ...values }) => {
			const in_person = values.mode.startsWith("In Person");
			const name = await write("nam.start", {
				enrolment,
				...values,
				...(in_person && place ? { place } : {}),
				...(answering_client ? { answering_client } : {}),
			});
			dialog.hide();
			frappe.set_route("Form", "CSS NAM Assessment", name);
		}),
	});
	dialog.show();
}
