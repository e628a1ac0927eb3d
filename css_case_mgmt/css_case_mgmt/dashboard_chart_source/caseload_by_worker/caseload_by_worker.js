frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Caseload by Worker"] = {
	method: "css_case_mgmt.api.desk_figures.caseload_by_worker",
	filters: [],
};
