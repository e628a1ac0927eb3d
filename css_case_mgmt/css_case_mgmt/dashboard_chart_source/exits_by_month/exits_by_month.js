frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Exits by Month"] = {
	method: "css_case_mgmt.api.desk_figures.exits_by_month",
	filters: [],
};
