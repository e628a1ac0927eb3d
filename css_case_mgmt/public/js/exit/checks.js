// What an exit needs, each thing with how it stands and the way there.

import { record_consent } from "../consent/record";
import { button, h } from "../dom";
import { open_start_nam } from "../nam/start";
import { new_referral } from "../outgoing/form";
import { open_start_interview } from "./start_interview";

const MARKS = { Met: "✓", Explained: "✎", Warned: "!", Missing: "➜" };
const CLASSES = { Met: "done", Explained: "done", Warned: "warned", Missing: "next" };
const NOT_ASKED = "Not Applicable";

export function progress_of(checks) {
	const asked = checks.filter(({ standing }) => standing !== NOT_ASKED);
	return { done: asked.filter(({ standing }) => standing !== "Missing").length, total: asked.length };
}

/** context: frm, readiness, interviews. */
export function check_list(context) {
	const asked = context.readiness.checks.filter(({ standing }) => standing !== NOT_ASKED);
	return h(
		"ol",
		{ class: "css-steps css-exit-checks" },
		asked.map((check) =>
			h(
				"li",
				{ class: `css-step css-step-${CLASSES[check.standing]}`, "data-check": check.code },
				h("span", { class: "css-step-mark", "aria-hidden": "true" }, MARKS[check.standing]),
				h(
					"div",
					{ class: "css-step-text" },
					h("span", { class: "css-step-name" }, check.label, " ", standing_word(check.standing)),
					check.standing === "Met" ? null : h("span", { class: "css-quiet-text" }, check.text)
				),
				h("div", { class: "css-actions" }, ways_there(check, context))
			)
		)
	);
}

/** The marks are pictures: whoever does not see them hears the word. */
function standing_word(standing) {
	const word = {
		Met: __("Done"),
		Explained: __("Explained"),
		Warned: __("To consider"),
		Missing: __("Missing"),
	}[standing];
	return h("span", { class: standing === "Explained" ? "css-quiet-text" : "sr-only" }, `(${word})`);
}

function ways_there(check, context) {
	const { frm, readiness } = context;
	if (!readiness.may_write || !readiness.is_editable) return [];
	if (check.standing !== "Missing" && check.standing !== "Warned") return [];
	return [
		button(way_label(check), () => go_to(check, context), { kind: "default" }),
		check.code === "Nothing Outstanding"
			? button(__("Open the Client's File"), () =>
					frappe.set_route("Form", "CSS Client", frm.doc.client)
			  )
			: null,
		check.code === "Hand-over" && lacks_only_consent(frm.doc)
			? button(__("Record Consent"), () => consent_to_hand_over(frm), { kind: "primary" })
			: null,
	];
}

function way_label({ code, go_to: { name } }) {
	const begun = {
		"Final Assessment": __("Continue NAM"),
		"Final Referral": __("Open the Referral"),
		"Exit Interview": __("Continue the Interview"),
		"Day of Death": __("Open the Case"),
		Citizenship: __("Open the Client's File"),
	};
	const to_begin = {
		"Final Assessment": __("Start NAM"),
		"Final Referral": __("Refer to a Service"),
		"Exit Interview": __("Record the Interview"),
		"Contact Attempts": __("Log a Contact"),
	};
	return (name ? begun[code] : to_begin[code]) || __("Fill In");
}

function go_to({ code, go_to: place }, { frm, readiness }) {
	const { doctype, name, fieldname, values } = place;
	if (doctype === frm.doctype) return show_field(frm, fieldname);
	if (name) return frappe.set_route("Form", doctype, name);
	if (code === "Final Assessment") {
		return open_start_nam({ enrolment: frm.doc.enrolment, today: readiness.today });
	}
	if (code === "Exit Interview") {
		return open_start_interview({ css_exit: frm.doc.name, today: readiness.today });
	}
	if (code === "Final Referral") return new_referral(values);
	if (code === "Contact Attempts") return log_attempt(frm.doc, values);
	return frappe.new_doc(doctype, values);
}

function log_attempt({ client }, values) {
	return frappe.new_doc("CSS Activity", values, (doc) => {
		frappe.model.add_child(doc, "CSS Activity Participant", "participants").client = client;
	});
}

function show_field(frm, fieldname) {
	const place = fieldname === "readiness" ? "indicators_panel" : fieldname;
	frm.scroll_to_field(place);
	if (place === "indicators_panel") {
		const open = frm.fields_dict[place].$wrapper.get(0).querySelector("[data-open] input");
		if (open) open.focus();
	}
}

function lacks_only_consent({ handover, handover_provider, handover_summary, handover_consent }) {
	return handover === "Hand Over" && handover_provider && handover_summary && !handover_consent;
}

/** The line of sharing is known: to whom, and what for. */
function consent_to_hand_over(frm) {
	const { client, css_case, handover_provider } = frm.doc;
	return frappe.db
		.get_value("CSS Service Provider", handover_provider, "provider_name")
		.then(({ message }) =>
			record_consent({
				client,
				css_case,
				release: {
					recipient: message.provider_name,
					purpose: __("Transition to Settlement Services"),
					information: __("Areas of concern"),
				},
				after: () => frm.save(),
			})
		);
}
