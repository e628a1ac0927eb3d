"""What was decided of places without data of their own, and of Frappe's tables that point at no client."""

from css_case_mgmt.tests.access.decisions import REPORTS

# What else the app brings along, by the DocType it is kept in. None of it holds data of its own.
PLACES = {
	"Client Script": set(),
	"Dashboard": set(),
	"Dashboard Chart": set(),
	"Form Tour": set(),
	"Module Onboarding": set(),
	"Notification": set(),
	"Number Card": {"Active enrolments", "French speakers not yet informed", "High needs", "NAM drafts open"},
	"Page": {"css-family", "css-today"},
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
	"Workspace": {"CSS Case Management"},
}
# Frappe's tables with a dynamic link that name no client: why.
POINT_AT_NO_CLIENT = {
	"User Permission": "written by administrators: a user and an opaque name",
	"Webhook": "written by administrators: a record for the preview",
	"Workspace Link": "the layout of a workspace",
	"Workspace Shortcut": "the layout of a workspace",
}
