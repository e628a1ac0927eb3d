frappe.pages["css-first-steps"].on_page_load = (wrapper) => {
	wrapper.css_first_steps = new frappe.css_case_mgmt.FirstStepsPage(wrapper);
};

frappe.pages["css-first-steps"].on_page_show = (wrapper) => wrapper.css_first_steps.load();
