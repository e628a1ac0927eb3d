// Sharing, assigning and tagging are refused for client files (D-19): what cannot be done is not offered.

const REFUSED = [".form-shared", ".form-tags", ".form-assignments"];

export function hide_what_is_refused(frm) {
	const sidebar = frm.page && frm.page.sidebar;
	if (sidebar) sidebar.find(REFUSED.join(", ")).addClass("hidden");
}
