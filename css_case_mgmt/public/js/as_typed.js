// A note is kept exactly as typed, HTML included, and shown as text wherever Frappe formats it: in forms (while it is
// written too), lists, reports and their prints.

const OF_THIS_APP = "CSS ";

/** Fields that the server does not sanitise are escaped here, before the first form or list of any DocType opens. */
export function show_notes_as_typed() {
	const { formatters } = frappe.form;
	for (const kind of ["Long Text", "Text"]) {
		const usual = frappe.form.get_formatter(kind);
		formatters[kind.replace(" ", "")] = (value, df, ...others) =>
			is_kept_as_typed(df) ? as_typed(value) : usual(value, df, ...others);
	}
}

function is_kept_as_typed(df) {
	return Boolean(df && df.ignore_xss_filter && (df.parent || "").startsWith(OF_THIS_APP));
}

function as_typed(value) {
	if (!value) return "";
	return `<span class="css-as-typed" dir="auto">${frappe.utils.escape_html(String(value))}</span>`;
}
