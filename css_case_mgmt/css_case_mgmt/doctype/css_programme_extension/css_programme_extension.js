frappe.ui.form.on("CSS Programme Extension", {
	setup(frm) {
		frm.set_query("enrolment", () => ({ filters: { status: "Active" } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.refresh_extension(frm);
	},

	async enrolment(frm) {
		if (!frm.is_new() || !frm.doc.enrolment) return;
		const { message } = await frappe.db.get_value("CSS Enrolment", frm.doc.enrolment, [
			"client",
			"css_case",
		]);
		if (message && message.client) await frm.set_value(message);
	},

	onload(frm) {
		if (frm.is_new() && frm.doc.enrolment) return frm.trigger("enrolment");
	},
});
