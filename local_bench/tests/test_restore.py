import hashlib
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest.mock import patch

from local_bench import restore


class RestoringNames(unittest.TestCase):
	def test_longer_names_go_first(self):
		text = "from criscostack import CriscoTestCase, CRISCOSTACK_SITE, CriscoERP, criscoerp"
		restored = "from frappe import FrappeTestCase, FRAPPE_SITE, ERPNext, erpnext"
		self.assertEqual(restore.restore_names(text), restored)

	def test_the_word_for_bench_is_left_alone_in_translations(self):
		self.assertEqual(restore.restore_names("brik_helper"), "bench_helper")
		self.assertEqual(restore.restore_names("Fabrik, criscostack", is_translation=True), "Fabrik, frappe")

	def test_what_is_not_text_stays_as_it_is(self):
		content = b"\x89PNG criscostack \xff"
		self.assertEqual(restore.restore_content(content, is_translation=False), content)


class RestoringAWheel(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.folder = Path(folder.name)
		self.wheel = self.folder / "made-up.whl"
		with zipfile.ZipFile(self.wheel, "w") as archive:
			archive.writestr("criscostack/utils/brik_helper.py", "import criscostack\n")
			archive.writestr("criscostack/translations/de.csv", "Fabrik,Crisco\n")
			archive.writestr("criscostack/.DS_Store", "x")
			for image in restore.REPLACED_IMAGES:
				archive.writestr(image.replace("frappe", "criscostack"), "another vendor's mark")
			archive.writestr("criscostack-1.0.0.dist-info/METADATA", "x")

	def test_paths_texts_images_and_licence(self):
		target = self.folder / "restored"
		restore.restore_frappe(self.wheel, target)
		files = {str(file.relative_to(target)) for file in target.rglob("*") if file.is_file()}
		expected = {"LICENSE", "frappe/utils/bench_helper.py", "frappe/translations/de.csv"}
		self.assertEqual(files, expected.union(restore.REPLACED_IMAGES))
		self.assertEqual((target / "frappe/utils/bench_helper.py").read_text(), "import frappe\n")
		self.assertEqual((target / "frappe/translations/de.csv").read_text(), "Fabrik,Frappe\n")
		self.assertIn("Frappe Technologies", (target / "LICENSE").read_text())
		for image in restore.REPLACED_IMAGES:
			self.assertNotIn(b"vendor", (target / image).read_bytes())

	def test_a_wheel_with_another_hash_is_refused(self):
		with self.assertRaises(restore.WrongWheel):
			restore.check_wheel(self.wheel)
		with patch.object(restore, "WHEEL_SHA256", hashlib.sha256(self.wheel.read_bytes()).hexdigest()):
			restore.check_wheel(self.wheel)
