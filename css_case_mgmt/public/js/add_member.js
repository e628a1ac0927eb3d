// A new family member: file and membership in one go. On a refusal the dialog stays as it is.

import { once_at_a_time } from "./dom";
import { ask_about_duplicates } from "./duplicates";
import { write } from "./server";

const MEMBERSHIP = ["relationship", "member_from", "is_head"];

export function open_add_member({ css_case, family, reload }) {
	const is_first = !family.members.length;
	const dialog = new frappe.ui.Dialog({
		title: is_first ? __("Add Head of Family") : __("Add Family Member"),
		size: "large",
		fields: [
			...name_fields(),
			...more_name_fields(),
			...membership_fields(is_first, family.today),
			...person_fields(),
		],
		primary_action_label: __("Add"),
		primary_action: once_at_a_time((values) => add(values, () => dialog.hide())),
		secondary_action_label: __("Add and Next"),
		secondary_action: once_at_a_time(async () => {
			const values = dialog.get_values();
			if (!values) return;
			await add(values, () => {
				dialog.hide();
				open_add_member({ css_case, family: { ...family, members: [values] }, reload });
			});
		}),
	});
	dialog.show();

	async function add(values, then) {
		const membership = {};
		const client = { ...values };
		for (const fieldname of MEMBERSHIP) {
			if (fieldname in client) membership[fieldname] = client[fieldname];
			delete client[fieldname];
		}
		const { phone, safe_to_call } = client;
		delete client.phone;
		delete client.safe_to_call;
		if (phone) client.phones = [{ phone, safe_to_call }];
		const { go_on } = await ask_about_duplicates(client);
		if (!go_on) return;
		await write("family.add_member", { css_case, client, membership });
		then();
		reload();
	}
}

function name_fields() {
	return [
		{
			fieldname: "given_names",
			fieldtype: "Data",
			label: __("Given names"),
			reqd: 1,
			description: __("One to six names, in the order the person uses."),
		},
		{
			fieldname: "family_name",
			fieldtype: "Data",
			label: __("Family name"),
			description: __("May stay empty."),
		},
		...column_break(),
		{ fieldname: "preferred_name", fieldtype: "Data", label: __("Preferred name") },
	];
}

function more_name_fields() {
	return [
		{ fieldtype: "Section Break", label: __("More names"), collapsible: 1 },
		{ fieldname: "patronymic", fieldtype: "Data", label: __("Patronymic or matronymic") },
		{ fieldname: "family_name_first", fieldtype: "Check", label: __("Family name comes first") },
		...column_break(),
		{ fieldname: "name_in_own_script", fieldtype: "Data", label: __("Name in own script") },
	];
}

function membership_fields(is_first, today) {
	return [
		{ fieldtype: "Section Break", label: __("In the family") },
		{
			fieldname: "relationship",
			fieldtype: "Link",
			options: "CSS Relationship",
			only_select: 1,
			label: __("Relationship to the head of family"),
			reqd: !is_first,
			default: is_first ? "Head of Family" : null,
			get_query: () => ({ filters: { enabled: 1 } }),
		},
		...column_break(),
		{
			fieldname: "member_from",
			fieldtype: "Date",
			label: __("Member from"),
			default: today,
			reqd: 1,
			description: __("The day from which this person belongs to the case."),
		},
	];
}

function person_fields() {
	return [
		{ fieldtype: "Section Break", label: __("Birth") },
		{ fieldname: "date_of_birth", fieldtype: "Date", label: __("Date of birth") },
		{
			fieldname: "birth_date_is_estimated",
			fieldtype: "Check",
			label: __("Birth date is estimated"),
		},
		...column_break(),
		{
			fieldname: "gender",
			fieldtype: "Select",
			label: __("Gender"),
			options: ["", "Woman", "Man", "Girl", "Boy", "Another gender", "Prefer not to say"],
		},
		{ fieldtype: "Section Break", label: __("Language") },
		{
			fieldname: "primary_language",
			fieldtype: "Link",
			options: "CSS Language",
			only_select: 1,
			label: __("Preferred language"),
			get_query: () => ({ filters: { enabled: 1 } }),
		},
		...column_break(),
		{ fieldname: "needs_interpreter", fieldtype: "Check", label: __("Needs an interpreter") },
		{ fieldtype: "Section Break", label: __("Telephone") },
		{ fieldname: "phone", fieldtype: "Data", label: __("Number") },
		...column_break(),
		{
			fieldname: "safe_to_call",
			fieldtype: "Select",
			label: __("Safe to call"),
			options: ["Not Known", "Yes", "No"],
			default: "Not Known",
		},
		{ fieldtype: "Section Break", label: __("Arrival"), collapsible: 1 },
		{
			fieldname: "immigration_category",
			fieldtype: "Link",
			options: "CSS Immigration Category",
			only_select: 1,
			label: __("Immigration category"),
			get_query: () => ({ filters: { enabled: 1 } }),
		},
		{
			fieldname: "uci",
			fieldtype: "Data",
			label: __("UCI"),
			description: __("Unique Client Identifier: 8 or 10 digits."),
		},
		...column_break(),
		{ fieldname: "arrival_date", fieldtype: "Date", label: __("Arrived in Canada on") },
	];
}

/** Side by side on a wide screen, one below the other on a phone. */
function column_break() {
	return frappe.is_mobile() ? [] : [{ fieldtype: "Column Break" }];
}
