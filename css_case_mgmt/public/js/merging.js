// Merging two files of one person, by the site's manager (D-23).

import { h, link_to, once_at_a_time, replace_children } from "./dom";
import { read, write } from "./server";
import { age_text, date_text } from "./words";

const THIS_FILE = "This File";
const OTHER_FILE = "Other File";

/** On the form of a client: the way to merge, or, if the file was merged, where it went on. */
export function show_merging(frm) {
	if (frm.is_new()) return;
	if (frm.doc.merged_into) {
		return show_merged(frm);
	} else if (frappe.user.has_role("CSS Manager") && frm.perm[0] && frm.perm[0].write) {
		frm.add_custom_button(__("Merge Files"), () => open_merge(frm));
	}
}

async function show_merged(frm) {
	frm.set_read_only();
	frm.disable_save();
	const { name, merged_into } = frm.doc;
	const [merge] = frappe.model.can_read("CSS Client Merge")
		? await frappe.db.get_list("CSS Client Merge", {
				filters: { merged_client: name, undone_on: ["is", "not set"] },
				limit: 1,
		  })
		: [];
	const panel = frm.fields_dict.file_panel;
	if (frm.doc.name !== name || !panel) return;
	const notice = h(
		"div",
		{ class: "css-merged", role: "status" },
		h("span", {}, __("This file was merged into another one and is kept as it was.")),
		link_to("CSS Client", merged_into, __("Go to the file that remains")),
		merge ? link_to("CSS Client Merge", merge.name, __("Record of the merge")) : null
	);
	panel.$wrapper.get(0).prepend(notice);
}

function open_merge(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Merge Files"),
		size: "large",
		fields: [
			{
				fieldname: "other",
				fieldtype: "Link",
				options: "CSS Client",
				only_select: 1,
				label: __("Other file of the same person"),
				reqd: 1,
				get_query: () => ({
					filters: { merged_into: ["is", "not set"], name: ["!=", frm.doc.name] },
				}),
				change: () => show_preview(),
			},
			{
				fieldname: "remains",
				fieldtype: "Select",
				label: __("File that remains"),
				options: [
					{ value: THIS_FILE, label: __("This file: {0}", [frm.doc.file_number]) },
					{ value: OTHER_FILE, label: __("The other file") },
				],
				default: THIS_FILE,
				reqd: 1,
				change: () => show_preview(),
			},
			{ fieldname: "preview", fieldtype: "HTML" },
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("How you know that both are the same person."),
			},
		],
		primary_action_label: __("Merge Files"),
		primary_action: once_at_a_time(async ({ reason }) => {
			const files = chosen_files();
			await write("merging.merge", { ...files, reason });
			dialog.hide();
			frappe.model.clear_doc("CSS Client", files.merged);
			frappe.show_alert({ message: __("The files are merged. It can be undone."), indicator: "green" });
			if (files.remaining === frm.doc.name) frm.reload_doc();
			else frappe.set_route("Form", "CSS Client", files.remaining);
		}),
	});
	dialog.show();

	function chosen_files() {
		const files = [frm.doc.name, dialog.get_value("other")];
		if (dialog.get_value("remains") === OTHER_FILE) files.reverse();
		return { remaining: files[0], merged: files[1] };
	}

	async function show_preview() {
		const place = dialog.fields_dict.preview.$wrapper.get(0);
		const files = chosen_files();
		if (!files.remaining || !files.merged) return replace_children(place);
		const shown = await read("merging.preview", files);
		const now = chosen_files();
		if (now.remaining !== files.remaining || now.merged !== files.merged) return;
		replace_children(place, side_by_side(shown.files), problem_list(shown.problems), move_list(shown));
		dialog.get_primary_btn().prop("disabled", Boolean(shown.problems.length));
	}
}

function side_by_side([remaining, merged]) {
	const yes_no = (value) => (value ? __("Yes") : __("No"));
	const rows = [
		[__("File number"), (file) => file.file_number],
		[__("Name"), (file) => h("bdi", {}, file.full_name)],
		[__("Name in own script"), (file) => h("bdi", {}, file.name_in_own_script || "")],
		[__("Preferred name"), (file) => file.preferred_name],
		[__("Date of birth"), (file) => birth_text(file)],
		[__("Age"), (file) => age_text(file.age, file.birth_date_is_estimated)],
		[__("Gender"), (file) => (file.gender ? __(file.gender) : "")],
		[__("UCI"), (file) => file.uci],
		[__("Arrived in Canada on"), (file) => (file.arrival_date ? date_text(file.arrival_date) : "")],
		[__("Case"), (file) => file.css_case],
		[__("Member of the case today"), (file) => yes_no(file.is_member)],
		[__("File opened on"), (file) => date_text(file.opened_on)],
	];
	return h(
		"div",
		{ class: "css-side-by-side" },
		h(
			"table",
			{ class: "table table-bordered" },
			h(
				"thead",
				{},
				h(
					"tr",
					{},
					h("td"),
					h("th", { scope: "col" }, __("Remains")),
					h("th", { scope: "col" }, __("Is merged into it"))
				)
			),
			h(
				"tbody",
				{},
				rows.map(([label, cell]) =>
					h(
						"tr",
						{},
						h("th", { scope: "row" }, label),
						h("td", {}, cell(remaining)),
						h("td", {}, cell(merged))
					)
				)
			)
		)
	);
}

function birth_text({ date_of_birth, birth_date_is_estimated }) {
	if (!date_of_birth) return __("Not known");
	return birth_date_is_estimated
		? __("{0} (estimated)", [date_text(date_of_birth)])
		: date_text(date_of_birth);
}

function problem_list(problems) {
	if (!problems.length) return null;
	return h(
		"div",
		{ class: "css-problems", role: "alert" },
		h("p", {}, __("These files cannot be merged yet:")),
		h(
			"ul",
			{},
			problems.map((problem) => h("li", {}, problem))
		)
	);
}

function move_list({ problems, moves }) {
	if (problems.length) return null;
	return h(
		"div",
		{ class: "css-note" },
		h("p", {}, __("The merged file keeps its own data and stays readable. To the file that remains go:")),
		moves.length
			? h(
					"ul",
					{},
					moves.map(({ doctype, records }) => h("li", {}, __("{0}: {1}", [__(doctype), records])))
			  )
			: h("p", {}, __("No records: nothing hangs on the merged file yet."))
	);
}

/** On the record of a merge: the way back. */
export function show_undoing(frm) {
	frm.set_read_only();
	frm.disable_save();
	if (frm.is_new() || frm.doc.undone_on || !frappe.user.has_role("CSS Manager")) return;
	frm.add_custom_button(__("Undo Merge"), () => open_undo(frm));
}

function open_undo(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Undo Merge"),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("What was changed since the merge stays as it is, and is listed."),
			},
		],
		primary_action_label: __("Undo Merge"),
		primary_action: once_at_a_time(async ({ reason }) => {
			const { message: left } = await frm.call({
				doc: frm.doc,
				method: "undo",
				args: { reason },
				freeze: true,
			});
			dialog.hide();
			await frm.reload_doc();
			if (left.length) show_left(left);
		}),
	});
	dialog.show();
}

function show_left(left) {
	const dialog = new frappe.ui.Dialog({
		title: __("Changed since the merge"),
		fields: [{ fieldname: "left", fieldtype: "HTML" }],
	});
	replace_children(
		dialog.fields_dict.left.$wrapper.get(0),
		h("p", {}, __("These records were changed after the merge and stay as they are. Look at each.")),
		h(
			"ul",
			{},
			left.map(({ doctype, name }) => h("li", {}, link_to(doctype, name, __(doctype))))
		)
	);
	dialog.show();
}
