// What a manager approves: the reasons that stand for something missing, who asked, and the course of it (D-24).

import { h, pill } from "../dom";
import { date_text } from "../words";
import { state_tone } from "./words";

// Where the reason stands for something that is explained instead of met.
export const REASONS = {
	"Length of the Programme": "early_reason",
	"Needs Declined": "needs_explanation",
	"Nothing Outstanding": "outstanding_reason",
};

export function returned_note({ workflow_state, decision_note, decisions }) {
	if (workflow_state !== "Returned" || !decision_note) return null;
	const last = (decisions || []).filter(({ state }) => state === "Returned").pop();
	return h(
		"div",
		{ class: "css-banner css-alert" },
		h(
			"p",
			{},
			h("strong", {}, last ? __("{0} returned it:", [name_of(last.decided_by)]) : __("Returned:"))
		),
		h("p", { class: "css-as-typed", dir: "auto" }, decision_note)
	);
}

/** Reasons and opinion in one place, once somebody else is to judge them. */
export function for_the_manager({ frm, readiness }) {
	const { doc } = frm;
	if (!["Ready for Review", "Approved"].includes(doc.workflow_state)) return null;
	const entries = [
		...readiness.checks
			.filter(({ standing, code }) => standing === "Explained" && REASONS[code])
			.map(({ label, text, code }) => [label, doc[REASONS[code]], text]),
		...not_met(frm),
		doc.planned ? null : [__("Why steps are left out"), doc.unplanned_reason],
		doc.stability_opinion ? [__("Can stability be maintained?"), doc.stability_opinion] : null,
		doc.handover_summary ? [__("Areas of concern handed over"), doc.handover_summary] : null,
	].filter((entry) => entry && entry[1]);
	return h(
		"section",
		{ class: "css-block css-for-manager", "aria-label": __("What is approved") },
		h("h3", {}, __("What is approved")),
		doc.requested_by
			? h(
					"p",
					{ class: "css-note" },
					__("{0} asked on {1}.", [name_of(doc.requested_by), day_of(doc.requested_on)])
			  )
			: null,
		h(
			"dl",
			{ class: "css-reasons-given" },
			entries.map(([title, reason, found]) => [
				h("dt", {}, title),
				h(
					"dd",
					{},
					found ? h("div", { class: "css-quiet-text" }, found) : null,
					h("div", { class: "css-as-typed", dir: "auto" }, reason)
				),
			])
		)
	);
}

function not_met({ doc, css_indicators }) {
	return (doc.readiness || [])
		.filter(({ answer }) => answer && answer !== "Met")
		.map(({ indicator, answer, remark }) => {
			const known = (css_indicators || {})[indicator];
			return [known ? __(known.indicator) : indicator, remark, __(answer)];
		});
}

export function course({ decisions }) {
	if (!(decisions || []).length) return null;
	return h(
		"details",
		{ class: "css-more" },
		h("summary", {}, __("Course of the approval")),
		h(
			"ol",
			{ class: "css-happened" },
			decisions.map(({ state, decided_by, decided_on, reason }) =>
				h(
					"li",
					{},
					pill(__(state), state_tone(state)),
					` ${name_of(decided_by)} · ${day_of(decided_on)}`,
					reason ? h("div", { class: "css-as-typed", dir: "auto" }, reason) : null
				)
			)
		)
	);
}

function name_of(user) {
	return frappe.user.full_name(user);
}

function day_of(moment) {
	return date_text((moment || "").slice(0, 10));
}
