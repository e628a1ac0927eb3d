"""BENCH=<path> make demo|test: on a bench of Frappe 15 or 16 that somebody else made."""

import json
import os
import secrets
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from . import processes, servers
from .bench import Bench, new_password, write_file
from .paths import APP, CHECKOUT, checkout_folder
from .steps import Stop, step
from .throwaway import end_politely, site_environment, site_variables

NEEDED_BY_TESTS = ("pytest", "hypothesis", "playwright")


class ExistingBench(Bench):
	"""Its configuration and servers are left alone; what is started here is noted outside it."""

	def __init__(self, folder: Path):
		super().__init__(folder)
		for name in ("apps/frappe", "sites/apps.txt", "env/bin/python"):
			if not (self.folder / name).exists():
				raise Stop(f"{self.folder} is not a bench: it has no {name}")
		if APP not in (self.sites / "apps.txt").read_text().split():
			raise Stop(f"The bench has no {APP} yet: bench get-app {CHECKOUT}")
		self.app_folder = (self.folder / "apps" / APP).resolve()
		self.notes = checkout_folder() / "existing"
		self.log = self.notes / "logs/local_bench.log"
		self.notes.mkdir(parents=True, exist_ok=True)

	def server_log(self, name: str) -> Path:
		return self.notes / f"logs/{name}.log"

	def pid_file(self, name: str) -> Path:
		return self.notes / f"run/{name}.pid"

	def root_options(self) -> list[str]:
		"""How to log in to MariaDB; without a word here Frappe takes what the bench's own settings say."""
		password = os.environ.get("MARIADB_ROOT_PASSWORD")
		if not password and not self.config.get("root_password"):
			raise Stop("To make a site, set MARIADB_ROOT_PASSWORD to the password of MariaDB's root.")
		options = ["--db-root-username", os.environ.get("MARIADB_ROOT_USER", "root")]
		return [*options, "--db-root-password", password or self.config["root_password"]]

	def make_site(self, site: str, password: str) -> None:
		with step(f"The site {site}"):
			self.frappe("new-site", site, "--admin-password", password, *self.root_options())
			# A password in the bench's own settings comes before that of the command.
			self.on_site("set_administrator_password", site, secret=password)
			self.on_site("complete_setup", site)
			self.frappe("--site", site, "install-app", APP)
			self.on_site("check_doctypes", site)

	def drop_site(self, site: str) -> None:
		with tempfile.TemporaryDirectory() as archive:
			options = ["--no-backup", "--force", "--archived-sites-path", archive]
			self.frappe("drop-site", site, *options, *self.root_options())

	def serve(self, site: str, **site_config) -> str:
		self.stop("web")
		port = servers.free_port()
		url = f"http://127.0.0.1:{port}"
		self.update_site_config(site, host_name=url, **site_config)
		with step("Web server"):
			servers.start_web(self, site, port)
		return url

	def frappe_version(self) -> str:
		command = [self.python, "-c", "import frappe; print(frappe.__version__)"]
		return subprocess.run(command, cwd=self.sites, capture_output=True, text=True).stdout.strip()


def run_demo(bench_path: str, site: str | None, clients: int, seed: int) -> int:
	bench = ExistingBench(Path(bench_path))
	if not site:
		raise Stop("Say which site: BENCH=<path> SITE=<name> make demo")
	password = None
	if not (bench.sites / site).exists():
		password = new_password()
		bench.make_site(site, password)
	# The app itself refuses a site with real clients; its words and exit code are the answer.
	options = ["--clients", str(clients), "--seed", str(seed)]
	if exit_code := bench.frappe_in_view("--site", site, "css-demo", "load", *options):
		return exit_code
	url = bench.serve(site)
	print(f"\nThe desk: {url}\nRuns on Frappe {bench.frappe_version()}.")
	print(f"Users and passwords: {bench.sites / site / 'private/demo_users.json'}")
	if password:
		print(f"Administrator: {password}")
	print("`make stop` ends this web server, and nothing else of the bench.")
	return 0


def run_on_throwaway_site(bench_path: str, site: str | None, command: list[str]) -> int:
	bench = ExistingBench(Path(bench_path))
	check_python_packages(bench)
	drop_abandoned_sites(bench)
	site = site or f"test-{secrets.token_hex(4)}.localhost"
	if (bench.sites / site).exists():
		raise Stop(f"{site} was not made by this command: tests run on a throw-away site only")
	password = new_password()
	with throwaway_site(bench, site, password):
		url = bench.serve(site, allow_tests=1)
		environment = site_environment(site_variables(bench.folder, site, url, password))
		# The tests of the app that the bench has, which may be another checkout than this one.
		return subprocess.run([bench.python, *command], cwd=bench.app_folder, env=environment).returncode


def check_python_packages(bench: ExistingBench) -> None:
	check = "import importlib.util, sys; print(*[n for n in sys.argv[1:] if not importlib.util.find_spec(n)])"
	result = subprocess.run([bench.python, "-c", check, *NEEDED_BY_TESTS], capture_output=True, text=True)
	if missing := result.stdout.split():
		raise Stop(f"The tests need: {bench.python} -m pip install {' '.join(missing)}")


@contextmanager
def throwaway_site(bench: ExistingBench, site: str, password: str):
	note = bench.notes / f"{site}.throwaway"
	# Before the site, so that one left by a killed command is known for what it is.
	owner = {"bench": str(bench.folder), "site": site, "owner": processes.identity(os.getpid())}
	write_file(note, json.dumps(owner))
	end_politely()
	try:
		bench.make_site(site, password)
		yield
	finally:
		bench.stop("web")
		drop_noted_site(bench, note)


def drop_abandoned_sites(bench: ExistingBench) -> None:
	for note in bench.notes.glob("*.throwaway"):
		noted = json.loads(note.read_text())
		pid = int(noted["owner"].split()[0])
		if noted["bench"] == str(bench.folder) and processes.identity(pid) != noted["owner"]:
			drop_noted_site(bench, note)


def drop_noted_site(bench: ExistingBench, note: Path) -> None:
	site = json.loads(note.read_text())["site"]
	if (bench.sites / site).exists():
		with step(f"{site} dropped"):
			bench.drop_site(site)
	note.unlink()
