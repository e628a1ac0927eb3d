frappe.ui.form.on("CSS Activity", {
	setup(frm) {
		frappe.css_case_mgmt.set_activity_queries(frm);
		frappe.css_case_mgmt.set_meeting_queries(frm);
		frm.set_query("activity_type", () => ({ filters: { enabled: 1 } }));
		frm.set_query("interpreter", () => ({ filters: { enabled: 1 } }));
		for (const fieldname of ["client", "documented_under"]) {
			frm.set_query(fieldname, "participants", () => ({
				filters: { name: ["in", frm.members_of_case || []] },
			}));
		}
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		frappe.css_case_mgmt.say_where_note_is(frm);
		return Promise.all([
			load_members(frm),
			frappe.css_case_mgmt.refresh_activity(frm),
			frappe.css_case_mgmt.show_place(frm),
		]);
	},

	activity_type: (frm) => frappe.css_case_mgmt.show_parts(frm),

	activity_date: (frm) => frappe.css_case_mgmt.show_note(frm, "note"),

	css_case(frm) {
		return Promise.all([load_members(frm), frappe.css_case_mgmt.show_note(frm, "note")]);
	},

	successful(frm) {
		if (frm.doc.successful) frm.set_value("attempt_result", "");
	},

	method: (frm) => frappe.css_case_mgmt.method_changed(frm),
});

/** Whoever belongs to the family or did: the server knows who did on that day. */
async function load_members(frm) {
	const { css_case } = frm.doc;
	if (!css_case || frm.doc.docstatus !== 0 || frm.members_read_for === css_case) return;
	frm.members_read_for = css_case;
	const rows = await frappe.db.get_list("CSS Case Member", {
		filters: { css_case },
		fields: ["client"],
		limit: 0,
	});
	frm.members_of_case = rows.map((row) => row.client);
}
