"""When two files may not be merged, or a merge not be undone, and what to do then (D-23)."""

from collections.abc import Iterator

import frappe
from frappe import _

from css_case_mgmt.appointments_left import planned_with
from css_case_mgmt.assessment_rhythm import RHYTHMS
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import as_membership, memberships
from css_case_mgmt.merged_files import MergeRefused
from css_case_mgmt.merging import MEMBER, Change, File
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.permissions.registry import CLIENT
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.membership import members_on, second_head
from css_case_mgmt.separations import cases_kept_apart
from css_case_mgmt.settings import site_today


def check_manager(site: str | None) -> None:
	"""Only the site's manager merges files and takes it back (D-23)."""
	user = frappe.session.user
	if user != "Administrator" and site not in scope_of(user).managed_sites:
		frappe.throw(
			_(
				"Files are merged by the manager of their site. Tell the manager which two files are one person's."
			),
			frappe.PermissionError,
			title=_("Merge Files"),
		)


def may_change(*clients: str) -> bool:
	"""Whether both files are within the user's reach."""
	user = frappe.session.user
	return user == "Administrator" or all(
		is_reachable(CLIENT, client, user, write=True) for client in clients
	)


def problems(remaining: File, merged: File) -> list[str]:
	"""What stands in the way, each with what to do about it."""
	found = list(problems_of_files(remaining, merged))
	return found or list(problems_of_records(remaining, merged))


def problems_of_files(remaining: File, merged: File) -> Iterator[str]:
	if remaining.name == merged.name:
		yield _("Choose two different files.")
		return
	for file in (remaining, merged):
		if file.merged_into:
			yield _("File {0} has been merged before. Choose the file into which it was merged.").format(
				file.file_number
			)
		elif not file.css_case:
			yield _("File {0} belongs to no case. Add the person to a case first.").format(file.file_number)
	if remaining.css_case and merged.css_case and remaining.site != merged.site:
		yield _(
			"The files belong to different sites. Files are merged within a site only; a move between sites is an exit there and a new referral here."
		)


def problems_of_records(remaining: File, merged: File) -> Iterator[str]:
	if merged.css_case in cases_kept_apart(remaining.css_case):
		yield _("The two files belong to households that are kept apart. They stay two files.")
	if merged.is_member and not remaining.is_member:
		yield _(
			"File {0} belongs to a family now, file {1} does not any more. Let {0} be the file that remains."
		).format(merged.file_number, remaining.file_number)
	if has_active_enrolment(remaining) and has_active_enrolment(merged):
		yield _("Both files have an open enrolment. End one of them first.")
	open_draft = {"client": merged.name, "draft_status": "Open", "docstatus": 0}
	if any(frappe.db.exists(doctype, open_draft) for doctype in RHYTHMS):
		yield _("File {0} has an open draft of an assessment. Complete or abandon it first.").format(
			merged.file_number
		)
	if merged.css_case != remaining.css_case and planned_with(merged.name):
		yield _(
			"With file {0} appointments are planned in a case that file {1} does not belong to. Say what came of them, or cancel them."
		).format(merged.file_number, remaining.file_number)
	if leaves_family_without_head(merged):
		yield _(
			"File {0} is the head of a family. Choose another head of family in the case first, such as the file that remains."
		).format(merged.file_number)


def has_active_enrolment(file: File) -> bool:
	return bool(frappe.db.exists("CSS Enrolment", {"client": file.name, "status": "Active"}))


def leaves_family_without_head(merged: File) -> bool:
	if not merged.is_member or not merged.is_head:
		return False
	family = members_on(memberships({"css_case": merged.css_case}), site_today(merged.site))
	return any(member.client != merged.name for member in family)


def refuse(problems_found: list[str], title: str) -> None:
	if problems_found:
		frappe.throw("<br>".join(problems_found), MergeRefused, title=title)


def problems_of_undoing(remaining: str, changes: list[Change]) -> list[str]:
	"""What stands in the way of undoing a merge."""
	found = []
	if frappe.db.get_value(CLIENT, remaining, "merged_into"):
		found.append(_("The file that remained has itself been merged since. Undo that merge first."))
	if any(would_be_second_head(change) for change in changes if change.doctype == MEMBER):
		found.append(
			_(
				"The family has another head since. End that membership, or make the person a member without being head, then undo."
			)
		)
	return found


def would_be_second_head(change: Change) -> bool:
	row = frappe.get_doc(MEMBER, change.name)
	row.member_to = change.before or None
	others = memberships({"css_case": row.css_case}, without=row.name)
	return second_head(as_membership(row), others) is not None
