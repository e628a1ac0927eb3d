"""Records for tests, made the way the desk makes them: every controller runs."""

from contextlib import contextmanager
from itertools import count

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.asking import managers_of
from css_case_mgmt.coming_back import come_back
from css_case_mgmt.settings import site_today

NUMBER = count(1)
NORTH = "Test Site North"
WEST = "Test Site West"
BANK = "ILLUSTRATIVE-v1"
CONSENT_FORM = "CONSENT-v1-eng"
CHARTER_FORM = "CHARTER-v1-eng"
CASE_NOTE = "Went through the questions together. Agreed to speak again next week."
# One white point.
SIGNATURE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII="
CAST = (
	("caseworker@test.example", "CSS Caseworker", NORTH),
	("second@test.example", "CSS Caseworker", NORTH),
	("colleague@test.example", "CSS Caseworker", NORTH),
	("manager@test.example", "CSS Manager", NORTH),
	("west@test.example", "CSS Caseworker", WEST),
	("manager.west@test.example", "CSS Manager", WEST),
	("analyst@test.example", "CSS National Analyst", None),
)


def today():
	"""What day it is at the test site, whatever the server's time zone."""
	return site_today(make_site())


@contextmanager
def acting_as(user: str):
	"""Do something as a user, then be again who one was."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)


def make_site(site_name: str = NORTH, **values) -> str:
	if not frappe.db.exists("CSS Site", site_name):
		values = {"province": "Ontario", "time_zone": "America/Toronto", **values}
		frappe.get_doc(doctype="CSS Site", site_name=site_name, **values).insert(ignore_permissions=True)
	return site_name


def make_user(email: str, *roles: str) -> str:
	if not frappe.db.exists("User", email):
		frappe.get_doc(
			doctype="User",
			email=email,
			first_name=email.split("@")[0],
			send_welcome_email=0,
			roles=[{"role": role} for role in roles],
		).insert(ignore_permissions=True)
	return email


def make_staff(email: str, *roles: str, site: str = NORTH, **values) -> str:
	"""A user with roles and a posting at a site."""
	user = make_user(email, *roles)
	if not frappe.db.exists("CSS Staff", {"user": user, "site": site}):
		values = {"active_from": "2020-01-01", **values}
		frappe.get_doc(doctype="CSS Staff", user=user, site=make_site(site), **values).insert(
			ignore_permissions=True
		)
	return user


def make_caseworker(email: str = "caseworker@test.example", site: str = NORTH) -> str:
	return make_staff(email, "CSS Caseworker", site=site)


def make_manager(email: str = "manager@test.example", site: str = NORTH) -> str:
	return make_staff(email, "CSS Manager", site=site)


def make_cast() -> None:
	"""The users that many tests act as; they stay on the throw-away site."""
	if frappe.db.exists("User", CAST[-1][0]):
		return
	for email, role, site in CAST:
		make_staff(email, role, site=site) if site else make_user(email, role)
	frappe.db.commit()


def make_case(site: str = NORTH, **values):
	return frappe.get_doc(doctype="CSS Case", site=site, **values).insert()


def make_client(**values):
	values = {"given_names": f"Testperson{next(NUMBER)}", "date_of_birth": "1990-05-17", **values}
	return frappe.get_doc(doctype="CSS Client", **values).insert()


def make_member(css_case: str, client: str, **values):
	values = {"relationship": "Head of Family" if values.get("is_head") else "Child", **values}
	return frappe.get_doc(doctype="CSS Case Member", css_case=css_case, client=client, **values).insert()


def make_family(site: str = NORTH, member_from: str | None = None, **client_values):
	"""A case with its head of family, opened by whoever is acting: (case, client)."""
	css_case = make_case(site)
	client = make_client(**client_values)
	make_member(css_case.name, client.name, is_head=1, member_from=member_from or add_months(today(), -30))
	return css_case, client


def give_access(css_case: str, user: str, kind: str = "Shared"):
	"""A case opened to somebody for some days, by whoever acts."""
	return frappe.get_doc(
		doctype="CSS Case Access",
		css_case=css_case,
		user=user,
		kind=kind,
		access_from=today(),
		access_until=add_days(today(), 9),
		reason="Helps",
	).insert()


def give_consent(css_case: str, client: str, on=None, **values):
	"""Consent and charter, explained and signed on a day, so that assessments from that day on can start."""
	on = on or today()
	frappe.get_doc(
		doctype="CSS Charter Acknowledgement",
		css_case=css_case,
		client=client,
		charter_form=CHARTER_FORM,
		language="eng",
		acknowledged_on=on,
	).insert()
	return make_consent(css_case, client, on, **values)


def make_consent(css_case: str, client: str, on=None, **values):
	"""A consent explained and signed on the screen on a day, which holds until it is withdrawn."""
	on = on or today()
	values = {
		"consent_form": CONSENT_FORM,
		"explained_on": on,
		"understood": 1,
		"limits_explained": 1,
		"rights_explained": 1,
		"risks_explained": 1,
		"purposes": [{"purpose": "Case management"}],
		"valid_from": on,
		"signature_method": "Signed on Screen",
		"client_signature": SIGNATURE,
		"caseworker_signature": SIGNATURE,
		"client_signed_on": on,
		"caseworker_signed_on": on,
		**values,
	}
	return frappe.get_doc(doctype="CSS Consent", css_case=css_case, client=client, **values).insert()


def make_enrolment(css_case: str, client: str, enrolment_date=None, *, consent: bool = True, **values):
	"""An enrolment, and the consent and charter that go before the first assessment; for somebody who comes
	back also the eligibility that goes before the enrolment."""
	values = {"needs_level": "High", **values}
	if frappe.db.exists("CSS Enrolment", {"client": client, "status": "Exited"}):
		let_come_back(css_case, client)
		make_eligible(css_case, client, enrolment_date or add_months(today(), -9))
	enrolment = frappe.get_doc(
		doctype="CSS Enrolment",
		css_case=css_case,
		client=client,
		enrolment_date=enrolment_date or add_months(today(), -9),
		**values,
	).insert()
	if consent:
		give_consent(css_case, client, enrolment.enrolment_date)
	return enrolment


def let_come_back(css_case: str, client: str) -> None:
	"""Open the file again if it is closed, with the caseworker whom the family had."""
	if frappe.db.get_value("CSS Case", css_case, "status") != "Closed":
		return
	caseworker = frappe.db.get_value(
		"CSS Case Access",
		{"css_case": css_case, "kind": "Assigned"},
		"user",
		order_by="access_from desc, creation desc",
	)
	with acting_as("Administrator"):
		come_back(
			frappe.get_doc("CSS Client", client), caseworker=caseworker, over_target_reason="Knows the family"
		)


def make_eligible(css_case: str, client: str, assessment_date=None, **values):
	"""An eligibility assessment with a criterion in each column."""
	values = {
		"assessment_date": assessment_date or today(),
		"legal_status": "Permanent Resident",
		"criteria": [{"criterion": criterion} for criterion in ("1.1", "2.1", "3.1")],
		"needs_level": "High",
		**values,
	}
	return frappe.get_doc(
		doctype="CSS Eligibility Assessment", css_case=css_case, client=client, **values
	).insert()


def answers_of_weight(weight: float, bank: str = BANK) -> list[dict]:
	"""An answer to every question: the option whose weight is nearest."""
	document = frappe.get_cached_doc("CSS NAM Bank", bank)
	nearest: dict[str, tuple[float, str]] = {}
	for option in document.options:
		distance = abs(option.weight - weight)
		if option.question_code not in nearest or distance < nearest[option.question_code][0]:
			nearest[option.question_code] = (distance, option.option_code)
	return [
		{"question_code": question.question_code, "option_code": nearest[question.question_code][1]}
		for question in document.questions
	]


def make_assessment(enrolment, assessment_date=None, answers=None, bank: str = BANK, **values):
	"""A draft; `answers` may be a list of rows or a weight for every question."""
	if isinstance(answers, int | float):
		answers = answers_of_weight(answers, bank)
	return frappe.get_doc(
		doctype="CSS NAM Assessment",
		client=enrolment.client,
		css_case=enrolment.css_case,
		enrolment=enrolment.name,
		bank=bank,
		assessment_date=assessment_date or enrolment.enrolment_date,
		answers=answers or [],
		**{"case_note": CASE_NOTE, **values},
	).insert()


def complete_assessment(*args, **kwargs):
	assessment = make_assessment(*args, **kwargs)
	assessment.submit()
	return assessment


def end_enrolment(enrolment: str, exit_date=None, exit_reason: str = "Withdrew", **values) -> str:
	"""End an enrolment the real way, with an unplanned exit: the caseworker asks, a manager of the site approves.

	Returns:
		Name of the CSS Exit.
	"""
	site, caseworker = frappe.db.get_value(
		"CSS Case", frappe.db.get_value("CSS Enrolment", enrolment, "css_case"), ["site", "caseworker"]
	)
	asker = caseworker or "Administrator"
	managers = [user for user in managers_of(site) if user != asker]
	values = {
		"unplanned_reason": "Decided together",
		"outstanding_reason": "Somebody else goes on with it",
		"exit_date": exit_date or today(),
		**values,
	}
	with acting_as(asker):
		css_exit = frappe.get_doc(
			doctype="CSS Exit", enrolment=enrolment, exit_reason=exit_reason, **values
		).insert()
		css_exit.move("Ready for Review")
	manager = managers[0] if managers else make_manager(f"manager.of.{frappe.scrub(site)}@test.example", site)
	with acting_as(manager):
		css_exit.move("Approved")
	return css_exit.name
