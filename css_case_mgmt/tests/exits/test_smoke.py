import frappe
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import *


class TestSmokeExit(SiteTestCase):
	def test_end(self):
		frappe.set_user(make_caseworker())
		case, client = make_family()
		enrolment = make_enrolment(case.name, client.name)
		name = end_enrolment(enrolment.name)
		css_exit = frappe.get_doc("CSS Exit", name)
		print(css_exit.as_json())
		enrolment.reload()
		assert enrolment.status == "Exited"
		assert css_exit.workflow_state == "Exited"
		print(frappe.db.get_value("CSS Case", case.name, ["status", "caseworker"]))
		from css_case_mgmt.exit_readiness import readiness_of, text_of
		for check in readiness_of([enrolment.name])[enrolment.name]:
			print(check.code.value, check.standing.value, text_of(check))
