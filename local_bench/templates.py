"""Sites that others are copied from: one of Frappe alone, one with the app installed."""

from pathlib import Path

from .bench import SITE, Bench, new_password
from .parts import Parts
from .paths import APP, CHECKOUT, HERE, checkout_folder
from .pieces import discard_others, files_in, key_of, locked, piece
from .steps import step

# What a site keeps of the app in its database.
KINDS_THAT_SHAPE_A_SITE = {".csv", ".html", ".json", ".md", ".po", ".py", ".txt", ".xlsx"}


def app_key() -> str:
	"""Changes with everything of the app that installing or migrating it may read."""
	folder = CHECKOUT / APP
	files = [
		file
		for file in files_in(folder)
		if file.suffix in KINDS_THAT_SHAPE_A_SITE
		and not {"tests", "public"}.intersection(file.relative_to(folder).parts)
		and not file.name.startswith("test_")
	]
	return key_of(part for file in files for part in (str(file.relative_to(folder)), file))


def frappe_site(parts: Parts) -> Path:
	def build(folder: Path) -> None:
		bench = Bench(folder)
		bench.make_folders(parts)
		bench.list_apps("frappe")
		# Not `disable_async`: with it, the lists of Frappe of 2023-08 stop on a missing socket. Asking for a server that
		# is not there does no harm.
		bench.update_config(admin_password=new_password(), default_site=SITE)
		with step("A site with Frappe"), bench.databases():
			bench.frappe("new-site", SITE, "--no-mariadb-socket")
			bench.on_site("complete_setup")

	inputs = [parts.frappe.name, parts.python.name, HERE / "inside/on_site.py", HERE / "servers.py"]
	return piece("frappe-site", inputs, build, checkout_folder())


def app_site(parts: Parts) -> Path:
	source = frappe_site(parts)

	def build(folder: Path) -> None:
		bench = Bench(source).copy_to(folder, parts)
		bench.list_apps("frappe", APP)
		with step("The app installed"), bench.databases():
			bench.frappe("--site", SITE, "install-app", APP)
			bench.on_site("check_doctypes")

	return piece("app-site", [source.name, app_key()], build, checkout_folder())


def copy_of_app_site(folder: Path, parts: Parts) -> Bench:
	with locked(checkout_folder() / ".templates.lock"):
		template = app_site(parts)
		for kept in (template, frappe_site(parts)):
			discard_others(kept.name.rpartition("-")[0], kept)
		return Bench(template).copy_to(folder, parts)
