"""One message to many families, each of whom is reached alone (R-236)."""

from unittest.mock import patch

import frappe

from css_case_mgmt.api.group_message import get_message, get_people, record_text, send
from css_case_mgmt.css_case_mgmt.doctype.css_group_message.css_group_message import MessageRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import acting_as, make_family
from css_case_mgmt.ways_of_meeting import NoLongerInUse

WORKER, COLLEAGUE = "caseworker@test.example", "colleague@test.example"
INVITATION = ("Workshop on Friday", "You are invited.\nBring your letters.", "Community Connection")


class TestGroupMessages(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		with acting_as(WORKER):
			safe = {"email": "first@mail.example", "safe_to_email": "Yes"}
			self.families = [
				make_family(given_names="Zohra", **safe),
				make_family(given_names="Farida", **{**safe, "email": "second@mail.example"}),
				make_family(given_names="Palwasha", **{**safe, "safe_to_email": "No"}),
				make_family(given_names="Sima", phones=[{"phone": "+14165550123", "safe_to_text": "Yes"}]),
			]

	def chosen(self, *numbers: int, method: str = "E-mail") -> list[dict]:
		return [
			{
				"client": self.families[number][1].name,
				"css_case": self.families[number][0].name,
				"method": method,
			}
			for number in numbers
		]

	def send(self, chosen: list[dict], subject=INVITATION[0], message=INVITATION[1]):
		with acting_as(WORKER), patch("frappe.sendmail") as mailed:
			name = send(subject, message, INVITATION[2], chosen)
		return frappe.get_doc("CSS Group Message", name), [call.kwargs for call in mailed.call_args_list]

	def test_each_is_reached_alone(self) -> None:
		"""R-236: one e-mail for each, nobody in copy, no names."""
		message, mails = self.send(self.chosen(0, 1))
		self.assertEqual(
			[mail["recipients"] for mail in mails], [["first@mail.example"], ["second@mail.example"]]
		)
		for mail in mails:
			self.assertFalse({"cc", "bcc"} & set(mail))
			self.assertNotIn("Zohra", f"{mail['subject']}{mail['message']}")
		self.assertEqual([row.sent for row in message.recipients], [1, 1])

	def test_each_is_written_down_in_the_own_case(self) -> None:
		"""R-236, R-222: an attempt, which nobody has answered yet."""
		message, _mails = self.send(self.chosen(0, 1))
		for row, (css_case, client) in zip(message.recipients, self.families, strict=False):
			activity = frappe.get_doc("CSS Activity", row.activity)
			self.assertEqual((activity.css_case, activity.docstatus), (css_case.name, 1))
			self.assertEqual([each.client for each in activity.participants], [client.name])
			self.assertEqual((activity.method, activity.successful), ("E-mail", 0))

	def test_who_has_no_safe_address_is_not_written_to(self) -> None:
		"""R-500: with the reason."""
		message, mails = self.send(self.chosen(2))
		(row,) = message.recipients
		self.assertEqual((mails, row.sent, row.activity), ([], 0, None))
		self.assertIn("safe", row.not_sent_reason)

	def test_a_way_that_is_switched_off(self) -> None:
		"""R-222: it is not offered any more; what was to be sent by it is still written down."""
		message, _mails = self.send(self.chosen(3, method="Text Message"))
		for method in ("E-mail", "Text Message"):
			self.addCleanup(frappe.clear_document_cache, "CSS Contact Method", method)
			frappe.db.set_value("CSS Contact Method", method, "enabled", 0)
		self.assertRaises(NoLongerInUse, self.send, self.chosen(0))
		with acting_as(WORKER):
			self.assertFalse(any(person["methods"] for person in get_people()["people"]))
			activity = record_text(message.name, self.families[3][1].name)
		self.assertEqual(frappe.db.get_value("CSS Activity", activity, "method"), "Text Message")

	def test_text_messages_are_sent_by_the_worker_one_by_one(self) -> None:
		"""R-236: a link for each; written down once it is said to be sent, and once only."""
		message, mails = self.send(self.chosen(3, method="Text Message"))
		client = self.families[3][1].name
		with acting_as(WORKER):
			(row,) = get_message(message.name)
			self.assertEqual((mails, row["sent"]), ([], False))
			self.assertTrue(row["link"].startswith("sms:+14165550123?body=You%20are"))
			activity = record_text(message.name, client)
			self.assertEqual(record_text(message.name, client), activity)
			self.assertRaises(MessageRefused, record_text, message.name, self.families[0][1].name)
			self.assertIsNone(get_message(message.name)[0]["link"])

	def test_nobody_is_named(self) -> None:
		"""R-236: neither in the subject nor in the text."""
		self.assertRaises(MessageRefused, self.send, self.chosen(0, 1), subject="For Zohra")
		self.assertRaises(MessageRefused, self.send, self.chosen(0, 1), message="Dear farida, come.")
		self.send(self.chosen(0), message="Zohrabad is a place.")

	def test_only_families_that_are_open_to_the_sender(self) -> None:
		"""D-19: all of it or nothing; and nobody else reads whom it went to."""
		with acting_as(COLLEAGUE):
			css_case, client = make_family()
		foreign = {"client": client.name, "css_case": css_case.name, "method": "E-mail"}
		self.assertRaises(frappe.PermissionError, self.send, [*self.chosen(0), foreign])
		borrowed = {**foreign, "css_case": self.families[0][0].name}
		self.assertRaises(frappe.PermissionError, self.send, [borrowed])
		message, _mails = self.send(self.chosen(0))
		with acting_as(COLLEAGUE):
			self.assertEqual(frappe.get_list("CSS Group Message"), [])
			self.assertRaises(frappe.PermissionError, get_message, message.name)

	def test_a_message_stays_as_it_was_sent(self) -> None:
		message, _mails = self.send(self.chosen(0))
		with acting_as(WORKER):
			message.subject = "Another"
			self.assertRaises(MessageRefused, message.save)

	def test_the_own_caseload_is_offered(self) -> None:
		"""R-236, R-500: with the ways that are safe."""
		with acting_as(WORKER):
			offered = {person["client"]: person["methods"] for person in get_people()["people"]}
		self.assertEqual(
			[offered[client.name] for _case, client in self.families],
			[["E-mail"], ["E-mail"], [], ["Text Message"]],
		)
