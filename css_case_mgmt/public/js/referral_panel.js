// A referral to case management: where it stands and the next step. Nothing here is looked
// up about the person: whether somebody is known shows only to whoever may read that file.

import { button, fill_field, h, link_to, pill } from "./dom";
import { open_accept } from "./referral_acceptance";
import { open_follow_up, open_return, open_triage, open_withdraw } from "./referral_steps";
import { read } from "./server";
import { date_text } from "./words";

const TONES = {
	Received: "calm",
	"NAARS Needed": "warm",
	"In Triage": "calm",
	Accepted: "good",
	Returned: "quiet",
	Withdrawn: "quiet",
};
// What may still be filled in once the referral is decided on.
const CHANGED_AFTERWARDS = [
	"naars_date",
	"naars_provider_type",
	"naars_provider",
	"naars_followed_up_on",
	"results_received",
	"settlement_plan_received",
	"rap_exit_results_received",
	"assets",
];

export async function show_referral(frm) {
	lock_decided(frm);
	if (frm.is_new()) {
		fill_field(
			frm,
			"referral_panel",
			h(
				"p",
				{ class: "css-note" },
				__("The organisation and a name are enough to save. The rest can be asked for later.")
			)
		);
		return;
	}
	const referral = frm.doc.name;
	const standing = await read("referral.get_standing", { referral });
	if (frm.doc.name !== referral) return;
	fill_field(
		frm,
		"referral_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Referral") },
			h(
				"div",
				{ class: "css-panel-head" },
				h("h3", {}, __("Referral {0}", [frm.doc.referral_number])),
				pill(__(frm.doc.status), TONES[frm.doc.status])
			),
			h("p", {}, what_is_next(frm.doc)),
			file_links(frm.doc),
			follow_up_line(frm, standing),
			h("div", { class: "css-panel-foot css-actions" }, actions(frm, standing))
		)
	);
}

function what_is_next(doc) {
	return {
		Received: __("Decide how urgent it is."),
		"NAARS Needed": __("A NAARS comes first. Refer the person for one, then enter its date below."),
		"In Triage": __("Accept the referral or return it with a reason."),
		Accepted: __("Accepted. The family's case shows what comes next."),
		Returned: __("Returned: {0}", [__(doc.return_reason)]),
		Withdrawn: __("Withdrawn. Nothing more is done about it."),
	}[doc.status];
}

function file_links(doc) {
	if (!doc.css_case) return null;
	return h(
		"div",
		{ class: "css-facts" },
		link_to("CSS Case", doc.css_case, __("Case")),
		link_to("CSS Client", doc.client, __("Client")),
		doc.rap_exit_results_received
			? h(
					"span",
					{},
					__("The remaining needs from the RAP exit assessment are entered with the client.")
			  )
			: null
	);
}

function follow_up_line(frm, { follow_up, follow_up_opens, follow_up_due }) {
	if (!follow_up) return null;
	const [text, tone] = {
		"Not Yet": [
			__("Follow-up of the settlement plan from {0} to {1}", [
				date_text(follow_up_opens),
				date_text(follow_up_due),
			]),
			"quiet",
		],
		Open: [__("Follow up the settlement plan by {0}", [date_text(follow_up_due)]), "warm"],
		Overdue: [
			__("The follow-up of the settlement plan was due {0}", [date_text(follow_up_due)]),
			"alert",
		],
		Done: [__("Settlement plan followed up {0}", [date_text(frm.doc.naars_followed_up_on)]), "good"],
	}[follow_up];
	return h("p", {}, pill(text, tone));
}

function actions(frm, standing) {
	const reload = () => frm.reload_doc();
	const has_changes = () => {
		if (!frm.is_dirty()) return false;
		frappe.msgprint(__("Save the referral first."));
		return true;
	};
	const step = (label, open, kind = "default") =>
		button(label, () => has_changes() || open({ frm, standing, reload }), { kind });
	return [
		standing.may_triage && step(__("Start Triage"), open_triage, "primary"),
		standing.may_accept && step(__("Accept"), open_accept, "primary"),
		standing.may_return && step(__("Return"), open_return),
		standing.may_return && step(__("Withdraw"), open_withdraw),
		standing.may_record_follow_up &&
			step(
				__("Record Follow-up"),
				open_follow_up,
				["Open", "Overdue"].includes(standing.follow_up) ? "primary" : "default"
			),
		frm.perm[0] && frm.perm[0].print && step(__("Print Reply"), print_reply),
	];
}

function print_reply({ frm }) {
	frappe.set_route("print", frm.doctype, frm.doc.name);
}

function lock_decided(frm) {
	const is_decided = !frm.is_new() && ["Accepted", "Returned", "Withdrawn"].includes(frm.doc.status);
	for (const { fieldname, read_only } of frappe.get_meta(frm.doctype).fields) {
		if (read_only || CHANGED_AFTERWARDS.includes(fieldname)) continue;
		frm.set_df_property(fieldname, "read_only", is_decided ? 1 : 0);
	}
}
