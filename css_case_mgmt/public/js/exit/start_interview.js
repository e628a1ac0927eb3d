// A new exit interview, at home if it can be.

import { once_at_a_time } from "../dom";
import { HOME, place_advice } from "../nam/place";
import { write } from "../server";
import { places_in_use, words_to_choose } from "../ways_of_meeting";

export async function open_start_interview({ css_exit, today }) {
	const places = await places_in_use();
	const usual_place = places.includes(HOME) ? HOME : "";
	const dialog = new frappe.ui.Dialog({
		title: __("Exit Interview"),
		fields: [
			{
				fieldname: "interviewed_on",
				fieldtype: "Date",
				label: __("Interviewed on"),
				default: today,
				reqd: 1,
			},
			{
				fieldname: "method",
				fieldtype: "Link",
				options: "CSS Contact Method",
				label: __("Method"),
				default: "In Person",
				only_select: 1,
				get_query: () => ({ filters: { enabled: 1 } }),
			},
			{
				fieldname: "place",
				fieldtype: "Select",
				label: __("Place"),
				options: ["", ...words_to_choose(places)],
				default: usual_place,
				description: place_advice(usual_place),
			},
			{
				fieldname: "not_at_home_reason",
				fieldtype: "Small Text",
				label: __("Why not at home"),
				depends_on: `eval:doc.place !== ${JSON.stringify(HOME)}`,
				mandatory_depends_on: `eval:doc.place !== ${JSON.stringify(HOME)}`,
			},
		],
		primary_action_label: __("Start"),
		primary_action: once_at_a_time(async (values) => {
			const name = await write("exit_interview.start", { css_exit, ...values });
			dialog.hide();
			frappe.set_route("Form", "CSS Exit Interview", name);
		}),
	});
	dialog.show();
}
