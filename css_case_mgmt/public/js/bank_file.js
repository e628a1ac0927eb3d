// A question bank as a file, out and in (D-05, R-149). The file itself is not kept on the server.

import { h, once_at_a_time } from "./dom";
import { write } from "./server";

export function download_bank(bank, file_format) {
	const query = new URLSearchParams({ bank, file_format });
	window.open(`/api/method/css_case_mgmt.api.question_bank.download?${query}`);
}

export function open_bank_import() {
	const input = h("input", { type: "file", accept: ".xlsx,.json", class: "form-control" });
	const dialog = new frappe.ui.Dialog({
		title: __("Import a Question Bank"),
		fields: [{ fieldname: "file", fieldtype: "HTML" }],
		primary_action_label: __("Import"),
		primary_action: once_at_a_time(async () => {
			const [file] = input.files;
			if (!file) {
				frappe.msgprint(__("Choose a file that ends in .xlsx or .json."));
				return;
			}
			const name = await write("question_bank.upload", {
				file_name: file.name,
				content: await in_base64(file),
			});
			dialog.hide();
			frappe.set_route("Form", "CSS NAM Bank", name);
		}),
	});
	dialog.fields_dict.file.$wrapper
		.get(0)
		.append(
			h(
				"label",
				{ class: "css-file-label" },
				h("span", {}, __("File of the bank (.xlsx or .json)")),
				input
			),
			h(
				"p",
				{ class: "css-note" },
				__("It becomes a draft that can be looked through and changed before it is published.")
			)
		);
	dialog.show();
}

function in_base64(file) {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result.split(",")[1] || "");
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(file);
	});
}
