frappe.pages["css-today"].on_page_load = (wrapper) => {
	wrapper.css_today = new frappe.css_case_mgmt.TodayPage(wrapper);
};

frappe.pages["css-today"].on_page_show = (wrapper) => wrapper.css_today.show();
