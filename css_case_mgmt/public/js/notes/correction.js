// The correction of a wrong file: what was marked, where the copy is; whoever reaches the right file moves it.

import { button, h, link_to, once_at_a_time, replace_children } from "../dom";
import { read, write } from "../server";

export async function show_correction(frm) {
	if (frm.is_new()) return;
	const { reference_doctype, reference_name, moved_to_name } = frm.doc;
	const wrapper = frm.layout.wrapper.get(0);
	let place = wrapper.querySelector(":scope > .css-correction");
	if (!place) {
		place = h("div", { class: "css-panel css-correction" });
		wrapper.prepend(place);
	}
	replace_children(
		place,
		h(
			"div",
			{ class: "css-facts" },
			link_to(reference_doctype, reference_name, __("Open the record that is marked")),
			moved_to_name
				? link_to(reference_doctype, moved_to_name, __("Open the copy in the right file"))
				: null
		),
		!moved_to_name && frm.perm[0].write
			? h(
					"div",
					{ class: "css-actions css-note-actions" },
					button(__("Copy to the Right File"), () => open_move(frm))
			  )
			: null
	);
}

function open_move(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Copy to the Right File"),
		fields: right_file_fields(frm.doc.css_case, () => offer_people(dialog)),
		primary_action_label: __("Copy"),
		primary_action: once_at_a_time(async ({ right_case }) => {
			await write("wrong_file.move", {
				correction: frm.doc.name,
				right_case,
				clients: chosen_people(dialog),
			});
			dialog.hide();
			frm.reload_doc();
		}),
	});
	dialog.set_df_property("right_case", "reqd", 1);
	dialog.show();
}

/** The case where something belongs, and whom it is about there. */
export function right_file_fields(wrong_case, change) {
	return [
		{
			fieldname: "right_case",
			fieldtype: "Link",
			options: "CSS Case",
			only_select: 1,
			label: __("Right case"),
			get_query: () => ({ filters: { name: ["!=", wrong_case] } }),
			change,
		},
		{
			fieldname: "clients",
			fieldtype: "MultiCheck",
			label: __("Whom it is about"),
			options: [],
			columns: 1,
			hidden: 1,
		},
	];
}

export async function offer_people(dialog) {
	const css_case = dialog.get_value("right_case");
	const members = css_case ? await read("wrong_file.get_members", { css_case }) : [];
	if (dialog.get_value("right_case") !== css_case) return;
	const control = dialog.fields_dict.clients;
	control.df.options = members.map(({ client, full_name }) => ({
		value: client,
		label: frappe.utils.escape_html(full_name),
		checked: members.length === 1,
	}));
	dialog.set_df_property("clients", "hidden", members.length ? 0 : 1);
	control.refresh();
}

export function chosen_people(dialog) {
	return dialog.fields_dict.clients.get_checked_options() || [];
}
