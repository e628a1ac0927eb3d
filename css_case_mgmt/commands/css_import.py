"""`bench --site SITE css-import FILE`: a workbook of families, enrolments, assessments and contacts."""

import sys
from pathlib import Path

import click
import frappe
from frappe.commands import get_site, pass_context

from css_case_mgmt.commands.css_bank import connected


@click.command("css-import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
	"--source-system", required=True, help="Where the rows come from; with their IDs it names them."
)
@click.option("--user", default="Administrator", show_default=True, help="Whose permissions count.")
@click.option("--check-only", is_flag=True, help="Say what is wrong, and keep nothing.")
@pass_context
def css_import(context, path: Path, source_system: str, user: str, check_only: bool) -> None:
	"""Import the workbook PATH (.xlsx): either all of it or nothing."""
	from css_case_mgmt.importing.problems import ImportStopped, WorkbookRefused
	from css_case_mgmt.importing.progress import Progress
	from css_case_mgmt.importing.whole import import_workbook

	with connected(get_site(context)):
		if not frappe.db.get_value("User", user, "enabled"):
			raise click.ClickException(f"There is no user {user}.")
		frappe.set_user(user)
		try:
			result = import_workbook(path, source_system.strip(), Progress(show=show), keep=not check_only)
		except WorkbookRefused as refused:
			raise click.ClickException(str(refused)) from refused
		except ImportStopped as stopped:
			raise click.ClickException("The database was too busy. Nothing was imported.") from stopped
	for problem in result.problems:
		click.echo(problem.as_line(), err=True)
	if result.problems:
		click.echo(f"{len(result.problems)} problems. Nothing was imported.", err=True)
		sys.exit(1)
	outcome = result.outcome
	done = "would be imported" if check_only else "imported"
	click.echo(f"{outcome.new} records {done}, {outcome.unchanged} were here already.")


def show(stage: str, done: int, total: int) -> None:
	click.echo(f"{stage}: {done:,}" + (f" of {total:,}" if total else ""), err=True)
