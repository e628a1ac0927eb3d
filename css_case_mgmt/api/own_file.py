"""Opening a file of their own for a young person (R-045 to R-047, D-09)."""

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.coming_of_age import missing_labels, missing_of_own_file
from css_case_mgmt.own_file import consents_ending, records_about
from css_case_mgmt.people import full_name
from css_case_mgmt.rules.age import own_file_from
from css_case_mgmt.settings import get_setting, site_today


@frappe.whitelist(methods=["GET", "POST"])
def get_own_file(css_case: str, client: str) -> dict:
	"""What of the family's file concerns a young person, and what an own file still needs.

	Args:
		css_case: the family's case, whose site's settings count.
		client: the young person.

	Returns:
		Name, birthday of the own file, what is missing (code and label), the active enrolment if there is one,
		and the records about the person that the reader may read; `ends` marks consents of a guardian.
	"""
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("read")
	person = frappe.get_doc("CSS Client", client)
	person.check_permission("read")
	if not person.date_of_birth:
		frappe.throw(_("Enter the date of birth first; an estimate will do."), title=_("Date of birth"))
	today = site_today(case.site)
	birthday = own_file_from(getdate(person.date_of_birth), get_setting("own_file_age", case.site))
	enrolment = frappe.db.get_value("CSS Enrolment", {"client": client, "status": "Active"})
	asked = frappe._dict(name=client, date_of_birth=getdate(person.date_of_birth), enrolment=enrolment)
	labels = missing_labels()
	ending = consents_ending(client, birthday)
	return {
		"full_name": full_name(person),
		"file_number": person.file_number,
		"age": get_setting("own_file_age", case.site),
		"birthday": birthday,
		"is_reached": birthday <= today,
		"enrolment": enrolment,
		"missing": [
			{"what": what, "label": labels[what]}
			for what in missing_of_own_file([asked], case.site, today)[client]
		],
		"records": [{**row, "ends": row["name"] in ending} for row in records_about(client)],
	}
