"""`bench --site SITE css-demo load|clear`: invented families to try the app with."""

import os

import click
import frappe
from frappe.commands import get_site, pass_context

from css_case_mgmt.commands.css_bank import connected


@click.group("css-demo")
def css_demo() -> None:
	"""Invented families, none of them real."""


@css_demo.command("load")
@click.option("--clients", default=120, show_default=True, type=click.IntRange(1), help="How many people.")
@click.option("--seed", default=1, show_default=True, help="Another seed gives other people.")
@click.option("--contact-days", default=60, show_default=True, help="Days of contacts; 0 for all there were.")
@pass_context
def load_command(context, clients: int, seed: int, contact_days: int) -> None:
	"""Load families; what is loaded already stays as it is. Refuses a site with real clients."""
	from css_case_mgmt.demo.loader import load

	with connected(get_site(context)):
		try:
			with click.progressbar(length=clients, label="Clients", show_pos=True) as bar:
				done = load(clients, seed, progress=bar.update, contact_days=contact_days or None)
		except frappe.ValidationError as error:
			raise click.ClickException(frappe.utils.strip_html(str(error))) from error
		click.echo(f"{done.clients} clients in {done.families} families loaded.")
		if done.already_here:
			click.echo(f"{done.already_here} clients were here already.")
		file = os.path.abspath(frappe.get_site_path("private", "demo_users.json"))
		click.echo(f"Users and passwords: {file}")


@css_demo.command("clear")
@pass_context
def clear_command(context) -> None:
	"""Remove what was loaded, and nothing else."""
	from css_case_mgmt.demo.clear import clear
	from css_case_mgmt.demo.ledger import LEDGER

	with connected(get_site(context)):
		with click.progressbar(length=frappe.db.count(LEDGER), label="Records", show_pos=True) as bar:
			done = clear(progress=bar.update)
		click.echo(f"{done.removed} records of the demo removed.")
		if done.by_hand:
			click.echo(f"{done.by_hand} records that people had added to its families went with them.")
		for doctype, name in done.kept:
			click.echo(f"Kept, because other records use it: {doctype} {name}")
