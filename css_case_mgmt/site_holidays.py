"""The public holidays of a site's province, for the rules that count working days alone (R-169, D-12).

They are filled in once for each year; what an admin adds, changes or removes afterwards stays.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import frappe
import holidays
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

SUBDIVISIONS = {
	"Alberta": "AB",
	"British Columbia": "BC",
	"Manitoba": "MB",
	"New Brunswick": "NB",
	"Newfoundland and Labrador": "NL",
	"Northwest Territories": "NT",
	"Nova Scotia": "NS",
	"Nunavut": "NU",
	"Ontario": "ON",
	"Prince Edward Island": "PE",
	"Quebec": "QC",
	"Saskatchewan": "SK",
	"Yukon": "YT",
}
YEARS_AHEAD = 5


class NoYearToFill(frappe.ValidationError):
	"""Public holidays that far ahead are not known."""


def public_holidays(province: str, year: int, official_language: str | None) -> dict[date, str]:
	"""Return the public holidays of a province in a year, in the order of the year.

	Args:
		province: as in CSS Site.
		year: of the calendar.
		official_language: of the site; French names where it is French, English ones otherwise.
	"""
	language = "fr" if official_language == "French" else "en_CA"
	found = holidays.country_holidays("CA", subdiv=SUBDIVISIONS[province], years=year, language=language)
	return dict(sorted(found.items()))


def this_year_at(site: Document) -> int:
	return datetime.now(ZoneInfo(site.time_zone)).year


def append_year(site: Document, year: int) -> None:
	"""Add a year's public holidays but for the days that are in the list already."""
	listed = {getdate(row.holiday_date) for row in site.holidays if row.holiday_date}
	for day, name in public_holidays(site.province, year, site.official_language).items():
		if day not in listed:
			site.append("holidays", {"holiday_date": day, "holiday_name": name})
	site.holidays_filled_until = year


def append_through(site: Document, last_year: int) -> bool:
	"""Add the years that are missing up to one, from this year on; whether there were any."""
	years = range(max(this_year_at(site), (site.holidays_filled_until or 0) + 1), last_year + 1)
	for year in years:
		append_year(site, year)
	return bool(years)


def append_next_year(site: Document) -> int:
	"""Add one year more, as somebody at the site asks for; the year.

	Raises:
		NoYearToFill: it lies too far ahead.
	"""
	this_year = this_year_at(site)
	year = max(this_year, (site.holidays_filled_until or 0) + 1)
	if year > this_year + YEARS_AHEAD:
		frappe.throw(
			_("Public holidays are filled in up to {0}. Add later ones by hand.").format(
				this_year + YEARS_AHEAD
			),
			NoYearToFill,
			title=_("Holidays"),
		)
	append_year(site, year)
	return year


def fill_for_coming_year(site: str, today: date) -> None:
	"""Daily: from New Year on the holidays of the year after are there; earlier years are left alone.

	Raises:
		QueryTimeoutError: another run is at work on this site.
	"""
	filled_until = frappe.db.get_value("CSS Site", site, "holidays_filled_until")
	if filled_until and filled_until > today.year:
		return
	document = frappe.get_doc("CSS Site", site, for_update=True)
	if append_through(document, today.year + 1):
		document.flags.filling_holidays = True
		document.save(ignore_permissions=True)
