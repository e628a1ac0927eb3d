// A note for few, beside an activity: nobody else learns that it exists.

export async function write_restricted(frm) {
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	await frappe.model.with_doctype("CSS Restricted Note");
	const note = frappe.model.get_new_doc("CSS Restricted Note");
	const [first] = frm.doc.participants || [];
	Object.assign(note, {
		client: first && first.client,
		css_case: frm.doc.css_case,
		noted_on: frm.doc.activity_date,
		activity: frm.doc.name,
	});
	frappe.set_route("Form", "CSS Restricted Note", note.name);
}
