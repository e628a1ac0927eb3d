// Before a person is saved: who may have a file already, among those that the user may read. Nothing typed is
// lost: the other file opens beside, and going back leaves the form or the dialog as it was.

import { button, h, pill, replace_children } from "./dom";
import { write } from "./server";
import { age_text } from "./words";

const IDENTITY = [
	"given_names",
	"family_name",
	"patronymic",
	"preferred_name",
	"name_in_own_script",
	"date_of_birth",
	"birth_date_is_estimated",
	"uci",
];
const TABLES = { other_names: "written_name", phones: "phone" };

const REASONS = () => ({
	same_uci: __("Same UCI"),
	nearly_same_uci: __("UCI differs in one digit"),
	same_phone: __("Same telephone number"),
	same_names: __("Same names"),
	names_sound_alike: __("Names sound alike"),
	names_nearly_alike: __("Names differ in a letter or two"),
	names_swapped: __("Given and family name swapped"),
	name_left_out: __("One of the given names left out"),
	other_name: __("Known by another name"),
	other_script: __("Name written in another script"),
	same_birth_date: __("Same birth date"),
	within_estimate: __("Birth dates agree as far as they are estimated"),
	day_and_month_swapped: __("Day and month of birth swapped"),
	birth_date_slip: __("Birth date differs in one digit"),
});
const CONTRADICTIONS = () => ({
	different_uci: __("Different UCI"),
	some_names_differ: __("Some of the names differ"),
	different_given_name: __("Different given name"),
	different_patronymic: __("Different patronymic"),
	birth_dates_differ: __("Birth dates differ"),
});

/** Before a client's form is saved: asks once about a new person, and again when names, birth date or numbers change. */
export async function ask_before_saving(frm) {
	const identity = marked_identity(frm);
	if (identity === frm.css_identity) return;
	const { go_on } = await ask_about_duplicates(frm.doc, { client: frm.is_new() ? null : frm.doc.name });
	if (go_on) frm.css_identity = identity;
	else frappe.validated = false;
}

/** What is stored needs no question. */
export function remember_identity(frm) {
	if (!frm.is_new() && !frm.is_dirty()) frm.css_identity = marked_identity(frm);
}

/** One form serves all documents: the name says whose identity it is. */
function marked_identity(frm) {
	return JSON.stringify([frm.doc.name, identity_of(frm.doc)]);
}

function identity_of(doc) {
	const identity = {};
	for (const fieldname of IDENTITY) identity[fieldname] = doc[fieldname] || null;
	for (const [table, column] of Object.entries(TABLES)) {
		identity[table] = (doc[table] || []).map((row) => ({ [column]: row[column] }));
	}
	return identity;
}

/**
 * Shows who may be the same person, if anybody, and waits for an answer.
 *
 * Resolves to { go_on, client }: whether to save, or, where the user may choose, the file that is the person's.
 */
export async function ask_about_duplicates(values, { client = null, may_choose = false } = {}) {
	const found = await write("duplicates.search", { values: identity_of(values), client });
	if (!found.length) return { go_on: true };
	return new Promise((resolve) => show_found(found, may_choose, resolve));
}

function show_found(found, may_choose, resolve) {
	const answer = (given) => {
		resolve(given);
		dialog.hide();
	};
	const dialog = new frappe.ui.Dialog({
		title: __("Is there a file already?"),
		size: "large",
		fields: [{ fieldname: "found", fieldtype: "HTML" }],
		primary_action_label: __("This is somebody else: save"),
		primary_action: () => answer({ go_on: true }),
		secondary_action_label: __("Back"),
		secondary_action: () => answer({ go_on: false }),
		on_hide: () => resolve({ go_on: false }),
	});
	replace_children(
		dialog.fields_dict.found.$wrapper.get(0),
		h("p", { class: "css-note" }, __("Compare before saving. The likeliest comes first.")),
		h(
			"ul",
			{ class: "css-duplicates" },
			found.map((person) => person_card(person, may_choose ? answer : null))
		)
	);
	dialog.show();
}

function person_card(person, answer) {
	const is_likely = person.verdict === "likely";
	return h(
		"li",
		{ class: "css-duplicate" },
		h(
			"div",
			{ class: "css-facts" },
			h("strong", {}, h("bdi", {}, person.full_name)),
			person.name_in_own_script ? h("bdi", {}, person.name_in_own_script) : null,
			pill(
				is_likely ? __("Probably the same person") : __("Perhaps the same person"),
				is_likely ? "alert" : "calm"
			)
		),
		h(
			"div",
			{ class: "css-facts" },
			h("span", {}, person.file_number),
			h("span", {}, age_text(person.age, person.age_is_estimated))
		),
		reason_list(person.reasons),
		h(
			"div",
			{ class: "css-actions" },
			button(__("Open", null, "Verb"), () => open_beside(person.client), {
				"aria-label": __("Open {0}", [person.file_number]),
			}),
			answer
				? button(__("Use This File"), () => answer({ go_on: false, client: person.client }), {
						"aria-label": __("Use file {0}", [person.file_number]),
				  })
				: null
		)
	);
}

function reason_list(codes) {
	const words = (texts) => codes.map((code) => texts[code]).filter(Boolean);
	const contradictions = words(CONTRADICTIONS());
	return h(
		"ul",
		{ class: "css-reasons" },
		words(REASONS()).map((text) => h("li", {}, text)),
		contradictions.map((text) => h("li", { class: "css-contradiction" }, __("But: {0}", [text])))
	);
}

function open_beside(client) {
	window.open(frappe.utils.get_form_link("CSS Client", client), "_blank", "noopener");
}
