// What a worker tells the client of a provider: where, in which languages, for whom, how long the wait is.

import { h, link_to, pill } from "../dom";

export function provider_card(provider) {
	const services = provider.services;
	return h(
		"div",
		{ class: "css-block css-provider" },
		h(
			"div",
			{ class: "css-facts" },
			link_to("CSS Service Provider", provider.name, h("bdi", {}, provider.provider_name)),
			provider.is_trusted ? pill(__("Trusted"), "good") : null,
			provider.francophone ? pill(__("In French"), "calm") : null,
			provider.ircc_funded ? pill(__("Funded by IRCC"), "quiet") : null
		),
		h(
			"dl",
			{ class: "css-provider-facts" },
			fact(__("Languages"), provider.languages.join(", ")),
			fact(__("Telephone"), phone_text(provider)),
			fact(__("Ask for"), provider.contact_person),
			fact(__("Address"), provider.address),
			provider.places.map((place) => [
				fact(
					place.location_name || __("Location"),
					[place.address, phone_text(place)].filter(Boolean).join(" · ")
				),
				fact(__("Accessibility"), place.accessibility),
			]),
			fact(__("Opening hours"), hours_text(provider.hours)),
			services.map((service) => [
				fact(__("Eligibility"), service.eligibility),
				fact(__("Special process or forms"), service.special_process),
				fact(__("Waiting list"), waiting_text(service)),
				fact(__("What to bring"), service.what_to_bring),
			])
		),
		services.length
			? null
			: h(
					"p",
					{ class: "css-note" },
					__("The directory does not say that this provider offers the service.")
			  )
	);
}

function fact(label, value) {
	if (!value) return null;
	return [h("dt", {}, label), h("dd", {}, h("bdi", {}, value))];
}

function phone_text({ phone, phone_extension }) {
	if (!phone) return "";
	return phone_extension ? `${phone} # ${phone_extension}` : phone;
}

function waiting_text({ waiting_list, waiting_time, waiting_contact }) {
	if (!waiting_list) return "";
	return [waiting_time || __("Yes"), waiting_contact].filter(Boolean).join(" · ");
}

function hours_text(hours) {
	return hours
		.map(({ weekday, opens_at, closes_at, remark }) =>
			[__(weekday), [short(opens_at), short(closes_at)].filter(Boolean).join("–"), remark]
				.filter(Boolean)
				.join(" ")
		)
		.join("; ");
}

function short(time) {
	return time ? String(time).split(":").slice(0, 2).join(":") : "";
}
