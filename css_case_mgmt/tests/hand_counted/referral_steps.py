"""Providers of the hand-counted families, and referrals to them, step by step."""

import frappe

from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.reading import PURPOSE, SITES, USERS
from css_case_mgmt.tests.hand_counted.steps import Steps
from css_case_mgmt.tests.outgoing_referral.records import explain_everything, make_outgoing, make_provider

REFERRAL, SERVICE = "CSS Referral", "CSS Service Type"
ENDED = ("Completed", "Declined", "Cancelled")
NOT_SENT = ("Draft", "Consented")


class ReferralSteps(Steps):
	"""Each takes an entry of the files."""

	def fill_directory(self) -> None:
		columns = self.services["service_type_columns"]
		for row in self.services["service_types"]:
			values = dict(zip(columns, row, strict=True))
			if not frappe.db.exists(SERVICE, values["service_type"]):
				frappe.get_doc(doctype=SERVICE, **values).insert()
		for entry in self.services["providers"]:
			self.enter_provider(entry)

	def enter_provider(self, entry: dict) -> None:
		languages = frappe.get_all(
			"CSS Language", filters={"language_name": ("in", entry["languages"])}, pluck="name"
		)
		waiting = {fieldname: entry.get(fieldname) for fieldname in ("waiting_list", "waiting_time")}
		provider = make_provider(
			provider_name=entry["name"],
			ircc_funded=int(entry["ircc_funded"]),
			francophone=int(entry["francophone"]),
			phone=entry["phone"],
			services=[{"service_type": service, **waiting} for service in entry["services"]],
			languages=[{"language": language} for language in languages],
		)
		self.made.providers[entry["code"]] = provider.name
		for site in entry["trusted_at"]:
			with acting_as(self.manager_at(site)):
				frappe.get_doc(
					doctype="CSS Trusted Provider", site=SITES[site], provider=provider.name
				).insert()

	def refer_out(self, entry: dict) -> None:
		"""From the draft to the day on which it was sent, all on that day."""
		is_internal = "internal_to" in entry
		with acting_as(USERS[entry["caseworker"]]):
			referral = make_outgoing(
				self.made.cases[entry["case"]],
				self.made.clients[entry["person"]],
				None if is_internal else frappe._dict(name=self.made.providers[entry["provider"]]),
				**self.values_of_referral(entry, is_internal),
			)
			self.made.referrals[entry["code"]] = referral.name
			if entry["status"] == "Draft":
				return
			explain_everything(referral)
			if not is_internal:
				referral.take_step("Consented")
			if entry["status"] != "Consented":
				referral.take_step("Sent")

	def values_of_referral(self, entry: dict, is_internal: bool) -> dict:
		return {
			"service": entry["service"],
			"target_class": entry["target_class"],
			"support_level": entry["support_level"],
			"support_reason": entry.get("support_reason"),
			"goal": self.made.goals[entry["goal"]] if "goal" in entry else None,
			"is_final": int(entry.get("is_final", False)),
			"francophone_explained": int(entry.get("francophone_explained", False)),
			"follow_up_due": entry["follow_up_due"] if entry.get("due_set_by_hand") else None,
			**({"internal_to": entry["internal_to"]} if is_internal else {"purpose": PURPOSE}),
		}

	def hear_of(self, entry: dict) -> None:
		"""What became of it."""
		with acting_as(USERS[entry["caseworker"]]):
			frappe.get_doc(REFERRAL, self.made.referrals[entry["code"]]).take_step(
				entry["status"],
				told_by=entry.get("missed_told_by", "Client"),
				obtained=entry["obtained"],
			)

	def ask(self, entry: dict) -> None:
		"""A follow-up; once a referral has ended, whether it was of use."""
		with acting_as(USERS[entry["caseworker"]]):
			referral = frappe.get_doc(REFERRAL, self.made.referrals[entry["code"]])
			if entry["status"] not in ENDED:
				referral.record_follow_up(follow_up_due=entry.get("next_follow_up"))
			elif entry["benefitted"]:
				referral.benefitted = entry["benefitted"]
				referral.save()
