"""Runs a command on a site of its own, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from .bench import SITE
from .parts import build_parts
from .paths import CHECKOUT, cache_folder, checkout_folder
from .pieces import claim, discard
from .steps import step
from .templates import copy_of_app_site


def command_on_throwaway_site(command: list[str]) -> int:
	parts = build_parts()
	with run_folder() as folder:
		bench = copy_of_app_site(folder, parts)
		with step("A throw-away site, served"):
			bench.start_databases(durable=False)
			bench.update_site_config(SITE, allow_tests=1)
			bench.start_web(SITE)
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
	folder = checkout_folder() / f"run-of-{os.getpid()}"
	discard(folder)
	folder.mkdir(parents=True)
	claim(folder)
	end_politely()
	try:
		yield folder
	finally:
		discard(folder)


def end_politely() -> None:
	"""Let the clean-up of `finally` happen when this process is told to end."""
	signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
