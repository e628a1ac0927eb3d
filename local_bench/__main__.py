"""python -m local_bench COMMAND: what the Makefile calls."""

import argparse
import os
import sys

from . import demo, lint, testing
from .parts import build_parts, setup_log
from .paths import checkout_folder
from .processes import stop_all
from .steps import Stop


def main() -> int:
	arguments = parse(sys.argv[1:])
	bench, site = os.environ.get("BENCH"), os.environ.get("SITE")
	if arguments.command == "demo":
		return demo.run_demo(arguments.clients, arguments.seed, arguments.anew) or 0
	if arguments.command == "stop":
		return stop()
	if arguments.command == "lint":
		return lint.lint()
	if arguments.command == "test":
		return testing.run_tests(arguments.rest)
	return testing.run_module(arguments.rest)


def parse(words: list[str]) -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="local_bench")
	commands = parser.add_subparsers(dest="command", required=True)
	demo_command = commands.add_parser("demo")
	demo_command.add_argument("--clients", type=int, default=120)
	demo_command.add_argument("--seed", type=int, default=1)
	demo_command.add_argument("--anew", action="store_true")
	commands.add_parser("stop")
	commands.add_parser("lint")
	for name in ("test", "module"):
		commands.add_parser(name).add_argument("rest", nargs=argparse.REMAINDER)
	return parser.parse_args(words)


def stop() -> int:
	stopped = stop_all(checkout_folder())
	print(f"Stopped: {', '.join(stopped)}" if stopped else "Nothing of this checkout was running.")
	return 0


if __name__ == "__main__":
	try:
		sys.exit(main())
	except Stop as message:
		sys.exit(f"\n{message}")
	except KeyboardInterrupt:
		sys.exit(130)
