// The form of a referral to a service: what may be chosen depends on the client and the service.

import { read } from "../server";
import { take_case_of_client } from "../record_of_client";
import { show_advice } from "./panel";

export function limit_choices(frm) {
	const enabled = () => ({ filters: { enabled: 1 } });
	frm.set_query("service", enabled);
	frm.set_query("instruction_language", enabled);
	frm.set_query("explanation", "explanations", enabled);
	frm.set_query("provider", () => ({
		query: "css_case_mgmt.api.service_directory.search_providers",
		filters: {
			...(frm.doc.service ? { service: frm.doc.service } : {}),
			in_french_first: frm.referral_in_french_first ? 1 : 0,
		},
	}));
	for (const fieldname of ["goal", "enrolment"]) {
		frm.set_query(fieldname, () => ({ filters: { client: frm.doc.client || "" } }));
	}
}

export async function take_client(frm) {
	await take_case_of_client(frm);
	if (frm.is_new()) await show_advice(frm);
}

/** The kind of service and the factor are known with the service; both may be changed. */
export async function take_service(frm) {
	if (!frm.doc.service) return;
	const { message } = await frappe.db.get_value("CSS Service Type", frm.doc.service, [
		"target_class",
		"factor",
	]);
	const found = message || {};
	if (!frm.doc.is_internal && found.target_class) await frm.set_value("target_class", found.target_class);
	if (found.factor && !frm.doc.factor) await frm.set_value("factor", found.factor);
	if (frm.is_new()) await show_advice(frm);
}

export async function take_internal(frm) {
	if (frm.doc.is_internal) {
		return frm.set_value({ provider: null, target_class: "Internal" });
	}
	await frm.set_value({ internal_to: null, target_class: null });
	return take_service(frm);
}

/** What to bring is what the provider asks for, unless something else is typed. */
export async function take_provider(frm) {
	const { provider, service } = frm.doc;
	if (provider && service && !frm.doc.what_to_bring) {
		const { services } = await read("service_directory.get_provider", { provider, service });
		const [offered] = services;
		if (frm.doc.provider === provider && offered && offered.what_to_bring && !frm.doc.what_to_bring) {
			await frm.set_value("what_to_bring", offered.what_to_bring);
		}
	}
	if (frm.is_new()) await show_advice(frm);
}

/** { client, css_case, goal, factor, need_code, enrolment, service }: a referral with what is known filled in. */
export function new_referral(values) {
	return frappe.new_doc("CSS Referral", values);
}

/** From a goal of the plan: to what serves it. */
export function offer_referral(frm) {
	if (frm.is_new() || frm.doc.status !== "Open" || !frappe.model.can_create("CSS Referral")) return;
	const { name, client, css_case, factor, need_code } = frm.doc;
	frm.add_custom_button(__("Refer to a Service"), () =>
		new_referral({ client, css_case, goal: name, factor, need_code })
	);
}
