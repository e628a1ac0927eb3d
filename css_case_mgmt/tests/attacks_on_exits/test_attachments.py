"""Files that hang on an exit, an interview or a longer stay, by their address (R-507, D-19)."""

import frappe

from css_case_mgmt.tests.access.committed import CommittedTestCase
from css_case_mgmt.tests.access.desk_client import readable
from css_case_mgmt.tests.access.personas import user_of
from css_case_mgmt.tests.factories import acting_as

ATTACHED_TO = ("CSS Exit", "CSS Exit Interview", "CSS Programme Extension")
READERS = ("caseworker", "manager", "monitor")


class TestAttachments(CommittedTestCase):
	LOGGED_IN = (*READERS, "colleague", "other_manager", "leaver", "transferred", "conflicted")

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.files = {}
		with acting_as(user_of("caseworker")):
			for doctype in ATTACHED_TO:
				file = frappe.get_doc(
					doctype="File",
					file_name="Zqletterofnadia.txt",
					attached_to_doctype=doctype,
					attached_to_name=cls.world.records["assigned"][doctype],
					content=f"Zqcontent of {doctype}",
					is_private=0,
				).insert()
				cls.files[doctype] = file
		for file in cls.files.values():
			# Whoever uploaded it has left since.
			file.db_set("owner", user_of("leaver"))
		frappe.db.commit()

	def test_by_their_address(self):
		"""R-507: as the record is read, whoever uploaded it; under a name that says nothing."""
		for doctype, file in self.files.items():
			self.assertRegex(file.file_url, r"^/private/files/[0-9a-f]{20}\w*\.txt$")
			for persona, visitor in self.visitors.items():
				with self.subTest(doctype, persona=persona):
					for path, arguments in (
						(file.file_url, {}),
						(file.file_url, {"fid": file.name}),
						(file.file_url.replace("/private", ""), {}),
						(file.file_url.replace("/private/", "/private/../private/"), {}),
						("/api/method/download_file", {"file_url": file.file_url}),
						(
							"/api/method/frappe.core.doctype.file.file.download_file",
							{"file_url": file.file_url},
						),
						(f"/api/resource/File/{file.name}", {}),
						("/api/method/frappe.client.get_list", {"doctype": "File", "fields": ["*"]}),
						("/api/method/frappe.core.api.file.zip_files", {"files": [file.name]}),
					):
						answer = visitor.get(path, **arguments)
						if persona not in READERS:
							self.assertNotIn("Zqcontent", readable(answer.data), path)
							self.assertNotIn(file.name, readable(answer.data).replace(path, ""), path)
					answer = visitor.get(file.file_url)
					self.assertEqual(answer.status_code == 200, persona in READERS)

	def test_attached_to_what_one_may_not_read(self):
		"""R-507, R-378: nobody else puts a file beside an exit, nor takes one away."""
		file = self.files["CSS Exit"]
		for persona in ("colleague", "other_manager", "leaver", "conflicted", "monitor", "guest"):
			visitor = self.visitors[persona]
			values = {
				"doctype": "File",
				"file_name": "x.txt",
				"content": "x",
				"attached_to_doctype": "CSS Exit",
				"attached_to_name": file.attached_to_name,
			}
			with self.subTest(persona):
				for answer in (
					visitor.post("/api/resource/File", data=values),
					visitor.request("DELETE", f"/api/resource/File/{file.name}"),
					visitor.request("PUT", f"/api/resource/File/{file.name}", json={"is_private": 0}),
				):
					self.assertGreaterEqual(answer.status_code, 400)
		self.commit()
		found = frappe.get_all("File", {"attached_to_name": file.attached_to_name}, ["name", "is_private"])
		self.assertEqual([(row.name, row.is_private) for row in found], [(file.name, 1)])
