frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Contacts by Week"] = {
	method: "css_case_mgmt.api.desk_figures.contacts_by_week",
	filters: [],
};
