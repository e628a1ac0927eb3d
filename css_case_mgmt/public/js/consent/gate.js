// Says what is missing before somebody types, with the way to record it (D-16).

import { h } from "../dom";
import { read } from "../server";
import { record_consent } from "./record";

const ASSESSMENT = () => ({
	for_what: "Needs Assessment",
	earlier: __("Assess an Earlier Day"),
	explanation: __("An assessment of an earlier day is possible if the consent was valid on that day."),
});

/** Goes on if the work may start today; if not, says why and offers to record what is missing first. */
export async function with_consent(enrolment, go_on, { for_what, earlier, explanation } = ASSESSMENT()) {
	const gate = await read("consent.get_gate_of_enrolment", { enrolment, for_what });
	if (!gate.missing.length) {
		go_on();
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Consent and charter come first"),
		fields: [{ fieldtype: "HTML", fieldname: "missing" }],
		...(gate.may_record
			? {
					primary_action_label: __("Record Consent"),
					primary_action: () => {
						dialog.hide();
						record_consent({ client: gate.client, css_case: gate.css_case, after: go_on });
					},
			  }
			: {}),
		secondary_action_label: earlier,
		secondary_action: () => {
			dialog.hide();
			go_on();
		},
	});
	dialog.fields_dict.missing.$wrapper.get(0).append(
		h(
			"div",
			{},
			h(
				"ul",
				{},
				gate.missing.map(({ text }) => h("li", {}, text))
			),
			h(
				"p",
				{ class: "css-note" },
				explanation,
				" ",
				__("In an emergency, ask your manager for an override: record it as a disclosure.")
			)
		)
	);
	dialog.show();
}
