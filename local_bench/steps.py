"""Shows what is going on and how long it takes."""

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

LINES_SHOWN_OF_A_FAILURE = 40


class Stop(Exception):
	"""Ends the command with a message for the person at the keyboard."""


@contextmanager
def step(title: str):
	print(f"  {title} ...", end="", flush=True)
	started = time.monotonic()
	try:
		yield
	except BaseException:
		print(" failed" if sys.exc_info()[0] is not KeyboardInterrupt else " interrupted", flush=True)
		raise
	print(f" {time.monotonic() - started:.1f} s", flush=True)


def run(command: list, log: Path, **options) -> None:
	"""Run a command that nobody needs to watch; its output is shown only when it fails."""
	log.parent.mkdir(parents=True, exist_ok=True)
	with log.open("ab") as output:
		start = output.tell()
		result = subprocess.run(
			[str(part) for part in command],
			stdin=subprocess.DEVNULL,
			stdout=output,
			stderr=subprocess.STDOUT,
			**options,
		)
	if result.returncode:
		said = log.read_bytes()[start:].decode("utf-8", "replace").splitlines()
		shown = "\n".join(said[-LINES_SHOWN_OF_A_FAILURE:])
		raise Stop(
			f"{Path(str(command[0])).name} ended with exit code {result.returncode}:\n{shown}\n(log: {log})"
		)
