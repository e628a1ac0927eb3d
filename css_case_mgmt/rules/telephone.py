"""Telephone numbers as every telephone in the world dials them (E.164), checked by the library that Frappe brings."""

import re
from enum import Enum

import phonenumbers

HOME_REGION = "CA"
EXTENSION = re.compile(r"(;?ext[.=:]?|extension|poste|x|#)[\s.:]*\d{1,7}\s*$", re.IGNORECASE)


class TelephoneProblem(Enum):
	"""Why a text is no telephone number that can be kept."""

	HAS_WORDS = "HAS_WORDS"
	HAS_EXTENSION = "HAS_EXTENSION"
	NOT_VALID = "NOT_VALID"


class NotATelephoneNumber(ValueError):
	"""A text that is no telephone number that can be kept."""

	def __init__(self, problem: TelephoneProblem):
		super().__init__(problem)
		self.problem = problem


def normal_number(text: str, region: str = HOME_REGION) -> str:
	"""Return a telephone number as +, country code and number.

	Args:
		text: as typed; a number without a country code is one of the region.
		region: ISO 3166-1 code of the country.

	Raises:
		NotATelephoneNumber: if it is none, or has an extension, which this form cannot hold.
	"""
	if EXTENSION.search(text):
		raise NotATelephoneNumber(TelephoneProblem.HAS_EXTENSION)
	if any(character.isalpha() for character in text):
		# The library would drop what stands after the number.
		raise NotATelephoneNumber(TelephoneProblem.HAS_WORDS)
	try:
		number = phonenumbers.parse(text, region)
	except phonenumbers.NumberParseException:
		raise NotATelephoneNumber(TelephoneProblem.NOT_VALID) from None
	if not phonenumbers.is_valid_number(number):
		raise NotATelephoneNumber(TelephoneProblem.NOT_VALID)
	return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_number(number: str, region: str = HOME_REGION) -> str:
	"""Return a normal number as it is read: without the country code where it is the region's."""
	try:
		parsed = phonenumbers.parse(number, region)
	except phonenumbers.NumberParseException:
		return number
	at_home = phonenumbers.region_code_for_number(parsed) == region
	form = phonenumbers.PhoneNumberFormat
	return phonenumbers.format_number(parsed, form.NATIONAL if at_home else form.INTERNATIONAL)
