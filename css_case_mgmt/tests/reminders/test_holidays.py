"""A site's holidays: filled in once a year, and the admin's from then on (R-169)."""

from datetime import date

import frappe
from frappe.utils import getdate

from css_case_mgmt.reminders.policy import Policy
from css_case_mgmt.settings import settings_of
from css_case_mgmt.site_holidays import (
	SUBDIVISIONS,
	YEARS_AHEAD,
	NoYearToFill,
	fill_for_coming_year,
	public_holidays,
)
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import acting_as, make_manager, make_site, make_user, today

SITE = "Holiday Site"
CANADA_DAY = (7, 1)


class TestHolidays(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.site = frappe.get_doc("CSS Site", make_site(SITE, province="Quebec", official_language="French"))
		self.year = today().year

	def listed(self) -> dict[date, str]:
		rows = frappe.get_all(
			"CSS Site Holiday", {"parent": SITE}, ["holiday_date", "holiday_name"], as_list=True
		)
		return dict(rows)

	def test_this_year_and_the_next(self):
		"""R-169: of the province, in the language of the site."""
		self.assertEqual({day.year for day in self.listed()}, {self.year, self.year + 1})
		self.assertEqual(self.listed()[date(self.year, 6, 24)], "Fête nationale du Québec")
		self.assertEqual(self.site.holidays_filled_until, self.year + 1)

	def test_what_an_admin_removed_or_added_stays(self):
		"""R-169: neither brought back nor written over, also when the year after is filled in."""
		canada_day = date(self.year + 1, *CANADA_DAY)
		own = date(self.year + 2, *CANADA_DAY)
		self.site.holidays = [row for row in self.site.holidays if getdate(row.holiday_date) != canada_day]
		self.site.append("holidays", {"holiday_date": own, "holiday_name": "Jour de l'agence"})
		self.site.save()
		fill_for_coming_year(SITE, date(self.year, 12, 31))
		self.assertNotIn(canada_day, self.listed())
		fill_for_coming_year(SITE, date(self.year + 1, 1, 1))
		self.assertNotIn(canada_day, self.listed())
		self.assertEqual(self.listed()[own], "Jour de l'agence")
		self.assertIn(date(self.year + 2, 6, 24), self.listed())
		self.assertEqual(frappe.db.get_value("CSS Site", SITE, "holidays_filled_until"), self.year + 2)

	def test_another_year_at_the_push_of_a_button(self):
		"""R-169: for whoever may change the site, as far as such days are known."""
		coordinator = make_user("holiday.coordinator@test.example", "CSS National Coordinator")
		with acting_as(make_manager()), self.assertRaises(frappe.PermissionError):
			self.site.fill_next_year()
		with acting_as(coordinator):
			for year in range(self.year + 2, self.year + YEARS_AHEAD + 1):
				self.assertEqual(frappe.get_doc("CSS Site", SITE).fill_next_year(), year)
			with self.assertRaises(NoYearToFill):
				frappe.get_doc("CSS Site", SITE).fill_next_year()
		self.assertIn(date(self.year + YEARS_AHEAD, *CANADA_DAY), self.listed())

	def test_a_site_from_before(self):
		"""R-169: a site that had no holidays gets those of this year and the next."""
		frappe.db.delete("CSS Site Holiday", {"parent": SITE})
		frappe.db.set_value("CSS Site", SITE, "holidays_filled_until", 0)
		fill_for_coming_year(SITE, today())
		self.assertEqual({day.year for day in self.listed()}, {self.year, self.year + 1})

	def test_each_day_once(self):
		"""R-169: and in the order of the year."""
		self.site.append("holidays", {"holiday_date": date(self.year, 6, 24)})
		self.assertRaises(frappe.ValidationError, self.site.save)
		self.site.reload()
		self.site.append("holidays", {"holiday_date": f"{self.year}-01-05", "holiday_name": "Agency"})
		self.site.save()
		days = [getdate(row.holiday_date) for row in frappe.get_doc("CSS Site", SITE).holidays]
		self.assertEqual(days, sorted(days))

	def test_only_working_days_are_counted(self):
		"""R-169: an escalation waits for the site's own holidays."""
		due = date(2027, 3, 25)
		settings = settings_of(SITE)
		without = Policy(SITE, due, frozenset(), settings)
		self.assertEqual(without.escalation(due), date(2027, 4, 1))
		self.assertEqual(
			Policy(SITE, due, frozenset({date(2027, 3, 26)}), settings).escalation(due), date(2027, 4, 2)
		)

	def test_every_province(self):
		"""R-002, R-169: each has its holidays, in both languages."""
		provinces = frappe.get_meta("CSS Site").get_field("province").options.split("\n")
		self.assertEqual(set(SUBDIVISIONS), set(filter(None, provinces)))
		for province in SUBDIVISIONS:
			with self.subTest(province=province):
				english, french = (public_holidays(province, 2028, each) for each in ("English", "French"))
				self.assertEqual(set(english), set(french))
				self.assertGreater(len(english), 4)
				self.assertNotEqual(english[date(2028, *CANADA_DAY)], french[date(2028, *CANADA_DAY)])
