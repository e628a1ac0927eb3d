"""`bench --site SITE css-check`: states that no approval explains, orphans, gaps in the clocks (D-24)."""

import json
import sys
from dataclasses import asdict

import click
from frappe.commands import get_site, pass_context

from css_case_mgmt.commands.css_bank import connected

KINDS = ("approvals", "orphans", "clocks")


@click.command("css-check")
@click.option(
	"--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; may be repeated."
)
@click.option("--json", "as_json", is_flag=True, help="Write all findings as one JSON list.")
@pass_context
def css_check(context, kinds: tuple[str, ...], as_json: bool) -> None:
	"""Look for what no controller would have written. Changes nothing, and names no client.

	Ends with exit code 1 if anything is found. What it cannot see: a change by somebody who has written the row, its
	times and its history alike.
	"""
	from css_case_mgmt.checking.whole_site import findings_of_site

	with connected(get_site(context)):
		findings = list(findings_of_site(kinds or KINDS))
	if as_json:
		click.echo(json.dumps([{"kind": kind, **asdict(finding)} for kind, finding in findings], indent=1))
	else:
		for kind, finding in findings:
			click.echo(f"{kind}: {finding.doctype} {finding.name}: {finding.problem} {finding.remedy}")
		click.echo(f"{len(findings)} found." if findings else "Nothing found.")
	if findings:
		sys.exit(1)
