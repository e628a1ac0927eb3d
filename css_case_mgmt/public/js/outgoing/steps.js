// The dialogs of a referral's steps. Each calls the method of the document, which checks the step.

import { once_at_a_time } from "../dom";
import { call_step } from "../referral_steps";
import { step_label } from "./words";

const TELLERS = ["Client", "Provider", "Caseworker"];
const YES_NO = ["Yes", "No", "Not Known"];
// Who tells of it most often.
const USUALLY_TOLD_BY = {
	Waitlisted: "Provider",
	Accepted: "Provider",
	"In Progress": "Client",
	Completed: "Client",
	Missed: "Provider",
	Declined: "Provider",
};

export function open_step({ frm, status, standing, reload }) {
	const fields = [day_field("step_on", standing)];
	if (USUALLY_TOLD_BY[status]) fields.push(teller_field(USUALLY_TOLD_BY[status]));
	if (status === "Sent") fields.push(...explanation_fields(frm.doc, standing));
	if (status === "Completed") fields.push(...outcome_fields(frm.doc));
	if (standing.delayed.includes(status)) fields.push(delay_field(frm.doc, standing));
	fields.push({
		fieldname: "remark",
		fieldtype: "Small Text",
		label: status === "Cancelled" ? __("Why") : __("Remark"),
	});
	show({
		title: step_label(status),
		fields,
		run: (values) => call_step(frm, "take_step", { status, ...with_explained(frm.doc, values) }),
		reload,
	});
}

export function open_follow_up({ frm, standing, reload }) {
	show({
		title: __("Record Follow-up"),
		fields: [
			day_field("followed_up_on", standing),
			teller_field("Client"),
			{
				fieldname: "not_scheduled",
				fieldtype: "Check",
				label: __("No appointment was given yet"),
				hidden: frm.doc.status !== "Sent",
			},
			{
				fieldname: "remark",
				fieldtype: "Small Text",
				label: __("How it goes"),
			},
			{
				fieldname: "follow_up_due",
				fieldtype: "Date",
				label: __("Next follow-up"),
				default: frappe.datetime.add_days(standing.today, standing.follow_up_days),
			},
		],
		run: (values) => call_step(frm, "record_follow_up", values),
		reload,
	});
}

/** What is still to be explained is ticked here as well: the table of the form is hard to use on a phone. */
function explanation_fields({ explanations }, { french }) {
	const open = explanations.filter(({ explained, remark }) => !explained && !(remark || "").trim());
	const checks = open.map(({ name, explanation }) => ({
		fieldname: `explained_${name}`,
		fieldtype: "Check",
		label: __(explanation),
	}));
	if (french.must_hear) {
		checks.push({
			fieldname: "francophone_explained",
			fieldtype: "Check",
			label: __("Told of services in French"),
		});
	}
	if (!checks.length) return [];
	return [
		{ fieldtype: "Section Break", label: __("What was explained") },
		...checks,
		{ fieldtype: "Section Break" },
	];
}

function with_explained({ explanations }, values) {
	const explained = explanations
		.filter(({ name }) => values[`explained_${name}`])
		.map(({ explanation }) => explanation);
	const others = Object.entries(values).filter(([fieldname]) => !fieldname.startsWith("explained_"));
	return { ...Object.fromEntries(others), explained };
}

function day_field(fieldname, { today }) {
	return { fieldname, fieldtype: "Date", label: __("Date"), default: today, reqd: 1 };
}

function teller_field(usual) {
	return {
		fieldname: "told_by",
		fieldtype: "Select",
		label: __("Who told you"),
		options: TELLERS.map((value) => ({ value, label: __(value) })),
		default: usual,
		reqd: 1,
	};
}

function outcome_fields(doc) {
	const choice = (fieldname, label, more = {}) => ({
		fieldname,
		fieldtype: "Select",
		label,
		options: ["", ...YES_NO.map((value) => ({ value, label: __(value) }))],
		default: doc[fieldname] || "",
		...more,
	});
	return [
		choice("obtained", __("Was the service obtained?"), { reqd: 1 }),
		choice("benefitted", __("Did the client benefit?"), {
			depends_on: "eval:doc.obtained === 'Yes'",
			description: __("Asked apart: somebody may attend and not benefit."),
		}),
		{
			fieldname: "outcome_note",
			fieldtype: "Small Text",
			label: __("What came of it"),
			default: doc.outcome_note,
		},
	];
}

/** Whether a day that has gone by was late, the server says. */
function delay_field(doc, { today }) {
	return {
		fieldname: "delay_reason",
		fieldtype: "Small Text",
		label: __("Reason for the delay"),
		default: doc.delay_reason,
		mandatory_depends_on: `eval:doc.step_on === ${JSON.stringify(today)}`,
	};
}

function show({ title, fields, run, reload }) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields,
		primary_action_label: title,
		primary_action: once_at_a_time(async (values) => {
			if (values.obtained !== "Yes") delete values.benefitted;
			await run(values);
			dialog.hide();
			reload();
		}),
	});
	dialog.show();
}
