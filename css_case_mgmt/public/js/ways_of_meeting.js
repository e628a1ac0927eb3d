// Methods and places are records that an admin edits; a place is given of what is in person.

const known = {};

/** Choices of a Select, with what is on record already, in use or not. */
export function words_to_choose(words, on_record = null) {
	const offered = on_record && !words.includes(on_record) ? [...words, on_record] : words;
	return offered.map((word) => ({ value: word, label: __(word) }));
}

export function names_of(rows) {
	return rows.map(({ name }) => name);
}

/** The method with which a dialog begins, as long as it is one of the choices. */
export function usual_method(methods) {
	const usual = methods.find(({ is_in_person }) => is_in_person) || methods[0];
	return usual ? usual.name : "";
}

export function is_in_person(methods, method) {
	return methods.some((each) => each.name === method && each.is_in_person);
}

/** When a dialog with a field `method` asks for a place. */
export function only_in_person(methods) {
	const names = names_of(methods.filter((each) => each.is_in_person));
	return `eval:${JSON.stringify(names)}.includes(doc.method)`;
}

export async function places_in_use() {
	const rows = await frappe.db.get_list("CSS Place", {
		filters: { enabled: 1 },
		fields: ["name"],
		order_by: "position asc, name asc",
		limit: 0,
	});
	return names_of(rows);
}

/** On a form with `method` and `location_kind`. */
export function set_meeting_queries(frm, filters = {}) {
	frm.set_query("method", () => ({ filters: { enabled: 1, ...filters } }));
	frm.set_query("location_kind", () => ({ filters: { enabled: 1 } }));
}

export async function show_place(frm) {
	const { method } = frm.doc;
	const has_place = Boolean(method) && (await takes_place_in_person(method));
	if (frm.doc.method !== method) return false;
	frm.toggle_display("location_kind", has_place);
	return has_place;
}

/** After another method was chosen. */
export async function method_changed(frm) {
	const { method } = frm.doc;
	const has_place = await show_place(frm);
	if (frm.doc.method === method && !has_place) await frm.set_value("location_kind", "");
}

async function takes_place_in_person(method) {
	if (!(method in known)) {
		const { message } = await frappe.db.get_value("CSS Contact Method", method, "is_in_person");
		known[method] = Boolean(message && message.is_in_person);
	}
	return known[method];
}
