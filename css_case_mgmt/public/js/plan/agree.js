// Agreeing on a plan: both read it, and sign on the screen or on paper.

import { SignaturePad } from "../consent/signature_pad";
import { h, once_at_a_time, replace_children } from "../dom";
import { write } from "../server";
import { missing_text } from "./words";

const ON_SCREEN = "Signed on Screen";

export const open_agree = once_at_a_time(async (frm, panel) => {
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	const pads = {
		client: new SignaturePad({ label: __("Client or guardian") }),
		worker: new SignaturePad({ label: __("Caseworker") }),
	};
	const dialog = new frappe.ui.Dialog({
		title: __("Agree on the Plan"),
		size: "large",
		static: true,
		fields: fields(panel),
		primary_action_label: __("Agree"),
		primary_action: once_at_a_time((values) => agree({ frm, dialog, pads, values })),
		secondary_action_label: __("Cancel"),
		secondary_action: () => dialog.hide(),
	});
	put(dialog, "head", head(frm, panel));
	put(dialog, "pads", h("div", { class: "css-pads" }, pads.client.element, pads.worker.element));
	dialog.$wrapper.addClass("css-recording");
	dialog.show();
});

function put(dialog, fieldname, element) {
	replace_children(dialog.fields_dict[fieldname].$wrapper.get(0), element);
}

function head(frm, { balance, strengths_rule, goals }) {
	return h(
		"div",
		{},
		h(
			"p",
			{ class: "css-note" },
			__(
				"Read the plan together first, strengths and all, and ask whether these are the client's own goals."
			)
		),
		balance.missing
			? h(
					"p",
					{ class: "css-plan-missing" },
					missing_text(balance),
					strengths_rule === "Block" ? [" ", __("At this site a plan is agreed only then.")] : null
			  )
			: null,
		goals.length
			? null
			: h("p", { class: "css-plan-missing" }, __("There are no goals in this plan yet."))
	);
}

function fields({ today }) {
	return [
		{ fieldtype: "HTML", fieldname: "head" },
		{
			fieldtype: "Select",
			fieldname: "signature_method",
			label: __("How it is signed"),
			options: [
				{ value: ON_SCREEN, label: __("On this screen") },
				{ value: "Signed on Paper", label: __("On paper, with a scan") },
				{ value: "Photo of a Signature", label: __("On a photo of the form") },
			],
			default: ON_SCREEN,
			reqd: 1,
		},
		{ fieldtype: "HTML", fieldname: "pads", depends_on: `eval:doc.signature_method=='${ON_SCREEN}'` },
		{
			fieldtype: "Attach",
			fieldname: "scan",
			label: __("Scan or photo of the signed plan"),
			depends_on: `eval:doc.signature_method!='${ON_SCREEN}'`,
		},
		{
			fieldtype: "Date",
			fieldname: "client_agreed_on",
			label: __("Agreed on"),
			default: today,
			reqd: 1,
			description: __("The day on which both of you agreed."),
		},
		{
			fieldtype: "Check",
			fieldname: "copy_given",
			label: __("The client has received a copy"),
			description: __("You can print it afterwards and record the copy then."),
		},
	];
}

async function agree({ frm, dialog, pads, values }) {
	const { signature_method, scan, client_agreed_on, copy_given } = values;
	const is_on_screen = signature_method === ON_SCREEN;
	const missing = [
		is_on_screen && !pads.client.value() ? __("The client or guardian signs.") : null,
		is_on_screen && !pads.worker.value() ? __("You sign as well.") : null,
		!is_on_screen && !scan ? __("Attach the scan of the signed plan.") : null,
	].filter(Boolean);
	if (missing.length) {
		frappe.show_alert({ message: missing.join(" "), indicator: "orange" });
		return;
	}
	await write("plan.agree", {
		plan: frm.doc.name,
		modified: frm.doc.modified,
		signature_method,
		client_agreed_on,
		...(is_on_screen
			? { client_signature: pads.client.value(), caseworker_signature: pads.worker.value() }
			: { scan }),
		...(copy_given ? { copy_given_on: client_agreed_on } : {}),
	});
	dialog.hide();
	frappe.show_alert({
		message: __("Agreed. Print the plan and give the client a copy."),
		indicator: "green",
	});
	await frm.reload_doc();
	frappe.utils.scroll_to(0);
}
