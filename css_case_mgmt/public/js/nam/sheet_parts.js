// Parts of the answer sheet: notices, the choice of a second language, and the overall score in words.

import { button, h } from "../dom";
import { date_text, score_text, status_word } from "../words";

export function illustrative_notice() {
	return h("p", { class: "css-notice css-warm" }, __("Illustrative questions, not official."));
}

/** Who interpreted; the name only for whoever reads the site's register. */
export function interpreter_note(interpreter) {
	if (!interpreter) return null;
	const { full_name, kind, by_telephone } = interpreter;
	return h(
		"p",
		{ class: "css-note css-facts" },
		full_name ? h("span", {}, __("Interpreted by {0}", [full_name])) : h("span", {}, __("Interpreted")),
		h("span", {}, kind === "Formal" ? __("Formal interpreter") : __("Informal interpreter")),
		by_telephone ? h("span", {}, __("by telephone")) : null
	);
}

/** Who answered for somebody else, by name for those who may read it. */
export function answered_note(full_name) {
	return full_name
		? h("p", { class: "css-note" }, __("Answered by {0}, parent or guardian", [full_name]))
		: null;
}

/** The one who interpreted last, chosen by one tap. */
export function interpreter_offer({ full_name, last_used, is_preferred }, on_choice) {
	return h(
		"div",
		{ class: "css-notice css-calm", role: "status" },
		h(
			"span",
			{},
			last_used
				? __("{0} interpreted on {1}.", [full_name, date_text(last_used)])
				: __("{0} is preferred by the client.", [full_name]),
			is_preferred && last_used ? ` ${__("Preferred by the client.")}` : null
		),
		h("span", { class: "css-actions" }, button(__("Interprets Again"), on_choice, { kind: "primary" }))
	);
}

/** The view of what is otherwise than last time. */
export function only_changed_choice({ label, assessment_date }, is_checked, on_choice) {
	const input = h("input", {
		type: "checkbox",
		checked: is_checked,
		onchange: () => on_choice(input.checked),
	});
	return h(
		"label",
		{ class: "css-check" },
		input,
		h("span", {}, __("Only what changed since {0}, {1}", [label, date_text(assessment_date)]))
	);
}

export function backup_notice({ count, restore, discard }) {
	return h(
		"div",
		{ class: "css-notice css-warm", role: "status" },
		h(
			"span",
			{},
			count === 1
				? __("1 answer on this device was not saved.")
				: __("{0} answers on this device were not saved.", [count])
		),
		h(
			"span",
			{ class: "css-actions" },
			button(__("Restore"), restore, { kind: "primary" }),
			button(__("Discard"), discard)
		)
	);
}

export function language_choice({ languages, first, second }, on_choice) {
	const others = languages.filter(({ code }) => code !== first);
	if (!others.length) return null;
	const select = h(
		"select",
		{ class: "form-control css-select", onchange: () => on_choice(select.value) },
		h("option", { value: "" }, __("None", null, "Second language")),
		others.map(({ code, name }) => h("option", { value: code, selected: code === second }, __(name)))
	);
	return h("label", { class: "css-language" }, h("span", {}, __("Second language")), select);
}

export function overall_text(overall) {
	return overall.status === "Scored"
		? __("Overall {0}, lower is better", [score_text(overall)])
		: __("Overall: {0}", [status_word(overall.status)]);
}
