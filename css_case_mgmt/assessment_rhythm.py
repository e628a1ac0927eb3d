"""The two rhythms that run side by side, each with a setting of its own (D-01, R-150, R-180)."""

from dataclasses import dataclass

from css_case_mgmt.settings import get_setting


@dataclass(frozen=True, slots=True)
class Rhythm:
	"""How often an assessment recurs.

	Args:
		doctype: the assessment.
		setting: the field of CSS Settings with the months between two.
		has_slot_at_intake: whether the first is due on the enrolment date, or one interval later.
		letter: what its numbers begin with.
	"""

	doctype: str
	setting: str
	has_slot_at_intake: bool
	letter: str

	def interval(self, site: str) -> int:
		"""Months between two assessments at a site."""
		return get_setting(self.setting, site)

	def first_month(self, interval_months: int) -> int:
		"""The first slot, in months from the enrolment date."""
		return 0 if self.has_slot_at_intake else interval_months


NAM = Rhythm("CSS NAM Assessment", "nam_interval_months", has_slot_at_intake=True, letter="A")
PERIODIC = Rhythm("CSS Periodic Assessment", "periodic_interval_months", has_slot_at_intake=False, letter="P")
RHYTHMS = {rhythm.doctype: rhythm for rhythm in (NAM, PERIODIC)}
