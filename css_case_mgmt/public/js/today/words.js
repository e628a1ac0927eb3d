// What the list says: kinds, tasks and days, in whole sentences or words of the field.

const SHORT_DAY = { weekday: "long", day: "numeric", month: "short" };

export const KINDS = [
	"Appointment",
	"NAM",
	"Periodic Assessment",
	"Settlement Plan",
	"Contact",
	"Consent",
	"Own File",
	"Programme Length",
	"Citizenship",
	"Exit",
	"NAARS Follow-up",
	"Referral",
	"Service Referral",
	"Intake",
	"Review",
	"Draft",
	"Problem",
	"Case Notes",
];
export const STATES = ["Overdue", "Due Today", "Soon", "Waiting"];
export const TONES = { Overdue: "alert", "Due Today": "calm", Soon: "warm", Waiting: "quiet" };

export function kind_word(kind) {
	return {
		Appointment: __("Appointment"),
		NAM: __("NAM"),
		"Periodic Assessment": __("Periodic assessment"),
		"Settlement Plan": __("Settlement plan"),
		Contact: __("Contact"),
		Consent: __("Consent"),
		"Own File": __("Own file"),
		"Programme Length": __("Programme"),
		Citizenship: __("Citizenship"),
		Exit: __("Exit"),
		"NAARS Follow-up": __("NAARS follow-up"),
		Referral: __("Referral"),
		"Service Referral": __("Referral to a service"),
		Intake: __("Intake"),
		Review: __("Review"),
		Draft: __("Draft"),
		Problem: __("Open problem"),
		"Case Notes": __("Case notes"),
	}[kind];
}

export function state_word(state) {
	return {
		Overdue: __("Overdue"),
		"Due Today": __("Today"),
		Soon: __("Soon"),
		Waiting: __("Waiting"),
	}[state];
}

/** "3 overdue": a number for one glance. */
export function count_text(state, count) {
	return {
		Overdue: __("{0} overdue", [count]),
		"Due Today": __("{0} today", [count]),
		Soon: __("{0} soon", [count]),
		Waiting: __("{0} waiting", [count]),
	}[state];
}

export function families_text(count) {
	return count === 1 ? __("1 family") : __("{0} families", [count]);
}

/** What one tap does. */
export function task_text(item) {
	return {
		Attend: __(item.detail || "Appointment"),
		"Enter Outcome": __("{0}: what came of it?", [__(item.detail || "Appointment")]),
		"Start Assessment": __("Start {0}", [assessment_label(item)]),
		"Continue Assessment": __("Go on with {0}", [assessment_label(item)]),
		"Finish Draft": __("Finish {0}", [draft_label(item)]),
		"Begin Plan": __("Begin the settlement plan"),
		"Agree on Plan": __("Agree on the settlement plan"),
		"Look at Plan": __("Look at the settlement plan again"),
		"Take Step": item.detail,
		"Resolve Problem": __("A problem is still open: what came of it?"),
		"Print Notes": __("Print the case notes for the paper file"),
		Reach: item.since
			? __("Get in touch; last contact on {0}", [day_text(item.since)])
			: __("Get in touch; no contact yet"),
		"Ask for Consent": __("Ask for the consent"),
		"Complete Consent": __("Complete the consent"),
		"Renew Consent": __("Ask for a new consent"),
		"Prepare Own File": __("Prepare an own file"),
		"Open Own File": __("Open an own file"),
		"Speak of Transition": __("Speak about the transition ahead"),
		"Consider Exit": __("An exit is possible from now on"),
		"Beyond Typical Length": __("Beyond the typical length"),
		"End Programme": __("The longest time is reached: end the programme"),
		"Plan Exit": __("Citizen: plan the exit"),
		"Go On With Exit": __("Go on with the exit"),
		"Mend Exit": __("The exit was returned: see what the manager says"),
		"Hand Over": __("The exit is approved: say goodbye and hand over"),
		"Go On With Extension": __("Go on with the extension"),
		"Mend Extension": __("The extension was returned: see what the manager says"),
		"Follow Up": __("Follow up the settlement plan"),
		Triage: __("Decide on the referral"),
		"Prepare Referral": __("Agree on the referral: {0}", [__(item.detail || "")]),
		"Send Referral": __("Send the referral: {0}", [__(item.detail || "")]),
		"Follow Up Referral": __("Follow up the referral: {0}", [__(item.detail || "")]),
		"Ask About Missed": __("Appointment missed, ask why: {0}", [__(item.detail || "")]),
		"Go On With Intake": __("Go on with the intake; nobody is enrolled yet"),
		"Review Consent": __("Review the consent"),
		"Approve Disclosure": __("Approve the disclosure or not"),
		"Answer Concern": __("Answer a concern: {0}", [__(item.detail || "")]),
		"Choose Caseworker": __("Choose a caseworker"),
		"Approve Exit": __("Approve the exit or return it: {0}", [__(item.detail || "")]),
		"Approve Extension": __("Approve the longer stay or return it"),
	}[item.task];
}

function assessment_label({ kind, number }) {
	return kind === "NAM" ? `A${number}` : `P${number}`;
}

function draft_label(item) {
	if (item.doctype === "CSS NAM Assessment") return __("NAM A{0}", [item.number]);
	if (item.doctype === "CSS Periodic Assessment") return __("periodic assessment P{0}", [item.number]);
	return item.detail ? __(item.detail) : __("the activity");
}

/** "3 days overdue", "on Friday 27 Nov", "since 12 Nov". */
export function due_text({ state, due, days, since, starts_on }) {
	if (state === "Waiting") {
		if (due) return __("by {0}", [day_text(due)]);
		return since ? __("since {0}", [day_text(since)]) : "";
	}
	if (!due) return state === "Due Today" ? __("today") : "";
	if (starts_on && days < 0) return __("was {0}", [weekday_text(due)]);
	if (days < 0) return days === -1 ? __("1 day overdue") : __("{0} days overdue", [-days]);
	if (days === 0) return __("today");
	return days === 1 ? __("tomorrow") : __("on {0}", [weekday_text(due)]);
}

/** The time of an appointment, as forms show it to this user. */
export function time_text(starts_on) {
	return frappe.datetime.convert_to_user_tz(starts_on, false).format("HH:mm");
}

export function long_day(day) {
	return format(day, { ...SHORT_DAY, month: "long", year: "numeric" });
}

function weekday_text(day) {
	return format(day, SHORT_DAY);
}

function day_text(day) {
	return format(day, { day: "numeric", month: "short" });
}

/** The year is said where it is not this one. */
function format(day, options) {
	const [year, month, date] = day.split("-").map(Number);
	const other_year = year === new Date().getFullYear() ? {} : { year: "numeric" };
	return new Intl.DateTimeFormat(language(), { ...options, ...other_year }).format(
		new Date(year, month - 1, date)
	);
}

function language() {
	const code = (frappe.boot.lang || "en").replace("_", "-");
	return code === "en" ? "en-CA" : code;
}
