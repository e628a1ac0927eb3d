frappe.pages["css-family"].on_page_load = (wrapper) => {
	wrapper.css_family = new frappe.css_case_mgmt.FamilyPage(wrapper);
};

frappe.pages["css-family"].on_page_show = (wrapper) => wrapper.css_family.show();
