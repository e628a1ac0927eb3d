frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Active Enrolments by Level"] = {
	method: "css_case_mgmt.api.desk_figures.enrolments_by_level",
	filters: [],
};
