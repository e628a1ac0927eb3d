"""One notice in the desk for everybody who has reminders on a day: how many, and where to look (R-169, R-438).

At most one for each person and day: it is made in the transaction that makes the day's reminders at the site, and
who is posted at several sites has the number of all of them in one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.model.naming import set_new_name
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count
from frappe.utils import formatdate

from css_case_mgmt.local_time import start_of_day, zone_of
from css_case_mgmt.reminders.ledger import REMINDER, insert_new
from css_case_mgmt.reminders.policy import Policy
from css_case_mgmt.rules.reminders import Audience

NOTICE, NOTICE_SETTINGS = "Notification Log", "Notification Settings"
ACCESS, STAFF = "CSS Case Access", "CSS Staff"
MANAGER = "CSS Manager"


def notify(policy: Policy) -> None:
	"""Tell whoever worked at the site on that day how many reminders there are; nobody is named."""
	here = numbers_by_user(policy.site, policy.day)
	users = reachable_users(here) if here else {}
	if not users:
		return
	total = here + numbers_elsewhere(list(users), policy)
	texts = {user: notice_text(total[user], policy.day, language) for user, language in users.items()}
	told = replace_earlier(texts, policy.day, set(users.values()))
	new = [user for user in users if user not in told]
	insert_new(NOTICE, [notice_row(user, texts[user]) for user in new])
	mark_unseen(new)


def numbers_by_user(site: str, day: date) -> Counter:
	"""How many reminders of a day are each person's: of the cases she worked on or covered, and the managers' own.
	What nobody works on is the managers' (R-070)."""
	numbers = reminders_by_case(site, day)
	if not numbers:
		return Counter()
	at_work, managers = staff_on(site, day)
	working = working_on_cases(site, day)
	found: Counter = Counter()
	for css_case, audience, number in numbers:
		users = working.get(css_case, set()) & at_work if audience == Audience.CASEWORKER.value else set()
		for user in users or managers:
			found[user] += number
	return found


def reminders_by_case(site: str, day: date) -> list[tuple[str | None, str, int]]:
	reminder = frappe.qb.DocType(REMINDER)
	query = frappe.qb.from_(reminder).select(reminder.css_case, reminder.audience, Count(reminder.name))
	query = query.where((reminder.site == site) & (reminder.remind_on == day))
	return query.groupby(reminder.css_case, reminder.audience).run()


def working_on_cases(site: str, day: date) -> dict[str, set[str]]:
	"""Who was assigned to the cases of that day's reminders or covered them when the day began. An assignment
	entered in its course ends the one before by the day before: both are read as they were in the morning."""
	access, reminder = frappe.qb.DocType(ACCESS), frappe.qb.DocType(REMINDER)
	reminded = frappe.qb.from_(reminder).select(reminder.css_case).distinct()
	reminded = reminded.where((reminder.site == site) & (reminder.remind_on == day))
	rows = (
		frappe.qb.from_(reminded.as_("reminded"))
		.join(access)
		.on(access.css_case == reminded.as_("reminded").css_case)
		.select(access.css_case, access.user, access.kind, access.access_until)
		.where(access.kind.isin(("Assigned", "Covering")))
		.where(access.access_from <= day)
		.where(access.access_until.isnull() | (access.access_until >= day - timedelta(days=1)))
		.where(access.creation < start_of_day(zone_of(site), day))
		.orderby(access.access_from)
		.orderby(access.creation)
		.run(as_dict=True)
	)
	assigned, found = {}, defaultdict(set)
	for row in rows:
		if row.kind == "Assigned":
			assigned[row.css_case] = row.user
		elif row.access_until >= day:
			found[row.css_case].add(row.user)
	for css_case, user in assigned.items():
		found[css_case].add(user)
	return found


def staff_on(site: str, day: date) -> tuple[set[str], set[str]]:
	"""Who was at work at a site on a day, and to whom of them things are escalated: the site's addressee, or else
	all its managers."""
	staff, role = frappe.qb.DocType(STAFF), frappe.qb.DocType("Has Role")
	rows = (
		frappe.qb.from_(staff)
		.left_join(role)
		.on((role.parent == staff.user) & (role.parenttype == "User") & (role.role == MANAGER))
		.select(staff.user, role.role)
		.where(staff.site == site)
		.where(staff.active_from <= day)
		.where(staff.active_to.isnull() | (staff.active_to >= day))
		.run()
	)
	managers = {user for user, has_role in rows if has_role}
	addressee = frappe.db.get_value("CSS Site", site, "manager")
	return {user for user, _role in rows}, {addressee} if addressee in managers else managers


def numbers_elsewhere(users: list[str], policy: Policy) -> Counter:
	"""The same day's reminders at the other sites of those few who are posted at several."""
	staff = frappe.qb.DocType(STAFF)
	query = frappe.qb.from_(staff).select(staff.site).distinct()
	query = query.where(staff.user.isin(users) & (staff.site != policy.site))
	total: Counter = Counter()
	for site in query.run(pluck=True) if users else ():
		total += numbers_by_user(site, policy.day)
	return total


def reachable_users(users: Iterable[str]) -> dict[str, str]:
	"""Those who may log in and have not switched notices off, with their language."""
	user, settings = frappe.qb.DocType("User"), frappe.qb.DocType(NOTICE_SETTINGS)
	return dict(
		frappe.qb.from_(user)
		.left_join(settings)
		.on(settings.name == user.name)
		.select(user.name, user.language)
		.where(user.name.isin(list(users)))
		.where(user.enabled == 1)
		.where(settings.enabled.isnull() | (settings.enabled == 1))
		.orderby(user.name)
		.run()
	)


def notice_text(number: int | str, day: date, language: str | None) -> str:
	text = _("Reminders of {0}: {1}. Open Today.", lang=language or frappe.local.lang)
	return text.format(formatdate(day), number)


def notice_row(user: str, subject: str) -> dict:
	notice = frappe.new_doc(NOTICE)
	set_new_name(notice)
	link = {"link": "/app/css-today"} if notice.meta.has_field("link") else {}
	return {"name": notice.name, "subject": subject, "for_user": user, "type": "Alert", "read": 0, **link}


def replace_earlier(texts: dict[str, str], day: date, languages: set[str | None]) -> set[str]:
	"""What another site, or an earlier run, has said of the same day says the number of now; whose there was."""
	notice = frappe.qb.DocType(NOTICE)
	of_day = [notice.subject.like(notice_text("%", day, language)) for language in languages]
	earlier = (
		frappe.qb.from_(notice)
		.select(notice.name, notice.for_user, notice.subject)
		.where(notice.for_user.isin(list(texts)) & (notice.type == "Alert"))
		.where(Criterion.any(of_day))
		.run(as_dict=True)
	)
	for row in earlier:
		if row.subject != texts[row.for_user]:
			frappe.db.set_value(NOTICE, row.name, {"subject": texts[row.for_user], "read": 0})
	return {row.for_user for row in earlier}


def mark_unseen(users: list[str]) -> None:
	if not users:
		return
	settings = frappe.qb.DocType(NOTICE_SETTINGS)
	frappe.qb.update(settings).set(settings.seen, 0).where(settings.name.isin(users)).run()
	for user in users:
		frappe.publish_realtime("notification", user=user, after_commit=True)
