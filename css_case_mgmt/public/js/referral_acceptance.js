// Accepting a referral: a file of its own, or one that is there already, among those that the user may read.

import { once_at_a_time } from "./dom";
import { ask_about_duplicates } from "./duplicates";
import { call_step } from "./referral_steps";

const NEW_FAMILY = "New Family";
const JOINS_FAMILY = "Joins a Family";
const HAS_FILE = "Has a File";

export function open_accept({ frm, standing, reload }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Accept"),
		fields: [
			{
				fieldname: "way",
				fieldtype: "Select",
				label: __("The person"),
				options: [
					{ value: NEW_FAMILY, label: __("is the head of a new family") },
					{ value: JOINS_FAMILY, label: __("belongs to a family with a case here") },
					{ value: HAS_FILE, label: __("has a file here and is referred again") },
				],
				default: NEW_FAMILY,
				reqd: 1,
				description: __(
					"A new family: the case, the client and the head of family are made in one go."
				),
			},
			{
				fieldname: "css_case",
				fieldtype: "Link",
				options: "CSS Case",
				only_select: 1,
				label: __("Case"),
				depends_on: `eval:doc.way=='${JOINS_FAMILY}'`,
				mandatory_depends_on: `eval:doc.way=='${JOINS_FAMILY}'`,
				get_query: () => ({ filters: { site: frm.doc.site } }),
			},
			{
				fieldname: "relationship",
				fieldtype: "Link",
				options: "CSS Relationship",
				only_select: 1,
				label: __("Relationship to the head of family"),
				depends_on: `eval:doc.way=='${JOINS_FAMILY}'`,
				get_query: () => ({ filters: { enabled: 1 } }),
			},
			{
				fieldname: "client",
				fieldtype: "Link",
				options: "CSS Client",
				only_select: 1,
				label: __("Client"),
				depends_on: `eval:doc.way=='${HAS_FILE}'`,
				mandatory_depends_on: `eval:doc.way=='${HAS_FILE}'`,
			},
			{
				fieldname: "accepted_on",
				fieldtype: "Date",
				label: __("Accepted on"),
				default: standing.today,
				reqd: 1,
				description: __(
					"From this day the person belongs to the family's file. Earlier, if it was on paper first."
				),
			},
		],
		primary_action_label: __("Accept"),
		primary_action: once_at_a_time(async (values) => {
			if (values.way !== HAS_FILE) {
				const { go_on, client } = await ask_about_duplicates(person_of(frm.doc), {
					may_choose: true,
				});
				if (client) return dialog.set_values({ way: HAS_FILE, client });
				if (!go_on) return;
			}
			await call_step(frm, "accept", arguments_of(values));
			dialog.hide();
			reload();
		}),
	});
	dialog.show();
}

function person_of(referral) {
	return { ...referral, phones: [{ phone: referral.phone }] };
}

function arguments_of({ way, css_case, relationship, client, accepted_on }) {
	if (way === HAS_FILE) return { client, accepted_on };
	return way === JOINS_FAMILY ? { css_case, relationship, accepted_on } : { accepted_on };
}
