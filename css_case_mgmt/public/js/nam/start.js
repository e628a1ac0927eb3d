// A new draft of a Needs Assessment Matrix.

import { with_consent } from "../consent/gate";
import { once_at_a_time } from "../dom";
import { write } from "../server";

export function open_start_nam({ enrolment, today }) {
	return with_consent(enrolment, () => open_dialog({ enrolment, today }));
}

function open_dialog({ enrolment, today }) {
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
				description: __("A home visit is recommended."),
			},
		],
		primary_action_label: __("Start"),
		primary_action: once_at_a_time(async (values) => {
			const name = await write("nam.start", { enrolment, ...values });
			dialog.hide();
			frappe.set_route("Form", "CSS NAM Assessment", name);
		}),
	});
	dialog.show();
}
