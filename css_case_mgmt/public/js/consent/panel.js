// Where a consent stands today, in words, and what can be done with it.

import { button, fill_field, h, once_at_a_time, pill } from "../dom";
import { read } from "../server";
import { date_text } from "../words";
import { record_consent } from "./record";

const TONES = { Valid: "good", Expired: "warm", Withdrawn: "alert" };

export function standing_label(standing) {
	return {
		Valid: __("Valid"),
		"Not Explained": __("Not explained"),
		"Not Signed": __("Not signed"),
		"Not Yet Valid": __("Not valid yet"),
		Expired: __("Expired"),
		"Guardian No Longer": __("Guardian no longer decides"),
		"Too Young For Own": __("Too young to consent alone"),
		Withdrawn: __("Withdrawn"),
	}[standing];
}

export function standing_tone(standing) {
	return TONES[standing] || "warm";
}

function explanation({ standing, last_day, ends_soon }) {
	if (standing === "Valid") {
		if (!last_day) return __("It holds until it is withdrawn.");
		return ends_soon
			? __("It ends soon, on {0}. Ask for a new one.", [date_text(last_day)])
			: __("Its last day is {0}.", [date_text(last_day)]);
	}
	return {
		"Not Explained": __(
			"Tick what was explained and understood, limits of confidentiality included, with the day."
		),
		"Not Signed": __("Both sign on the screen, or the scan of the signed paper is attached."),
		"Not Yet Valid": __("It begins later."),
		Expired: __("It ended on {0}. Ask for a new one.", [date_text(last_day)]),
		"Guardian No Longer": __("The young person is old enough to decide alone. Ask for an own consent."),
		"Too Young For Own": __("A parent or guardian must give it."),
		Withdrawn: __("Nothing is started or shared on its ground any more."),
	}[standing];
}

export async function show_consent(frm) {
	if (frm.is_new()) {
		fill_field(frm, "consent_panel", first_step(frm));
		return;
	}
	const consent = frm.doc.name;
	const found = await read("consent.get_standing", { consent });
	if (frm.doc.name !== consent) return;
	fill_field(
		frm,
		"consent_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Standing") },
			h(
				"div",
				{ class: "css-facts css-standing" },
				pill(standing_label(found.standing), standing_tone(found.standing)),
				h("span", {}, explanation(found))
			),
			found.is_sample
				? h(
						"p",
						{ class: "css-notice css-warm" },
						__("The form is a sample – replace it by your agency's text.")
				  )
				: null,
			copy_reminder(frm, found),
			actions(frm, found)
		)
	);
	if (found.is_signed) lock_what_is_signed(frm);
}

function first_step(frm) {
	const { client, css_case } = frm.doc;
	return h(
		"section",
		{ class: "css-panel" },
		h(
			"p",
			{},
			__("Easiest with the client beside you: consent and charter on one page, signed on the screen.")
		),
		client && css_case
			? button(
					__("Record Consent"),
					() =>
						record_consent({
							client,
							css_case,
							after: (made) => frappe.set_route("Form", "CSS Consent", made["CSS Consent"]),
						}),
					{ kind: "primary" }
			  )
			: h("p", { class: "css-note" }, __("Choose the client first."))
	);
}

function copy_reminder(frm, { needs_copy, may_write }) {
	if (!needs_copy) return null;
	return h(
		"div",
		{ class: "css-notice css-calm" },
		h("span", {}, __("The client has not received a copy yet.")),
		may_write
			? h(
					"span",
					{ class: "css-actions" },
					button(__("Print Copy"), () => frm.print_doc()),
					button(
						__("Copy Given Today"),
						once_at_a_time(() => call(frm, "record_copy"))
					)
			  )
			: null
	);
}

function actions(frm, { may_withdraw, may_write, standing, today }) {
	const { client, css_case } = frm.doc;
	const renew = () => record_consent({ client, css_case });
	const list = [
		may_write && standing !== "Valid" && standing !== "Not Signed" && standing !== "Not Explained"
			? button(__("Record New Consent"), renew, { kind: "primary" })
			: null,
		may_withdraw ? button(__("Withdraw Consent"), () => open_withdraw(frm, today)) : null,
	].filter(Boolean);
	return list.length ? h("div", { class: "css-panel-foot css-actions" }, list) : null;
}

/** What is locked looks locked. The server refuses changes by whatever way they come. */
function lock_what_is_signed(frm) {
	const open = ["copy_given_on", "review_note", "workflow_state"];
	for (const field of frm.fields) {
		const { fieldname, fieldtype } = field.df;
		if (
			fieldname &&
			!open.includes(fieldname) &&
			!["HTML", "Section Break", "Column Break"].includes(fieldtype)
		) {
			frm.set_df_property(fieldname, "read_only", 1);
		}
	}
}

async function call(frm, method, args = {}) {
	await frm.call({ doc: frm.doc, method, args, freeze: true });
	await frm.reload_doc();
}

async function open_withdraw(frm, today) {
	const { message: affected } = await frm.call({ doc: frm.doc, method: "what_withdrawal_affects" });
	const dialog = new frappe.ui.Dialog({
		title: __("Withdraw Consent"),
		fields: [
			{ fieldtype: "HTML", fieldname: "affected" },
			{
				fieldtype: "Date",
				fieldname: "withdrawn_on",
				label: __("Withdrawn on"),
				default: today,
				reqd: 1,
				description: __("The day on which the client said so. It holds from then on."),
			},
			{ fieldtype: "Small Text", fieldname: "note", label: __("Note") },
		],
		primary_action_label: __("Withdraw", null, "Verb"),
		primary_action: once_at_a_time(async (values) => {
			await call(frm, "withdraw", values);
			dialog.hide();
		}),
	});
	dialog.fields_dict.affected.$wrapper.get(0).append(
		h(
			"div",
			{},
			h("p", {}, __("Every use of this consent stops at once. It cannot be taken back.")),
			affected.length
				? h(
						"ul",
						{},
						affected.map((line) => h("li", {}, line))
				  )
				: h("p", {}, __("Nothing was begun that would stop."))
		)
	);
	dialog.show();
}
