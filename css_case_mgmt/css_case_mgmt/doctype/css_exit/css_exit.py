from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.approvals import ApprovedDocument, decision
from css_case_mgmt.case_document import DateRefused, add_unique_source
from css_case_mgmt.closing import close_enrolment
from css_case_mgmt.consent_gate import covering_consent
from css_case_mgmt.css_case_mgmt.doctype.css_exit.defaults import fill_in
from css_case_mgmt.css_case_mgmt.doctype.css_exit.links import check_links_of
from css_case_mgmt.css_case_mgmt.doctype.css_exit.readiness_rows import check_rows, keep_rows_up_to_date
from css_case_mgmt.exit_readiness import require_readiness
from css_case_mgmt.printed_exit import handover_summary, to_take_along
from css_case_mgmt.rules.approval import State
from css_case_mgmt.rules.exit_gate import DAYS_AHEAD, AsksFor
from css_case_mgmt.settings import get_setting, site_today

EXTERNAL_REFERRAL = "External Referral"
ENROLMENT = "CSS Enrolment"
HAND_OVER = "Hand Over"
DONE_TOGETHER = ("advance_notice_on", "plan_reviewed_on", "counsellor_met_on", "reaccess_explained_on")
# The gate is asked again before each of these.
THROUGH_THE_GATE = (State.READY, State.APPROVED, State.EXITED)


class ExitRefused(frappe.ValidationError):
	"""An exit that the programme does not allow."""


class CSSExit(ApprovedDocument):
	"""How an enrolment ends: earned, approved and handed over (R-360 to R-379, D-24).

	Approved on or after its last day, it closes the enrolment in the same transaction; with a later last day it waits for
	that day, on which the job closes it.
	"""

	kept = ("handover_consent", "handed_over_on", "site_handover")

	def before_insert(self) -> None:
		self.begin_as_draft()
		self.require_open_enrolment()
		self.set_title(self.today())

	def prepare(self) -> None:
		"""What is written while it may still change."""
		self.require_case_of_client()
		self.follow_reason()
		keep_rows_up_to_date(self)
		check_rows(self)
		fill_in(self)
		check_links_of(self)
		self.refuse_future(*DONE_TOGETHER)
		self.refuse_before_enrolment(*DONE_TOGETHER)
		self.refuse_long_hand_over()
		self.handover_consent = self.consent_to_hand_over()

	def require_open_enrolment(self) -> None:
		"""One exit for each enrolment."""
		super().require_open_enrolment()
		if frappe.db.exists(self.doctype, {"enrolment": self.enrolment}):
			self.refuse(_("The exit from this enrolment has been begun already. Go on with that one."))

	def today(self) -> date:
		return site_today(self.site_of_case())

	def refuse_before_enrolment(self, *fieldnames: str) -> None:
		"""What was done together belongs to this time in the programme, not to an earlier one (R-104)."""
		enrolled_on = frappe.db.get_value(ENROLMENT, self.enrolment, "enrolment_date")
		for fieldname in fieldnames:
			if self.get(fieldname) and getdate(self.get(fieldname)) < enrolled_on:
				frappe.throw(
					_("{0} lies before the enrolment on {1}.").format(
						_(self.meta.get_label(fieldname)), frappe.format(enrolled_on, "Date")
					),
					DateRefused,
					title=_("Exit"),
				)

	def refuse_long_hand_over(self) -> None:
		"""A hand-over takes days: for longer, nobody keeps a file that is closed (R-378)."""
		if not self.access_until:
			return
		longest = max(DAYS_AHEAD, get_setting("handover_days", self.site_of_case()))
		last_day = getdate(self.exit_date) if self.exit_date else self.today()
		if (getdate(self.access_until) - last_day).days > longest:
			self.refuse(_("A hand-over takes {0} days at most. Choose an earlier day.").format(longest))

	def follow_reason(self) -> None:
		"""A reason for those who are ready makes it a planned exit."""
		if not self.exit_reason:
			return
		reason = frappe.db.get_value(
			"CSS Exit Reason", self.exit_reason, ["is_planned", "asks_for", "enabled"], as_dict=True
		)
		if reason.is_planned:
			self.planned = 1
		elif reason.asks_for == AsksFor.DAY_OF_DEATH.value:
			self.planned = 0
		if (self.is_new() or self.has_value_changed("exit_reason")) and not reason.enabled:
			self.refuse(_("This exit reason is not in use any more. Choose another."))

	def consent_to_hand_over(self) -> str | None:
		"""The consent that names who is told (R-368)."""
		if self.handover != HAND_OVER or not (self.handover_provider or self.moves_to_site):
			return None
		return covering_consent(
			self.client,
			self.css_case,
			for_what=EXTERNAL_REFERRAL,
			on=self.today(),
			recipient=self.who_is_told(),
			purpose="",
			information="",
		)

	def who_is_told(self) -> str:
		"""The provider, or the site that takes over (D-20)."""
		if not self.handover_provider:
			return self.moves_to_site
		return frappe.get_cached_value("CSS Service Provider", self.handover_provider, "provider_name")

	def check_step(self, before: State, after: State) -> None:
		if after is State.EXITED:
			self.require_last_day()
		if after in THROUGH_THE_GATE:
			require_readiness(self)
		if after is State.APPROVED and self.handover == HAND_OVER:
			self.handover_consent = self.consent_to_hand_over()

	def require_last_day(self) -> None:
		if not self.is_due():
			self.refuse_step(
				_("The last day in the programme is {0}. It ends by itself then.").format(
					frappe.format(self.exit_date, "Date")
				)
			)

	def is_due(self) -> bool:
		return bool(self.exit_date) and getdate(self.exit_date) <= self.today()

	def on_update(self) -> None:
		super().on_update()
		before = self.get_doc_before_save()
		if not before or before.workflow_state == self.workflow_state:
			return
		if self.workflow_state == State.EXITED.value:
			close_enrolment(self)
		elif self.workflow_state == State.APPROVED.value and self.is_due():
			self.exit_now()

	def exit_now(self) -> None:
		"""Close an approved exit whose last day has come, in the transaction of whoever calls."""
		close_enrolment(self)
		self.append("decisions", decision(State.EXITED)).db_insert()
		self.db_set("workflow_state", State.EXITED.value)

	def handover_as_printed(self) -> dict:
		"""What the print format Handover Summary shows (R-374)."""
		return handover_summary(self)

	def to_take_along(self) -> dict:
		"""What the print format What You Have Achieved shows (R-377)."""
		return to_take_along(self)

	def asking_text(self, file_number: str) -> str:
		return _("{0}: an exit waits for your approval.").format(file_number)

	def returned_text(self, file_number: str) -> str:
		return _("{0}: the exit was returned. Read what is missing, and ask again.").format(file_number)

	def refuse(self, text: str) -> None:
		frappe.throw(text, ExitRefused, title=_("Exit"))


def on_doctype_update() -> None:
	add_unique_source("CSS Exit")
	frappe.db.add_index("CSS Exit", ["workflow_state", "exit_date"])
