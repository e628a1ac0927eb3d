import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from local_bench import pieces
from local_bench.paths import CHECKOUT

DIE_WHILE_BUILDING = """
import os, pathlib, signal, sys
from local_bench import pieces

def build(folder):
	(folder / "half").touch()
	os.kill(os.getpid(), signal.SIGKILL)

pieces.publish(pathlib.Path(sys.argv[1]), build)
"""


class Keys(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.folder = Path(folder.name)
		(self.folder / "a").write_text("1")

	def test_content_name_and_place_count(self):
		keys = {pieces.key_of([self.folder])}
		(self.folder / "a").write_text("2")
		keys.add(pieces.key_of([self.folder]))
		(self.folder / "a").rename(self.folder / "b")
		keys.add(pieces.key_of([self.folder]))
		keys.add(pieces.key_of([self.folder, "text"]))
		self.assertEqual(len(keys), 4)

	def test_what_python_and_the_bundler_leave_behind_does_not(self):
		before = pieces.key_of([self.folder])
		for name in ("__pycache__", "dist", "node_modules"):
			(self.folder / name).mkdir()
			(self.folder / name / "file").write_text("x")
		self.assertEqual(pieces.key_of([self.folder]), before)


class Publishing(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.folder = Path(folder.name)
		self.link = self.folder / "piece"

	def build(self, folder):
		self.builds = getattr(self, "builds", 0) + 1
		(folder / "whole").touch()

	def test_built_once(self):
		for _ in range(2):
			self.assertEqual(pieces.publish(self.link, self.build), self.link)
		self.assertEqual(self.builds, 1)
		self.assertEqual([file.name for file in self.link.iterdir()], ["whole"])

	def test_a_failed_build_is_not_published(self):
		with self.assertRaises(ZeroDivisionError):
			pieces.publish(self.link, lambda folder: 1 / 0)
		self.assertFalse(self.link.exists())
		pieces.publish(self.link, self.build)
		self.assertEqual(len([path for path in self.folder.iterdir() if path.is_dir()]), 2)

	def test_a_killed_build_is_found_and_removed(self):
		killed = subprocess.run([sys.executable, "-c", DIE_WHILE_BUILDING, self.link], cwd=CHECKOUT)
		self.assertLess(killed.returncode, 0)
		self.assertEqual(len(list(self.folder.glob("piece.*/half"))), 1)
		self.assertFalse(self.link.exists())
		pieces.discard_abandoned(self.folder)
		self.assertEqual(list(self.folder.glob("piece.*")), [])

	def test_a_running_owner_keeps_its_folder(self):
		mine = self.folder / "mine"
		mine.mkdir()
		pieces.claim(mine)
		pieces.discard_abandoned(self.folder)
		self.assertTrue(mine.exists())
