import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from css_case_mgmt.autonomy import forget_levels
from css_case_mgmt.case_document import refuse_markup
from css_case_mgmt.rules.nam_scoring import HIGHEST_WEIGHT, LOWEST_WEIGHT


class LevelOfAutonomyRefused(frappe.ValidationError):
	"""A level that no score could be told apart by."""


class CSSAutonomyLevel(Document):
	"""A score in words: the lowest level that reaches it is shown (R-174)."""

	def validate(self) -> None:
		refuse_markup(self)
		self.validate_score()

	def on_update(self) -> None:
		forget_levels()
		# Whoever asked meanwhile has stored what was committed before.
		frappe.db.after_commit.add(forget_levels)

	def on_trash(self) -> None:
		self.on_update()

	def validate_score(self) -> None:
		if not LOWEST_WEIGHT <= flt(self.up_to_score) <= HIGHEST_WEIGHT:
			frappe.throw(
				_("A score goes from 1 (no support needed) to 3 (support needed). Choose one of these."),
				LevelOfAutonomyRefused,
				title=_("Level of autonomy"),
			)
		same = frappe.db.get_value(
			"CSS Autonomy Level",
			{"name": ("!=", self.name), "enabled": 1, "up_to_score": flt(self.up_to_score, 4)},
		)
		if self.enabled and same:
			frappe.throw(
				_("{0} goes up to the same score. Choose another one, or disable that level.").format(same),
				LevelOfAutonomyRefused,
				title=_("Level of autonomy"),
			)
