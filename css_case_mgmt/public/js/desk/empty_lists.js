// An empty list says what to do first, and leads there.

const TODAY = ["css-today"];
const CASES = ["List", "CSS Case", "List"];

/** What, by the record that is missing; `way` leads on where a new record does not begin in the list. */
const STARTS = {
	"CSS Activity": () => ({
		text: __(
			"No contact is written down yet. Log one from Today or the family's page, or write a longer note here."
		),
	}),
	"CSS Appointment": () => ({
		text: __(
			"No appointment is planned yet. Plan one from the case: who comes and the interpreter are then filled in."
		),
		way: CASES,
	}),
	"CSS Case": () => ({
		text: __(
			"No family is open to you yet. One comes with a referral that is accepted, or begins here; your manager assigns families to you."
		),
	}),
	"CSS Client": () => ({
		text: __(
			"Nobody is here yet. People are added in the case of their family, so that everybody belongs to one."
		),
		way: CASES,
	}),
	"CSS Consent": () => ({
		text: __(
			"No consent is recorded yet. Record it from the client's file or the case, once it was explained."
		),
		way: CASES,
	}),
	"CSS Eligibility Assessment": () => ({
		text: __("No eligibility is assessed yet. The case leads through it, person by person."),
		way: CASES,
	}),
	"CSS Enrolment": () => ({
		text: __("Nobody is enrolled yet. Enrol from the case, once the eligibility is clear."),
		way: CASES,
	}),
	"CSS Exit": () => ({
		text: __(
			"Nobody is on the way out. Begin an exit from the enrolment, or from Today, which speaks of it in good time."
		),
		way: TODAY,
	}),
	"CSS Exit Interview": () => ({
		text: __("No interview is held yet. It begins in the exit of the client."),
		way: ["List", "CSS Exit", "List"],
	}),
	"CSS Goal": () => ({
		text: __(
			"No goal is agreed on yet. Goals are added in the settlement plan, out of strengths and needs."
		),
		way: ["List", "CSS Settlement Plan", "List"],
	}),
	"CSS Inbound Referral": () => ({
		text: __(
			"No referral has come in yet. Record one when a family is announced; a manager decides on it."
		),
	}),
	"CSS Interpreter": () => ({
		text: __(
			"No interpreter is entered yet. With their languages here, they are suggested for each client."
		),
	}),
	"CSS NAM Assessment": () => ({
		text: __(
			"No needs assessment is begun yet. Start A1 from Today or the enrolment, once consent and charter are signed."
		),
		way: TODAY,
	}),
	"CSS Periodic Assessment": () => ({
		text: __("No periodic assessment is begun yet. Today says when the first one is due."),
		way: TODAY,
	}),
	"CSS Programme Extension": () => ({
		text: __("Nobody stays longer than the programme lasts. Ask for it here when somebody needs to."),
	}),
	"CSS Referral": () => ({
		text: __(
			"Nobody is referred to a service yet. Begin from the client's file: the consent and the language are then looked at."
		),
		way: ["List", "CSS Client", "List"],
	}),
	"CSS Reminder": () => ({ text: __("Nothing to be reminded of. Reminders come by themselves.") }),
	"CSS Safety Note": () => ({
		text: __("No safety note. Write one where somebody may be in danger, or a visit needs care."),
	}),
	"CSS Settlement Plan": () => ({
		text: __("No settlement plan yet. Begin it from Today after the first needs assessment."),
		way: TODAY,
	}),
};

export function say_what_begins_a_list() {
	const { prototype } = frappe.views.ListView;
	const usual = prototype.get_no_result_message;
	prototype.get_no_result_message = function () {
		const start = STARTS[this.doctype];
		return start && !is_narrowed(this) ? empty_list(start(), this.can_create) : usual.call(this);
	};
}

/** By more than the filters with which the list opens. */
function is_narrowed({ filter_area, settings }) {
	const usual = new Set(((settings && settings.filters) || []).map((filter) => filter.slice(-3).join()));
	const filters = filter_area ? filter_area.get() : [];
	return filters.some(([, field, condition, value]) => !usual.has([field, condition, value].join()));
}

function empty_list({ text, way }, can_create) {
	const begin = way
		? `<a class="btn btn-primary btn-sm" href="${frappe.router.make_url(way)}">${escape(word(way))}</a>`
		: can_create
		? `<button class="btn btn-primary btn-sm btn-new-doc">${escape(__("Begin"))}</button>`
		: "";
	return `<div class="msg-box no-border css-empty-list"><p>${escape(text)}</p><p>${begin}</p></div>`;
}

function word(way) {
	if (way === TODAY) return __("Open Today");
	return __("Open the list: {0}", [__(way[1])]);
}

function escape(text) {
	return frappe.utils.escape_html(text);
}
