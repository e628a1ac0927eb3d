"""The people whom the list concerns: names to be shown, heads of families, young people: one query."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import frappe
from frappe.query_builder import Criterion

from css_case_mgmt.coming_of_age import DAYS_AFTER, Ages
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.permissions.conditions import is_latest_membership
from css_case_mgmt.rules.age import births_reaching
from css_case_mgmt.rules.today import Item, Kind, Task, state_of
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose


def people_of(
	files: Files, whose: Whose, cases: Iterable[str], clients: Iterable[str]
) -> dict[str, frappe._dict]:
	"""Of the people of some families: the heads, those named, and whoever reaches the age of an own file.

	A client's file is open through the latest membership only, so that nobody is named by a family that she has
	left (D-19, D-20).

	Args:
		files: of the list.
		whose: the list.
		cases: which of the reader's cases; all of them are open to her.
		clients: who is to be named.
	"""
	member, client = frappe.qb.DocType("CSS Case Member"), frappe.qb.DocType("CSS Client")
	wanted = [member.is_head == 1, client.name.isin(list(clients) or [""])]
	wanted += [
		client.date_of_birth[slice(*births_near(ages))] & member.member_to.isnull()
		for ages in ages_at(files, whose).values()
	]
	rows = (
		frappe.qb.from_(member)
		.join(client)
		.on(client.name == member.client)
		.select(
			client.name,
			client.file_number,
			client.date_of_birth,
			client.died_on,
			*(client[fieldname] for fieldname in NAME_FIELDS),
			member.css_case,
			member.is_head,
			member.member_to,
		)
		.where(member.css_case.isin(list(cases) or [""]))
		.where(is_latest_membership(member))
		.where(Criterion.any(wanted))
		.run(as_dict=True)
	)
	return {row.name: row for row in rows}


def ages_at(files: Files, whose: Whose) -> dict[str, Ages]:
	return {site: Ages.at(site, whose.today_at(site)) for site in sorted(files.sites)}


def births_near(ages: Ages):
	return births_reaching(
		ages.today - timedelta(days=DAYS_AFTER),
		ages.today + timedelta(days=ages.notice_days),
		ages.own_file_age,
	)


def own_file_items(files: Files, whose: Whose, people: dict[str, frappe._dict]) -> Iterator[Item]:
	"""Young people who soon need, or need by now, a file of their own (R-046, T-09)."""
	at = ages_at(files, whose)
	for person in people.values():
		case = files.cases.get(person.css_case)
		if not case or person.member_to or person.name in files.enrolled_clients:
			continue
		ages = at[case.site]
		birthday = ages.birthday(person)
		if not birthday:
			continue
		opens = birthday - timedelta(days=ages.notice_days)
		state = state_of(birthday, ages.today, whose.soon_days(case.site), opens)
		if state:
			row = frappe._dict(case, client=person.name, file_number=person.file_number)
			task = Task.OPEN_OWN_FILE if birthday <= ages.today else Task.PREPARE_OWN_FILE
			record = ("CSS Client", person.name)
			yield about(row, whose, Kind.OWN_FILE, state, task, due=birthday, record=record)
