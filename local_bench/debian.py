"""The Debian packages without which nothing here runs."""

import os
import shutil
import subprocess
from pathlib import Path

from .steps import Stop, run, step

# The database without the service that Debian would start for it; Pango draws PDFs for WeasyPrint; the fonts
# hold every script that client names and letters come in, Arabic and Ethiopic among them.
PACKAGES = (
	"fonts-dejavu-core",
	"fonts-noto-core",
	"libpango-1.0-0",
	"libpangoft2-1.0-0",
	"mariadb-client-core",
	"mariadb-server-core",
	"redis-server",
)
PACKAGES_FOR_TESTS = ("chromium", "fonts-noto-color-emoji")


def install_missing_packages(log: Path, for_tests: bool = False) -> None:
	if not shutil.which("dpkg-query"):
		raise Stop("This needs Debian 12 or a system built on it: dpkg-query is missing.")
	wanted = PACKAGES + PACKAGES_FOR_TESTS if for_tests else PACKAGES
	missing = [package for package in wanted if not is_installed(package)]
	if not missing:
		return
	if os.geteuid() != 0:
		raise Stop(
			"Please install what is missing, then run this again:\n  "
			"sudo apt-get install --no-install-recommends " + " ".join(missing)
		)
	environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
	with step(f"Debian packages: {', '.join(missing)}"):
		run(["apt-get", "update"], log, env=environment)
		run(["apt-get", "install", "--yes", "--no-install-recommends", *missing], log, env=environment)


def is_installed(package: str) -> bool:
	result = subprocess.run(
		["dpkg-query", "--show", "--showformat=${db:Status-Status}", package],
		capture_output=True,
		text=True,
	)
	return result.returncode == 0 and result.stdout == "installed"
