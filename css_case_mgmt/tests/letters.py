"""E-mails as they stand in the queue: nothing leaves a test, and nothing of the way there is replaced."""

import email
from email.message import EmailMessage
from email.policy import default

import frappe

QUEUE = "Email Queue"
FIELDS = [
	"name",
	"message",
	"reference_doctype",
	"reference_name",
	"attachments",
	"add_unsubscribe_link",
	"show_as_cc",
]


def make_outgoing_account() -> None:
	"""An account to send from, unless the site has one."""
	if not frappe.db.exists("Email Account", {"default_outgoing": 1}):
		frappe.get_doc(
			doctype="Email Account",
			email_account_name="Outgoing",
			email_id="outgoing@test.example",
			enable_outgoing=1,
			default_outgoing=1,
			smtp_server="127.0.0.1",
			no_smtp_authentication=1,
		).insert()


def letters_to(*addresses: str) -> list[frappe._dict]:
	"""Rows of the queue that go to one of these addresses, each with its `recipients` and its `text` as read."""
	queued = frappe.get_all("Email Queue Recipient", {"recipient": ("in", addresses)}, pluck="parent")
	letters = frappe.get_all(QUEUE, {"name": ("in", queued)}, FIELDS, order_by="creation asc")
	for letter in letters:
		letter.recipients = frappe.get_all(
			"Email Queue Recipient", {"parent": letter.name}, pluck="recipient"
		)
		letter.mime = email.message_from_string(letter.message, policy=default)
		letter.text = text_of(letter.mime)
	return letters


def text_of(mime: EmailMessage) -> str:
	return " ".join(part.get_content() for part in mime.walk() if part.get_content_maintype() == "text")
