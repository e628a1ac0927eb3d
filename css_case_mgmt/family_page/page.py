"""The sections put together, strengths before needs (R-454, R-459)."""

from css_case_mgmt.family_page.agreements import agreements, ending_soon, standings
from css_case_mgmt.family_page.contacts import activities, last_contacts, open_problems
from css_case_mgmt.family_page.due import due
from css_case_mgmt.family_page.family import Family, read_family
from css_case_mgmt.family_page.needs import Factors, last_factors, needs, what_goes_best
from css_case_mgmt.family_page.people import people
from css_case_mgmt.family_page.plan import goals, plan_section, plans
from css_case_mgmt.family_page.referrals import open_referrals
from css_case_mgmt.family_page.safety import safety

# What a reader may read none of has no heading either.
Section = list[dict] | None


def page_of(css_case: str) -> dict:
	"""Everything on the page of a family, in fifteen queries at most.

	Raises:
		frappe.PermissionError: the reader does not reach the case.
	"""
	family = read_family(css_case)
	factors, found_plans = last_factors(family), plans(family)
	found_standings, found_activities = standings(family), activities(family)
	members = people(family)
	sections: dict[str, Section] = {
		"safety": safety(family),
		"people": members,
		"agreements": agreements(family, found_standings),
		"strengths": strengths(family, factors, found_plans),
		"needs": needs(family, factors),
		"plan": plan_section(family, found_plans, goals(family)),
		"referrals": open_referrals(family),
		"problems": open_problems(found_activities),
		"contacts": last_contacts(found_activities),
		"due": due(family, ending_soon(family, found_standings)),
	}
	return {
		"case": {**family.case, "last_seen": last_seen_of_family(members)},
		"today": family.today,
		**{key: section for key, section in sections.items() if section is not None},
	}


def strengths(family: Family, factors: Factors | None, found_plans: dict[str, dict] | None) -> Section:
	"""What was said in the plan first, then what goes best in the last assessment."""
	if factors is None and found_plans is None:
		return None
	by_person = [
		{
			"client": person.name,
			"full_name": person.full_name,
			"said": (found_plans or {}).get(person.name, {}).get("strengths", []),
			"best": what_goes_best(person, family, factors),
		}
		for person in family.living
	]
	return [each for each in by_person if each["said"] or each["best"]]


def last_seen_of_family(members: list[dict] | None) -> dict | None:
	"""When somebody of the family was seen last."""
	seen = [member["last_seen"] for member in members or () if member["last_seen"]]
	return min(seen, key=lambda each: each["days"], default=None)
