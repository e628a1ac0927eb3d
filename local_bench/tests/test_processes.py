import os
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from local_bench import processes


class StartingAndStopping(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.folder = Path(folder.name)
		self.pid_file = self.folder / "run/sleeper.pid"

	def start(self, command):
		process = processes.start(command, self.pid_file, self.folder / "log")
		self.addCleanup(process.wait)
		self.addCleanup(processes.kill_group, process.pid)
		return process

	def test_a_started_process_is_found_and_ended(self):
		process = self.start(["sleep", "60"])
		self.assertEqual(processes.running_pid(self.pid_file), process.pid)
		self.assertEqual(processes.stop_all(self.folder), ["sleeper"])
		self.assertIsNone(processes.running_pid(self.pid_file))
		self.assertFalse(self.pid_file.exists())

	def test_what_it_started_ends_with_it(self):
		child_file = self.folder / "child"
		self.start(["sh", "-c", f"sleep 60 & echo $! > {child_file}; wait"])
		self.wait_until(lambda: child_file.exists() and child_file.read_text().strip())
		child = int(child_file.read_text())
		processes.stop(self.pid_file)
		self.wait_until(lambda: processes.identity(child) is None)

	def wait_until(self, condition):
		give_up = time.monotonic() + 10
		while not condition():
			self.assertLess(time.monotonic(), give_up)
			time.sleep(0.01)

	def test_a_later_process_with_the_same_number_is_left_alone(self):
		other = subprocess.Popen(["sleep", "60"])
		self.addCleanup(other.wait)
		self.addCleanup(other.kill)
		pid, start_time, boot = processes.identity(other.pid).split()
		self.pid_file.parent.mkdir()
		self.pid_file.write_text(f"{pid} {int(start_time) - 1} {boot}")
		self.assertFalse(processes.stop(self.pid_file))
		self.assertIsNone(other.poll())

	def test_a_damaged_pid_file_names_nobody(self):
		self.pid_file.parent.mkdir()
		for text in ("", "abc", str(os.getpid())):
			self.pid_file.write_text(text)
			self.assertIsNone(processes.running_pid(self.pid_file))
