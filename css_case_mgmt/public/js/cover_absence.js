// All open cases of a colleague who is away, covered by another for a period.

import { h, link_to, once_at_a_time } from "./dom";
import { read, write } from "./server";

export async function open_cover_absence(user) {
	const colleagues = await read("assignment.colleagues_of", { user });
	const dialog = new frappe.ui.Dialog({
		title: __("Cover an Absence"),
		fields: [
			{
				fieldname: "covered_by",
				fieldtype: "Autocomplete",
				label: __("Covered by"),
				options: colleagues,
				reqd: 1,
				description: __("Gets access to all open cases of this colleague, until the last day."),
			},
			{
				fieldname: "access_from",
				fieldtype: "Date",
				label: __("From"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
			{ fieldname: "access_until", fieldtype: "Date", label: __("Last day"), reqd: 1 },
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("In general terms: whoever reads the cases reads it."),
			},
		],
		primary_action_label: __("Cover"),
		primary_action: once_at_a_time(async (values) => {
			const found = await write("assignment.cover", { user, ...values });
			dialog.hide();
			show_result(found);
		}),
	});
	dialog.show();
}

function show_result({ covered, skipped }) {
	const dialog = new frappe.ui.Dialog({ title: __("Cover an Absence") });
	dialog.$body.append(
		h(
			"div",
			{ class: "css-panel" },
			h("p", {}, __("Cases covered: {0}", [covered])),
			skipped.length
				? [
						h("p", {}, __("Find somebody else for these:")),
						h(
							"ul",
							{},
							skipped.map((row) =>
								h("li", {}, link_to("CSS Case", row.css_case, row.file_number), ` ${row.why}`)
							)
						),
				  ]
				: null
		)
	);
	dialog.show();
}
