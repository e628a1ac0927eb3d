from css_case_mgmt.permissions.registry import (
	CHILD_TABLES,
	REFERENCING,
	RESTRICTED,
	ROWS_OF_LISTS,
	ROWS_OF_REFERENCING,
)

app_name = "css_case_mgmt"
app_title = "CSS Case Management"
app_publisher = "CSS Case Management contributors"
app_description = "Case management for agencies that resettle refugees in Canada"
app_email = "maintainers@users.noreply.github.com"
app_license = "mit"

app_include_js = "css_case_mgmt.bundle.js"
app_include_css = "css_case_mgmt.bundle.css"

get_translated_dict = {
	("boot", None): "css_case_mgmt.translating.report_labels.english_labels_for_boot",
}

before_install = "css_case_mgmt.setup.install.before_install"
after_install = "css_case_mgmt.setup.install.after_install"
after_migrate = "css_case_mgmt.setup.install.after_migrate"
before_uninstall = "css_case_mgmt.setup.uninstall.before_uninstall"

permission_query_conditions = {
	doctype: "css_case_mgmt.permissions.list_conditions." + doctype.lower().replace(" ", "_")
	for doctype in (*RESTRICTED, *CHILD_TABLES, *REFERENCING, *ROWS_OF_REFERENCING)
}
has_permission = {
	**{doctype: "css_case_mgmt.permissions.document_checks.has_permission" for doctype in RESTRICTED},
	**{
		doctype: "css_case_mgmt.permissions.document_checks.has_reference_permission"
		for doctype in REFERENCING
	},
}
override_doctype_class = {
	"Error Log": "css_case_mgmt.permissions.error_log.ScrubbedErrorLog",
	"File": "css_case_mgmt.permissions.files.CaseFile",
	"Report": "css_case_mgmt.permissions.live_reports.LiveReport",
	"RQ Job": "css_case_mgmt.permissions.jobs.SilentJob",
	"Scheduled Job Log": "css_case_mgmt.permissions.error_log.ScrubbedJobLog",
}

override_whitelisted_methods = {
	function: f"css_case_mgmt.permissions.frappe_functions.{replacement}"
	for function, replacement in {
		"frappe.client.get_count": "get_count",
		"frappe.client.get_password": "get_password",
		"frappe.client.validate_link": "validate_link",
		"frappe.core.doctype.submission_queue.submission_queue.get_latest_submissions": "get_latest_submissions",
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "get_chart",
		"frappe.desk.form.assign_to.remove": "remove_assignment",
		"frappe.desk.form.linked_with.get": "get_linked",
		"frappe.desk.form.linked_with.get_submitted_linked_docs": "get_submitted_linked_docs",
		"frappe.desk.like.toggle_like": "toggle_like",
		"frappe.desk.query_report.get_data_for_custom_field": "get_data_for_custom_field",
		"frappe.desk.search.get_link_title": "get_link_title",
		"frappe.desk.search.search_link": "search_link",
		"frappe.desk.search.search_widget": "search_widget",
		"frappe.www.printview.get_html_and_style": "get_html_and_style",
		"frappe.www.printview.get_rendered_raw_commands": "get_rendered_raw_commands",
	}.items()
}

# These lists have an order of their own.
standard_queries = {
	doctype: "css_case_mgmt.api.lists.search_by_position"
	for doctype in (
		"CSS Activity Topic",
		"CSS Activity Type",
		"CSS Autonomy Level",
		"CSS Contact Method",
		"CSS Document Kind",
		"CSS Eligibility Criterion",
		"CSS Exit Interview Question",
		"CSS Exit Reason",
		"CSS Framework Group",
		"CSS GBA Plus Group",
		"CSS Immigration Category",
		"CSS Language",
		"CSS Legal Status",
		"CSS Offered Service",
		"CSS Place",
		"CSS Readiness Indicator",
		"CSS Referral Explanation",
		"CSS Referral Return Reason",
		"CSS Relationship",
		"CSS Restricted Topic",
		"CSS Setback Strategy",
		"CSS Strength Category",
		"CSS Service Type",
	)
}
standard_queries["CSS Service Provider"] = "css_case_mgmt.api.service_directory.search_providers"

before_request = [
	"css_case_mgmt.permissions.linked_fields.refuse_linked_fields",
	"css_case_mgmt.permissions.frappe_functions.replace_custom_columns",
]

doc_events = {
	# Rows that are saved with their document pass by these.
	**{
		doctype: dict.fromkeys(
			("before_validate", "before_update_after_submit", "before_cancel"),
			"css_case_mgmt.permissions.refusals.refuse_row_alone",
		)
		for doctype in (*CHILD_TABLES, *ROWS_OF_LISTS)
	},
	"Auto Email Report": {"validate": "css_case_mgmt.permissions.refusals.refuse_stored_report"},
	"Comment": {
		"before_insert": [
			"css_case_mgmt.permissions.refusals.keep_reader_from_writing",
			"css_case_mgmt.closed_files.refuse_in_closed_file",
		],
		"on_trash": "css_case_mgmt.permissions.refusals.keep_part_of_file",
	},
	"Communication": {
		"before_insert": "css_case_mgmt.closed_files.refuse_in_closed_file",
		"on_trash": "css_case_mgmt.permissions.refusals.keep_part_of_file",
	},
	"DocShare": {"validate": "css_case_mgmt.permissions.refusals.refuse_sharing"},
	"Document Follow": {"after_insert": "css_case_mgmt.permissions.refusals.unfollow"},
	"Document Share Key": {"before_insert": "css_case_mgmt.permissions.refusals.refuse_sharing"},
	"Notification": {"validate": "css_case_mgmt.permissions.refusals.refuse_printed_attachment"},
	"Notification Log": {
		"before_insert": "css_case_mgmt.permissions.refusals.keep_clients_out_of_notification"
	},
	"Prepared Report": {"before_insert": "css_case_mgmt.permissions.refusals.refuse_stored_report"},
	"Tag Link": {"before_insert": "css_case_mgmt.permissions.refusals.refuse_tags"},
	"ToDo": {
		"validate": [
			"css_case_mgmt.permissions.refusals.keep_reader_from_writing",
			"css_case_mgmt.closed_files.refuse_in_closed_file",
		],
		"on_trash": "css_case_mgmt.permissions.refusals.keep_part_of_file",
	},
}

scheduler_events = {
	"hourly": [
		"css_case_mgmt.exit_day.close_due_exits",
		"css_case_mgmt.permissions.leavers.end_sessions_of_leavers",
		"css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access.refresh_caseworkers",
	],
	"hourly_long": [
		"css_case_mgmt.reminders.run.remind_all_sites",
		"css_case_mgmt.reminders.digest.send_digests",
	],
}
