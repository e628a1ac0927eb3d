// Two people in one plan or goal: what was typed is put together with what another has saved since, and nothing is
// lost.

import { write } from "../server";

/** Remembers what the form shows before anybody types; called whenever it is refreshed. */
export function remember_base(frm) {
	if (!frm.is_new() && !frm.is_dirty()) frm.css_base = copy_of(frm.doc);
}

function copy_of(doc) {
	return JSON.parse(JSON.stringify(doc));
}

/** Before saving: if somebody has saved meanwhile, the form takes both, and is saved then. */
export async function keep_both(frm) {
	const base = frm.css_base;
	if (frm.is_new() || !base || base.name !== frm.doc.name) return;
	const { doctype, name } = frm.doc;
	const found = await write(
		"keep_both.put_together",
		{ doctype, name, base, mine: frm.doc },
		{ freeze: false }
	);
	if (!found) return;
	frappe.validated = false;
	setTimeout(() => take_both(frm, name, found));
}

async function take_both(frm, name, { values, rows, twice, by }) {
	await frm.reload_doc();
	if (frm.docname !== name) return;
	frm.doc = frappe.get_doc(frm.doctype, name);
	frm.css_base = copy_of(frm.doc);
	Object.assign(frm.doc, values);
	for (const [table, kept] of Object.entries(rows)) take_rows(frm, table, kept);
	frm.refresh_fields();
	frm.dirty();
	await frm.save();
	if (twice.length) {
		frappe.msgprint({
			title: __("Both are kept"),
			message: __(
				"{0} has changed the same as you: {1}. Both are there now; take out what is not needed.",
				[frappe.utils.escape_html(by), frappe.utils.escape_html(twice.join(", "))]
			),
			indicator: "orange",
		});
	} else {
		frappe.show_alert({
			message: __("{0} has saved at the same time. Both are kept.", [frappe.utils.escape_html(by)]),
			indicator: "blue",
		});
	}
}

function take_rows(frm, table, kept) {
	const there = new Map((frm.doc[table] || []).map((row) => [row.name, row]));
	const rows = kept.map(({ key, ...values }) =>
		Object.assign(there.get(key) || frm.add_child(table), values)
	);
	rows.forEach((row, position) => Object.assign(row, { idx: position + 1 }));
	frm.doc[table] = rows;
}
