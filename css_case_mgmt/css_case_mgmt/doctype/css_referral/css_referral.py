from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.api.arguments import is_yes
from css_case_mgmt.case_document import CaseDocument, DateRefused, add_unique_source
from css_case_mgmt.consent_gate import covering_consent, require_consent
from css_case_mgmt.css_case_mgmt.doctype.css_referral.checks import (
	ReferralRefused,
	check_before_sending,
	check_links,
	check_provider,
	check_support,
	explanations_to_give,
	warn_of_french_preference,
)
from css_case_mgmt.printed_referral import instruction_sheet, letter
from css_case_mgmt.rules.referral import (
	ENDINGS,
	OPEN,
	Status,
	is_legal,
	moves,
	needs_delay_reason,
	next_follow_up,
)
from css_case_mgmt.settings import get_setting, site_today

EXTERNAL_REFERRAL = "External Referral"
INTERNAL = "Internal"
IRCC_SETTLEMENT = "IRCC Settlement Service"
FOLLOWED_UP = "Followed Up"
TOLD_BY = ("Client", "Provider", "Caseworker")
STATUSES = frozenset(each.value for each in Status)
NOT_SENT = (Status.DRAFT, Status.CONSENTED)
# What the client agreed to and the provider was told stays as it was when it went out.
KEPT_ONCE_SENT = (
	"provider",
	"is_internal",
	"internal_to",
	"is_final",
	"service",
	"target_class",
	"purpose",
	"information",
)
CHANGED_AFTERWARDS = ("obtained", "benefitted", "outcome_note", "delay_reason", "steps")
WRITTEN_BY_STEPS = ("title", "caseworker", "site", "consent", "referred_on", "followed_up_on", "outcome")
COVERED_BY_CONSENT = ("status", "provider", "purpose", "information")
OUTCOMES = {
	Status.WAITLISTED: "Waitlisted",
	Status.COMPLETED: "Completed",
	Status.DECLINED: "Declined",
	Status.MISSED: "Missed",
}
NOT_SCHEDULED = "Not Scheduled"


class StepRefused(ReferralRefused):
	"""A step that a referral cannot take from where it stands."""


@dataclass(frozen=True)
class Step:
	"""What is written down about a step: when it was, and who told the worker (R-309)."""

	on: date
	told_by: str = "Caseworker"
	remark: str = ""


class CSSReferral(CaseDocument):
	"""A referral to a service outside or within the agency (R-300 to R-315).

	The status moves by `take_step`, or by a save that makes the same legal move under the same conditions; so do
	bulk edits, requests, imports and a card that is dragged. The steps are written here alone.
	"""

	def before_insert(self) -> None:
		if self.status and self.status != Status.DRAFT:
			self.refuse_step(_("A referral begins as a draft. Save it, then take the next step."))
		self.status = Status.DRAFT.value
		self.steps = []
		self.update(dict.fromkeys(WRITTEN_BY_STEPS))
		self.outcome_on = None
		self.caseworker = frappe.session.user
		self.site = self.site_of_case()
		self.enrolment = self.enrolment or self.open_enrolment()
		self.set_title(self.today())
		given = {row.explanation for row in self.explanations}
		for explanation in explanations_to_give():
			if explanation not in given:
				self.append("explanations", {"explanation": explanation})

	def validate(self) -> None:
		self.require_case_of_client()
		self.keep_what_steps_write()
		self.keep_what_was_sent()
		self.fill_in()
		self.validate_target()
		check_links(self)
		check_provider(self)
		check_support(self)
		self.validate_outcome()
		self.move()
		self.require_consent_for_what_is_told()
		warn_of_french_preference(self)

	def open_enrolment(self) -> str | None:
		"""With it the referral ends; before it there is none."""
		of_client = {"client": self.client, "css_case": self.css_case, "status": "Active"}
		return frappe.db.get_value("CSS Enrolment", of_client)

	def today(self) -> date:
		return site_today(self.site_of_case())

	def status_before(self) -> Status:
		before = self.get_doc_before_save()
		return Status(before.status if before else Status.DRAFT)

	def keep_what_steps_write(self) -> None:
		before = self.get_doc_before_save()
		if not before:
			return
		self.set("steps", before.steps)
		for fieldname in WRITTEN_BY_STEPS:
			self.set(fieldname, before.get(fieldname))
		if self.status_before() is not Status.DRAFT and self.status == before.status:
			self.outcome_on = before.outcome_on

	def keep_what_was_sent(self) -> None:
		before = self.get_doc_before_save()
		if not before or self.status_before() in NOT_SENT:
			return
		has_ended = self.status_before() in ENDINGS
		for field in self.meta.fields:
			is_kept = (
				field.fieldname not in CHANGED_AFTERWARDS if has_ended else field.fieldname in KEPT_ONCE_SENT
			)
			if field.fieldname == "status" or not is_kept or not self.is_changed(field):
				continue
			if has_ended:
				text = _("This referral has ended: {0} stays as it is.")
			else:
				text = _("This referral was sent: {0} stays as it is. Cancel it and refer anew.")
			frappe.throw(text.format(_(field.label)), ReferralRefused, title=_("Referral"))

	def is_changed(self, field) -> bool:
		if field.fieldtype != "Table":
			return self.has_value_changed(field.fieldname)
		columns = [each.fieldname for each in frappe.get_meta(field.options).fields]
		rows, rows_before = (
			[[row.get(column) or None for column in columns] for row in document.get(field.fieldname)]
			for document in (self, self.get_doc_before_save())
		)
		return rows != rows_before

	def fill_in(self) -> None:
		"""What the service says by itself; a referral within the agency is of its own kind (R-303, R-314)."""
		if not self.service:
			return
		service = frappe.get_cached_doc("CSS Service Type", self.service)
		if self.is_internal:
			self.target_class = INTERNAL
		elif not self.target_class:
			self.target_class = service.target_class
		if self.is_new() and not self.factor:
			self.factor = service.factor

	def validate_target(self) -> None:
		if not self.is_internal and self.target_class == INTERNAL:
			self.refuse(_("Tick that it is within the agency, or choose another kind of service."))
		if self.is_final and self.target_class != IRCC_SETTLEMENT:
			self.refuse(_("The final referral at the exit goes to a service of the IRCC Settlement Program."))

	def validate_outcome(self) -> None:
		"""Whether it was obtained and whether it helped are asked apart (R-308)."""
		self.refuse_future("followed_up_on", "outcome_on")
		if self.benefitted and self.obtained != "Yes":
			self.refuse(_("Say first that the service was obtained, then whether the client benefitted."))

	def move(self) -> None:
		"""One legal step, with all that it needs; nothing where the status stays."""
		if self.status and self.status not in STATUSES:
			self.refuse_unknown_step(self.status_before())
		before, after = self.status_before(), Status(self.status or Status.DRAFT)
		step = self.flags.pop("step", None)
		if before is after:
			return
		if not is_legal(before, after, is_internal=bool(self.is_internal)):
			self.refuse_step(
				_("A referral does not go from {0} to {1}. Possible from here: {2}.").format(
					_(before.value), _(after.value), self.possible_moves(before)
				)
			)
		step = step or self.step_of_save(after)
		self.check_day(step.on)
		if after is Status.SENT:
			check_before_sending(self)
		self.require_delay_reason(before, after, step.on)
		if after is Status.COMPLETED and not self.obtained:
			self.refuse(_("Say whether the client obtained the service: Yes, No or Not Known."))
		self.plan_follow_up(before, after, step.on)
		self.outcome = OUTCOMES.get(after)
		self.outcome_on = step.on if after in OUTCOMES else None
		if after is Status.SENT:
			self.referred_on = self.referred_on or step.on
		self.write_step(after.value, step)

	def step_of_save(self, after: Status) -> Step:
		"""A save tells no more than the day of the outcome."""
		before = self.get_doc_before_save()
		has_day = after is Status.COMPLETED and self.outcome_on and self.outcome_on != before.outcome_on
		return Step(getdate(self.outcome_on) if has_day else self.today())

	def refuse_unknown_step(self, before: Status) -> None:
		possible = self.possible_moves(before)
		self.refuse_step(_("There is no such step. Possible from here: {0}.").format(possible))

	def possible_moves(self, status: Status) -> str:
		possible = moves(status, is_internal=bool(self.is_internal))
		return ", ".join(_(each.value) for each in possible) or _("no further step")

	def check_day(self, day: date) -> None:
		"""Steps follow one another; none lies in the future (D-29)."""
		if day > self.today():
			frappe.throw(
				_("This step lies in the future. Today at this site is {0}.").format(
					frappe.format(self.today(), "Date")
				),
				DateRefused,
				title=_("Date in the future"),
			)
		last = max((getdate(row.step_on) for row in self.steps), default=None)
		if last and day < last:
			frappe.throw(
				_("This step lies before the last one, of {0}. Check the date.").format(
					frappe.format(last, "Date")
				),
				DateRefused,
				title=_("Order of the steps"),
			)

	def require_delay_reason(self, before: Status, after: Status, on: date) -> None:
		if not (self.delay_reason or "").strip() and self.is_delayed(before, after, on):
			self.refuse(_("The service came late. Write down the reason for the delay."))

	def is_delayed(self, before: Status, after: Status, on: date) -> bool:
		return needs_delay_reason(
			before,
			after,
			on,
			since=max((getdate(row.step_on) for row in self.steps if row.status == before), default=None),
			follow_up_due=getdate(self.follow_up_due) if self.follow_up_due else None,
			followed_up_on=getdate(self.followed_up_on) if self.followed_up_on else None,
			days=self.follow_up_days(),
		)

	def follow_up_days(self) -> int:
		return get_setting("referral_follow_up_days", self.site_of_case())

	def plan_follow_up(self, before: Status, after: Status, on: date) -> None:
		"""Once it is sent, and anew after a missed appointment (R-307)."""
		begins = after is Status.SENT or (before is Status.MISSED and after in OPEN)
		if begins and not (self.follow_up_due and getdate(self.follow_up_due) > on):
			self.follow_up_due = next_follow_up(on, self.follow_up_days())

	def write_step(self, status: str, step: Step) -> None:
		self.append(
			"steps",
			{
				"status": status,
				"step_on": step.on,
				"told_by": step.told_by,
				"remark": step.remark,
				"recorded_by": frappe.session.user,
			},
		)

	def require_consent_for_what_is_told(self) -> None:
		"""Nothing leaves without a consent that names the provider, the purpose and what is told (D-16, R-120)."""
		if self.is_internal or self.status not in (Status.CONSENTED, Status.SENT):
			return
		if not any(self.has_value_changed(fieldname) for fieldname in COVERED_BY_CONSENT):
			return
		if not (self.purpose and self.information):
			self.refuse(
				_("Say for what purpose, and what the provider is told: in the words of the consent.")
			)
		on = getdate(self.steps[-1].step_on) if self.has_value_changed("status") else self.today()
		request = {
			"for_what": EXTERNAL_REFERRAL,
			"on": on,
			"recipient": frappe.get_cached_value("CSS Service Provider", self.provider, "provider_name"),
			"purpose": self.purpose,
			"information": self.information,
		}
		require_consent(self.client, self.css_case, **request)
		self.consent = covering_consent(self.client, self.css_case, **request)

	@frappe.whitelist()
	def take_step(
		self,
		status: str,
		step_on: str | date | None = None,
		told_by: str = "Caseworker",
		remark: str | None = None,
		obtained: str | None = None,
		benefitted: str | None = None,
		outcome_note: str | None = None,
		delay_reason: str | None = None,
		explained: list | str | None = None,
		francophone_explained: int | str = 0,
	) -> None:
		"""Take the next step; of two who take one at once, the second is told where it stands now.

		Args:
			status: where it goes.
			step_on: the day; today if left out.
			told_by: Client, Provider or Caseworker (R-309).
			remark: to the step.
			obtained: of a completed one, Yes, No or Not Known; so for `benefitted`.
			delay_reason: where the service came late (R-275).
			explained: what was explained now, of the agency's list (R-300).
			francophone_explained: the client was told of services in French now (R-061).
		"""
		self.lock_and_reload()
		before = Status(self.status)
		if status not in STATUSES:
			self.refuse_unknown_step(before)
		if status == before:
			self.refuse_step(_("This referral is {0} already.").format(_(status)))
		self.flags.step = self.step_told(step_on, told_by, remark)
		self.status = status
		answers = {
			"obtained": obtained,
			"benefitted": benefitted,
			"outcome_note": outcome_note,
			"delay_reason": delay_reason,
		}
		self.update({fieldname: value for fieldname, value in answers.items() if value})
		self.tick(frappe.parse_json(explained) if explained else [])
		if is_yes(francophone_explained):
			self.francophone_explained = 1
		self.save()

	def tick(self, explained: list[str]) -> None:
		rows = {row.explanation: row for row in self.explanations}
		for explanation in explained:
			row = rows.get(explanation) or self.append("explanations", {"explanation": explanation})
			row.explained = 1

	@frappe.whitelist()
	def record_follow_up(
		self,
		followed_up_on: str | date | None = None,
		told_by: str = "Client",
		remark: str | None = None,
		follow_up_due: str | date | None = None,
		not_scheduled: int | str = 0,
	) -> None:
		"""Write down that somebody asked how it goes, and when to ask again (R-307, R-309, R-313).

		Args:
			followed_up_on: the day; today if left out.
			follow_up_due: the next follow-up; after the days of the setting if left out.
			not_scheduled: the provider has not given an appointment yet.
		"""
		self.lock_and_reload()
		status = Status(self.status)
		if status in NOT_SENT or status in ENDINGS:
			self.refuse_step(_("Only a referral that was sent and has not ended is followed up."))
		step = self.step_told(followed_up_on, told_by, remark)
		self.check_day(step.on)
		following = (
			getdate(follow_up_due) if follow_up_due else next_follow_up(step.on, self.follow_up_days())
		)
		if following <= step.on:
			self.refuse(_("The next follow-up comes after this one."))
		self.flags.follow_up = (step, following, is_yes(not_scheduled) and status is Status.SENT)
		self.save()

	def before_save(self) -> None:
		"""After `validate`, which keeps what steps write from every other surface."""
		if not self.flags.follow_up:
			return
		step, following, is_not_scheduled = self.flags.pop("follow_up")
		self.followed_up_on = step.on
		self.follow_up_due = following
		if is_not_scheduled:
			self.outcome, self.outcome_on = NOT_SCHEDULED, step.on
		self.write_step(FOLLOWED_UP, step)

	def lock_and_reload(self) -> None:
		"""What is stored counts, not what a request holds."""
		self.check_permission("write")
		frappe.db.get_value(self.doctype, self.name, "name", for_update=True)
		self.reload()

	def step_told(self, on: str | date | None, told_by: str, remark: str | None) -> Step:
		if told_by not in TOLD_BY:
			self.refuse_step(_("Say who told you: the client, the provider or yourself."))
		return Step(getdate(on) if on else self.today(), told_by, remark or "")

	def as_instruction_sheet(self) -> dict:
		"""What the sheet for the client shows (R-306)."""
		return instruction_sheet(self)

	def as_letter(self) -> dict:
		"""What the provider is told: no more than the consent covers (R-120, R-312)."""
		return letter(self)

	def refuse(self, text: str) -> None:
		frappe.throw(text, ReferralRefused, title=_("Referral"))

	def refuse_step(self, text: str) -> None:
		frappe.throw(text, StepRefused, title=_("Next step"))


def on_doctype_update() -> None:
	add_unique_source("CSS Referral")
	# The lists of what is open, and when it is to be followed up.
	frappe.db.add_index("CSS Referral", ["css_case", "status", "follow_up_due"])
	# The last referral of somebody to the same service.
	frappe.db.add_index("CSS Referral", ["client", "service"])
