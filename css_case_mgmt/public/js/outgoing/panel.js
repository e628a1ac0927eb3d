// A referral to a service: where it stands, what comes next, what stands in the way.

import { record_consent } from "../consent/record";
import { button, fill_field, h, once_at_a_time, pill } from "../dom";
import { read, write } from "../server";
import { date_text } from "../words";
import { provider_card } from "./provider_card";
import { open_follow_up, open_step } from "./steps";
import { step_label, told_by_text, TONES, trend_text, what_is_next } from "./words";

const WAY = ["Draft", "Consented", "Sent", "Accepted", "In Progress", "Completed"];
const SIDEWAYS = { Waitlisted: "Sent", Missed: "Sent", Declined: "Completed", Cancelled: "Completed" };
const SUPPORT = ["Client Alone", "Worker Books", "Worker Accompanies"];
const AHEAD = ["Consented", "Sent", "Accepted", "In Progress", "Completed"];
const ONCE_SENT = [
	"provider",
	"is_internal",
	"internal_to",
	"is_final",
	"service",
	"target_class",
	"purpose",
	"information",
];
const AFTER_THE_END = ["obtained", "benefitted", "outcome_note", "delay_reason"];

export async function show_outgoing_referral(frm) {
	lock_what_was_sent(frm);
	if (frm.is_new()) return show_advice(frm);
	const { name } = frm.doc;
	const [standing, provider] = await Promise.all([
		read("outgoing_referral.get_standing", { referral: name }),
		frm.doc.provider
			? read("service_directory.get_provider", { provider: frm.doc.provider, service: frm.doc.service })
			: null,
	]);
	if (frm.doc.name !== name) return;
	frm.referral_in_french_first = standing.french.is_preferred;
	ask_for_support_reason(frm, standing.support);
	fill_field(
		frm,
		"referral_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Referral to a service") },
			h(
				"div",
				{ class: "css-panel-head" },
				h("h3", {}, __(frm.doc.service)),
				h(
					"span",
					{},
					pill(__(frm.doc.status), TONES[frm.doc.status]),
					standing.is_overdue ? pill(__("Follow-up overdue"), "alert") : null
				)
			),
			way(frm.doc),
			h("p", {}, what_is_next(frm.doc)),
			follow_up_line(frm.doc, standing),
			missing_block(frm, standing),
			french_block(frm, standing.french),
			support_line(standing),
			steps_block(frm.doc),
			h("div", { class: "css-panel-foot css-actions" }, actions(frm, standing)),
			provider ? provider_card(provider) : null
		)
	);
}

/** For a referral that is being filled in: who offers it in French, and what support there was before. */
export async function show_advice(frm) {
	const { client, service, provider } = frm.doc;
	if (!client)
		return fill_field(
			frm,
			"referral_panel",
			h("p", { class: "css-note" }, __("Choose the client first."))
		);
	const [advice, card] = await Promise.all([
		read("outgoing_referral.get_advice", { client, service: service || "" }),
		provider ? read("service_directory.get_provider", { provider, service: service || "" }) : null,
	]);
	if (frm.doc.client !== client || frm.doc.service !== service || frm.doc.provider !== provider) return;
	frm.referral_in_french_first = advice.french.is_preferred;
	ask_for_support_reason(frm, advice.support);
	const last = advice.support[advice.support.length - 1];
	fill_field(
		frm,
		"referral_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Referral to a service") },
			french_block(frm, advice.french),
			last
				? h("p", { class: "css-note" }, __("Support last time for this service: {0}.", [__(last)]))
				: null,
			card
				? provider_card(card)
				: h(
						"p",
						{ class: "css-note" },
						__("Choose the service, then the provider: what to tell the client shows here.")
				  )
		)
	);
}

/** Asked for only where the support rises. */
export function ask_for_support_reason(frm, levels = frm.support_before || []) {
	frm.support_before = levels;
	const before = SUPPORT.indexOf(levels[levels.length - 1]);
	const now = SUPPORT.indexOf(frm.doc.support_level);
	const rises = before >= 0 && now > before;
	frm.toggle_display("support_reason", rises || Boolean(frm.doc.support_reason));
	frm.toggle_reqd("support_reason", rises);
}

function way({ status, is_internal }) {
	const steps = WAY.filter((step) => !(is_internal && step === "Consented"));
	const reached = steps.indexOf(SIDEWAYS[status] || status);
	return h(
		"ol",
		{ class: "css-way", "aria-label": __("Steps") },
		steps.map((step, place) =>
			h(
				"li",
				{
					class: place < reached ? "css-way-done" : place === reached ? "css-way-here" : null,
					"aria-current": place === reached ? "step" : null,
				},
				__(step)
			)
		)
	);
}

function follow_up_line({ follow_up_due, status }, { is_overdue }) {
	if (!follow_up_due || ["Completed", "Declined", "Cancelled"].includes(status)) return null;
	const text = is_overdue
		? __("The follow-up was due {0}.", [date_text(follow_up_due)])
		: __("Follow up by {0}.", [date_text(follow_up_due)]);
	return h("p", { class: is_overdue ? "css-banner css-alert" : "css-note" }, text);
}

function missing_block(frm, { missing, may_write, recipient }) {
	if (!missing.length) return null;
	const { client, css_case, purpose, information } = frm.doc;
	return h(
		"div",
		{ class: "css-banner css-warm" },
		h("p", {}, h("strong", {}, __("Before anything goes out:"))),
		h(
			"ul",
			{},
			missing.map((text) => h("li", {}, text))
		),
		may_write && purpose && information
			? button(__("Record Consent"), () =>
					record_consent({
						client,
						css_case,
						release: { recipient, purpose, information },
						after: () => frm.reload_doc(),
					})
			  )
			: null
	);
}

function french_block(frm, { must_hear, is_preferred, providers }) {
	if (!must_hear && !is_preferred) return null;
	const told = once_at_a_time(async () => {
		await write("outgoing_referral.told_of_french_services", { referral: frm.doc.name });
		frm.reload_doc();
	});
	return h(
		"div",
		{ class: "css-banner css-calm" },
		h(
			"p",
			{},
			h("strong", {}, is_preferred ? __("Prefers services in French.") : __("Speaks French.")),
			" ",
			must_hear ? __("Tell this person about services in French before the referral is sent.") : null
		),
		providers.length
			? h(
					"ul",
					{},
					providers.map(({ provider_name }) => h("li", {}, h("bdi", {}, provider_name)))
			  )
			: null,
		must_hear && !frm.is_new() ? button(__("Informed Today"), () => unsaved(frm) || told()) : null
	);
}

function support_line(standing) {
	const text = trend_text(standing);
	if (!text) return null;
	return h(
		"p",
		{ class: "css-note" },
		text,
		" (",
		standing.support.map((level) => __(level)).join(" → "),
		")"
	);
}

function steps_block({ steps }) {
	if (!(steps || []).length) return null;
	return h(
		"details",
		{ class: "css-more" },
		h("summary", {}, __("What happened so far")),
		h(
			"ol",
			{ class: "css-happened" },
			steps.map(({ status, step_on, told_by, remark }) =>
				h(
					"li",
					{},
					h("strong", {}, __(status)),
					` ${date_text(step_on)} · ${told_by_text(told_by)}`,
					remark ? h("span", {}, ": ", h("bdi", {}, remark)) : null
				)
			)
		)
	);
}

function actions(frm, standing) {
	const reload = () => frm.reload_doc();
	const first = standing.missing.length ? null : AHEAD.find((status) => standing.moves.includes(status));
	return [
		standing.moves.map((status) =>
			button(step_label(status), () => unsaved(frm) || open_step({ frm, status, standing, reload }), {
				kind: status === first ? "primary" : "default",
			})
		),
		standing.may_follow_up
			? button(
					__("Record Follow-up"),
					() => unsaved(frm) || open_follow_up({ frm, standing, reload }),
					{
						kind: standing.is_overdue ? "primary" : "default",
					}
			  )
			: null,
		standing.may_follow_up
			? button(__("Log a Contact"), () => unsaved(frm) || log_contact(frm.doc))
			: null,
		frm.perm[0] && frm.perm[0].print
			? [
					button(
						__("Print Sheet for the Client"),
						() => unsaved(frm) || print(frm, "Referral Instruction Sheet")
					),
					!frm.doc.is_internal && frm.doc.consent
						? button(
								__("Print Letter to the Provider"),
								() => unsaved(frm) || print(frm, "Referral Letter")
						  )
						: null,
			  ]
			: null,
	];
}

/** What the client or the provider said about it is a contact as well. */
function log_contact({ name, css_case, client }) {
	return frappe.new_doc("CSS Activity", { css_case, referral: name }, (doc) => {
		frappe.model.add_child(doc, "CSS Activity Participant", "participants").client = client;
	});
}

function print({ doctype, doc }, format) {
	const query = new URLSearchParams({ doctype, name: doc.name, format });
	window.open(`/printview?${query}`);
}

function unsaved(frm) {
	if (!frm.is_dirty()) return false;
	frappe.msgprint(__("Save the referral first."));
	return true;
}

function lock_what_was_sent(frm) {
	const has_ended = ["Completed", "Declined", "Cancelled"].includes(frm.doc.status);
	const was_sent = !frm.is_new() && !["Draft", "Consented"].includes(frm.doc.status);
	for (const { fieldname, read_only } of frappe.get_meta(frm.doctype).fields) {
		if (read_only) continue;
		const is_kept = has_ended
			? !AFTER_THE_END.includes(fieldname)
			: was_sent && ONCE_SENT.includes(fieldname);
		frm.set_df_property(fieldname, "read_only", is_kept ? 1 : 0);
	}
}
