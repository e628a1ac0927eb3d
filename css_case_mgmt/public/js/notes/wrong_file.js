// "Entered in the wrong file": the original is kept and marked, and copied to the right one.

import { once_at_a_time } from "../dom";
import { write } from "../server";
import { chosen_people, offer_people, right_file_fields } from "./correction";

export function open_wrong_file(frm) {
	const { doctype, name } = frm.doc;
	const [right_case, clients] = right_file_fields(frm.doc.css_case, () => offer_people(dialog));
	const dialog = new frappe.ui.Dialog({
		title: __("Entered in the Wrong File"),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("What happened"),
				reqd: 1,
				description: what_happens(doctype),
			},
			{
				fieldname: "found_on",
				fieldtype: "Date",
				label: __("Found on"),
				reqd: 1,
				default: frappe.datetime.get_today(),
			},
			{ fieldtype: "Section Break", label: __("Where it belongs") },
			{
				...right_case,
				description: __(
					"Leave it empty if that file is not open to you: the manager is asked, and moves it."
				),
			},
			clients,
			{ fieldtype: "Section Break", label: __("Privacy breach") },
			{
				fieldname: "breach_considered",
				fieldtype: "Select",
				label: __("Is it a privacy breach?"),
				options: [
					"",
					...["A breach record is needed", "No breach"].map((choice) => ({
						value: choice,
						label: __(choice),
					})),
				],
				reqd: 1,
			},
			{ fieldname: "breach_reason", fieldtype: "Small Text", label: __("Why"), reqd: 1 },
		],
		primary_action_label: __("Mark It"),
		primary_action: once_at_a_time(async (values) => {
			await write("wrong_file.mark", {
				doctype,
				name,
				reason: values.reason,
				found_on: values.found_on,
				breach_considered: values.breach_considered,
				breach_reason: values.breach_reason,
				right_case: values.right_case || null,
				clients: values.right_case ? chosen_people(dialog) : null,
			});
			dialog.hide();
			frappe.show_alert({ message: __("Marked: entered in the wrong file."), indicator: "green" });
			frm.reload_doc();
		}),
	});
	dialog.show();
}

function what_happens(doctype) {
	const kept = __("The original stays on file, marked; it counts nowhere and is in no print.");
	if (!["CSS NAM Assessment", "CSS Periodic Assessment"].includes(doctype)) return kept;
	return [
		kept,
		__(
			"All its corrections and the contact of its meeting are marked with it. In the right file a draft with the same answers begins, to be looked at and completed there."
		),
	].join(" ");
}
