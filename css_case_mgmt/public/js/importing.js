// The form of an import: what to do next, how far the work is, and what is wrong with the workbook.

import { button, fill_field, h, once_at_a_time, pill } from "./dom";
import { write } from "./server";

const RUNNING = ["Checking", "Importing"];
const ASK_AGAIN_AFTER = 2000;
const MOST_SHOWN = 200;
const TONES = {
	New: "quiet",
	Checking: "calm",
	Importing: "calm",
	Checked: "good",
	Imported: "good",
	"Problems Found": "warm",
	Failed: "alert",
};

export function show_import(frm) {
	const parts = [head(frm)];
	if (frm.is_new()) {
		parts.push(note(__("Save first, then attach the workbook.")));
	} else if (RUNNING.includes(frm.doc.status)) {
		frm.disable_form();
		frm.css_import_bar = progress_bar();
		parts.push(frm.css_import_bar.element);
		watch(frm);
	} else {
		parts.push(next_step(frm), problem_list(frm.doc));
	}
	fill_field(
		frm,
		"import_panel",
		h("section", { class: "css-panel", "aria-label": __("Import") }, ...parts)
	);
}

function head(frm) {
	return h(
		"div",
		{ class: "css-panel-head" },
		h(
			"div",
			{},
			h("h3", {}, __("Import of a workbook")),
			frm.is_new() ? null : pill(__(frm.doc.status), TONES[frm.doc.status])
		),
		h("div", { class: "css-actions" }, button(__("Empty Workbook"), download_template), actions(frm))
	);
}

function actions(frm) {
	const { status, workbook } = frm.doc;
	if (frm.is_new() || RUNNING.includes(status)) return [];
	const may_run = workbook && status !== "Imported" && !frm.is_dirty();
	return [
		may_run
			? button(__("Check"), run(frm, "check"), { kind: may_import(frm) ? "default" : "primary" })
			: null,
		may_run && may_import(frm) ? button(__("Import"), confirm_import(frm), { kind: "primary" }) : null,
		workbook || frm.doc.marked_workbook
			? button(__("Remove the Workbook"), run(frm, "remove_workbook"))
			: null,
	];
}

/** Importing checks as well; offered once a check has found nothing, or has not been made. */
function may_import(frm) {
	return frm.doc.status === "Checked";
}

function next_step(frm) {
	const { doc } = frm;
	switch (doc.status) {
		case "Imported":
			return note(
				__("{0} new records, {1} were here already.", [doc.rows_imported, doc.rows_unchanged])
			);
		case "Checked":
			return note(__("Nothing is wrong with its {0} rows. Import them now.", [doc.rows_total]));
		case "Failed":
			return note(doc.failure || "");
		case "Problems Found":
			return note(
				__(
					"Nothing was imported. Correct these problems in the workbook, attach it again and check it."
				)
			);
		default:
			return note(
				doc.workbook
					? __("Check the workbook: nothing is kept, and you see everything that is wrong with it.")
					: __("Fill in the empty workbook and attach it below.")
			);
	}
}

function problem_list(doc) {
	const problems = doc.problems ? JSON.parse(doc.problems) : [];
	if (!problems.length) return null;
	const by_sheet = new Map();
	for (const problem of problems) {
		if (!by_sheet.has(problem.sheet)) by_sheet.set(problem.sheet, []);
		by_sheet.get(problem.sheet).push(problem);
	}
	return h(
		"div",
		{ class: "css-import-problems" },
		doc.marked_workbook
			? h(
					"a",
					{ class: "btn btn-default css-button", href: doc.marked_workbook, download: true },
					__("Workbook with the Problems Marked")
			  )
			: null,
		[...by_sheet].map(([sheet, of_sheet]) => sheet_problems(sheet, of_sheet))
	);
}

function sheet_problems(sheet, problems) {
	const shown = problems.slice(0, MOST_SHOWN);
	return h(
		"details",
		{ class: "css-import-sheet", open: problems.length <= MOST_SHOWN },
		h("summary", {}, sheet || __("Workbook"), " ", pill(String(problems.length), "warm")),
		h("ul", {}, shown.map(problem_line)),
		problems.length > shown.length
			? note(__("{0} more stand in the marked workbook.", [problems.length - shown.length]))
			: null
	);
}

function problem_line({ row, column, reason }) {
	const place = [row ? __("Row {0}", [row]) : "", column].filter(Boolean).join(", ");
	return h("li", {}, place ? h("strong", {}, `${place}: `) : null, reason);
}

function progress_bar() {
	const bar = h("progress", { class: "css-import-progress", "aria-label": __("Progress") });
	const text = h("p", { class: "css-note", role: "status" }, __("Waiting for its turn"));
	return {
		element: h("div", {}, bar, text),
		set(progress) {
			if (!progress) return;
			const { stage, done, total } = progress;
			if (total) Object.assign(bar, { max: total, value: done });
			text.textContent = total
				? __("{0} of {1} rows", [done, total])
				: stage === "reading"
				? __("Reading the workbook: {0} rows", [done])
				: "";
		},
	};
}

/** Asks how far it is for as long as the form is shown; another form, or the end, stops it. */
async function watch(frm) {
	const { name } = frm.doc;
	if (frm.css_import_watched === name) return;
	frm.css_import_watched = name;
	try {
		while (is_shown()) {
			const { status, progress } = await write("importing.look", { name }, { freeze: false });
			if (!RUNNING.includes(status)) break;
			frm.css_import_bar.set(progress);
			await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_AFTER));
		}
	} finally {
		frm.css_import_watched = null;
	}
	if (is_shown()) frm.reload_doc();

	function is_shown() {
		return frm.doc.name === name && frm.wrapper.offsetParent;
	}
}

function confirm_import(frm) {
	return () =>
		frappe.confirm(
			__("Import all rows of this workbook? Records that are here already stay as they are."),
			run(frm, "import_rows")
		);
}

function run(frm, method) {
	return once_at_a_time(async () => {
		await frm.call({ doc: frm.doc, method, freeze: true });
		await frm.reload_doc();
	});
}

function download_template() {
	window.open("/api/method/css_case_mgmt.api.importing.template");
}

function note(text) {
	return text ? h("p", { class: "css-note" }, text) : null;
}
