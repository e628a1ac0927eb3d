// The eligibility form: criteria as cards, and the decision in words while they are ticked.

import { read, write } from "../server";
import { show_criteria, show_short_decision } from "./criteria_sheet";
import { show_decision } from "./decision_panel";

const PAUSE = 250;
let lists = null;

export async function refresh_eligibility(frm) {
	lists = lists || (await read("eligibility.get_lists"));
	frm.set_df_property("criteria", "hidden", 1);
	frm.eligibility_locked = is_locked(frm);
	show_criteria(frm, lists, {
		may_edit: !frm.eligibility_locked && frm.perm[0] && Boolean(frm.perm[0].write),
		on_change: () => decide_soon(frm),
	});
	lock_decided(frm);
	show_rule_of_status(frm);
	await decide(frm);
}

/** For the fields of the form that the decision rests on. */
export function decide_soon(frm) {
	clearTimeout(frm.eligibility_timer);
	frm.eligibility_timer = setTimeout(() => decide(frm), PAUSE);
}

async function decide(frm) {
	const { doc } = frm;
	const asked = (frm.eligibility_asked = (frm.eligibility_asked || 0) + 1);
	const decision = await write(
		"eligibility.preview",
		{
			client: doc.client,
			assessment_date: doc.assessment_date,
			legal_status: doc.legal_status,
			criteria: (doc.criteria || []).map((row) => row.criterion),
			other_factor: doc.other_factor,
			other_factor_column: doc.other_factor_column,
			other_factor_reason: doc.other_factor_reason,
		},
		{ freeze: false }
	);
	const standing = frm.is_new() ? null : await read("eligibility.get_standing", { assessment: doc.name });
	if (frm.doc !== doc || frm.eligibility_asked !== asked) return;
	const shown = frm.eligibility_locked ? as_stored(doc, decision) : decision;
	take_decision(frm, shown);
	show_decision(frm, shown, standing);
	show_short_decision(frm, shown);
}

/** What was decided stays as it was, also when the lists have changed since. */
function as_stored(doc, decision) {
	return {
		...decision,
		outcome: doc.outcome,
		reasons: (doc.explanation || "").split("\n").filter(Boolean),
		problems: [],
	};
}

/** The level of need is asked for at once; the server decides again when the form is saved. */
function take_decision(frm, { outcome, missing_columns, reasons }) {
	if (frm.eligibility_locked) return;
	frm.doc.outcome = outcome;
	frm.doc.missing_columns = missing_columns.join(", ");
	frm.doc.explanation = reasons.join("\n");
	for (const fieldname of ["outcome", "missing_columns", "explanation"]) frm.refresh_field(fieldname);
	frm.toggle_reqd("needs_level", outcome === "Eligible");
	if (outcome === "Ineligible" && frm.doc.needs_level) frm.set_value("needs_level", "");
	frm.layout.refresh_dependency();
}

export function show_rule_of_status(frm) {
	const status = lists && lists.statuses[frm.doc.legal_status];
	const standing = status ? status.standing : null;
	frm.get_field("legal_status").set_description(status ? frappe.utils.escape_html(status.rule) : "");
	const with_evidence = standing === "Eligible With Evidence";
	const as_dependant = standing === "Eligible as Dependant";
	frm.toggle_reqd("status_evidence", with_evidence);
	frm.toggle_display("principal_applicant", as_dependant || Boolean(frm.doc.principal_applicant));
	frm.toggle_reqd("principal_applicant", as_dependant);
}

function is_locked(frm) {
	const { doc } = frm;
	return Boolean(doc.enrolment) || (doc.members || []).some((row) => row.enrolment);
}

const CHANGED_AFTERWARDS = ["services_offered", "plan_updated_on"];

function lock_decided(frm) {
	for (const { fieldname, read_only } of frappe.get_meta(frm.doctype).fields) {
		if (read_only || CHANGED_AFTERWARDS.includes(fieldname)) continue;
		frm.set_df_property(fieldname, "read_only", frm.eligibility_locked ? 1 : 0);
	}
}
