// Ways to the page of a family.

import { h } from "../dom";

const ROUTE = "css-family";

export function family_page_url(css_case) {
	return frappe.router.make_url([ROUTE, css_case]);
}

export function family_page_link(css_case, text, attributes = {}) {
	return h("a", { href: family_page_url(css_case), ...attributes }, text);
}

/** A button of a form. */
export function offer_family_page(frm, css_case) {
	if (frm.is_new() || !css_case) return;
	frm.add_custom_button(__("Family Page"), () => frappe.set_route(ROUTE, css_case));
}
