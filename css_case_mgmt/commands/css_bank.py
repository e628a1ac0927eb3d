"""`bench --site SITE css-bank export|import`: a question bank as a file (D-05, R-149)."""

from pathlib import Path

import click
import frappe
from frappe.commands import get_site, pass_context

FORMATS = ("xlsx", "json")


@click.group("css-bank")
def css_bank() -> None:
	"""Question banks as files."""


@css_bank.command("export")
@click.argument("bank")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@pass_context
def export_command(context, bank: str, path: Path) -> None:
	"""Write the question bank BANK, such as ILLUSTRATIVE-v1, to PATH (.xlsx or .json)."""
	from css_case_mgmt.question_bank.bank_file import export_bank

	file_format = format_of(path)
	with connected(get_site(context)):
		if not frappe.db.exists("CSS NAM Bank", bank):
			banks = ", ".join(frappe.get_all("CSS NAM Bank", pluck="name", order_by="name")) or "none"
			raise click.ClickException(f"There is no question bank {bank}. Banks here: {banks}.")
		path.write_bytes(export_bank(frappe.get_doc("CSS NAM Bank", bank), file_format))
	click.echo(f"{bank} written to {path.resolve()}")


@css_bank.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--publish", is_flag=True, help="Publish the bank at once.")
@pass_context
def import_command(context, path: Path, publish: bool) -> None:
	"""Make a draft question bank of the file PATH (.xlsx or .json)."""
	from css_case_mgmt.question_bank.bank_file import import_bank

	file_format = format_of(path)
	with connected(get_site(context)):
		try:
			bank = import_bank(path.read_bytes(), file_format)
			if publish:
				bank.publish()
		except frappe.ValidationError as error:
			raise click.ClickException(frappe.utils.strip_html(str(error).replace("</li>", "\n"))) from error
		frappe.db.commit()
		click.echo(f"{bank.name} imported: {len(bank.questions)} questions, {bank.status}")


class connected:
	"""A site's connection as Administrator, closed whatever happens; nothing is committed by itself."""

	def __init__(self, site: str) -> None:
		self.site = site

	def __enter__(self) -> None:
		frappe.init(site=self.site)
		frappe.connect()
		frappe.flags.print_messages = False

	def __exit__(self, *_error) -> None:
		frappe.destroy()


def format_of(path: Path) -> str:
	file_format = path.suffix[1:].lower()
	if file_format not in FORMATS:
		raise click.ClickException("A question bank is a file that ends in .xlsx or .json.")
	return file_format
