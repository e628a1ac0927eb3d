// The text of a form in its own language and direction (R-115, D-25), and the choice among the forms.

import { h, replace_children } from "../dom";
import { read } from "../server";

/** Shows forms to choose from and the text of the chosen one. `forms`: as the server put them in order. */
export class FormText {
	constructor({ forms, language, label, on_choice }) {
		this.forms = forms;
		this.text = h("div", { class: "css-form-text", tabindex: "0" });
		this.notes = h("div", {});
		this.select = h(
			"select",
			{ class: "form-control", "aria-label": label, onchange: () => this.show() },
			forms.map((form) => h("option", { value: form.name }, form_label(form)))
		);
		this.language = language;
		this.on_choice = on_choice;
		this.element = forms.length
			? h("div", {}, forms.length > 1 ? this.select : null, this.notes, this.text)
			: h(
					"p",
					{ class: "css-notice css-warm" },
					__("No form is published. Ask the national coordinator.")
			  );
		if (forms.length) this.show();
	}

	chosen() {
		return this.forms.find((form) => form.name === this.select.value) || this.forms[0] || null;
	}

	async show() {
		const form = this.chosen();
		if (this.on_choice) this.on_choice(form);
		const text = await read("consent.get_form_text", { form: form.name });
		if (this.chosen() !== form) return;
		replace_children(this.notes, sample_notice(text), fallback_note(form, this.language));
		this.text.setAttribute("dir", text.right_to_left ? "rtl" : "ltr");
		this.text.setAttribute("lang", text.tag);
		this.text.setAttribute("aria-label", text.title);
		// Sanitised by the server when it was saved.
		this.text.innerHTML = text.body;
		this.text.scrollTop = 0;
	}
}

function form_label(form) {
	const language = __(form.language_name);
	return form.is_sample
		? __("{0}: {1} (sample)", [language, form.title])
		: __("{0}: {1}", [language, form.title]);
}

export function sample_notice({ is_sample }) {
	return is_sample
		? h("p", { class: "css-notice css-warm" }, __("Sample – replace by your agency's text."))
		: null;
}

function fallback_note(form, language) {
	return language && form.language !== language
		? h(
				"p",
				{ class: "css-note" },
				__("There is no form in the client's language. Have this one interpreted, word for word.")
		  )
		: null;
}
