"""The morning's e-mail for those who asked for it: numbers and file numbers, no names (R-458, R-438, R-439)."""

from collections.abc import Iterable
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import frappe
from frappe import _
from frappe.utils import escape_html, formatdate, get_url

from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.today import Item, Kind, State
from css_case_mgmt.today import items_for

PREFERENCE = "CSS Reminder Preference"
MORNING = range(6, 12)
"""Hours at the site in which it is sent; who has none by noon gets the next day's."""
NUMBERS_SHOWN = 30
WORTH_A_LETTER = (State.OVERDUE, State.TODAY, State.SOON)


def send_digests() -> None:
	"""Hourly: in the morning of each site, at most once a day to each person; nothing where nothing is due."""
	for preference in wanted():
		frappe.db.commit()
		try:
			send_digest(preference.name)
			frappe.db.commit()
		except (frappe.QueryTimeoutError, frappe.QueryDeadlockError):
			frappe.db.rollback()  # Another run is sending it.
		except frappe.OutgoingEmailError:
			frappe.db.rollback()
			return  # No account to send from: nobody can be written to.


def wanted() -> list[frappe._dict]:
	preference, user = frappe.qb.DocType(PREFERENCE), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(preference)
		.join(user)
		.on(user.name == preference.user)
		.select(preference.name)
		.where((preference.daily_digest == 1) & (user.enabled == 1))
		.orderby(preference.name)
		.run(as_dict=True)
	)


def send_digest(preference: str) -> bool:
	"""Put one person's digest of the day into the queue, if it is time; whether it was. The caller commits.

	Raises:
		QueryTimeoutError: another run is at work on it.
		OutgoingEmailError: there is no account to send from.
	"""
	table = frappe.qb.DocType(PREFERENCE)
	query = frappe.qb.from_(table).select(table.user, table.daily_digest, table.digest_sent_on)
	user, is_wanted, sent_on = query.where(table.name == preference).for_update(nowait=True).run()[0]
	now = time_at_work(user)
	if not is_wanted or not now or now.hour not in MORNING or (sent_on and sent_on >= now.date()):
		return False
	items = items_for(user)
	if not any(item.state in WORTH_A_LETTER for item in items):
		return False
	address, language = frappe.db.get_value("User", user, ["email", "language"])
	with speaking(language):
		frappe.sendmail(
			recipients=[address],
			subject=_("What is due on {0}").format(formatdate(now.date())),
			message=letter(items),
			add_unsubscribe_link=0,
			delayed=True,
		)
	frappe.db.set_value(PREFERENCE, preference, "digest_sent_on", now.date(), update_modified=False)
	return True


def time_at_work(user: str) -> datetime | None:
	"""The time at the first of the sites where somebody works; None for a leaver (R-507)."""
	sites = scope_of(user).staff_sites
	if not sites:
		return None
	return datetime.now(ZoneInfo(frappe.get_cached_value("CSS Site", sites[0], "time_zone")))


@contextmanager
def speaking(language: str | None):
	"""Write in somebody's language, then go on in one's own."""
	before = frappe.local.lang
	frappe.local.lang = language or before
	try:
		yield
	finally:
		frappe.local.lang = before


def letter(items: Iterable[Item]) -> str:
	by_kind: dict[Kind, list[Item]] = {}
	for item in items:
		by_kind.setdefault(item.kind, []).append(item)
	labels = kind_labels()
	lines = "".join(f"<li><b>{labels[kind]}</b>: {line(of_kind)}</li>" for kind, of_kind in by_kind.items())
	link = f'<a href="{get_url("/app/css-today")}">{_("Open Today")}</a>'
	return f"<ul>{lines}</ul><p>{link}</p>"


def line(items: list[Item]) -> str:
	"""Such as: 2 overdue (C-00012, C-00044), 1 soon (C-00013)."""
	texts = state_texts()
	parts = []
	for state in State:
		numbers = [item.file_number for item in items if item.state is state]
		if numbers:
			parts.append(f"{texts[state].format(len(numbers))}{listed(numbers)}")
	return ", ".join(parts)


def listed(numbers: list[str]) -> str:
	known = list(dict.fromkeys(filter(None, numbers)))
	if not known:
		return ""
	shown = [escape_html(number) for number in known[:NUMBERS_SHOWN]]
	return f" ({', '.join(shown)}{' …' if len(known) > NUMBERS_SHOWN else ''})"


def state_texts() -> dict[State, str]:
	return {
		State.OVERDUE: _("{0} overdue"),
		State.TODAY: _("{0} due today"),
		State.SOON: _("{0} soon"),
		State.WAITING: _("{0} waiting"),
	}


def kind_labels() -> dict[Kind, str]:
	return {
		Kind.APPOINTMENT: _("Appointments"),
		Kind.NAM: _("Needs assessments"),
		Kind.PERIODIC: _("Periodic assessments"),
		Kind.PLAN: _("Settlement plans"),
		Kind.CONTACT: _("To be contacted"),
		Kind.CONSENT: _("Consents"),
		Kind.OWN_FILE: _("Own files"),
		Kind.PROGRAMME: _("Length of the programme"),
		Kind.CITIZENSHIP: _("Citizenship"),
		Kind.EXIT: _("Exits"),
		Kind.NAARS: _("Follow-ups of a NAARS"),
		Kind.REFERRAL: _("Referrals received"),
		Kind.SERVICE_REFERRAL: _("Referrals to services"),
		Kind.INTAKE: _("Intakes"),
		Kind.REVIEW: _("Reviews"),
		Kind.DRAFT: _("Drafts"),
		Kind.PROBLEM: _("Open problems"),
		Kind.NOTES: _("Case notes to print"),
	}
