// One message to many families, each of whom is reached alone.

import { button, h, once_at_a_time, pill, replace_children } from "../dom";
import { read, write } from "../server";

export async function open_group_message() {
	const { people, kinds } = await read("group_message.get_people");
	const chosen = new Map();
	const dialog = new frappe.ui.Dialog({
		title: __("Write to Several Families"),
		size: "large",
		fields: [
			{
				fieldname: "subject",
				fieldtype: "Data",
				label: __("Subject"),
				reqd: 1,
				description: __("Names nobody: it stands in the subject of the e-mails."),
			},
			{
				fieldname: "message",
				fieldtype: "Text",
				label: __("Message"),
				reqd: 1,
				description: __("The same text for everybody, without names. Each person is reached alone."),
			},
			{
				fieldname: "activity_type",
				fieldtype: "Select",
				label: __("Written down in each file as"),
				options: kinds.map((kind) => ({ value: kind, label: __(kind) })),
				default: kinds.includes("Community Connection") ? "Community Connection" : kinds[0],
				reqd: 1,
			},
			{ fieldtype: "Section Break", label: __("To whom") },
			{ fieldname: "find", fieldtype: "Data", label: __("Find"), change: () => draw() },
			{ fieldname: "list", fieldtype: "HTML" },
		],
		primary_action_label: __("Send"),
		primary_action: once_at_a_time(async ({ subject, message, activity_type }) => {
			if (!chosen.size) {
				frappe.msgprint(__("Choose to whom the message goes."));
				return;
			}
			const recipients = [...chosen].map(([client, method]) => {
				const { css_case } = people.find((person) => person.client === client);
				return { client, css_case, method };
			});
			const name = await write("group_message.send", {
				subject,
				message,
				activity_type,
				recipients,
			});
			dialog.hide();
			frappe.set_route("Form", "CSS Group Message", name);
		}),
	});
	const place = dialog.fields_dict.list.$wrapper.get(0);
	dialog.fields_dict.find.$input.on("input", () => draw());
	draw();
	dialog.show();

	function draw() {
		const sought = (dialog.get_value("find") || "").toLowerCase();
		const shown = people.filter(({ full_name, case_number }) =>
			`${full_name} ${case_number}`.toLowerCase().includes(sought)
		);
		replace_children(
			place,
			people.length
				? h(
						"ul",
						{ class: "css-last-contacts css-recipients" },
						shown.map((person) => recipient(person))
				  )
				: h("p", { class: "css-note" }, __("No family is on your caseload."))
		);
	}

	function recipient({ client, full_name, case_number, methods }) {
		return h(
			"li",
			{ class: "css-last-contact", "data-client": client },
			h("bdi", { class: "css-last-contact-name" }, full_name),
			h("span", {}, case_number),
			methods.length
				? methods.map((method) =>
						h(
							"label",
							{ class: "css-recipient" },
							h("input", {
								type: "checkbox",
								checked: chosen.get(client) === method,
								onchange: ({ target }) => {
									if (target.checked) chosen.set(client, method);
									else chosen.delete(client);
									draw();
								},
							}),
							" ",
							__(method)
						)
				  )
				: pill(__("No address or number is marked as safe"), "warm")
		);
	}
}

/** Whom a message reached; of each text message that is still to be sent, a link that writes it. */
export async function show_recipients(frm) {
	const { name } = frm.doc;
	const rows = await read("group_message.get_message", { name });
	if (frm.doc.name !== name) return;
	const wrapper = frm.layout.wrapper.get(0);
	let place = wrapper.querySelector(":scope > .css-message");
	if (!place) {
		place = h("div", { class: "css-panel css-message" });
		wrapper.prepend(place);
	}
	replace_children(
		place,
		h("h3", {}, __("Recipients")),
		rows.some((row) => row.link)
			? h("p", { class: "css-note" }, __("Send text messages from a work phone or a secure app."))
			: null,
		h(
			"ul",
			{ class: "css-last-contacts" },
			rows.map((row) =>
				h(
					"li",
					{ class: "css-last-contact", "data-client": row.client },
					h("bdi", { class: "css-last-contact-name" }, row.full_name),
					h("span", {}, __(row.method)),
					row.sent ? pill(__("Sent"), "good") : null,
					row.not_sent_reason ? pill(row.not_sent_reason, "warm") : null,
					row.link
						? [
								h("a", { href: row.link }, __("Open in Messages")),
								button(
									__("Sent"),
									once_at_a_time(async () => {
										await write("group_message.record_text", {
											name,
											client: row.client,
										});
										frm.reload_doc();
									})
								),
						  ]
						: null
				)
			)
		)
	);
	frm.toggle_display("recipients", false);
}
