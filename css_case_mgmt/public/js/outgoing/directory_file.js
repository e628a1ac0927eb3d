// The directory of service providers as a file, out and in; an import is looked at before it is done.

import { button, h, once_at_a_time, replace_children } from "../dom";
import { write } from "../server";

const ROOT = "/api/method/css_case_mgmt.api.directory_file.";

export function download_directory() {
	window.open(`${ROOT}download`);
}

export function open_directory_import({ reload }) {
	const input = h("input", { type: "file", accept: ".zip,.csv", multiple: true, class: "form-control" });
	const result = h("div", { class: "css-directory-result", "aria-live": "polite" });
	const dialog = new frappe.ui.Dialog({
		title: __("Import a Directory"),
		fields: [{ fieldname: "file", fieldtype: "HTML" }],
		primary_action_label: __("Look First"),
		primary_action: once_at_a_time(async () => {
			const files = await chosen(input);
			if (!files) return;
			show(await write("directory_file.look", { files }), files);
		}),
	});
	input.addEventListener("change", () => replace_children(result));
	dialog.fields_dict.file.$wrapper
		.get(0)
		.append(
			h(
				"label",
				{ class: "css-file-label" },
				h(
					"span",
					{},
					__("Tables of Open Referral HSDS: a .zip, or .csv files such as organizations.csv")
				),
				input
			),
			h(
				"p",
				{ class: "css-note" },
				__("All of it is imported, or nothing. The same file again changes nothing.")
			),
			result
		);
	dialog.show();

	function show(plan, files) {
		const { counts } = plan;
		const may_go_on = !plan.problems.length && counts.new + counts.changed > 0;
		const bring_in = once_at_a_time(async () => {
			const done = await write("directory_file.bring_in", { files });
			dialog.hide();
			frappe.show_alert({
				message: __("Imported: {0} new, {1} changed.", [done.counts.new, done.counts.changed]),
				indicator: "green",
			});
			reload();
		});
		replace_children(
			result,
			lines(__("To be put right first"), plan.problems, "css-alert"),
			plan.problems.length
				? null
				: h(
						"p",
						{},
						__("{0} new, {1} changed, {2} as before.", [
							counts.new,
							counts.changed,
							counts.unchanged,
						])
				  ),
			lines(__("New"), plan.new),
			lines(
				__("Changed"),
				plan.changed.map(({ provider_name, fields }) => `${provider_name}: ${fields.join(", ")}`)
			),
			lines(__("Good to know"), plan.notes, "css-warm"),
			may_go_on ? button(__("Import"), bring_in, { kind: "primary" }) : null
		);
	}
}

function lines(title, texts, tone = "") {
	if (!texts.length) return null;
	return h(
		"details",
		{ class: `css-more ${tone}`, open: texts.length <= 20 },
		h("summary", {}, `${title} (${texts.length})`),
		h(
			"ul",
			{},
			texts.map((text) => h("li", {}, h("bdi", {}, text)))
		)
	);
}

async function chosen(input) {
	if (!input.files.length) {
		frappe.msgprint(__("Choose a .zip or .csv file."));
		return null;
	}
	return Promise.all(
		[...input.files].map(async (file) => ({ file_name: file.name, content: await in_base64(file) }))
	);
}

function in_base64(file) {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result.split(",")[1] || "");
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(file);
	});
}
