"""make lint: ruff for Python; prettier and eslint for what runs in a browser."""

import os
import subprocess

from .parts import check_tools, npm_packages, python_packages
from .paths import APP, CHECKOUT, cache_folder


def run_lint() -> int:
	check_tools()
	python = python_packages(cache_folder()) / "bin/python"
	node_modules = npm_packages(cache_folder()) / "node_modules"
	scripts = client_scripts()
	commands = [
		[python, "-m", "ruff", "check", "."],
		[python, "-m", "ruff", "format", "--check", "."],
		[node_modules / ".bin/prettier", "--check", *scripts],
		[node_modules / ".bin/eslint", "--max-warnings=0", "--no-error-on-unmatched-pattern", *scripts],
	]
	# All of them, so that one run shows everything there is to mend.
	results = [run_linter(command) for command in commands]
	return int(any(results))


def client_scripts() -> list[str]:
	folders = (CHECKOUT / APP, CHECKOUT / "local_bench/frontend")
	scripts = [file for folder in folders for kind in ("*.js", "*.mjs") for file in folder.rglob(kind)]
	built = {"node_modules", "dist"}
	return sorted(str(file.relative_to(CHECKOUT)) for file in scripts if not built.intersection(file.parts))


def run_linter(command: list) -> int:
	print(f"  {os.path.basename(command[0])} {' '.join(map(str, command[1:5]))} ...", flush=True)
	return subprocess.run([str(part) for part in command], cwd=CHECKOUT).returncode
