// What a referral to a service says of itself.

export const COLOURS = {
	Draft: "gray",
	Consented: "blue",
	Sent: "yellow",
	Waitlisted: "orange",
	Accepted: "cyan",
	"In Progress": "purple",
	Completed: "green",
	Declined: "gray",
	Missed: "red",
	Cancelled: "gray",
};
export const TONES = {
	Draft: "quiet",
	Consented: "calm",
	Sent: "calm",
	Waitlisted: "warm",
	Accepted: "calm",
	"In Progress": "calm",
	Completed: "good",
	Declined: "quiet",
	Missed: "alert",
	Cancelled: "quiet",
};

/** What one tap does. */
export function step_label(status) {
	return {
		Consented: __("Client Consents"),
		Sent: __("Send"),
		Waitlisted: __("On a Waiting List"),
		Accepted: __("Accepted"),
		"In Progress": __("Has Begun"),
		Completed: __("Complete", null, "Verb"),
		Declined: __("Declined"),
		Missed: __("Appointment Missed"),
		Cancelled: __("Cancel the Referral"),
	}[status];
}

export function what_is_next(doc) {
	return {
		Draft: doc.is_internal
			? __("Explain the service, then send the referral.")
			: __("Agree with the client on what the provider is told; the consent names it."),
		Consented: __("Explain the service, then send the referral."),
		Sent: __("Sent. Make sure that the client reaches the service."),
		Waitlisted: __("On a waiting list. Ask how long it takes, and what helps meanwhile."),
		Accepted: __("Accepted. Make sure that the client gets there."),
		"In Progress": __("The service has begun."),
		Completed: __("Completed."),
		Declined: __("Declined. Look for another way together."),
		Missed: __("An appointment was missed. Ask why without blame, then book again or end the referral."),
		Cancelled: __("Cancelled. Nothing more is done about it."),
	}[doc.status];
}

export function told_by_text(told_by) {
	return {
		Client: __("told by the client"),
		Provider: __("told by the provider"),
		Caseworker: __("seen by the caseworker"),
	}[told_by];
}

export function trend_text({ support, support_trend }) {
	if (!support.length) return null;
	return {
		Falling: __("The support for this service falls over time: as it should."),
		Steady: __("The support for this service stays as it was. What could the client do alone this time?"),
		Rising: __("The support for this service rises."),
	}[support_trend];
}
