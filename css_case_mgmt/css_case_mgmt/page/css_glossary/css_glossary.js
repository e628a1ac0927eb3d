frappe.pages["css-glossary"].on_page_load = (wrapper) => {
	wrapper.css_glossary = new frappe.css_case_mgmt.GlossaryPage(wrapper);
};

frappe.pages["css-glossary"].on_page_show = (wrapper) => wrapper.css_glossary.load();
