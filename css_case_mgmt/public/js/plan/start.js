// A new settlement plan of an enrolment, once consent and charter are there (D-16, R-209).

import { with_consent } from "../consent/gate";
import { once_at_a_time } from "../dom";
import { write } from "../server";

export function open_start_plan({ enrolment, today }) {
	return with_consent(enrolment, () => open_dialog({ enrolment, today }), {
		for_what: "Settlement Plan",
		earlier: __("A Plan of an Earlier Day"),
		explanation: __("A plan of an earlier day is possible if the consent was valid on that day."),
	});
}

function open_dialog({ enrolment, today }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Begin the Settlement Plan"),
		fields: [
			{
				fieldname: "plan_date",
				fieldtype: "Date",
				label: __("Date of the plan"),
				default: today,
				reqd: 1,
				description: __("The day on which you begin it together."),
			},
		],
		primary_action_label: __("Begin"),
		primary_action: once_at_a_time(async (values) => {
			const name = await write("plan.start", { enrolment, ...values });
			dialog.hide();
			frappe.set_route("Form", "CSS Settlement Plan", name);
		}),
	});
	dialog.show();
}
