"""Servers that outlive the command that started them, and are found again without mistake."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

SECONDS_TO_END_BY_ITSELF = 20


def identity(pid: int) -> str | None:
	"""What tells this process from a later one with the same number."""
	try:
		stat = Path(f"/proc/{pid}/stat").read_text()
	except OSError:
		return None
	# The command's name may hold spaces and brackets; what follows the last bracket does not.
	state, *fields = stat.rpartition(")")[2].split()
	if state == "Z":
		return None
	boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
	return f"{pid} {fields[18]} {boot}"


def start(command: list, pid_file: Path, log: Path, **options) -> subprocess.Popen:
	pid_file.parent.mkdir(parents=True, exist_ok=True)
	log.parent.mkdir(parents=True, exist_ok=True)

	def note_identity():
		# Before the command itself runs: no server is ever without its file.
		pid_file.write_text(identity(os.getpid()))

	with log.open("ab") as output:
		return subprocess.Popen(
			[str(part) for part in command],
			stdin=subprocess.DEVNULL,
			stdout=output,
			stderr=subprocess.STDOUT,
			start_new_session=True,
			preexec_fn=note_identity,
			**options,
		)


def running_pid(pid_file: Path) -> int | None:
	try:
		noted = pid_file.read_text()
		pid = int(noted.split()[0])
	except (OSError, ValueError, IndexError):
		return None
	return pid if identity(pid) == noted else None


def stop(pid_file: Path) -> bool:
	"""End the process noted in the file and what it started. True if there was one."""
	pid = running_pid(pid_file)
	if pid:
		os.kill(pid, signal.SIGTERM)
		give_up = time.monotonic() + SECONDS_TO_END_BY_ITSELF
		while running_pid(pid_file) and time.monotonic() < give_up:
			reap(pid)
			time.sleep(0.05)
		kill_group(pid)
	pid_file.unlink(missing_ok=True)
	return bool(pid)


def reap(pid: int) -> None:
	with suppress(ChildProcessError):
		os.waitpid(pid, os.WNOHANG)


def kill_group(pid: int) -> None:
	"""Each server leads a group of its own; a killed leader may have left children in it."""
	with suppress(ProcessLookupError):
		os.killpg(pid, signal.SIGKILL)


def stop_all(folder: Path) -> list[str]:
	"""Stop every server noted below the folder; databases last. Returns their names."""
	pid_files = sorted(folder.rglob("run/*.pid"), key=lambda file: file.stem in ("mariadb", "redis"))
	return [file.stem for file in pid_files if stop(file)]
