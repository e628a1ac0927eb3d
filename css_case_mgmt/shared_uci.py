"""A UCI that stands in two files (D-22).

Within what the user may see, saving warns with a link. Across files that the user may not see, saving says and does
nothing that differs: a job after it, which every changed UCI queues, asks the manager of each file's site.
"""

import frappe
from frappe import _
from frappe.utils import get_link_to_form

from css_case_mgmt.asking import ask, managers_of
from css_case_mgmt.people import case_of_client
from css_case_mgmt.permissions.conditions import condition, is_reachable

CLIENT = "CSS Client"


def warn_of_shared_uci(client: str, uci: str) -> None:
	"""Name the other files with this UCI that the user may see; saving goes on. Nobody reads this during an import:
	the managers are asked about all its files afterwards."""
	if frappe.flags.css_files_with_uci is not None:
		return
	table = frappe.qb.DocType(CLIENT)
	others = (
		frappe.qb.from_(table)
		.select(table.name, table.file_number)
		.where(table.uci == uci)
		.where(table.name != client)
		.where(table.merged_into.isnull() | (table.merged_into == ""))
		.where(condition(CLIENT, frappe.session.user))
		.orderby(table.file_number)
		.run(as_dict=True)
	)
	if others:
		links = ", ".join(get_link_to_form(CLIENT, other.name, other.file_number) for other in others)
		frappe.msgprint(
			_(
				"This UCI is also in another file: {0}. Everybody has an own UCI: look which of the files is right, or whether both are about the same person."
			).format(links),
			title=_("UCI in two files"),
			indicator="orange",
		)


def ask_managers_later(client: str) -> None:
	"""Queue the question for every UCI alike, so that no answer takes longer than another; an import asks about
	all of its files in one job."""
	if frappe.flags.css_files_with_uci is not None:
		frappe.flags.css_files_with_uci[client] = None
		return
	frappe.enqueue(
		"css_case_mgmt.shared_uci.ask_managers",
		queue="short",
		enqueue_after_commit=True,
		client=client,
	)


def ask_managers_of_all(clients: list[str]) -> None:
	"""After an import: whoever did it has seen no warning, so the managers are asked whatever that user may see."""
	frappe.set_user("Administrator")
	for client in clients:
		ask_managers(client)


def ask_managers(client: str) -> None:
	"""Ask the managers of a file, and of each file with the same UCI that the session's user may not see.

	Administrator sees everything and knows no family: the managers are asked about all files then.
	"""
	hidden = [other for other in files_with_uci_of(client) if is_hidden(other)]
	if case_of_client(client) and hidden:
		for file in (client, *hidden):
			ask_managers_of(file)


def files_with_uci_of(client: str) -> list[str]:
	"""The other files with a client's UCI; a merged file and the one it was merged into are one person's."""
	uci, merged_into = frappe.db.get_value(CLIENT, client, ["uci", "merged_into"]) or (None, None)
	if not uci or merged_into:
		return []
	return frappe.get_all(
		CLIENT,
		filters={"uci": uci, "name": ("!=", client), "merged_into": ("is", "not set")},
		pluck="name",
	)


def is_hidden(client: str) -> bool:
	"""A file that is only being opened has no manager yet: its first membership asks again."""
	user = frappe.session.user
	is_readable = user != "Administrator" and is_reachable(CLIENT, client, user)
	return not is_readable and bool(case_of_client(client))


def ask_managers_of(client: str) -> None:
	"""Name nothing but the manager's own file (D-22)."""
	site = frappe.db.get_value("CSS Case", case_of_client(client), "site")
	file_number = frappe.db.get_value(CLIENT, client, "file_number")
	for manager in managers_of(site):
		language = frappe.db.get_value("User", manager, "language")
		ask(
			manager,
			_(
				"File {0}: its UCI is also in another file, perhaps of another site. Compare it with the client's document. If it is right, ask the client about other help she or he receives, and with consent arrange a hand-over.",
				lang=language,
			).format(file_number),
		)
