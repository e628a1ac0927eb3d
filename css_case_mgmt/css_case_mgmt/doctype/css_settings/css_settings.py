import frappe
from frappe import _
from frappe.model.document import Document


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
		SettingOutOfRange: it is not a whole number, is below 1, or is a share above 100 %.
	"""
	label = _(frappe.get_meta("CSS Settings").get_label(fieldname))
	try:
		number = int(value)
	except (TypeError, ValueError):
		number = 0
	highest = 100 if fieldname == "minimum_answered_percent" else 10_000
	if not 1 <= number <= highest:
		frappe.throw(
			_("{0} must be a whole number from 1 to {1}.").format(label, highest),
			SettingOutOfRange,
			title=_("Settings"),
		)
