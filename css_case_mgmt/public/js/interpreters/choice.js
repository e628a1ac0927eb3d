// Whom to ask to interpret: the client's wish first, then who came last, then by language.

import { h, pill, replace_children } from "../dom";
import { read } from "../server";
import { date_text } from "../words";

let number = 0;

/**
 * A list to choose from, with the circumstances that matter: telephone, sensitive topics, an urgent reason.
 * `values()` are fields of the record in which somebody interprets.
 */
export class InterpreterChoice {
	constructor({ client, css_case, chosen = {} }) {
		this.of_client = { client, css_case };
		this.group = `css-interpreter-${++number}`;
		this.chosen = chosen.interpreter || null;
		this.list = h("div", { class: "css-picks", role: "radiogroup", "aria-label": __("Interpreter") });
		this.briefing = h("div", {});
		this.by_telephone = this.check(__("Interpreted by telephone"), chosen.by_telephone);
		this.sensitive_topic = this.check(__("Sensitive topics are spoken of"), chosen.sensitive_topic);
		this.unsigned_reason = h("input", {
			class: "form-control",
			type: "text",
			value: chosen.unsigned_reason,
			"aria-label": __("Urgent reason"),
			placeholder: __("Urgent reason, if the confidentiality form is not signed"),
			oninput: () => this.draw(),
		});
		this.circumstances = h(
			"div",
			{ class: "css-checks" },
			this.by_telephone.element,
			this.sensitive_topic.element
		);
		this.element = h(
			"div",
			{ class: "css-interpreters" },
			this.circumstances,
			this.list,
			this.unsigned_reason,
			this.briefing
		);
		this.load();
	}

	check(label, is_checked) {
		const input = h("input", { type: "checkbox", checked: is_checked, onchange: () => this.load() });
		return { input, element: h("label", { class: "css-check" }, input, h("span", {}, label)) };
	}

	async load() {
		this.suggestions = await read("interpreters.suggest", {
			...this.of_client,
			by_telephone: this.by_telephone.input.checked ? 1 : 0,
			sensitive_topic: this.sensitive_topic.input.checked ? 1 : 0,
		});
		this.draw();
	}

	draw() {
		if (!this.suggestions) return;
		replace_children(
			this.list,
			this.option({
				name: "",
				full_name: __("Nobody interprets"),
				languages: [],
				obstacles: [],
				advice: [],
			}),
			this.suggestions.map((each) => this.option(each))
		);
		this.unsigned_reason.hidden = !this.chosen;
		this.show_briefing();
	}

	option(each) {
		const only_unsigned = each.obstacles.length === 1 && each.may_be_urgent;
		const is_barred = each.obstacles.length > 0 && !(only_unsigned && this.unsigned_reason.value.trim());
		const may_choose = !each.obstacles.length || only_unsigned;
		const input = h("input", {
			type: "radio",
			name: this.group,
			value: each.name,
			checked: (this.chosen || "") === each.name,
			disabled: !may_choose,
			onchange: () => {
				this.chosen = each.name || null;
				this.draw();
			},
		});
		return h(
			"label",
			{ class: `css-pick${may_choose ? "" : " css-pick-barred"}` },
			input,
			h(
				"span",
				{ class: "css-pick-text" },
				h("bdi", { class: "css-pick-name" }, each.full_name),
				each.kind ? pill(__(each.kind), each.kind === "Formal" ? "calm" : "quiet") : null,
				each.is_preferred ? pill(__("Preferred by the client"), "good") : null,
				each.last_used ? pill(__("Interpreted on {0}", [date_text(each.last_used)]), "quiet") : null,
				languages_text(each),
				is_barred ? each.obstacles.map((text) => h("span", { class: "css-pick-why" }, text)) : null,
				this.chosen === each.name
					? each.advice.map((text) => h("span", { class: "css-pick-advice" }, text))
					: null
			)
		);
	}

	async show_briefing() {
		if (!this.chosen) {
			replace_children(this.briefing);
			return;
		}
		if (this.briefing.firstChild) return;
		const items = await read("interpreters.get_briefing");
		if (!this.chosen || this.briefing.firstChild) return;
		replace_children(
			this.briefing,
			h(
				"details",
				{ class: "css-more", open: true },
				h("summary", {}, __("Before you begin, with the interpreter")),
				h(
					"ul",
					{},
					items.map((item) => h("li", {}, item))
				)
			)
		);
	}

	values() {
		if (!this.chosen) {
			return { interpreter: null, by_telephone: 0, sensitive_topic: 0, unsigned_reason: null };
		}
		return {
			interpreter: this.chosen,
			by_telephone: this.by_telephone.input.checked ? 1 : 0,
			sensitive_topic: this.sensitive_topic.input.checked ? 1 : 0,
			unsigned_reason: this.unsigned_reason.value.trim() || null,
		};
	}
}

function languages_text({ languages }) {
	if (!languages.length) return null;
	return h(
		"span",
		{ class: "css-quiet-text" },
		languages
			.map(({ name, dialect }) => (dialect ? __("{0} ({1})", [__(name), dialect]) : __(name)))
			.join(", ")
	);
}

/** A dialog that puts the choice into the fields of a form. */
export function choose_interpreter(frm, client = frm.doc.client) {
	const { css_case } = frm.doc;
	const choice = new InterpreterChoice({ client, css_case, chosen: frm.doc });
	const dialog = new frappe.ui.Dialog({
		title: __("Choose Interpreter"),
		fields: [{ fieldtype: "HTML", fieldname: "choice" }],
		primary_action_label: __("Choose", null, "Verb"),
		primary_action: async () => {
			dialog.hide();
			await frm.set_value(choice.values());
		},
	});
	dialog.fields_dict.choice.$wrapper.get(0).append(choice.element);
	dialog.show();
}

/** A button on a form that can still be written. */
export function offer_interpreters(frm) {
	frm.add_custom_button(__("Choose Interpreter"), () => {
		if (frm.doc.client && frm.doc.css_case) choose_interpreter(frm);
		else frappe.show_alert(__("Choose the client first."));
	});
}
