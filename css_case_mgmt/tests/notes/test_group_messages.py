"""One message to many families, each of whom is reached alone (R-235, R-236)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.family_changes import separate
from css_case_mgmt.api.group_message import get_message, get_people, record_text, send
from css_case_mgmt.css_case_mgmt.doctype.css_group_message.css_group_message import MessageRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	make_client,
	make_family,
	make_member,
	make_staff,
	make_user,
	today,
)
from css_case_mgmt.tests.letters import letters_to, make_outgoing_account
from css_case_mgmt.ways_of_meeting import NoLongerInUse

WORKER, COLLEAGUE, MANAGER = "caseworker@test.example", "colleague@test.example", "manager@test.example"
SYSTEM_MANAGER, BOTH = "system.manager@test.example", "manager.of.both@test.example"
INVITATION = ("Workshop on Friday", "You are invited.\nBring your letters.", "Community Connection")


ADDRESSES = ("first@mail.example", "second@mail.example", "third@mail.example")


class TestGroupMessages(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		make_outgoing_account()

	def setUp(self) -> None:
		super().setUp()
		with acting_as(WORKER):
			safe = {"email": ADDRESSES[0], "safe_to_email": "Yes"}
			self.families = [
				make_family(given_names="Zohra", **safe),
				make_family(given_names="Farida", **{**safe, "email": ADDRESSES[1]}),
				make_family(given_names="Palwasha", **{"email": ADDRESSES[2], "safe_to_email": "No"}),
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
		with acting_as(WORKER):
			name = send(subject, message, INVITATION[2], chosen)
		return frappe.get_doc("CSS Group Message", name), letters_to(*ADDRESSES)

	def test_each_is_reached_alone(self) -> None:
		"""R-236: one e-mail for each, nobody in copy, no names, and no paper of the file with it."""
		message, mails = self.send(self.chosen(0, 1))
		self.assertEqual([mail.recipients for mail in mails], [[ADDRESSES[0]], [ADDRESSES[1]]])
		for mail, other, (css_case, client) in zip(
			mails, reversed(ADDRESSES[:2]), self.families, strict=False
		):
			self.assertEqual(
				(mail.mime["Subject"], mail.mime["Cc"], mail.mime["Bcc"]), (INVITATION[0], None, None)
			)
			self.assertIn("You are invited.", mail.text)
			self.assertIn(mail.attachments, (None, "", "[]"))
			self.assertFalse(mail.show_as_cc)
			self.assertFalse([*mail.mime.iter_attachments()])
			for hidden in ("Zohra", "Farida", other, css_case.file_number, client.file_number, client.name):
				self.assertNotIn(hidden, mail.message + mail.text)
		self.assertEqual([row.sent for row in message.recipients], [1, 1])

	def test_answers_go_to_the_work_address(self) -> None:
		"""R-015, R-235, R-236: of the sender, or else of the agency; nothing private goes out."""
		frappe.db.set_value("User", WORKER, {"phone": "416-555-0192", "mobile_no": "416-555-0193"})
		_message, (mail,) = self.send(self.chosen(0))
		agency = frappe.db.get_value("Email Account", {"default_outgoing": 1}, "email_id")
		self.assertIn(agency, mail.mime["Reply-To"] or mail.mime["From"])
		posting = frappe.get_doc("CSS Staff", {"user": WORKER, "site": NORTH})
		posting.work_email = "amira@agency.example"
		posting.save(ignore_permissions=True)
		_message, mails = self.send(self.chosen(1))
		self.assertEqual(mails[-1].mime["Reply-To"], "amira@agency.example")
		for each in mails:
			for private in (WORKER, "555-0192", "555-0193"):
				self.assertNotIn(private, each.message + each.text)

	def test_the_queue_is_read_by_those_who_read_the_file(self) -> None:
		"""D-19: what was sent to somebody belongs to the activity in that person's own case."""
		message, (mail,) = self.send(self.chosen(0))
		self.assertEqual(
			(mail.reference_doctype, mail.reference_name), ("CSS Activity", message.recipients[0].activity)
		)
		make_user(SYSTEM_MANAGER, "System Manager")
		make_staff(BOTH, "CSS Manager", "System Manager", site=NORTH)
		for user, may_read in ((BOTH, True), (SYSTEM_MANAGER, False)):
			with acting_as(user):
				self.assertEqual(frappe.has_permission("Email Queue", "read", doc=mail.name), may_read, user)
				self.assertEqual(bool(frappe.get_list("Email Queue", {"name": mail.name})), may_read, user)
		with acting_as(COLLEAGUE):
			self.assertFalse(frappe.has_permission("Email Queue", "read", doc=mail.name))

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

	def test_who_has_left_since_is_not_shown(self) -> None:
		"""R-502: neither the name nor the number that she has by now."""
		css_case, head = self.families[3]
		safe = {"phone": "+14165550124", "safe_to_text": "Yes"}
		with acting_as(WORKER):
			wife = make_client(given_names="Zqwife", phones=[safe])
			make_member(
				css_case.name,
				wife.name,
				relationship="Spouse or Partner",
				member_from=add_days(today(), -700),
			)
		hers = {"client": wife.name, "css_case": css_case.name, "method": "Text Message"}
		message, _mails = self.send([*self.chosen(3, method="Text Message"), hers])
		with acting_as(MANAGER):
			separate(
				css_case.name,
				{wife.name: "Head of Family"},
				wife.name,
				str(today()),
				is_protected=1,
				caseworker=COLLEAGUE,
			)
		with acting_as(WORKER):
			rows = get_message(message.name)
			self.assertEqual([row["client"] for row in rows], [head.name])
			self.assertNotIn("0124", str(rows))

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
