"""A bench: the folder that Frappe's commands expect, with a database server and Redis of its own."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from . import servers
from .parts import PYTHON_VERSION, Parts
from .paths import APP, CHECKOUT, HERE
from .pieces import replace_link
from .processes import running_pid, stop
from .steps import run

SITE = "css.localhost"


class Bench:
	def __init__(self, folder: Path):
		self.folder = folder.resolve()
		self.sites = self.folder / "sites"
		self.python = self.folder / "env/bin/python"
		self.log = self.folder / "logs/local_bench.log"

	# Layout

	def make_folders(self, parts: Parts) -> None:
		for name in ("apps", "logs", "run", "sites/assets", "data"):
			(self.folder / name).mkdir(parents=True, exist_ok=True)
		self.link_parts(parts)

	def link_parts(self, parts: Parts) -> None:
		"""Point at the parts of today. A bench keeps its sites when the parts change."""
		replace_link(self.folder / "apps/frappe", parts.frappe.resolve())
		replace_link(self.folder / f"apps/{APP}", CHECKOUT)
		replace_link(self.sites / "assets/frappe", self.folder / "apps/frappe/frappe/public")
		replace_link(self.sites / f"assets/{APP}", parts.app_assets.resolve())
		for name in ("assets.json", "assets-rtl.json"):
			addresses = {}
			for dist in (parts.frappe / "frappe/public/dist", parts.app_assets / "dist"):
				addresses |= json.loads((dist / name).read_text())
			write_file(self.sites / "assets" / name, json.dumps(addresses, indent=1))

		if not self.python.exists():
			run([sys.executable, "-m", "venv", "--without-pip", self.folder / "env"], self.log)
		library = f"lib/python{PYTHON_VERSION}/site-packages"
		paths = [parts.python.resolve() / library, self.folder / "apps/frappe", CHECKOUT]
		write_file(self.folder / "env" / library / "local_bench.pth", "".join(f"{path}\n" for path in paths))

	def list_apps(self, *apps: str) -> None:
		write_file(self.sites / "apps.txt", "".join(f"{app}\n" for app in apps))

	def copy_to(self, folder: Path, parts: Parts) -> "Bench":
		"""A bench with the same sites and data. This one must not be running."""
		shutil.copytree(self.folder / "data", folder / "data", dirs_exist_ok=True)
		shutil.copytree(self.sites, folder / "sites", symlinks=True, dirs_exist_ok=True)
		copy = Bench(folder)
		copy.make_folders(parts)
		# Two copies that run at the same time would try the same ports.
		copy.update_config(db_port=None, redis_port=None, webserver_port=None)
		return copy

	# Configuration

	@property
	def config_file(self) -> Path:
		return self.sites / "common_site_config.json"

	@property
	def config(self) -> dict:
		return json.loads(self.config_file.read_text()) if self.config_file.exists() else {}

	def update_config(self, **values) -> None:
		write_file(self.config_file, json.dumps({**self.config, **values}, indent=1), mode=0o600)

	def update_site_config(self, site: str, **values) -> None:
		file = self.sites / site / "site_config.json"
		write_file(file, json.dumps({**json.loads(file.read_text()), **values}, indent=1), mode=0o600)

	# Commands

	def frappe(self, *arguments: str) -> None:
		run([self.python, "-m", "frappe.utils.bench_helper", "frappe", *arguments], self.log, cwd=self.sites)

	def frappe_in_view(self, *arguments: str) -> int:
		"""The same, for commands whose words and exit code are for the person at the keyboard."""
		command = [self.python, "-m", "frappe.utils.bench_helper", "frappe", *arguments]
		return subprocess.run(command, cwd=self.sites).returncode

	def on_site(self, task: str, site: str = SITE, secret: str = "") -> None:
		"""Run a function of on_site.py inside Frappe; a secret goes by way of the environment."""
		environment = {**os.environ, "LOCAL_BENCH_SECRET": secret}
		run([self.python, HERE / "inside/on_site.py", task, site], self.log, cwd=self.sites, env=environment)

	# Servers

	@property
	def url(self) -> str:
		return f"http://127.0.0.1:{self.config['webserver_port']}"

	def pid_file(self, name: str) -> Path:
		return self.folder / f"run/{name}.pid"

	def server_log(self, name: str) -> Path:
		return self.folder / f"logs/{name}.log"

	def is_running(self, name: str) -> bool:
		return bool(running_pid(self.pid_file(name)))

	def start_web(self, site: str) -> None:
		port = servers.free_port(self.config.get("webserver_port"))
		self.update_config(webserver_port=port)
		# WeasyPrint fetches the style sheets of a PDF from this address.
		self.update_site_config(site, host_name=self.url)
		servers.start_web(self, site, port)

	def start_databases(self, durable: bool = True) -> None:
		servers.start_redis(self)
		servers.start_mariadb(self, durable)

	def stop(self, *names: str) -> None:
		for name in names:
			stop(self.pid_file(name))

	def stop_databases(self) -> None:
		self.stop("mariadb", "redis")

	@contextmanager
	def databases(self):
		self.start_databases(durable=False)
		try:
			yield
		finally:
			self.stop_databases()


def write_file(path: Path, text: str, mode: int = 0o644) -> None:
	"""Whoever reads it finds the old text or the new one, never a part."""
	new = path.with_name(f".{path.name}.{os.getpid()}")
	new.touch(mode)
	new.write_text(text)
	new.replace(path)


def new_password() -> str:
	return secrets.token_urlsafe(12)
