// Hints under a note while it is written: why, other words, and never in the way.

import { button, h, replace_children } from "../dom";
import { post_quietly } from "../server";

const A_PAUSE_IN_TYPING = 900;
const LONGEST_TEXT = 20000;
const AT_FIRST = 3;

/** What somebody does not want to see again until the page is left. */
const hidden = new Set();

/**
 * Keeps hints under the text of a field.
 *
 * @param {object} control Frappe's control of a long text
 * @param {HTMLElement} element where the hints appear
 * @param {() => string} day_of_note the date from which "last Tuesday" is counted
 * @param {() => string} [case_of_note] whose file it belongs to
 * @param {(text: string) => void} write puts a text into the field
 */
export function show_writing_hints(control, element, { day_of_note, case_of_note, write }) {
	const field = control.$input && control.$input.get(0);
	if (!field) return replace_children(element);
	if (field.css_hints) return field.css_hints.ask_soon();
	const list = h("div", {
		class: "css-hints",
		role: "region",
		"aria-live": "polite",
		"aria-label": __("Writing hints"),
	});
	replace_children(element, list);
	const hints = new WritingHints(field, list, { day_of_note, case_of_note, write });
	field.css_hints = hints;
	field.addEventListener("input", () => hints.ask_soon());
	field.addEventListener("change", () => hints.ask_soon());
	hints.ask_soon();
}

class WritingHints {
	constructor(field, list, { day_of_note, case_of_note = () => null, write }) {
		Object.assign(this, { field, list, day_of_note, case_of_note, write });
		Object.assign(this, { found: [], asked: null, shows_all: false });
	}

	ask_soon() {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.ask(), A_PAUSE_IN_TYPING);
	}

	async ask() {
		const text = this.field.value;
		if (!document.contains(this.field) || text === this.asked) return;
		this.asked = text;
		if (!text.trim() || text.length > LONGEST_TEXT) return this.show([]);
		const answer = await post_quietly("writing_hints.get_hints", {
			text,
			on: this.day_of_note(),
			css_case: this.case_of_note(),
		});
		if (text !== this.field.value) return;
		if (!answer.ok) this.asked = null;
		this.show(answer.ok ? answer.message : []);
	}

	show(found) {
		this.found = found;
		const shown = found.filter((hint) => !hidden.has(key_of(hint)));
		const signature = JSON.stringify([shown, this.shows_all]);
		if (signature === this.signature) return;
		this.signature = signature;
		const first = this.shows_all ? shown : shown.slice(0, AT_FIRST);
		const rest = shown.length - first.length;
		replace_children(
			this.list,
			shown.length > 0 && [
				h("p", { class: "css-hints-title" }, __("Writing hints: only a help, you decide.")),
				h(
					"ul",
					{ class: "css-hint-list" },
					first.map((hint) => this.line(hint))
				),
				rest > 0 && button(__("{0} more", [rest]), () => this.show_all(), { kind: "xs btn-default" }),
			]
		);
	}

	line(hint) {
		return h(
			"li",
			{ class: "css-hint", "data-kind": hint.kind },
			h(
				"div",
				{ class: "css-hint-text" },
				h("q", { class: "css-hint-words" }, hint.text),
				" ",
				h("span", { class: "css-hint-why" }, hint.why),
				" ",
				h("span", { class: "css-hint-advice" }, hint.advice)
			),
			h(
				"div",
				{ class: "css-hint-actions" },
				hint.instead.map((words) =>
					button(__("Write “{0}”", [words]), () => this.replace(hint, words), {
						kind: "xs btn-default",
					})
				),
				button(__("Hide"), () => this.hide(hint), {
					kind: "xs btn-default",
					"aria-label": __("Hide the hint on “{0}”", [hint.text]),
				})
			)
		);
	}

	show_all() {
		this.shows_all = true;
		this.show(this.found);
	}

	hide(hint) {
		hidden.add(key_of(hint));
		this.show(this.found);
		this.field.focus();
	}

	/** Positions are counted in characters, of which an emoji is one; a string of JavaScript counts it as two. */
	replace(hint, words) {
		const letters = [...this.field.value];
		if (letters.slice(hint.start, hint.end).join("") !== hint.text) {
			this.asked = null;
			this.ask();
			return;
		}
		letters.splice(hint.start, hint.end - hint.start, words);
		this.field.value = letters.join("");
		this.write(this.field.value);
		this.show(this.found.filter((other) => other !== hint && other.end <= hint.start));
		this.ask();
		this.field.focus();
	}
}

function key_of({ kind, text }) {
	return `${kind} ${text.toLowerCase()}`;
}
