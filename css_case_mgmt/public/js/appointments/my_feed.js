// What one is sent in the morning, and the own appointments in the calendar of one's telephone.

import { button, h, once_at_a_time, replace_children } from "../dom";
import { read, write } from "../server";
import { date_text } from "../words";

const PREFERENCE = "CSS Reminder Preference";

export async function open_my_reminders() {
	const [daily_digest, feed] = await Promise.all([
		read("reminders.get_daily_digest"),
		read("calendar_feed.get_mine"),
	]);
	const dialog = new frappe.ui.Dialog({
		title: __("My Reminders and Calendar"),
		fields: [
			{ fieldname: "digest", fieldtype: "HTML" },
			{ fieldtype: "Section Break", label: __("Calendar feed") },
			{ fieldname: "feed", fieldtype: "HTML" },
		],
	});
	dialog.fields_dict.digest.$wrapper.get(0).append(digest_choice(daily_digest));
	const place = h("div", {});
	dialog.fields_dict.feed.$wrapper.get(0).append(place);
	show_feed(place, feed);
	dialog.show();
}

/** In the menu of the user; where the desk has no such menu, Today opens it. */
export function offer_in_user_menu() {
	$(document).on("toolbar_setup", () => {
		const menu = document.getElementById("toolbar-user");
		if (!menu || !frappe.model.can_create(PREFERENCE)) return;
		menu.prepend(
			h(
				"button",
				{ type: "button", class: "dropdown-item", onclick: open_my_reminders },
				__("My Reminders and Calendar")
			)
		);
	});
}

function digest_choice(daily_digest) {
	const input = h("input", {
		type: "checkbox",
		checked: daily_digest,
		onchange: once_at_a_time(async () => {
			await write("reminders.set_daily_digest", { wanted: input.checked ? 1 : 0 });
		}),
	});
	return h(
		"div",
		{},
		h("label", { class: "css-check" }, input, h("span", {}, __("Send me in the morning what is due"))),
		h(
			"p",
			{ class: "css-note" },
			__(
				"An e-mail with numbers and file numbers, without names. Nothing is sent on days with nothing to say."
			)
		)
	);
}

function show_feed(place, { made_on, url = null }) {
	const make = once_at_a_time(async () => {
		const made = await write("calendar_feed.make_feed");
		show_feed(place, { made_on: frappe.datetime.now_datetime(), url: made.url });
	});
	const stop = once_at_a_time(async () => {
		await write("calendar_feed.revoke_feed");
		show_feed(place, { made_on: null });
	});
	replace_children(
		place,
		h(
			"p",
			{ class: "css-note" },
			__(
				"Your appointments in the calendar of your telephone: times and file numbers, no names and no addresses."
			)
		),
		url ? address(url) : null,
		made_on && !url
			? h(
					"p",
					{},
					__("There is a feed since {0}. Its address is not shown again.", [date_text(made_on)])
			  )
			: null,
		h(
			"div",
			{ class: "css-actions" },
			button(made_on ? __("Make a New Address") : __("Make the Feed"), make),
			made_on ? button(__("End the Feed"), stop) : null
		)
	);
}

function address(url) {
	const input = h("input", {
		class: "form-control",
		type: "text",
		readonly: true,
		value: url,
		"aria-label": __("Address of the feed"),
		onfocus: () => input.select(),
	});
	return h(
		"div",
		{ class: "css-feed-address" },
		h("strong", {}, __("Copy the address now. It is not shown again.")),
		input,
		button(__("Copy"), () => frappe.utils.copy_to_clipboard(url)),
		h(
			"p",
			{ class: "css-note" },
			__(
				"Whoever has the address reads these times. Add it in your calendar as a subscription, and pass it on to nobody."
			)
		)
	);
}
