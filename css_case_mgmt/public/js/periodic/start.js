// A new draft of a periodic assessment.

import { with_consent } from "../consent/gate";
import { once_at_a_time } from "../dom";
import { write } from "../server";

export function open_start_periodic({ enrolment, today }) {
	return with_consent(enrolment, () => open_dialog({ enrolment, today }));
}

function open_dialog({ enrolment, today }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Start Periodic Assessment"),
		fields: [
			{
				fieldname: "assessment_date",
				fieldtype: "Date",
				label: __("Assessment date"),
				default: today,
				reqd: 1,
				description: __("It can be changed until completion."),
			},
			choice("mode", __("Mode"), ["In Person", "Video", "Phone"]),
			choice("occasion", __("Occasion"), ["Own Meeting", "Beside a Session"]),
		],
		primary_action_label: __("Start"),
		primary_action: once_at_a_time(async (values) => {
			const name = await write("periodic.start", { enrolment, ...values });
			dialog.hide();
			frappe.set_route("Form", "CSS Periodic Assessment", name);
		}),
	});
	dialog.show();
}

function choice(fieldname, label, options) {
	return {
		fieldname,
		fieldtype: "Select",
		label,
		options: options.map((value) => ({ value, label: __(value) })),
		default: options[0],
	};
}
