from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt import site_holidays
from css_case_mgmt.case_document import refuse_markup
from css_case_mgmt.css_case_mgmt.doctype.css_settings.css_settings import validate_setting
from css_case_mgmt.settings import overridable_settings


class CSSSite(Document):
	"""A partner organisation's site, custodian of its files (R-001, R-002, D-20)."""

	def validate(self) -> None:
		refuse_markup(self)
		self.validate_name()
		self.validate_time_zone()
		self.validate_activity()
		self.validate_settings()
		self.keep_what_jobs_write()
		if self.is_new() and self.province in site_holidays.SUBDIVISIONS:
			site_holidays.append_through(self, site_holidays.this_year_at(self) + 1)
		self.validate_holidays()

	@frappe.whitelist()
	def fill_next_year(self) -> int:
		"""Add the public holidays of the year after those that are filled in (R-169); the year."""
		self.check_permission("write")
		year = site_holidays.append_next_year(self)
		self.flags.filling_holidays = True
		self.save()
		return year

	def keep_what_jobs_write(self) -> None:
		"""A form that was open meanwhile brings back an old date: days would be reminded of again, or skipped."""
		if self.is_new():
			# The first day to remind of does not depend on when the job runs for the first time.
			self.reminded_until = datetime.now(ZoneInfo(self.time_zone)).date() - timedelta(days=1)
			self.holidays_filled_until = 0
			return
		reminded_until, filled_until = frappe.db.get_value(
			"CSS Site", self.name, ["reminded_until", "holidays_filled_until"], for_update=True
		)
		self.reminded_until = reminded_until
		if not self.flags.filling_holidays:
			self.holidays_filled_until = filled_until

	def validate_holidays(self) -> None:
		"""Each day once, in the order of the calendar."""
		seen = set()
		for row in self.holidays:
			if not row.holiday_date:
				continue  # Frappe names the row.
			day = row.holiday_date = getdate(row.holiday_date)
			if day in seen:
				frappe.throw(
					_("Row {0}: {1} is there twice.").format(row.idx, frappe.format(day, "Date")),
					title=_("Holidays"),
				)
			seen.add(day)
		self.holidays.sort(key=lambda row: row.holiday_date or date.max)
		for position, row in enumerate(self.holidays, start=1):
			row.idx = position

	def validate_name(self) -> None:
		if "\\" in self.site_name:
			frappe.throw(_("A site name has no backslash."), title=_("Site name"))

	def validate_time_zone(self) -> None:
		if self.time_zone not in available_timezones():
			frappe.throw(
				_("{0} is not a time zone. Choose one from the list, such as America/Toronto.").format(
					self.time_zone
				),
				title=_("Time zone"),
			)

	def validate_activity(self) -> None:
		if self.active_from and self.active_to and self.active_to < self.active_from:
			frappe.throw(_("Active to lies before Active from."), title=_("Dates"))

	def validate_settings(self) -> None:
		overridable = overridable_settings()
		seen = set()
		for row in self.settings:
			if row.setting not in overridable:
				frappe.throw(
					_("Row {0}: {1} is not a setting that a site can override.").format(row.idx, row.setting),
					title=_("Settings of this site"),
				)
			if row.setting in seen:
				frappe.throw(
					_("Row {0}: {1} is there twice.").format(row.idx, row.setting),
					title=_("Settings of this site"),
				)
			seen.add(row.setting)
			field = overridable[row.setting]
			if field.fieldtype == "Int":
				validate_setting(row.setting, row.value)
			elif row.value not in field.options.split("\n"):
				frappe.throw(
					_("Row {0}: choose one of {1}.").format(row.idx, field.options.replace("\n", ", ")),
					title=_("Settings of this site"),
				)
