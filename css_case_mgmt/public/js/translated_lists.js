// Seeded lists show their entries in the reader's language, as Link fields do.

// Known by a title, or by the name itself, which a field repeats.
const TITLES = {
	"CSS Eligibility Criterion": "criterion",
	"CSS Factor of Settlement": "title",
	"CSS Language": "language_name",
};
const NAMES = {
	"CSS Activity Type": "activity_type",
	"CSS Contact Method": "method",
	"CSS Exit Reason": "exit_reason",
	"CSS Glossary Term": "term",
	"CSS Framework Group": "group_name",
	"CSS Immigration Category": "category",
	"CSS Legal Status": "legal_status",
	"CSS Offered Service": "service",
	"CSS Place": "place",
	"CSS Referral Return Reason": "return_reason",
	"CSS Relationship": "relationship",
};

export function translate_lists() {
	frappe.provide("frappe.listview_settings");
	for (const [doctype, title] of Object.entries(TITLES)) {
		set_formatters(doctype, { [title]: translated });
	}
	for (const [doctype, field] of Object.entries(NAMES)) {
		// The desk escapes what stands first in a row, not what stands in the other columns.
		set_formatters(doctype, { name: translated, [field]: (text) => frappe.utils.escape_html(__(text)) });
	}
}

function set_formatters(doctype, formatters) {
	frappe.listview_settings[doctype] = { formatters, hide_name_column: true };
}

function translated(text) {
	return __(text);
}
