"""Young people who reach the age of an own file: who they are and what each still needs (R-045 to R-047, D-09, D-27,
T-09). `reminders` reminds of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe import _
from pypika import Query

from css_case_mgmt.assessments_in_force import COUNTING
from css_case_mgmt.consent_gate import standings_of
from css_case_mgmt.rules.age import ComingOfAge, births_reaching, coming_of_age, own_file_from
from css_case_mgmt.settings import get_setting

# For so long after the birthday an own file that is still missing is asked for as such; later it is an intake.
DAYS_AFTER = 365


@dataclass(frozen=True)
class Ages:
	"""What counts at a site, and today there."""

	site: str
	today: date
	own_file_age: int
	notice_days: int

	@classmethod
	def at(cls, site: str, today: date) -> "Ages":
		return cls(site, today, get_setting("own_file_age", site), get_setting("own_file_notice_days", site))

	def birthday(self, person) -> date | None:
		"""The day of the own file, if it is near enough to speak of it."""
		if not person.date_of_birth or person.get("died_on"):
			return None
		birthday = own_file_from(person.date_of_birth, self.own_file_age)
		standing = coming_of_age(person.date_of_birth, self.today, self.own_file_age, self.notice_days)
		is_past = birthday < self.today - timedelta(days=DAYS_AFTER)
		return None if standing is ComingOfAge.LATER or is_past else birthday


def young_people(ages: Ages, readable_cases: Query | None = None) -> list[frappe._dict]:
	"""Members of open cases at a site who reach the age soon or have lately; one query.

	Args:
		readable_cases: names of the cases that the reader reaches; None for all of the site.
	"""
	case, member, client, enrolment = (
		frappe.qb.DocType(doctype)
		for doctype in ("CSS Case", "CSS Case Member", "CSS Client", "CSS Enrolment")
	)
	earliest, latest = births_reaching(
		ages.today - timedelta(days=DAYS_AFTER),
		ages.today + timedelta(days=ages.notice_days),
		ages.own_file_age,
	)
	query = (
		frappe.qb.from_(case)
		.join(member)
		.on((member.css_case == case.name) & member.member_to.isnull())
		.join(client)
		.on(client.name == member.client)
		.left_join(enrolment)
		.on((enrolment.client == client.name) & (enrolment.status == "Active"))
		.select(
			case.name.as_("css_case"),
			case.file_number.as_("case_number"),
			case.caseworker,
			client.name,
			client.file_number,
			client.given_names,
			client.patronymic,
			client.family_name,
			client.family_name_first,
			client.date_of_birth,
			enrolment.name.as_("enrolment"),
		)
		.where(case.site == ages.site)
		.where(case.status == "Open")
		.where(client.died_on.isnull())
		.where(client.date_of_birth[earliest:latest])
		.orderby(client.date_of_birth)
	)
	if readable_cases is not None:
		query = query.where(case.name.isin(readable_cases))
	rows = query.run(as_dict=True)
	for row in rows:
		row.birthday = ages.birthday(row)
	return [row for row in rows if row.birthday]


def missing_of_own_file(people: Iterable[frappe._dict], site: str, today: date) -> dict[str, list[str]]:
	"""What each young person still needs, in the order in which it is done; four queries for all of them.

	Args:
		people: with name, date_of_birth and enrolment (of an active one, or None).
	"""
	people = list(people)
	enrolments = [person.enrolment for person in people if person.enrolment]
	assessed = set(
		frappe.get_all(
			"CSS NAM Assessment",
			filters={"enrolment": ("in", enrolments), **COUNTING},
			pluck="enrolment",
		)
		if enrolments
		else ()
	)
	standings = standings_of(people, site, today)
	found = {}
	for person in people:
		standing = standings[person.name]
		found[person.name] = [
			what
			for what, is_there in (
				("Enrolment", bool(person.enrolment)),
				("Consent", standing.consent_is_valid),
				("Charter", standing.charter_is_valid),
				("Needs Assessment", person.enrolment in assessed),
			)
			if not is_there
		]
	return found


def missing_labels() -> dict[str, str]:
	return {
		"Enrolment": _("enrolment"),
		"Consent": _("consent"),
		"Charter": _("charter"),
		"Needs Assessment": _("needs assessment"),
	}
