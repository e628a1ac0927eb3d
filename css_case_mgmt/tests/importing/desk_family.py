"""The family of `records.family`, typed into the desk document by document."""

import frappe

from css_case_mgmt.tests.factories import CHARTER_FORM, CONSENT_FORM, NORTH, answers_of_weight
from css_case_mgmt.tests.importing.records import SOURCE, WORKER, months_ago

NOTE = f"Imported from {SOURCE}. The note is in the earlier records."


class DeskFamily:
	"""Saves the family as whoever is acting; `names` has each document by the ID in the workbook."""

	def __init__(self) -> None:
		self.names: dict[str, tuple[str, str]] = {}

	def save(self) -> "DeskFamily":
		self.save_people()
		self.save_agreements()
		self.save_programme()
		return self

	def add(self, source_id: str, doctype: str, *, submit: bool = False, **values) -> str:
		doc = frappe.get_doc(doctype=doctype, **values).insert()
		if submit:
			doc.submit()
		self.names[source_id] = (doctype, doc.name)
		return doc.name

	def save_people(self) -> None:
		self.case = self.add("F1", "CSS Case", site=NORTH, caseworker=WORKER, opened_on=months_ago(9))
		self.parent = self.add(
			"P1",
			"CSS Client",
			given_names="Amina",
			family_name="Testovab",
			date_of_birth="1990-05-17",
			gender="Woman",
			primary_language="ara",
			needs_interpreter=1,
			languages=[{"language": "ara"}, {"language": "fra"}],
			phones=[{"phone": "(416) 555-0123", "safe_to_call": "Yes"}],
			email="amina1@mail.example",
			addresses=[{"address_line": "12 Main Street", "city": "Toronto", "postal_code": "M5V 2T6"}],
			uci="0000-0001",
			arrival_date=months_ago(10),
		)
		self.child = self.add("C1", "CSS Client", given_names="Sami", date_of_birth=months_ago(60))
		of_case = {"css_case": self.case, "member_from": months_ago(10)}
		self.add(
			"MP1", "CSS Case Member", client=self.parent, relationship="Head of Family", is_head=1, **of_case
		)
		self.add("MC1", "CSS Case Member", client=self.child, relationship="Child", **of_case)

	def save_agreements(self) -> None:
		of_parent = {"css_case": self.case, "client": self.parent}
		self.add(
			"K1",
			"CSS Consent",
			consent_form=CONSENT_FORM,
			given_by="Self",
			explained_on=months_ago(9),
			understood=1,
			limits_explained=1,
			valid_from=months_ago(9),
			purposes=[{"purpose": "Case management"}],
			signature_method="Signed on Paper",
			scan="/private/files/paper.pdf",
			client_signed_on=months_ago(9),
			caseworker_signed_on=months_ago(9),
			**of_parent,
		)
		self.add(
			"H1",
			"CSS Charter Acknowledgement",
			charter_form=CHARTER_FORM,
			language="eng",
			acknowledged_on=months_ago(9),
			**of_parent,
		)

	def save_programme(self) -> None:
		of_parent = {"css_case": self.case, "client": self.parent}
		self.add(
			"LP1",
			"CSS Eligibility Assessment",
			assessment_date=months_ago(9),
			legal_status="Permanent Resident",
			criteria=[{"criterion": each} for each in ("1.1", "2.1", "3.1")],
			needs_level="High",
			**of_parent,
		)
		enrolment = self.add(
			"E1",
			"CSS Enrolment",
			enrolment_date=months_ago(9),
			levels=[
				{"needs_level": "High", "level_from": months_ago(9)},
				{"needs_level": "Low", "level_from": months_ago(5), "reason": "Has found her feet"},
			],
			**of_parent,
		)
		of_enrolment = {"enrolment": enrolment, "case_note": NOTE, "submit": True, **of_parent}
		for source_id, months, weight in (("A1.1", 9, 3), ("A1.2", 5, 2)):
			self.add(
				source_id,
				"CSS NAM Assessment",
				assessment_date=months_ago(months),
				answers=answers_of_weight(weight),
				**of_enrolment,
			)
		self.add(
			"Q1",
			"CSS Periodic Assessment",
			assessment_date=months_ago(6),
			still_required="Yes",
			ready_for_exit="No",
			plan_adjustments="None",
			**of_enrolment,
		)
		self.add(
			"T1",
			"CSS Activity",
			submit=True,
			css_case=self.case,
			participants=[
				{"client": self.parent},
				{"client": self.child, "documented_under": self.parent},
			],
			activity_type="Home Visit",
			activity_date=months_ago(4),
			method="In Person",
			duration_minutes=45,
			location_kind="Client's Home",
			note="Looked at the letters together.",
		)
