// Many cases get another caseworker at once: who, what it means for each load, then done; and undone.

import { h, link_to, once_at_a_time, replace_children } from "./dom";
import { read, write } from "./server";

/** chosen: { user } for all open cases of a colleague, or { cases } for some. */
export async function open_reassign_cases(chosen, reload) {
	const { cases, staff } = await read("caseload_transfer.start", {
		...chosen,
		cases: chosen.cases && JSON.stringify(chosen.cases),
	});
	if (!cases.length) {
		frappe.msgprint(__("No open cases of a site that you manage."), __("Reassign Cases"));
		return;
	}
	const chosen_staff = Object.fromEntries(cases.map((row) => [row.css_case, ""]));
	const dialog = new frappe.ui.Dialog({
		title: __("Reassign Cases"),
		size: "large",
		fields: [
			{
				fieldname: "everybody",
				fieldtype: "Autocomplete",
				label: __("Next caseworker of all"),
				options: staff,
				description: __("Single cases can go to somebody else below."),
				change: () => give_all(dialog.get_value("everybody") || ""),
			},
			{ fieldname: "cases", fieldtype: "HTML" },
			{ fieldname: "loads", fieldtype: "HTML" },
			{
				fieldname: "over_target_reason",
				fieldtype: "Small Text",
				label: __("Reason for going over the target"),
				hidden: 1,
				description: __("The deviation is discussed with the funder's officer."),
			},
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("In general terms: whoever reads the cases reads it."),
			},
		],
		primary_action_label: __("Reassign"),
		primary_action: once_at_a_time(async ({ reason, over_target_reason }) => {
			const transfer = await write("caseload_transfer.reassign", {
				destinations: JSON.stringify(destinations()),
				reason,
				over_target_reason,
			});
			dialog.hide();
			reload();
			show_done(transfer, Object.keys(destinations()).length, reload);
		}),
	});
	let given_to_all = "";
	const notes = {};
	const fields = {};
	replace_children(dialog.get_field("cases").$wrapper.get(0), case_table());
	dialog.show();

	function case_table() {
		return h("ul", { class: "css-reassigned" }, cases.map(case_row));
	}

	function case_row(row) {
		notes[row.css_case] = h("div", { class: "css-note", role: "status" });
		fields[row.css_case] = h(
			"select",
			{
				class: "form-control",
				"aria-label": __("Next caseworker of {0}", [row.file_number]),
				onchange: (event) => {
					chosen_staff[row.css_case] = event.currentTarget.value;
					show_preview();
				},
			},
			h("option", { value: "" }, __("Stays")),
			staff
				.filter(({ value }) => value !== row.caseworker)
				.map(({ value, label }) => h("option", { value }, label))
		);
		return h(
			"li",
			{},
			h(
				"div",
				{},
				link_to("CSS Case", row.css_case, row.file_number, { target: "_blank" }),
				" ",
				row.head_of_family || "",
				row.needs_level ? h("span", { class: "css-note" }, ` ${__(row.needs_level)}`) : null,
				notes[row.css_case]
			),
			fields[row.css_case]
		);
	}

	// Frappe also calls for a change when the field is left as it was: single choices stay.
	function give_all(user) {
		if (user === given_to_all) return;
		given_to_all = user;
		for (const row of cases) {
			if (row.caseworker === user) continue;
			fields[row.css_case].value = user;
			chosen_staff[row.css_case] = fields[row.css_case].value;
		}
		show_preview();
	}

	function destinations() {
		return Object.fromEntries(Object.entries(chosen_staff).filter(([, user]) => user));
	}

	async function show_preview() {
		const wanted = destinations();
		const found = Object.keys(wanted).length
			? await read("caseload_transfer.preview", { destinations: JSON.stringify(wanted) })
			: { hindrances: {}, loads: [], needs_reason: false };
		if (JSON.stringify(wanted) !== JSON.stringify(destinations())) return;
		for (const [css_case, note] of Object.entries(notes)) {
			note.textContent = found.hindrances[css_case] || "";
		}
		replace_children(dialog.get_field("loads").$wrapper.get(0), load_list(found.loads));
		dialog.get_field("over_target_reason").df.reqd = found.needs_reason ? 1 : 0;
		dialog.set_df_property("over_target_reason", "hidden", found.needs_reason ? 0 : 1);
	}
}

function load_list(loads) {
	if (!loads.length) return null;
	return h(
		"ul",
		{ class: "css-loads" },
		loads.map((row) =>
			h(
				"li",
				{},
				h("strong", {}, row.full_name),
				h("div", {}, __("now {0}", [row.now])),
				h("div", {}, __("then {0}", [row.then])),
				row.is_over_target
					? h("strong", {}, __("This is over the target even at the low end. Say why."))
					: null
			)
		)
	);
}

function show_done(transfer, number, reload) {
	const dialog = new frappe.ui.Dialog({
		title: __("Reassign Cases"),
		primary_action_label: __("Undo"),
		primary_action: once_at_a_time(async () => {
			await undo_transfer(transfer);
			dialog.hide();
			reload();
		}),
	});
	dialog.$body.append(
		h(
			"div",
			{ class: "css-panel" },
			h("p", {}, __("Cases reassigned: {0}", [number])),
			h("p", {}, link_to("CSS Caseload Transfer", transfer, __("See what was done")))
		)
	);
	dialog.show();
}

export async function undo_transfer(transfer) {
	const { message } = await frappe.call({
		method: "run_doc_method",
		args: { dt: "CSS Caseload Transfer", dn: transfer, method: "undo" },
		freeze: true,
	});
	frappe.msgprint(
		message.left.length
			? __("Put back, but for these: {0}", [frappe.utils.escape_html(message.left.join("; "))])
			: __("All cases are back with who had them."),
		__("Undo")
	);
}
