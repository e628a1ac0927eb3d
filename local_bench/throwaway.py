"""Runs a command on a site of its own, or on several, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .bench import SITE, Bench
from .parts import Parts, build_parts
from .paths import CHECKOUT, cache_folder, checkout_folder
from .pieces import claim, discard
from .steps import step
from .templates import copy_of_app_site


def command_on_throwaway_sites(command: list[str], count: int = 1) -> int:
	"""Run a command that finds one site in its environment, or several: one for each process of pytest-xdist."""
	parts = build_parts()
	with ExitStack() as folders:
		with step("A throw-away site, served" if count == 1 else f"{count} throw-away sites, served"):
			benches = [
				served_site(folders.enter_context(run_folder(number)), parts) for number in range(count)
			]
		sites = [
			site_variables(bench.folder, SITE, bench.url, bench.config["admin_password"]) for bench in benches
		]
		environment = site_environment(sites[0]) | {"LOCAL_BENCH_SITES": json.dumps(sites)}
		return subprocess.run([benches[0].python, *command], cwd=CHECKOUT, env=environment).returncode


def served_site(folder: Path, parts: Parts) -> Bench:
	bench = copy_of_app_site(folder, parts)
	bench.start_databases(durable=False)
	bench.update_site_config(SITE, allow_tests=1)
	bench.start_web(SITE)
	return bench


def site_variables(bench_folder: Path, site: str, url: str, administrator_password: str) -> dict[str, str]:
	"""What the conftest files read of a site."""
	return {
		"LOCAL_BENCH_FOLDER": str(bench_folder),
		"LOCAL_BENCH_SITE": site,
		"LOCAL_BENCH_URL": url,
		"LOCAL_BENCH_ADMIN_PASSWORD": administrator_password,
	}


def site_environment(site: dict[str, str]) -> dict[str, str]:
	screenshots = Path(os.environ.get("LOCAL_BENCH_SCREENSHOTS") or cache_folder() / "screenshots")
	screenshots.mkdir(parents=True, exist_ok=True)
	return {**os.environ, **site, "LOCAL_BENCH_SCREENSHOTS": str(screenshots)}


@contextmanager
def run_folder(number: int):
	folder = checkout_folder() / f"run-of-{os.getpid()}-{number}"
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
