// Each first step in words: what, and why.

export function group_title(group) {
	return {
		network: __("Set up the network"),
		site: __("Set up your site"),
		work: __("Work with your first family"),
		intake: __("Receive your first family"),
	}[group];
}

export function step_words(code) {
	const [name, why] = {
		sites: [
			__("Enter the sites"),
			__("Their province, language and time zone: every date follows them."),
		],
		staff: [__("Post the staff"), __("Who works where, and since when: that decides what each may see.")],
		consent_form: [
			__("Bring your own consent form and charter"),
			__("What comes with the app is a sample, not a legal text."),
		],
		bank: [
			__("Load the question bank of the needs assessment"),
			__("What comes with the app is illustrative, not the official questions."),
		],
		providers: [
			__("Fill the directory of services"),
			__("Families are referred to those who are in it."),
		],
		email: [__("Set up the outgoing e-mail"), __("Reminders and the morning letter go through it.")],
		manager: [__("Name the site's manager"), __("What is late is told to that person.")],
		colleagues: [__("Post your colleagues"), __("A family can then be assigned to them.")],
		interpreter: [
			__("Enter the interpreters"),
			__("With their languages and the confidentiality that they signed."),
		],
		referral: [
			__("Record the first referral"),
			__("It says who comes, when, and what they bring along."),
		],
		assignment: [
			__("Choose a caseworker for a family"),
			__("From then on it stands on that person's Today."),
		],
		review: [__("Review the first consent"), __("A second look after both have signed.")],
		case: [__("Open or receive your first case"), __("A case is a family, or one person alone.")],
		intake_case: [
			__("Open the first case"),
			__("Or let the manager accept the referral: its case then opens."),
		],
		eligibility: [__("Assess the eligibility"), __("The case leads you through it, person by person.")],
		enrolment: [__("Enrol the first client"), __("All later dates count from that day.")],
		consent: [
			__("Explain and sign consent and charter"),
			__("Take your time until it is clear what is agreed to."),
		],
		nam: [
			__("Complete the first needs assessment"),
			__("A conversation, strengths first; A1 is what all later ones compare with."),
		],
		plan: [__("Agree on the settlement plan"), __("Goals come out of strengths and needs.")],
		service: [
			__("Send the first referral to a service"),
			__("With the client's agreement, and with clear instructions."),
		],
		contact: [__("Record the first contact"), __("On the same day, in a few sentences.")],
		periodic: [
			__("Complete the first periodic assessment"),
			__("Between the needs assessments: what has changed?"),
		],
		exit: [__("Speak of the transition"), __("Early, so that nobody is surprised by the goodbye.")],
	}[code];
	return { name, why };
}
