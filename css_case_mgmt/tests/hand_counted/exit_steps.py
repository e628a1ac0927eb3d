"""Exits of the hand-counted families: asked for by the caseworker, approved by the manager; and who comes back."""

import frappe
from frappe.model.document import Document

from css_case_mgmt.api import coming_back
from css_case_mgmt.api.exits import begin
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.steps import Steps

READY, APPROVED = "Ready for Review", "Approved"
# Field of the exit -> how the files call it.
DAYS = {
	"advance_notice_on": "notice_on",
	"plan_reviewed_on": "plan_reviewed_on",
	"counsellor_met_on": "counsellor_met_on",
	"reaccess_explained_on": "reaccess_on",
}
REASONS = ("unplanned_reason", "outstanding_reason", "needs_explanation")


class ExitSteps(Steps):
	"""Each takes an entry of the files."""

	def leave(self, entry: dict) -> None:
		with acting_as(self.worker_on(entry["person"][:3], entry["exit_on"])):
			css_exit = self.prepare_exit(entry)
			css_exit.move(READY)
		with acting_as(self.manager_of(entry["person"][:3])):
			css_exit.move(APPROVED)

	def begin_exit(self, entry: dict) -> None:
		with acting_as(self.worker_on(entry["person"][:3], entry["on"])):
			css_exit = self.prepare_exit(entry)
			if entry["state"] == READY:
				css_exit.move(READY)

	def prepare_exit(self, entry: dict) -> Document:
		css_exit = frappe.get_doc("CSS Exit", begin(self.enrolment_of(entry).name))
		is_planned = "final_on" in entry
		css_exit.update(
			{
				"exit_reason": entry["reason"],
				"planned": int(is_planned),
				"exit_date": entry["exit_on"],
				**{fieldname: entry.get(fieldname) for fieldname in REASONS},
				**{fieldname: entry.get(name) for fieldname, name in DAYS.items()},
			}
		)
		if is_planned:
			self.plan_exit(css_exit, entry)
		css_exit.save()
		if "interviewed_on" in entry:
			self.interview(css_exit, entry["interviewed_on"])
		return css_exit

	def plan_exit(self, css_exit: Document, entry: dict) -> None:
		referral = entry.get("final_referral")
		handover = entry.get("handover", "Nothing to Hand Over")
		css_exit.update(
			{
				"final_assessment": self.made.nams[entry["person"], entry["final_on"]],
				"final_referral": self.made.referrals[referral] if referral else None,
				"settlement_counsellor": "P. Landry" if "counsellor_met_on" in entry else None,
				"stability_opinion": "Yes: family, community, medical care, housing and work.",
				"handover": handover,
			}
		)
		if handover == "Hand Over":
			css_exit.handover_provider = self.made.providers["PR9"]
			css_exit.handover_summary = "A place in a class in September."
		for row in css_exit.readiness:
			row.answer = None if row.indicator in entry.get("left_open", ()) else "Met"

	def interview(self, css_exit: Document, day: str) -> None:
		questions = frappe.get_all(
			"CSS Exit Interview Question", filters={"enabled": 1}, fields=["name", "answer_kind"]
		)
		frappe.get_doc(
			doctype="CSS Exit Interview",
			client=css_exit.client,
			css_case=css_exit.css_case,
			css_exit=css_exit.name,
			interviewed_on=day,
			method="In Person",
			place="Office",
			not_at_home_reason="The client chose the office.",
			answers=[
				{"question": row.name, "satisfaction": "Satisfied"}
				if row.answer_kind == "Satisfaction"
				else {"question": row.name, "answer": "The evenings at the library."}
				for row in questions
			],
		).insert()

	def extend(self, entry: dict) -> None:
		enrolment = self.enrolment_of(entry)
		with acting_as(self.worker_on(entry["person"][:3], entry["on"])):
			extension = frappe.get_doc(
				doctype="CSS Programme Extension",
				client=enrolment.client,
				css_case=enrolment.css_case,
				enrolment=enrolment.name,
				extended_until=entry["until"],
				reason=entry["reason"],
				support=entry["support"],
			).insert()
			extension.move(READY)
		if entry["state"] == APPROVED:
			with acting_as(self.manager_of(entry["person"][:3])):
				extension.move(APPROVED)

	def come_back(self, case: str, entry: dict) -> None:
		with acting_as(self.manager_of(case)):
			coming_back.come_back(
				self.made.clients[entry["person"]], caseworker=self.worker_on(case, entry["on"])
			)
