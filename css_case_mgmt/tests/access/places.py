"""What was decided of places without data of their own, and of Frappe's tables that point at no client."""

from css_case_mgmt.tests.access.decisions import REPORTS

# What else the app brings along, by the DocType it is kept in. None of it holds data of its own.
PLACES = {
	"Client Script": set(),
	"Dashboard": set(),
	"Dashboard Chart": {
		"Active Enrolments by Level",
		"Caseload by Worker",
		"Contacts by Week",
		"Exits by Month",
	},
	"Form Tour": set(),
	"Module Onboarding": set(),
	"Notification": set(),
	"Number Card": {
		"Active enrolments",
		"Beyond the typical length",
		"Cases without a caseworker",
		"Consent forms of our own",
		"Due today on my list",
		"Exits to approve",
		"French speakers not yet informed",
		"High needs",
		"NAM drafts open",
		"Open cases",
		"Overdue at my sites",
		"Overdue on my list",
		"Referrals to decide on",
		"Services in the directory",
		"Sites of the network",
		"Waiting for a manager",
	},
	"Page": {"css-family", "css-first-steps", "css-glossary", "css-today"},
	"Print Format": {
		"Case Notes",
		"Client Charter",
		"Consent Form",
		"Exit Interview",
		"Handover Summary",
		"Needs Assessment",
		"Settlement Plan",
		"Referral Instruction Sheet",
		"Referral Letter",
		"Reply to the Referring Organisation",
		"What You Have Achieved",
	},
	"Report": set(REPORTS),
	"Server Script": set(),
	"Web Form": set(),
	"Workspace": {
		"CSS Case Management",
		"CSS File Review",
		"CSS Intake",
		"CSS Network",
		"CSS Site Management",
	},
}
# Frappe's tables with a dynamic link that name no client: why.
POINT_AT_NO_CLIENT = {
	"User Permission": "written by administrators: a user and an opaque name",
	"Webhook": "written by administrators: a record for the preview",
	"Workspace Link": "the layout of a workspace",
	"Workspace Shortcut": "the layout of a workspace",
}
