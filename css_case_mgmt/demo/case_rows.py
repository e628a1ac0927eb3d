"""A case and who works on it as rows: it closes when the last one leaves, and opens again when somebody comes back
(R-070, R-378, R-380)."""

from dataclasses import dataclass
from datetime import date

from frappe import _

from css_case_mgmt.case_document import opaque_name
from css_case_mgmt.demo.bulk_rows import Row, RowMaker
from css_case_mgmt.demo.leaving_records import KNOWS_THE_FAMILY
from css_case_mgmt.demo.plans import CasePlan, EnrolmentPlan
from css_case_mgmt.demo.records import Values, access_values
from css_case_mgmt.demo.turns import last_day_of_access
from css_case_mgmt.demo.version_rows import quick_version_row

CASE, ACCESS = "CSS Case", "CSS Case Access"


@dataclass(frozen=True)
class CasePlace:
	"""Where a case is kept.

	Args:
		handover_days: for which the worker reads a file that was closed.
	"""

	manager: str
	today: date
	handover_days: int


def rows_of_case(
	maker: RowMaker, plan: CasePlan, values: Values, enrolments: tuple[EnrolmentPlan, ...], place: CasePlace
) -> dict[str, list[Row]]:
	"""The rows of a case, of the access of its worker, and of its history.

	Args:
		values: what is typed of the case, and its number.
		enrolments: of the family.
	"""
	making = _Making(maker, plan, enrolments, place)
	making.live_through()
	row = maker.row(
		CASE, making.name, values | making.columns | {"caseworker": making.caseworker()}, place.manager
	)
	return {CASE: [row], ACCESS: making.access, "Version": making.versions}


class _Making:
	def __init__(
		self, maker: RowMaker, plan: CasePlan, enrolments: tuple[EnrolmentPlan, ...], place: CasePlace
	) -> None:
		self.maker = maker
		self.plan = plan
		self.place = place
		self.name = opaque_name()
		self.enrolments = {(each.client, each.episode): each for each in enrolments}
		self.columns: Values = {"status": "Open", "closed_on": None, "opened_again_on": None}
		self.access = [self.access_row(access_values(plan, self.name))]
		self.versions: list[Row] = []

	def live_through(self) -> None:
		for turn in self.plan.turns:
			if turn.is_closing:
				self.change({"status": "Closed", "closed_on": turn.on})
				enrolment = self.enrolments[turn.client, turn.episode]
				until = last_day_of_access(enrolment, self.place.handover_days)
				self.access[-1]["access_until"] = until
				continue
			opened = {"status": "Open", "closed_on": None}
			self.change(opened | {"opened_again_on": self.place.today})
			self.columns["opened_again_on"] = turn.on
			values = access_values(self.plan, self.name) | {
				"access_from": turn.on,
				"over_target_reason": KNOWS_THE_FAMILY,
				"reason": _("Comes back"),
			}
			self.access.append(self.access_row(values))
		if self.plan.status == "Closed" and not self.plan.turns:
			self.change({"status": "Closed", "closed_on": self.place.today})

	def change(self, after: Values) -> None:
		version = quick_version_row(self.maker, CASE, self.name, self.columns, after, self.place.manager)
		self.versions.append(version)
		self.columns |= after

	def access_row(self, values: Values) -> Row:
		return self.maker.row(ACCESS, opaque_name(), values, self.place.manager)

	def caseworker(self) -> str | None:
		until = self.access[-1]["access_until"]
		return self.plan.worker if until is None or until >= self.place.today else None
