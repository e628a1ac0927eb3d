// The follow-up of a NAARS in the list of referrals: its due date, and in words where it stands.

import { h, pill } from "./dom";
import { date_text } from "./words";

const STILL_CONCERNED = ["Received", "In Triage", "Accepted"];

export function follow_up_mark(due, row) {
	if (!due || !STILL_CONCERNED.includes(row.status)) return "";
	return h("span", {}, date_text(due), " ", mark_of(due, row)).outerHTML;
}

function mark_of(due, { naars_followed_up_on, naars_follow_up_opens }) {
	const today = frappe.datetime.get_today();
	if (naars_followed_up_on) return pill(__("Done"), "good");
	if (today > due) return pill(__("Overdue"), "alert");
	return today >= naars_follow_up_opens ? pill(__("Open"), "warm") : null;
}
