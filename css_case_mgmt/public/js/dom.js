// Elements instead of HTML strings: what comes from data is only ever a text node, so nothing needs escaping.

/**
 * h("button", { class: "btn", onclick: save }, __("Save"))
 *
 * Attributes that start with "on" are listeners; null, undefined and false are left out, true is an empty
 * attribute. Children are elements, texts, arrays of them, or nothing.
 */
export function h(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === null || value === undefined || value === false) continue;
		if (name.startsWith("on")) {
			element.addEventListener(name.slice(2), value);
		} else if (name === "checked" || name === "disabled" || name === "open") {
			element[name] = Boolean(value);
		} else {
			element.setAttribute(name, value === true ? "" : value);
		}
	}
	append(element, children);
	return element;
}

export function append(element, children) {
	for (const child of [children].flat(Infinity)) {
		if (child === null || child === undefined || child === false || child === "") continue;
		element.append(child);
	}
}

export function replace_children(element, ...children) {
	element.replaceChildren();
	append(element, children);
}

/** A link to a record. Names of records are opaque: the address says nothing about anybody. */
export function link_to(doctype, name, text, attributes = {}) {
	return h("a", { href: frappe.utils.get_form_link(doctype, name), ...attributes }, text);
}

export function button(text, onclick, { kind = "default", ...attributes } = {}) {
	return h("button", { type: "button", class: `btn btn-${kind} css-button`, ...attributes, onclick }, text);
}

/** A word in a coloured box: the word says it all, the colour only helps to find it. */
export function pill(text, tone = "quiet") {
	return h("span", { class: `css-pill css-${tone}` }, text);
}

/** A field's wrapper of class HTML, emptied and filled. */
export function fill_field(frm, fieldname, ...children) {
	const field = frm.fields_dict[fieldname];
	if (field) replace_children(field.$wrapper.get(0), ...children);
}

/**
 * Runs an action of a button and keeps it from running twice at once. A request that the server refused ends the
 * action where it is: Frappe has shown why, and the dialog stays open with everything typed.
 */
export function once_at_a_time(action) {
	let running = false;
	return async (...args) => {
		if (running) return;
		running = true;
		try {
			await action(...args);
		} catch (error) {
			if (!is_refused_request(error)) throw error;
		} finally {
			running = false;
		}
	};
}

function is_refused_request(error) {
	return Boolean(error && error.readyState);
}

/** As h(), for the elements of a drawing. */
export function svg(tag, attributes = {}, ...children) {
	const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	append(element, children);
	return element;
}
