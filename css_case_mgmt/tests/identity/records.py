"""Records of this topic for tests, and what happens after a commit."""

import frappe
from frappe.utils import add_months
from frappe.utils.background_jobs import get_queue

from css_case_mgmt.tests.factories import acting_as, today


def make_safety_note(css_case: str, client: str, **values):
	values = {
		"noted_on": today(),
		"review_on": add_months(today(), 6),
		"behaviour": "Raised voice at the door.",
		"precautions": "Meet in the office.",
		**values,
	}
	return frappe.get_doc(doctype="CSS Safety Note", css_case=css_case, client=client, **values).insert()


def make_gba_profile(css_case: str, client: str, *groups: str, **values):
	values = {"declared_on": today(), "groups": [{"group_name": group} for group in groups], **values}
	return frappe.get_doc(doctype="CSS GBA Plus Profile", css_case=css_case, client=client, **values).insert()


def make_client_document(css_case: str, client: str, **values):
	values = {
		"document_kind": "Immigration Document",
		"is_copy": 1,
		"attachment": values.get("attachment") or uploaded_file(),
		**values,
	}
	return frappe.get_doc(doctype="CSS Client Document", css_case=css_case, client=client, **values).insert()


def uploaded_file(**values) -> str:
	"""The address of a file as the desk uploads it before the record is saved."""
	values = {"file_name": "copy.txt", "content": frappe.generate_hash(), "is_private": 1, **values}
	return frappe.get_doc(doctype="File", **values).insert().file_url


def client_with_uci(css_case: str, uci: str, **values):
	"""A member of a case; whoever is acting adds her."""
	from css_case_mgmt.api.family import add_member

	name = add_member(css_case, {"given_names": "Amina", "uci": uci, **values}, {"relationship": "Child"})
	return frappe.get_doc("CSS Client", name)


def run_what_was_queued() -> int:
	"""Do what a worker does after the commit that a test never makes; returns how many jobs there were."""
	queue = get_queue("short")
	before = set(queue.job_ids)
	frappe.db.after_commit.run()
	jobs = [job for job in queue.jobs if job.id not in before]
	for job in jobs:
		with acting_as(job.kwargs["user"]):
			frappe.call(frappe.get_attr(job.kwargs["method"]), **job.kwargs["kwargs"])
		job.delete()
	return len(jobs)


def asked_of(user: str) -> list[str]:
	"""The open tasks that the app has given somebody."""
	return frappe.get_all("ToDo", {"allocated_to": user, "status": "Open"}, pluck="description")
