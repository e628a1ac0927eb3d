"""Ways of Frappe's that would carry a file past the permission code are closed (D-19, R-412)."""

import frappe
import frappe.client
from frappe.desk.form import assign_to
from frappe.desk.form.document_follow import follow_document

from css_case_mgmt.permissions.refusals import ReportRunsLive, SharingRefused
from css_case_mgmt.permissions.registry import CLIENT
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access.desk_client import answer_to
from css_case_mgmt.tests.access.personas import insert_staff, insert_user
from css_case_mgmt.tests.factories import (
	acting_as,
	make_client,
	make_enrolment,
	make_family,
	make_member,
)

NAME = "Zqnameofaclient"


class TestRefusals(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.worker = insert_staff("worker@refusals.example", "CSS Caseworker")
		cls.colleague = insert_staff("colleague@test.example", "CSS Caseworker")
		cls.manager = insert_staff("manager@refusals.example", "CSS Manager")
		with acting_as(cls.worker):
			cls.css_case, cls.client = make_family(given_names=NAME)

	def test_sharing(self) -> None:
		"""D-19: a share would override the hooks, whoever makes it."""
		enrolment = make_enrolment(self.css_case.name, self.client.name)
		for document in (self.css_case, self.client, enrolment):
			with self.subTest(document.doctype), self.assertRaises(SharingRefused):
				frappe.share.add(document.doctype, document.name, self.colleague)

	def test_share_keys(self) -> None:
		"""D-19: a key in an address opens a print to anybody."""
		with self.assertRaises(SharingRefused):
			self.client.get_document_share_key()

	def test_tags(self) -> None:
		"""D-19: everybody reads tags."""
		with self.assertRaises(frappe.PermissionError), acting_as(self.worker):
			self.client.add_tag("Violence")
		self.assertFalse(frappe.db.exists("Tag Link", {"document_name": self.client.name}))

	def test_assigning_to_somebody_without_access(self) -> None:
		"""D-19: Frappe shares what it assigns."""
		task = {"doctype": CLIENT, "name": self.client.name, "assign_to": [self.colleague]}
		with self.assertRaises(frappe.PermissionError), acting_as(self.worker):
			assign_to.add(task)
		with acting_as(self.worker):
			assign_to.add({**task, "assign_to": [self.manager]})

	def test_notifications_name_nobody(self) -> None:
		"""R-438: they are mailed and shown on locked screens."""
		with acting_as(self.worker):
			assign_to.add(
				{
					"doctype": CLIENT,
					"name": self.client.name,
					"assign_to": [self.manager],
					"description": f"Call {NAME}",
				}
			)
			self.client.add_comment("Comment", f'<span data-id="{self.manager}">@m</span> {NAME} called')
			log = {"document_type": CLIENT, "document_name": self.client.name, "for_user": self.manager}
			frappe.get_doc(doctype="Notification Log", subject=NAME, email_content=NAME, **log).insert(
				ignore_permissions=True
			)
		logs = frappe.get_all("Notification Log", filters={"for_user": self.manager}, fields=["*"])
		self.assertGreaterEqual(len(logs), 2)
		self.assertNotIn(NAME, str(logs))
		self.assertNotIn(self.client.file_number, str(logs))
		self.assertNotIn(NAME, str(frappe.get_all("Email Queue", fields=["message"])))

	def test_whom_an_email_went_to(self) -> None:
		"""D-19, R-236: the addresses of clients are as closed to an administrator as the e-mail itself."""
		queued = {"reference_doctype": CLIENT, "reference_name": self.client.name, "message": "x"}
		frappe.get_doc(
			doctype="Email Queue",
			sender="agency@test.example",
			recipients=[{"recipient": "zq@client.example"}],
			**queued,
		).insert(ignore_permissions=True)
		listed = {"doctype": "Email Queue Recipient", "fields": ["recipient"], "parent": "Email Queue"}
		with acting_as(insert_user("admin@refusals.example", "System Manager")):
			for function in ("frappe.client.get_list", "frappe.client.get_count"):
				text = answer_to(function, listed).text
				self.assertNotIn("zq@client.example", text)
		with acting_as("Administrator"):
			self.assertIn("zq@client.example", answer_to("frappe.client.get_list", listed).text)

	def test_following(self) -> None:
		"""R-438, R-507: changes would be mailed, also after access has ended."""
		frappe.db.set_value("User", self.worker, "document_follow_notify", 1)
		frappe.clear_document_cache("User", self.worker)
		with acting_as(self.worker):
			follow_document(CLIENT, self.client.name, self.worker)
			follow_document("CSS Site", "Test Site North", self.worker)
		self.assertEqual(
			["CSS Site"],
			frappe.get_all("Document Follow", filters={"user": self.worker}, pluck="ref_doctype"),
		)

	def test_stored_reports(self) -> None:
		"""R-412: a report runs live, for who reads it; also one that a user has saved on client records."""
		own = frappe.get_doc(
			doctype="Report",
			report_name="Zqown",
			ref_doctype=CLIENT,
			report_type="Report Builder",
			module="Core",
		).insert(ignore_permissions=True)
		for report in ("My Caseload Currently", "NAM Report", own.name):
			with self.subTest(report):
				with self.assertRaises(ReportRunsLive):
					frappe.get_doc(doctype="Prepared Report", report_name=report, filters="{}").insert()
				with self.assertRaises(ReportRunsLive):
					frappe.get_doc(
						doctype="Auto Email Report",
						report=report,
						user=self.worker,
						email_to="x@test.example",
						format="CSV",
						frequency="Daily",
					).insert()

	def test_alerts_attach_nothing(self) -> None:
		"""D-24: an alert must not send the record along."""
		with self.assertRaises(frappe.ValidationError):
			frappe.get_doc(
				doctype="Notification",
				name="Zq",
				subject="x",
				document_type=CLIENT,
				event="New",
				message="x",
				attach_print=1,
			).insert()

	def test_files_are_private_and_opaque(self) -> None:
		"""D-19: also when they were asked to be public, made so later, or were there before."""
		file = frappe.get_doc(
			doctype="File",
			file_name=f"{NAME} passport.PDF",
			attached_to_doctype=CLIENT,
			attached_to_name=self.client.name,
			is_private=0,
			content="x",
		).insert()
		file.is_private = 0
		file.save()
		self.assertTrue(file.is_private)
		self.assertRegex(file.file_url, r"^/private/files/[0-9a-f]{20}\w*\.pdf$")
		same_content = frappe.get_doc(
			doctype="File", file_name=f"{NAME}.txt", content="y", is_private=1
		).insert()
		attached = frappe.get_doc(
			doctype="File",
			file_name=f"{NAME}.txt",
			attached_to_doctype=CLIENT,
			attached_to_name=self.client.name,
			content="y",
		).insert()
		self.assertIn(NAME, same_content.file_url)
		self.assertNotIn(NAME, attached.file_url)

	def test_a_reference_is_not_turned_elsewhere(self) -> None:
		"""D-19: the owner of a comment or file points it at an own record, to read it there again."""
		with acting_as(self.colleague):
			own_case, own = make_family()
		file = frappe.get_doc(
			doctype="File",
			file_name="x.txt",
			attached_to_doctype=CLIENT,
			attached_to_name=self.client.name,
			content="z",
		).insert()
		file.db_set("owner", self.colleague)
		for doctype, name in ((CLIENT, own.name), ("CSS Case", own_case.name), (None, None)):
			with self.subTest(doctype), acting_as(self.colleague):
				turned = frappe.get_doc("File", file.name)
				turned.attached_to_doctype, turned.attached_to_name = doctype, name
				self.assertFalse(turned.has_permission("read"))
				with self.assertRaises(frappe.PermissionError):
					turned.save()

	def test_a_made_up_document_is_not_a_stored_one(self) -> None:
		"""D-19: a request may call a document new and give it the name of another's."""
		with acting_as(self.colleague):
			own_case, _own = make_family()
			forged = frappe.get_doc(
				doctype="CSS Case Member", name=make_member_of(self.css_case), css_case=own_case.name
			)
			forged.set("__islocal", 1)
			self.assertFalse(forged.has_permission("read"))


def make_member_of(css_case) -> str:
	with acting_as("Administrator"):
		return make_member(css_case.name, make_client().name).name
