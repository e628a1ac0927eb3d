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
@pass_context
def load_command(context, clients: int, seed: int) -> None:
	"""Load families; what is loaded already stays as it is. Refuses a site with real clients."""
	from css_case_mgmt.demo.loader import load

	with connected(get_site(context)):
		try:
			with click.progressbar(length=clients, label="Clients", show_pos=True) as bar:
				done = load(clients, seed, progress=bar.update)
		except frappe.ValidationError as error:
			raise click.ClickException(frappe.utils.strip_html(str(error))) from error
		click.echo(f"{done.clients} clients in {done.families} families loaded.")
		if done.already_here:
			click.echo(f"{done.already_here} clients were here already.")
		file = os.path.abspath(frappe.get_site_path("private", "demo_users.json"))
		click.echo(f"Users and passwords: {file}")
