"""python -m local_bench COMMAND: what the Makefile calls."""

import argparse
import os
import sys

from . import demo, existing, processes
from .lint import run_lint
from .paths import checkout_folder
from .pieces import discard_abandoned
from .steps import Stop
from .testing import run_module, run_tests


def demo_command(words: list[str]) -> int:
	parser = argparse.ArgumentParser(prog="local_bench demo")
	parser.add_argument("--clients", type=int, default=120)
	parser.add_argument("--seed", type=int, default=1)
	parser.add_argument("--anew", action="store_true", help="throw away what was entered, start afresh")
	options = parser.parse_args(words)
	if bench := os.environ.get("BENCH"):
		return existing.run_demo(bench, os.environ.get("SITE"), options.clients, options.seed)
	demo.run_demo(options.clients, options.seed, options.anew)
	return 0


def stop_command(words: list[str]) -> int:
	folders = (demo.demo_folder().resolve(), checkout_folder() / "existing")
	stopped = [name for folder in folders for name in processes.stop_all(folder)]
	discard_abandoned(checkout_folder())
	print(f"Stopped: {', '.join(stopped)}" if stopped else "No demo of this checkout was running.")
	return 0


COMMANDS = {
	"demo": demo_command,
	"stop": stop_command,
	"test": run_tests,
	"module": run_module,
	"lint": lambda words: run_lint(),
}


def main() -> int:
	name, *words = sys.argv[1:] or ["?"]
	if name not in COMMANDS:
		raise Stop(f"One of: {', '.join(COMMANDS)}")
	return COMMANDS[name](words)


if __name__ == "__main__":
	try:
		sys.exit(main())
	except Stop as message:
		sys.exit(f"\n{message}")
	except KeyboardInterrupt:
		sys.exit(130)
