"""Which DocTypes bear client data, and through what each of them is reached (D-19).

Pure data: hooks.py reads it while Frappe is still starting. A new client-bearing DocType is one more
line here; the persona test fails until it has one.
"""

ADDENDUM = "CSS Note Addendum"
CASE = "CSS Case"
CASELOAD_CONCERN = "CSS Caseload Concern"
CASELOAD_TRANSFER = "CSS Caseload Transfer"
CLIENT = "CSS Client"
CONFLICT = "CSS Conflict of Interest"
MEMBER = "CSS Case Member"
FAMILY_TIE = "CSS Family Tie"
GROUP_MESSAGE = "CSS Group Message"
IMPORT = "CSS Import"
INBOUND_REFERRAL = "CSS Inbound Referral"
INTERPRETER = "CSS Interpreter"
REMINDER = "CSS Reminder"
REMINDER_PREFERENCE = "CSS Reminder Preference"
RESTRICTED_NOTE = "CSS Restricted Note"
STAFF = "CSS Staff"
WRONG_FILE = "CSS Wrong File Correction"

# Reached through their `css_case` column.
REACHED_BY_CASE = (
	"CSS Activity",
	"CSS Appointment",
	MEMBER,
	"CSS Case Access",
	"CSS Charter Acknowledgement",
	"CSS Client Document",
	"CSS Client Interpreter",
	"CSS Consent",
	"CSS Contact Deviation",
	"CSS Disclosure",
	"CSS Eligibility Assessment",
	"CSS Enrolment",
	"CSS Exit",
	"CSS Exit Interview",
	"CSS Goal",
	"CSS NAM Assessment",
	"CSS Periodic Assessment",
	"CSS Programme Extension",
	"CSS Referral",
	"CSS Settlement Plan",
)

# Reached through their `css_case` column as well, but by few: the site's manager and these kinds of
# CSS Case Access.
NARROWED_TO_KINDS = {
	# It lists what moved, records for few among it.
	"CSS Client Merge": ("Assigned", "Covering"),
	"CSS GBA Plus Profile": ("Assigned", "Covering"),
	RESTRICTED_NOTE: ("Assigned", "Covering"),
	"CSS Safety Note": ("Assigned", "Covering", "Shared"),
}

CLIENT_BEARING = (
	ADDENDUM,
	CASE,
	CASELOAD_CONCERN,
	CASELOAD_TRANSFER,
	CLIENT,
	CONFLICT,
	FAMILY_TIE,
	GROUP_MESSAGE,
	IMPORT,
	INBOUND_REFERRAL,
	REMINDER,
	WRONG_FILE,
	*REACHED_BY_CASE,
	*NARROWED_TO_KINDS,
)

# What is about a person rather than about a day goes along to her next case, while it is in force: whoever
# stays in the case that she left learns nothing new of her (D-20, R-502). None: where the field is empty; a tuple: where
# it has one of these values.
FOLLOWING_THE_CLIENT = {
	"CSS Charter Acknowledgement": {},
	# A paper that is the note of an activity stays with it.
	"CSS Client Document": {"activity": None},
	"CSS Client Interpreter": {},
	"CSS Consent": {},
	# With the enrolment that it is about: one record for each of its weeks and months.
	"CSS Contact Deviation": {},
	"CSS Enrolment": {"status": "Active"},
	# With the enrolment, until it has ended.
	"CSS Exit": {"workflow_state": ("Draft", "Ready for Review", "Returned", "Approved")},
	FAMILY_TIE: {"ended_on": None},
	"CSS GBA Plus Profile": {},
	"CSS Goal": {"status": "Open"},
	# An open draft goes on in the new case; otherwise it would stand in the way of the next one.
	"CSS NAM Assessment": {"docstatus": 0, "draft_status": "Open"},
	"CSS Periodic Assessment": {"docstatus": 0, "draft_status": "Open"},
	RESTRICTED_NOTE: {},
	"CSS Programme Extension": {},
	# Until it has ended; what became of it is for whoever works with her now.
	"CSS Referral": {
		"status": ("Draft", "Consented", "Sent", "Waitlisted", "Accepted", "In Progress", "Missed")
	},
	"CSS Safety Note": {"active": 1},
	"CSS Settlement Plan": {"status": ("Draft", "Agreed")},
}

# Child table -> its parent, whose rows decide.
CHILD_TABLES = {
	"CSS Activity Participant": "CSS Activity",
	"CSS Activity Support Service": "CSS Activity",
	"CSS Activity Topic Covered": "CSS Activity",
	"CSS Appointment Client": "CSS Appointment",
	"CSS Caseload Transfer Item": CASELOAD_TRANSFER,
	"CSS Client Address": CLIENT,
	"CSS Client Language": CLIENT,
	"CSS Client Merge Item": "CSS Client Merge",
	"CSS Client Name": CLIENT,
	"CSS Client Phone": CLIENT,
	"CSS Client RAP Need": CLIENT,
	"CSS Client Search Key": CLIENT,
	"CSS Consent Purpose": "CSS Consent",
	"CSS Eligibility Assessment Criterion": "CSS Eligibility Assessment",
	"CSS Eligibility Assessment Member": "CSS Eligibility Assessment",
	"CSS Eligibility Assessment Service": "CSS Eligibility Assessment",
	"CSS Enrolment Level": "CSS Enrolment",
	"CSS Exit Decision": "CSS Exit",
	"CSS Exit Interview Answer": "CSS Exit Interview",
	"CSS Exit Readiness": "CSS Exit",
	"CSS GBA Plus Profile Group": "CSS GBA Plus Profile",
	"CSS Goal Action": "CSS Goal",
	"CSS Goal Check In": "CSS Goal",
	"CSS Goal Setback": "CSS Goal",
	"CSS Group Message Recipient": GROUP_MESSAGE,
	"CSS Interpreter Language": INTERPRETER,
	"CSS NAM Assessment Answer": "CSS NAM Assessment",
	"CSS NAM Assessment Factor Score": "CSS NAM Assessment",
	"CSS Programme Extension Decision": "CSS Programme Extension",
	"CSS Referral Explained": "CSS Referral",
	"CSS Referral Step": "CSS Referral",
	"CSS Settlement Plan Need": "CSS Settlement Plan",
	"CSS Settlement Plan Review": "CSS Settlement Plan",
	"CSS Settlement Plan Strength": "CSS Settlement Plan",
	"CSS Staff Language": STAFF,
}

# DocTypes whose lists and documents the condition in `conditions.py` restricts.
RESTRICTED = (*CLIENT_BEARING, INTERPRETER, REMINDER_PREFERENCE, STAFF)

# Child tables of lists and settings, which are saved with their parent alone.
ROWS_OF_LISTS = (
	"CSS Factor of Settlement Translation",
	"CSS NAM Bank Mapping Line",
	"CSS NAM Bank Option",
	"CSS NAM Bank Question",
	"CSS NAM Bank Translation",
	"CSS Service Provider Language",
	"CSS Service Provider Location",
	"CSS Service Provider Schedule",
	"CSS Service Provider Service",
	"CSS Site Holiday",
	"CSS Site Setting",
)

# Lists, texts and settings that name no client: role permissions alone decide.
WITHOUT_CLIENT_DATA = (
	"CSS Activity Topic",
	"CSS Activity Type",
	"CSS Autonomy Level",
	"CSS Checklist Item",
	"CSS Consent Form",
	"CSS Contact Method",
	"CSS Demo Record",
	"CSS Disclosure Ground",
	"CSS Document Kind",
	"CSS Eligibility Criterion",
	"CSS Exit Interview Question",
	"CSS Exit Reason",
	"CSS Factor of Settlement",
	"CSS Framework Group",
	"CSS GBA Plus Group",
	"CSS Glossary Term",
	"CSS Immigration Category",
	"CSS Interpreter Agency",
	"CSS Language",
	"CSS Legal Status",
	"CSS NAM Bank",
	"CSS NAM Bank Mapping",
	"CSS Offered Service",
	"CSS Place",
	"CSS Readiness Indicator",
	"CSS Referral Explanation",
	"CSS Referral Return Reason",
	"CSS Relationship",
	"CSS Restricted Topic",
	"CSS Seed Record",
	"CSS Service Provider",
	"CSS Service Type",
	"CSS Setback Strategy",
	"CSS Settings",
	"CSS Site",
	"CSS Strength Category",
	"CSS Trusted Provider",
	*ROWS_OF_LISTS,
)

# Frappe's own DocTypes whose rows point at another document: (doctype column, name column).
# A row that points at a client-bearing document is seen by whoever may read that document.
REFERENCING = {
	"Access Log": ("export_from", "reference_document"),
	"Activity Log": ("reference_doctype", "reference_name"),
	"Auto Repeat": ("reference_doctype", "reference_document"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Communication Link": ("link_doctype", "link_name"),
	"Deleted Document": ("deleted_doctype", "deleted_name"),
	"Discussion Topic": ("reference_doctype", "reference_docname"),
	"DocShare": ("share_doctype", "share_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Document Share Key": ("reference_doctype", "reference_docname"),
	"Dynamic Link": ("link_doctype", "link_name"),
	"Email Queue": ("reference_doctype", "reference_name"),
	"Email Unsubscribe": ("reference_doctype", "reference_name"),
	"Energy Point Log": ("reference_doctype", "reference_name"),
	"Error Log": ("reference_doctype", "reference_name"),
	"Event Participants": ("reference_doctype", "reference_docname"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Integration Request": ("reference_doctype", "reference_docname"),
	"Milestone": ("reference_type", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Reminder": ("reminder_doctype", "reminder_docname"),
	"Submission Queue": ("ref_doctype", "ref_docname"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Transaction Log": ("reference_doctype", "document_name"),
	"Version": ("ref_doctype", "docname"),
	"View Log": ("reference_doctype", "reference_name"),
	"Workflow Action": ("reference_doctype", "reference_name"),
}

# A child table of one of these, which says more of the document than its own rows do -> its parent.
ROWS_OF_REFERENCING = {"Email Queue Recipient": "Email Queue"}

ROLES = (
	"CSS Caseworker",
	"CSS Manager",
	"CSS Intake Worker",
	"CSS National Analyst",
	"CSS National Coordinator",
	"CSS Privacy Officer",
	"CSS Monitor",
)
NATIONAL_ROLES = ("CSS National Analyst", "CSS National Coordinator")
