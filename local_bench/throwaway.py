"""Runs a command on a site of its own, and leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from . import processes, servers
from .bench import SITE, Bench
from .parts import build_parts
from .paths import CHECKOUT, cache_folder, checkout_folder
from .pieces import discard
from .steps import step
from .templates import copy_of_app_site

RUNS = "run-of-"


def command_on_throwaway_site(command: list[str]) -> int:
	parts = build_parts()
	remove_abandoned_runs()
	with run_folder() as folder:
		bench = copy_of_app_site(folder, parts)
		with step("A throw-away site, served"):
			bench.start_databases(durable=False)
			bench.update_site_config(SITE, allow_tests=1)
			servers.start_web(bench, SITE)
		environment = site_environment(bench.folder, SITE, bench.url, bench.config["admin_password"])
		return subprocess.run([bench.python, *command], cwd=CHECKOUT, env=environment).returncode


def site_environment(bench_folder: Path, site: str, url: str, administrator_password: str) -> dict:
	"""What the conftest files read."""
	screenshots = Path(os.environ.get("LOCAL_BENCH_SCREENSHOTS") or cache_folder() / "screenshots")
	screenshots.mkdir(parents=True, exist_ok=True)
	return {
		**os.environ,
		"LOCAL_BENCH_FOLDER": str(bench_folder),
		"LOCAL_BENCH_SITE": site,
		"LOCAL_BENCH_URL": url,
		"LOCAL_BENCH_ADMIN_PASSWORD": administrator_password,
		"LOCAL_BENCH_SCREENSHOTS": str(screenshots),
	}


@contextmanager
def run_folder():
	folder = checkout_folder() / f"{RUNS}{os.getpid()}"
	discard(folder)
	folder.mkdir(parents=True)
	(folder / "owner").write_text(processes.identity(os.getpid()))
	# So that the clean-up below is done for a polite kill as well.
	signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
	try:
		yield folder
	finally:
		discard(folder)


def remove_abandoned_runs() -> None:
	for folder in checkout_folder().glob(f"{RUNS}*"):
		if not processes.running_pid(folder / "owner"):
			discard(folder)
