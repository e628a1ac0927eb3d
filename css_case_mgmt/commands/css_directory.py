"""`bench --site SITE css-directory export|import`: the directory of service providers as HSDS tables (R-305)."""

from pathlib import Path

import click
import frappe
from frappe.commands import get_site, pass_context

from css_case_mgmt.commands.css_bank import connected


@click.group("css-directory")
def css_directory() -> None:
	"""The directory of service providers as tables of Open Referral HSDS 3."""


@css_directory.command("export")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@pass_context
def export_command(context, path: Path) -> None:
	"""Write all service providers to PATH, a zip archive of CSV files."""
	from css_case_mgmt.service_directory.directory import export_directory

	with connected(get_site(context)):
		path.write_bytes(export_directory())
	click.echo(f"Directory written to {path.resolve()}")


@css_directory.command("import")
@click.argument(
	"paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--source", default="HSDS", show_default=True, help="What the ids in the files belong to.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@pass_context
def import_command(context, paths: tuple[Path, ...], source: str, dry_run: bool) -> None:
	"""Bring in PATHS: a zip archive, or CSV files named as in HSDS, such as organizations.csv."""
	from css_case_mgmt.service_directory.csv_tables import FileRefused
	from css_case_mgmt.service_directory.directory import import_directory, plan_import
	from css_case_mgmt.service_directory.problems import tell_file_problem, tell_notes, tell_problems

	files = [(path.name, path.read_bytes()) for path in paths]
	with connected(get_site(context)):
		try:
			plan = plan_import(files, source) if dry_run else import_directory(files, source)
		except FileRefused as refused:
			raise click.ClickException(tell_file_problem(refused)) from refused
		except frappe.ValidationError as error:
			raise click.ClickException(as_lines(str(error))) from error
		if plan.problems:
			raise click.ClickException(as_lines(tell_problems(plan.problems)))
		if not dry_run:
			frappe.db.commit()
		for line in tell_notes(plan.notes):
			click.echo(line)
		click.echo(f"New: {len(plan.new)}, changed: {len(plan.changed)}, as before: {plan.unchanged}")


def as_lines(html: str) -> str:
	return frappe.utils.strip_html(html.replace("<ul>", "\n").replace("</li>", "\n"))
