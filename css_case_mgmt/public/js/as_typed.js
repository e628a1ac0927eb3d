// A note may hold HTML as text. Frappe shows a long text as HTML, in the form even while it is written: it would run.

/** Shows a field's text as it was typed, in forms and wherever else Frappe formats it; from a form's `setup`. */
export function show_as_typed(doctype, fieldname) {
	const copies = Object.values(frappe.meta.docfield_copy[doctype] || {});
	for (const fields of [frappe.meta.docfield_map[doctype], ...copies]) {
		if (fields && fields[fieldname]) fields[fieldname].formatter = as_typed;
	}
}

function as_typed(text) {
	return frappe.utils.escape_html(text || "").replace(/\n/g, "<br>");
}
