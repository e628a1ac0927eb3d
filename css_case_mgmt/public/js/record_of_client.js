// Records about a person go to the case that she or he belongs to now.

export async function take_case_of_client(frm) {
	const { client } = frm.doc;
	if (!frm.is_new() || !client || frm.case_taken_for === client) return;
	frm.case_taken_for = client;
	const [membership] = await frappe.db.get_list("CSS Case Member", {
		filters: { client },
		fields: ["css_case"],
		order_by: "member_from desc, creation desc",
		limit: 1,
	});
	if (frm.is_new() && frm.doc.client === client && membership) {
		await frm.set_value("css_case", membership.css_case);
	}
}
