// The words and acronyms of the guide, as the agency words them.

import { h, replace_children } from "../dom";
import { read } from "../server";

export class GlossaryPage {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({ parent: wrapper, title: __("Glossary"), single_column: true });
		this.list = h("div", { role: "status" });
		this.search = h("input", {
			type: "search",
			class: "form-control css-glossary-search",
			placeholder: __("Find a word"),
			"aria-label": __("Find a word"),
			oninput: () => this.draw(),
		});
		this.page.main.get(0).append(h("div", { class: "css-panel css-glossary" }, this.search, this.list));
		if (frappe.model.can_write("CSS Glossary Term")) {
			this.page.set_secondary_action(__("Edit the Words"), () =>
				frappe.set_route("List", "CSS Glossary Term", "List")
			);
		}
	}

	async load() {
		this.terms = await read("form_help.get_glossary");
		this.draw();
	}

	draw() {
		const sought = plain(this.search.value.trim());
		const found = this.terms.filter(({ term, meaning }) => plain(`${term} ${meaning}`).includes(sought));
		replace_children(
			this.list,
			found.length
				? [
						part(
							__("Words"),
							found.filter(({ kind }) => kind === "Term")
						),
						part(
							__("Acronyms"),
							found.filter(({ kind }) => kind === "Acronym")
						),
				  ]
				: h("p", { class: "css-empty" }, __("No word like this here."))
		);
	}
}

function part(title, terms) {
	if (!terms.length) return null;
	return h(
		"section",
		{},
		h("h3", {}, title),
		h(
			"dl",
			{},
			terms.map(({ term, meaning }) => [h("dt", {}, term), h("dd", {}, meaning)])
		)
	);
}

/** Without accents and case. */
function plain(text) {
	return text
		.normalize("NFD")
		.replace(/\p{Mn}/gu, "")
		.toLowerCase();
}
