// Good practice for a form, from the guide: one line at its top, which opens. Whoever knows it hides it, and finds it
// again in the menu.

import { button, h, replace_children } from "../dom";
import { read } from "../server";

const SETTING = "CSS Form Help";
const FORMS = {
	"CSS Activity": "Case Notes",
	"CSS Appointment": "Meetings and Visits",
	"CSS Charter Acknowledgement": "Consent and Charter",
	"CSS Consent": "Consent and Charter",
	"CSS Eligibility Assessment": "Intake Practice",
	"CSS Exit": "Exit",
	"CSS Exit Interview": "Exit Interview",
	"CSS Goal": "Settlement Plan",
	"CSS NAM Assessment": "Needs Assessment",
	"CSS Note Addendum": "Case Notes",
	"CSS Periodic Assessment": "Needs Assessment",
	"CSS Programme Extension": "Exit",
	"CSS Referral": "Referrals to Services",
	"CSS Restricted Note": "Case Notes",
	"CSS Safety Note": "Meetings and Visits",
	"CSS Settlement Plan": "Settlement Plan",
};
const known = new Map();

export function offer_form_help() {
	for (const [doctype, checklist] of Object.entries(FORMS)) {
		frappe.ui.form.on(doctype, { refresh: (frm) => show_form_help(frm, checklist) });
	}
}

function show_form_help(frm, checklist) {
	const form = frm.layout.wrapper.get(0);
	const place = form.querySelector(":scope > .css-form-help-place") || new_place(form);
	if (is_hidden(frm)) place.replaceChildren();
	else if (!place.firstChild) place.append(panel(frm, checklist, place));
	frm.page.add_menu_item(__("Good Practice"), async () => {
		await remember(frm, false);
		replace_children(place, panel(frm, checklist, place));
		place.firstChild.open = true;
		place.scrollIntoView({ block: "nearest" });
	});
}

function new_place(form) {
	const place = h("div", { class: "css-form-help-place" });
	form.prepend(place);
	return place;
}

function panel(frm, checklist, place) {
	const body = h("div", { class: "css-form-help-body" });
	const element = h(
		"details",
		{
			class: "css-panel css-form-help",
			ontoggle: async () => {
				if (!element.open || body.firstChild) return;
				body.append(
					...(await parts(checklist)),
					button(__("Hide on This Form"), async () => {
						await remember(frm, true);
						place.replaceChildren();
						frappe.show_alert(__("The menu of the form brings it back."));
					})
				);
			},
		},
		h("summary", {}, __("Good practice: {0}", [__(checklist)])),
		body
	);
	return element;
}

async function parts(checklist) {
	if (!known.has(checklist)) known.set(checklist, read("form_help.get_help", { checklist }));
	const help = await known.get(checklist);
	return [
		h("div", { class: "css-form-help-lists" }, list(__("Do"), help.do), list(__("Avoid"), help.avoid)),
		help.terms.length
			? h(
					"dl",
					{ class: "css-form-help-terms" },
					help.terms.map(({ term, meaning }) => [h("dt", {}, term), h("dd", {}, meaning)])
			  )
			: null,
		h("p", {}, h("a", { href: frappe.router.make_url(["css-glossary"]) }, __("Glossary"))),
	].filter(Boolean);
}

function list(title, items) {
	if (!items.length) return null;
	return h(
		"section",
		{},
		h("h4", {}, title),
		h(
			"ul",
			{},
			items.map((item) => h("li", {}, item))
		)
	);
}

function is_hidden({ doctype }) {
	return Boolean(frappe.get_user_settings(doctype, SETTING).hidden);
}

function remember({ doctype }, hidden) {
	return frappe.model.user_settings.save(doctype, SETTING, { hidden: hidden ? 1 : 0 });
}
