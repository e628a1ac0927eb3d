import frappe
from frappe import _
from frappe.model.document import Document

# Where 0 means never, or at once.
MAY_BE_ZERO = ("case_note_print_months", "late_entry_days", "open_problem_days")


class SettingOutOfRange(frappe.ValidationError):
	"""A number of CSS Settings that no clock can work with."""


class CSSSettings(Document):
	"""The network's clocks, thresholds and rules; a site overrides them in its own settings."""

	def validate(self) -> None:
		for field in self.meta.fields:
			if field.fieldtype == "Int":
				validate_setting(field.fieldname, self.get(field.fieldname))
		self.validate_default_nam_bank()

	def validate_default_nam_bank(self) -> None:
		if not self.default_nam_bank:
			return
		if frappe.db.get_value("CSS NAM Bank", self.default_nam_bank, "status") != "Published":
			frappe.throw(
				_("{0} is not published. Only a published bank can be used for new assessments.").format(
					self.default_nam_bank
				),
				title=_("Question bank"),
			)


def validate_setting(fieldname: str, value: int | str | None) -> None:
	"""Refuse a number that no clock can work with.

	Raises:
		SettingOutOfRange: it is not a whole number, is too low, or is a share above 100 %.
	"""
	label = _(frappe.get_meta("CSS Settings").get_label(fieldname))
	try:
		number = int(value)
	except (TypeError, ValueError):
		number = -1
	lowest = 0 if fieldname in MAY_BE_ZERO else 1
	highest = 100 if fieldname == "minimum_answered_percent" else 10_000
	if not lowest <= number <= highest:
		frappe.throw(
			_("{0} must be a whole number from {1} to {2}.").format(label, lowest, highest),
			SettingOutOfRange,
			title=_("Settings"),
		)
