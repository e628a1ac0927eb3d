frappe.ui.form.on("CSS NAM Bank", {
	refresh(frm) {
		for (const table of ["questions", "options", "translations"]) {
			frappe.css_case_mgmt.accept_pasted_rows(frm, table);
		}
		if (frm.is_new()) return;
		add_file_buttons(frm);
		if (frm.perm[0].write) add_status_buttons(frm);
		frm.set_intro(frm.doc.is_illustrative ? __("Illustrative, not official.") : "");
	},
});

function add_file_buttons(frm) {
	if (!frappe.model.can_export(frm.doctype)) return;
	for (const [label, file_format] of [
		[__("Excel workbook (.xlsx)"), "xlsx"],
		[__("JSON file"), "json"],
	]) {
		frm.add_custom_button(
			label,
			() => frappe.css_case_mgmt.download_bank(frm.doc.name, file_format),
			__("Export")
		);
	}
}

function add_status_buttons(frm) {
	const { status } = frm.doc;
	if (status === "Draft" && !frm.is_dirty()) {
		frm.add_custom_button(__("Publish"), () =>
			frappe.confirm(
				__(
					"Publish this bank? Its questions, answers and weights then cannot change any more; translations can be added."
				),
				() => run(frm, "publish")
			)
		).addClass("btn-primary");
	}
	if (status === "Published") {
		frm.add_custom_button(__("Retire"), () =>
			frappe.confirm(
				__("Retire this bank? New assessments can no longer use it; completed ones keep it."),
				() => run(frm, "retire")
			)
		);
	}
	if (frappe.model.can_create(frm.doctype)) {
		frm.add_custom_button(__("New Version"), async () => {
			const { message } = await frm.call({
				doc: frm.doc,
				method: "make_new_version",
				freeze: true,
			});
			frappe.set_route("Form", frm.doctype, message);
		});
	}
}

async function run(frm, method) {
	await frm.call({ doc: frm.doc, method, freeze: true });
	frm.reload_doc();
}
