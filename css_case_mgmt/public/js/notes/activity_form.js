// The form of an activity: what its kind asks for, and what its family has.

import { show_note } from "./panel";

const PARTS = {
	"Home Visit": ["visit_section", "visit_time", "visit_address", "living_conditions"],
	Accompaniment: [
		"accompaniment_section",
		"accompanied_to",
		"cannot_alone_reason",
		"skill_practised",
		"ccb_potential",
	],
};

export function set_activity_queries(frm) {
	const present = () => (frm.doc.participants || []).map(({ client }) => client).filter(Boolean);
	frm.set_query("topics", () => ({
		filters: { enabled: 1, activity_type: ["in", ["", frm.doc.activity_type || ""]] },
	}));
	frm.set_query("service", "support_services", () => ({
		filters: { enabled: 1, is_referral_only: 0, is_support_service: 1 },
	}));
	frm.set_query("client", "support_services", () => ({ filters: { name: ["in", present()] } }));
	for (const fieldname of ["referral", "goal"]) {
		frm.set_query(fieldname, () => ({
			filters: { css_case: frm.doc.css_case, client: ["in", present()] },
		}));
	}
	frm.set_query("resolves", () => ({
		filters: {
			css_case: frm.doc.css_case,
			problem_status: "Open",
			name: ["!=", frm.doc.name],
		},
	}));
}

export async function refresh_activity(frm) {
	if (frm.doc.draft_status === "Abandoned") frm.disable_form();
	await Promise.all([show_parts(frm), show_note(frm, "note")]);
}

export async function show_parts(frm) {
	const { activity_type } = frm.doc;
	const asks_for = activity_type ? await kind_of(frm, activity_type) : "";
	if (frm.doc.activity_type !== activity_type) return;
	for (const [part, fieldnames] of Object.entries(PARTS)) {
		const is_typed = fieldnames.some((fieldname) => frm.doc[fieldname]);
		frm.toggle_display(fieldnames, part === asks_for || is_typed);
	}
	frm.toggle_reqd("cannot_alone_reason", asks_for === "Accompaniment");
	const is_possible = frm.doc.docstatus === 0 || frm.doc.ccb_potential;
	frm.toggle_display("ccb_potential", asks_for === "Accompaniment" && Boolean(is_possible));
}

async function kind_of(frm, activity_type) {
	frm.kinds_read = frm.kinds_read || {};
	if (!(activity_type in frm.kinds_read)) {
		const { message } = await frappe.db.get_value("CSS Activity Type", activity_type, "asks_for");
		frm.kinds_read[activity_type] = (message && message.asks_for) || "";
	}
	return frm.kinds_read[activity_type];
}
