"""Ways into data that Frappe offers, as data. A later part adds a line for each way it opens.

`{doctype}`, `{name}` and `{parent}` stand for what somebody tries to read.
"""

from dataclasses import dataclass, field
from enum import Enum, auto


class With(Enum):
	"""What a surface is tried with."""

	EACH_RECORD = auto()  # one record of each client-bearing DocType of each family
	EACH_CLIENT = auto()  # a CSS Client of each family, where the DocType makes no difference
	EACH_DOCTYPE = auto()  # all client-bearing DocTypes, child tables, and Frappe's tables that refer to them
	CLIENTS = auto()  # the DocType CSS Client
	NOTHING = auto()  # the arguments say it all


@dataclass(frozen=True)
class Surface:
	"""A function that a request may call.

	Args:
		function: dotted path, as in /api/method/.
		tried_with: what takes the place of the placeholders.
		shows: whether those who may read the file find something here. (What shows nothing to anybody
			is tried all the same.)
		arguments: of the call.
	"""

	function: str
	tried_with: With
	shows: bool = True
	arguments: dict = field(default_factory=dict)


def record(function: str, *, shows: bool = True, **arguments) -> Surface:
	return Surface(function, With.EACH_RECORD, shows, arguments)


def client(function: str, *, shows: bool = True, **arguments) -> Surface:
	return Surface(function, With.EACH_CLIENT, shows, arguments)


def table(function: str, *, shows: bool = True, **arguments) -> Surface:
	return Surface(function, With.EACH_DOCTYPE, shows, arguments)


def clients(function: str, *, shows: bool = True, **arguments) -> Surface:
	return Surface(function, With.CLIENTS, shows, {"doctype": "CSS Client", **arguments})


def other(function: str, *, shows: bool = True, **arguments) -> Surface:
	return Surface(function, With.NOTHING, shows, arguments)


DT, DOC = "{doctype}", "{name}"
ALL = ["*"]
NAMES = ["given_names", "family_name", "preferred_name", "name_in_own_script", "uci", "name"]
AS_LINK = [f"client.{fieldname}" for fieldname in NAMES]
LOAD, LINKED, PRINT = "frappe.desk.form.load.", "frappe.desk.form.linked_with.", "frappe.www.printview."
VIEW, SEARCH = "frappe.desk.reportview.", "frappe.desk.search."

ONE_DOCUMENT = (
	record("frappe.client.get", doctype=DT, name=DOC),
	record(LOAD + "getdoc", doctype=DT, name=DOC),
	client(PRINT + "get_html_and_style", doc=DT, name=DOC),
	client(SEARCH + "get_link_title", doctype=DT, docname=DOC, shows=False),
	client(LINKED + "get_submitted_linked_docs", doctype=DT, name=DOC, shows=False),
	client(LINKED + "get", doctype=DT, docname=DOC, shows=False),
	client("frappe.client.get", doctype=DT, filters={"name": DOC}),
	client("frappe.client.get_value", doctype=DT, filters={"name": DOC}, fieldname=NAMES),
	client("frappe.client.validate_link", doctype=DT, docname=DOC, fields=NAMES),
	client(LOAD + "get_docinfo", doctype=DT, name=DOC),
	client(LOAD + "get_communications", doctype=DT, name=DOC),
	client(PRINT + "get_rendered_raw_commands", doc=DT, name=DOC, shows=False),
	client("frappe.desk.form.utils.get_next", doctype=DT, value=DOC, prev=0, shows=False),
	client("frappe.desk.notifications.get_open_count", doctype=DT, name=DOC, shows=False),
	client("frappe.desk.form.assign_to.remove", doctype=DT, name=DOC, assign_to="x", shows=False),
	client("frappe.desk.like.toggle_like", doctype=DT, name=DOC, add="Yes", shows=False),
	client("frappe.client.get_password", doctype=DT, name=DOC, fieldname="given_names"),
	client(
		"frappe.core.doctype.submission_queue.submission_queue.get_latest_submissions",
		doctype=DT,
		docname=DOC,
	),
	client("frappe.share.get_users", doctype=DT, name=DOC, shows=False),
	client("frappe.core.api.file.get_attached_images", doctype=DT, names=[DOC]),
)
LISTS = (
	table("frappe.client.get_list", doctype=DT, fields=ALL, limit_page_length=0, parent="{parent}"),
	clients(VIEW + "get", fields=ALL, page_length=500, ignore_permissions=1),
	clients("frappe.client.get_count", shows=False),
	clients("frappe.desk.query_report.get_data_for_custom_field", field="given_names"),
	clients(VIEW + "get_list", fields=NAMES, limit_page_length=500),
	clients(
		VIEW + "export_query",
		title="x",
		fields=[f"`tabCSS Client`.`{each}`" for each in NAMES],
		file_format_type="CSV",
	),
	clients(
		VIEW + "export_query", title="x", fields=["`tabCSS Client`.`given_names`"], file_format_type="Excel"
	),
	clients(VIEW + "get_sidebar_stats", stats=["given_names"], filters=[]),
	clients("frappe.desk.listview.get_group_by_count", field="given_names", current_filters=[]),
	clients("frappe.desk.treeview.get_children", parent="", shows=False),
	clients("frappe.www.list.get", txt="Zq"),
	clients(
		"frappe.desk.calendar.get_events",
		start="1900-01-01",
		end="2100-01-01",
		field_map={"id": "name", "start": "date_of_birth", "end": "date_of_birth", "title": "given_names"},
	),
	clients(
		"frappe.core.doctype.data_export.exporter.export_data",
		select_columns={"CSS Client": NAMES},
		with_data=1,
		file_type="CSV",
	),
	clients(
		"frappe.core.doctype.data_import.data_import.download_template",
		export_records="all",
		export_fields={"CSS Client": NAMES},
		file_type="CSV",
	),
	clients("frappe.desk.doctype.tag.tag.get_tagged_docs", tag="", shows=False),
	other(
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
		no_cache=1,
		chart={
			"name": "x",
			"chart_type": "Group By",
			"document_type": "CSS Client",
			"group_by_type": "Count",
			"group_by_based_on": "given_names",
			"filters_json": "[]",
		},
	),
)
SEARCHES = (
	clients(SEARCH + "search_link", txt="", page_length=200),
	clients(SEARCH + "search_link", txt="Zq", page_length=200, ignore_user_permissions=1),
	clients(SEARCH + "search_widget", txt="", filter_fields=NAMES, as_dict=1, ignore_user_permissions=1),
	clients(SEARCH + "search_widget", txt="", query="frappe.client.get_list", shows=False),
	clients("frappe.utils.global_search.search", text="Zq", shows=False),
	other("frappe.core.api.file.get_files_by_search_text", text="Zq"),
	other(
		"frappe.core.api.file.get_files_in_folder", folder="Home/Attachments", page_length=200, shows=False
	),
)
THROUGH_SOMETHING_ELSE = (
	other("frappe.client.get_list", doctype="CSS Enrolment", fields=AS_LINK, shows=False),
	other("frappe.client.get_list", doctype="CSS Conflict of Interest", fields=AS_LINK, shows=False),
	other(VIEW + "get", doctype="CSS Case Member", fields=AS_LINK, page_length=500, shows=False),
	other(LINKED + "get", doctype="CSS Language", docname="prs"),
	other(LINKED + "get", doctype="CSS Relationship", docname="Head of Family", shows=False),
)
READING = (*ONE_DOCUMENT, *LISTS, *SEARCHES, *THROUGH_SOMETHING_ELSE)
