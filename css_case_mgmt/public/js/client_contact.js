// Numbers and addresses of a person, each with how it may be used safely.

import { button, h, pill, replace_children } from "./dom";

export function contact_block(ways) {
	const list = contact_list(ways);
	return list && h("div", { class: "css-block css-contact" }, h("h3", {}, __("Contact")), list);
}

export function contact_list({ phones, addresses, email }) {
	if (!phones.length && !addresses.length && !email) return null;
	return h(
		"ul",
		{ class: "css-contact-list" },
		phones.map(phone_item),
		email && email_item(email),
		addresses.map(address_item)
	);
}

function phone_item(phone) {
	const number = h("span", { class: "css-number" });
	replace_children(number, number_parts(phone, number));
	return h(
		"li",
		{},
		h("div", { class: "css-facts css-contact-line" }, number, h("span", {}, __(phone.kind))),
		h("div", { class: "css-facts" }, phone_pills(phone)),
		circumstances(phone)
	);
}

/** Only a number that is known to be safe can be called by one tap. */
function number_parts(phone, place) {
	if (phone.safe_to_call === "Yes") return call_link(phone);
	const is_unsafe = phone.safe_to_call === "No";
	return [
		h("bdi", { dir: "ltr" }, is_unsafe ? without_end(phone.shown) : phone.shown),
		button(is_unsafe ? __("Show Number") : __("Call"), () => {
			frappe.confirm(is_unsafe ? unsafe_question() : unknown_question(), () => {
				replace_children(place, call_link(phone));
				place.querySelector("a").focus();
			});
		}),
	];
}

function call_link(phone) {
	return h(
		"a",
		{ href: `tel:${phone.phone}`, "aria-label": __("Call {0}", [phone.shown]) },
		h("bdi", { dir: "ltr" }, phone.shown)
	);
}

/** A telephone makes any whole number in a text a link of its own. */
function without_end(shown) {
	return shown.replace(/\d(?=(\D*\d){0,3}\D*$)/g, "•");
}

function unsafe_question() {
	return __(
		"This number is not safe to call: a call may put the person in danger. Show it all the same, for instance to recognise a call from it?"
	);
}

function unknown_question() {
	return __(
		"Nobody has asked yet whether this number is safe to call. Somebody else may answer or see the call. Call it all the same?"
	);
}

function phone_pills(phone) {
	return use_pills([
		[phone.safe_to_call, __("Safe to call"), __("Do not call"), __("calls")],
		[phone.safe_for_voicemail, __("Voicemail is safe"), __("Do not leave a voicemail"), __("voicemail")],
		[phone.safe_to_text, __("Safe to text"), __("Do not text"), __("text messages")],
	]);
}

function email_item({ address, safe_to_email }) {
	return h(
		"li",
		{},
		h("div", { class: "css-facts css-contact-line" }, h("bdi", { class: "css-number" }, address)),
		h(
			"div",
			{ class: "css-facts" },
			use_pills([
				[safe_to_email, __("Safe to write an e-mail"), __("Do not write an e-mail"), __("e-mail")],
			])
		)
	);
}

function address_item(address) {
	const street = [address.unit, address.address_line].filter(Boolean).join("-");
	const place = [address.city, __(address.province), address.postal_code].filter(Boolean).join(", ");
	return h(
		"li",
		{},
		h(
			"div",
			{ class: "css-facts css-contact-line" },
			h("span", { class: "css-number" }, h("bdi", {}, [street, place].filter(Boolean).join(", "))),
			h("span", {}, __(address.kind))
		),
		h(
			"div",
			{ class: "css-facts" },
			use_pills([
				[address.safe_to_visit, __("Safe to visit"), __("Do not visit"), __("visits")],
				[address.safe_to_write, __("Safe to write to"), __("Do not write there"), __("letters")],
			])
		),
		circumstances(address)
	);
}

/** What is safe, what is not, and in one word what nobody has asked about. */
function use_pills(uses) {
	const unknown = uses.filter(([answer]) => !["Yes", "No"].includes(answer)).map(([, , , use]) => use);
	return [
		uses.map(([answer, , refused]) => (answer === "No" ? pill(refused, "alert") : null)),
		uses.map(([answer, safe]) => (answer === "Yes" ? pill(safe, "good") : null)),
		unknown.length ? pill(__("Ask whether safe: {0}", [unknown.join(", ")]), "warm") : null,
	];
}

function circumstances({ safe_times, language, remark }) {
	const facts = [
		safe_times && __("Safe times: {0}", [safe_times]),
		language && __("in {0}", [__(language)]),
		remark,
	].filter(Boolean);
	return facts.length
		? h(
				"div",
				{ class: "css-facts" },
				facts.map((fact) => h("bdi", {}, fact))
		  )
		: null;
}
