"""make demo: a site with invented people, served on this machine."""

import json
from pathlib import Path

from . import servers
from .bench import SITE, Bench, new_password, write_file
from .debian import install_missing_packages
from .parts import Parts, build_parts, setup_log
from .paths import checkout_folder
from .pieces import discard, key_of, locked, publish
from .steps import step
from .templates import app_key, copy_of_app_site

USERS_FILE = "private/demo_users.json"
CONTENT_FILE = "content"
SERVERS = ("web", "worker", "scheduler")


def demo_folder() -> Path:
	return checkout_folder() / "demo"


def run_demo(clients: int, seed: int, anew: bool = False) -> None:
	install_missing_packages(setup_log())
	with locked(checkout_folder() / ".demo-command.lock"):
		parts = build_parts()
		if anew:
			discard(demo_folder())
		bench = Bench(publish(demo_folder(), lambda folder: make_demo(folder, parts, clients, seed)))
		bring_up_to_date(bench, parts)
		print_summary(bench, wished=describe_content(clients, seed))


def describe_content(clients: int, seed: int) -> str:
	return f"{clients} invented clients (seed {seed})"


def make_demo(folder: Path, parts: Parts, clients: int, seed: int) -> None:
	bench = copy_of_app_site(folder, parts)
	password = new_password()
	with bench.databases():
		with step(f"{clients} clients"):
			bench.frappe("--site", SITE, "css-demo", "load", "--clients", str(clients), "--seed", str(seed))
		bench.on_site("set_administrator_password", secret=password)
	bench.update_config(admin_password=password)
	write_file(bench.folder / CONTENT_FILE, describe_content(clients, seed))
	add_administrator(bench.sites / SITE / USERS_FILE, password)
	write_state(bench, parts)


def add_administrator(file: Path, password: str) -> None:
	users = json.loads(file.read_text()) if file.exists() else []
	administrator = {"user": "Administrator", "role": "System administrator", "password": password}
	others = [user for user in users if user["user"] != "Administrator"]
	write_file(file, json.dumps([administrator, *others], indent=1), mode=0o600)


def state_of(parts: Parts) -> str:
	return key_of([app_key(), *(part.name for part in parts)])


def write_state(bench: Bench, parts: Parts) -> None:
	write_file(bench.folder / "migrated_to", state_of(parts))


def bring_up_to_date(bench: Bench, parts: Parts) -> None:
	file = bench.folder / "migrated_to"
	is_current = file.exists() and file.read_text() == state_of(parts)
	if not is_current:
		bench.stop(*SERVERS)
		bench.link_parts(parts)
	with step("MariaDB and Redis"):
		bench.start_databases()
	if not is_current:
		with step("Changes of the app: migrate"):
			bench.frappe("--site", SITE, "migrate")
			bench.on_site("check_doctypes")
			bench.on_site("clear_cache")
		write_state(bench, parts)
	if not all(bench.is_running(name) for name in SERVERS):
		bench.stop(*SERVERS)
		with step("Web server, worker and scheduler"):
			bench.start_web(SITE)
			servers.start_jobs(bench)


def print_summary(bench: Bench, wished: str) -> None:
	content = (bench.folder / CONTENT_FILE).read_text()
	print(f"\nThe desk: {bench.url}, with {content}")
	if content != wished:
		print(f"For {wished} instead: make demo-anew, which throws away what was entered.")
	print()
	users = json.loads((bench.sites / SITE / USERS_FILE).read_text())
	width = max(len(user["user"]) for user in users)
	for user in users:
		print(f"  {user['user']:{width}}  {user['password']}  {user['role']}")
	print(f"\nRuns on Frappe {frappe_version(bench)} (2023-08-05), and proves no more than that.")
	print("`make stop` ends it; `make demo` starts it again with what was entered.")


def frappe_version(bench: Bench) -> str:
	init = (bench.folder / "apps/frappe/frappe/__init__.py").read_text()
	return init.partition('__version__ = "')[2].partition('"')[0]
