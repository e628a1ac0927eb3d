"""The files of the hand-counted families, and what their codes stand for."""

import json
from pathlib import Path

import frappe

from css_case_mgmt.tests.factories import BANK

FOLDER = Path(__file__).parent
# Sites and people of their own: other tests leave families at theirs.
SITES = {"North": "Hand-counted North", "West": "Hand-counted West", "East": "Hand-counted East"}
STAFF = ("N1", "N2", "N3", "NM", "W1", "W2", "WM", "E1", "E2", "EM")
USERS = {code: f"{code.lower()}@counted.example" for code in STAFF}
MANAGERS = {"North": "NM", "West": "WM", "East": "EM"}
FACTORS = {
	"PM": "physical_mental_health",
	"HS": "housing_security",
	"LG": "language",
	"IG": "immigration_government",
	"LS": "life_skills",
	"ET": "education_training",
	"SC": "social_community",
	"CH": "children",
}
REASONS = {"NA": "Not Applicable", "NO": "Not Asked", "DE": "Declined", "UN": "Unknown"}
ADDED_TO = {
	"families.json": ("sites", "staff", "families"),
	"assessments.json": ("nam", "periodic"),
	"activities.json": ("activities",),
	"services.json": ("providers", "plans", "referrals"),
}
# What every entry of exits.json has, if it says nothing else.
CONTENTS = {"plans": "plan_contents", "referrals": "referral_contents"}
NAM = "CSS NAM Assessment"
PURPOSE = "Referral"
NOTE = "We met and spoke about what has changed."
# UTC: the middle of the day at both sites. Without a part of a second Frappe would compare two ways of writing it.
NOON = "18:00:00.123456"


def read(name: str) -> dict:
	return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def together(name: str) -> dict:
	"""A file with what exits.json adds to its lists."""
	found, added = read(name), read("exits.json")
	for key in ADDED_TO[name]:
		contents = added.get(CONTENTS.get(key), {})
		found[key].extend({**contents, **each} if contents else each for each in added[key])
	return found


def options_of_bank() -> dict[str, dict[str, dict[float, str]]]:
	"""Factor -> question -> weight -> option, in the order of the bank."""
	bank = frappe.get_cached_doc("CSS NAM Bank", BANK)
	found: dict[str, dict[str, dict[float, str]]] = {}
	for question in bank.questions:
		found.setdefault(question.factor, {})[question.question_code] = {}
	factor_of = {question.question_code: question.factor for question in bank.questions}
	for option in bank.options:
		found[factor_of[option.question_code]][option.question_code][option.weight] = option.option_code
	return found


AS_OF = read("families.json")["as_of"]
