"""What a bench is made of and shares with other checkouts: Python packages, npm packages, Frappe itself."""

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from .paths import APP, CHECKOUT, HERE, cache_folder, checkout_folder
from .pieces import discard_abandoned, piece
from .restore import WHEEL, check_wheel, restore_frappe
from .steps import Stop, run, step

try:
	import tomllib
except ImportError:  # Python 3.10
	from pip._vendor import tomli as tomllib

FRONTEND = HERE / "frontend"
REQUIREMENTS = HERE / "requirements.txt"
NPM_LOCK = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
BUNDLE_SCRIPTS = [FRONTEND / "build.mjs", FRONTEND / "plugins.mjs"]
PYTHON_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


class Parts(NamedTuple):
	python: Path
	npm: Path
	frappe: Path
	app_assets: Path


def build_parts() -> Parts:
	check_tools()
	cache = cache_folder()
	cache.mkdir(parents=True, exist_ok=True, mode=0o700)
	for folder in (cache, checkout_folder()):
		discard_abandoned(folder)
	python = python_packages(cache)
	npm = npm_packages(cache)
	frappe = frappe_tree(cache, npm)
	return Parts(python, npm, frappe, app_assets(npm, frappe))


def check_tools() -> None:
	if PYTHON_VERSION not in ("3.10", "3.11"):
		raise Stop(
			f"Frappe of 2023-08-05 needs Python 3.10 or 3.11, this is {PYTHON_VERSION}; "
			"name another one: make PYTHON=python3.11 ..."
		)
	if not shutil.which("node") or not shutil.which("npm"):
		raise Stop("Node.js 18.17 or later, with npm, is needed to build the desk.")


def setup_log() -> Path:
	return cache_folder() / "setup.log"


def app_requirements() -> list[str]:
	return tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"].get("dependencies", [])


def python_packages(cache: Path) -> Path:
	def install(folder: Path) -> None:
		with step("Python packages"):
			run([sys.executable, "-m", "venv", folder], setup_log())
			pip_install(folder / "bin/python", ["--requirement", REQUIREMENTS, *app_requirements()])

	return piece("python", [REQUIREMENTS, *app_requirements(), sys.version], install, cache)


def pip_install(python: Path, arguments: list) -> None:
	run(
		[python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", *arguments], setup_log()
	)


def npm_packages(cache: Path) -> Path:
	def install(folder: Path) -> None:
		with step("npm packages"):
			for file in [*NPM_LOCK, FRONTEND / ".npmrc"]:
				shutil.copy(file, folder)
			run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], setup_log(), cwd=folder)

	return piece("npm", NPM_LOCK, install, cache)


def frappe_tree(cache: Path, npm: Path) -> Path:
	def restore(folder: Path) -> None:
		with step("Frappe's wheel"):
			wheel = download_wheel(folder)
		with step("Frappe restored"):
			restore_frappe(wheel, folder)
			wheel.unlink()
			# Some scripts are loaded from here by address.
			(folder / "frappe/public/node_modules").symlink_to(npm / "node_modules")
		with step("Frappe's bundles"):
			build_bundles(npm, "frappe", folder, folder / "frappe/public/dist")

	return piece("frappe", [HERE / "restore.py", *NPM_LOCK, *BUNDLE_SCRIPTS], restore, cache)


def download_wheel(folder: Path) -> Path:
	# Into an empty folder, from the registry that pip is set up for, and checked before it is opened.
	command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-input", "--only-binary=:all:"]
	run([*command, "--dest", folder, WHEEL], setup_log())
	(wheel,) = folder.glob("*.whl")
	check_wheel(wheel)
	return wheel


def build_bundles(npm: Path, app: str, app_folder: Path, output: Path, others: tuple[Path, ...] = ()) -> None:
	run(["node", FRONTEND / "build.mjs", npm / "node_modules", app, app_folder, output, *others], setup_log())


def app_assets(npm: Path, frappe: Path) -> Path:
	"""The app's public files, and its bundles: beside them and yet outside the checkout."""
	public = CHECKOUT / APP / "public"

	def build(folder: Path) -> None:
		for child in public.iterdir():
			if child.name != "dist":
				(folder / child.name).symlink_to(child)
		with step("The app's bundles"):
			build_bundles(npm, APP, CHECKOUT, folder / "dist", (frappe,))

	return piece("app-assets", [public, *BUNDLE_SCRIPTS, frappe.name], build, checkout_folder())
