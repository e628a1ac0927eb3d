// A disclosure without consent, or an override, waits for somebody else's approval (D-16, D-24).

import { once_at_a_time } from "../dom";
import { read } from "../server";
import { date_text } from "../words";

export async function show_approval(frm) {
	const { approved_by, override_until, is_override } = frm.doc;
	if (approved_by) {
		frm.set_intro(
			is_override ? __("Approved. It holds until {0}.", [date_text(override_until)]) : __("Approved."),
			"green"
		);
		frm.disable_form();
		return;
	}
	const disclosure = frm.doc.name;
	const { needs_approval, may_approve } = await read("consent.get_approval", { disclosure });
	if (frm.doc.name !== disclosure || !needs_approval) return;
	frm.set_intro(
		may_approve
			? __("A colleague asks for your approval. Approve only what you would answer for yourself.")
			: __("Waits for the approval of a manager who has not asked for it."),
		"orange"
	);
	if (!may_approve) return;
	frm.add_custom_button(
		__("Approve"),
		once_at_a_time(async () => {
			await frm.call({ doc: frm.doc, method: "approve", freeze: true });
			frm.reload_doc();
		})
	).addClass("btn-primary");
}
