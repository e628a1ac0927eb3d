"""Which DocTypes bear client data, and through what each of them is reached (D-19).

Pure data: hooks.py reads it while Frappe is still starting. A new client-bearing DocType is one more
line here; the persona test fails until it has one.
"""

CASE = "CSS Case"
CLIENT = "CSS Client"
CONFLICT = "CSS Conflict of Interest"
STAFF = "CSS Staff"

# Reached through their `css_case` column.
REACHED_BY_CASE = (
	"CSS Case Member",
	"CSS Case Access",
	"CSS Enrolment",
	"CSS NAM Assessment",
)

CLIENT_BEARING = (CASE, CLIENT, CONFLICT, *REACHED_BY_CASE)

# Child table -> its parent, whose rows decide.
CHILD_TABLES = {
	"CSS Client Language": CLIENT,
	"CSS Enrolment Level": "CSS Enrolment",
	"CSS NAM Assessment Answer": "CSS NAM Assessment",
	"CSS NAM Assessment Factor Score": "CSS NAM Assessment",
}

# DocTypes whose lists and documents the condition in `conditions.py` restricts.
RESTRICTED = (*CLIENT_BEARING, STAFF)

# Lists, texts and settings that name no client: role permissions alone decide.
WITHOUT_CLIENT_DATA = (
	"CSS Demo Record",
	"CSS Exit Reason",
	"CSS Factor of Settlement",
	"CSS Factor of Settlement Translation",
	"CSS Immigration Category",
	"CSS Language",
	"CSS NAM Bank",
	"CSS NAM Bank Mapping",
	"CSS NAM Bank Mapping Line",
	"CSS NAM Bank Option",
	"CSS NAM Bank Question",
	"CSS NAM Bank Translation",
	"CSS Relationship",
	"CSS Seed Record",
	"CSS Settings",
	"CSS Site",
	"CSS Site Setting",
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
