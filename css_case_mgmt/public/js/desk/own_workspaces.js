// The way back from a list or a form leads to a workspace that the reader has: Frappe takes the first of the module.

const MODULE = "CSS Case Mgmt";

export function lead_back_to_own_workspaces() {
	const { module_wise_workspaces: known, allowed_workspaces: allowed } = frappe.boot || {};
	if (!known || !known[MODULE] || !allowed) return;
	const own = new Set(allowed.map(({ name }) => name));
	known[MODULE] = known[MODULE].filter((name) => own.has(name));
	if (!known[MODULE].length) delete known[MODULE];
}
