import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.assessments_in_force import NOT_IN_ERROR
from css_case_mgmt.case_document import DateRefused, add_unique_source
from css_case_mgmt.consent_gate import has_signatures, require_consent, require_no_withdrawal
from css_case_mgmt.css_case_mgmt.doctype.css_settlement_plan import numbering, reviews, rows
from css_case_mgmt.printed_plan import as_printed
from css_case_mgmt.rules.settlement_plan import PlanStatus, may_move_plan
from css_case_mgmt.settings import site_today
from css_case_mgmt.settlement_plans import PlanRefused, supersede
from css_case_mgmt.signed_document import SignedDocument

USE = "Settlement Plan"
DRAFT, AGREED, SUPERSEDED, CLOSED = (status.value for status in PlanStatus)
COMPUTED = ("title", "revision", "revises", "superseded_by")
MOVED = ("status", "open_draft_of", "closed_on", "closing_reason", "superseded_by")


class PlanLocked(frappe.ValidationError):
	"""What was agreed stays; a change is a new revision (R-205, R-214)."""


class CSSSettlementPlan(SignedDocument):
	"""One adult's plan in an enrolment: strengths, then needs; its goals are CSS Goal (R-190 to R-218).

	A draft is agreed by both; what changes later is a new revision that is agreed again.
	"""

	def before_insert(self) -> None:
		self.load_enrolment()
		numbering.assign_revision(self)

	def validate(self) -> None:
		self.load_enrolment()
		before = self.get_doc_before_save()
		self.keep_what_is_computed(before)
		self.validate_file()
		self.validate_move(before)
		self.refuse_locked_changes(before)
		self.validate_dates()
		self.validate_pictures()
		self.validate_scan()
		self.validate_consent(before)
		self.validate_assessment()
		rows.complete_codes(self, before)
		reviews.check_reviews(self, before)
		if self.is_being_agreed(before):
			self.validate_agreement()

	def on_update(self) -> None:
		if self.is_being_agreed(self.get_doc_before_save()):
			supersede(self)

	def load_enrolment(self) -> None:
		fields = ["client", "css_case", "status", "enrolment_date"]
		self.enrolment_on_file = frappe.db.get_value("CSS Enrolment", self.enrolment, fields, as_dict=True)
		if not self.enrolment_on_file:
			self.refuse(_("Choose the enrolment that the plan belongs to."))

	def keep_what_is_computed(self, before: "CSSSettlementPlan | None") -> None:
		if before:
			self.update({fieldname: before.get(fieldname) for fieldname in COMPUTED})
		else:
			self.status = self.status or DRAFT
			self.closed_on = self.closing_reason = None
		self.open_draft_of = self.enrolment if self.status == DRAFT else None

	def validate_file(self) -> None:
		enrolment = self.enrolment_on_file
		if enrolment.client != self.client:
			self.refuse(_("The enrolment belongs to another client."))
		self.require_case_of_client()
		if enrolment.status == "Exited" and not self.flags.is_closing and self.status in (DRAFT, AGREED):
			self.refuse(_("This enrolment has ended. A new plan needs a new enrolment."))

	def validate_move(self, before: "CSSSettlementPlan | None") -> None:
		"""Only legal moves, by whatever surface: form, REST, import, bulk edit or Kanban (D-24)."""
		earlier = before.status if before else DRAFT
		if self.status == earlier:
			if before:
				self.update({name: before.get(name) for name in ("closed_on", "closing_reason")})
			return
		by_hand = before and not self.flags.is_closing and self.status != SUPERSEDED
		if not before or not may_move_plan(earlier, self.status) or (earlier == AGREED and by_hand):
			self.refuse(
				_(
					"A plan does not go from {0} to {1} in this way. Agree on it, revise it, or put the draft aside."
				).format(_(earlier), _(self.status))
			)
		if self.status == SUPERSEDED:
			self.refuse(_("A plan is superseded when its next revision is agreed."))
		if self.status == CLOSED:
			if not (self.closing_reason or "").strip():
				self.refuse(_("Say why the draft is put aside. It stays on file."))
			self.closed_on = self.closed_on or site_today(self.site_of_case())

	def is_being_agreed(self, before: "CSSSettlementPlan | None") -> bool:
		return bool(before) and before.status == DRAFT and self.status == AGREED

	def refuse_locked_changes(self, before: "CSSSettlementPlan | None") -> None:
		if not before or before.status == DRAFT:
			return
		may_change = ("copy_given_on", *MOVED, *(("reviews",) if before.status == AGREED else ()))
		if changed := self.changed_since(before, may_change):
			frappe.throw(
				_("This plan stays as it was agreed ({0}). Make a new revision of it instead.").format(
					", ".join(changed)
				)
				if before.status == AGREED
				else _("This plan is {0} and does not change ({1}).").format(
					_(before.status), ", ".join(changed)
				),
				PlanLocked,
				title=_("Settlement plan"),
			)

	def validate_dates(self) -> None:
		self.refuse_future("plan_date", "client_agreed_on", "caseworker_agreed_on", "copy_given_on")
		if getdate(self.plan_date) < self.enrolment_on_file.enrolment_date:
			frappe.throw(
				_("The plan lies before the enrolment on {0}.").format(
					frappe.format(self.enrolment_on_file.enrolment_date, "Date")
				),
				DateRefused,
				title=_("Date of the plan"),
			)
		for earlier, later in (
			("plan_date", "client_agreed_on"),
			("plan_date", "caseworker_agreed_on"),
			("client_agreed_on", "copy_given_on"),
		):
			first, second = self.get(earlier), self.get(later)
			if first and second and getdate(second) < getdate(first):
				frappe.throw(
					_("{0} lies before: {1}.").format(
						_(self.meta.get_label(later)), _(self.meta.get_label(earlier))
					),
					DateRefused,
					title=_("Dates"),
				)

	def validate_consent(self, before: "CSSSettlementPlan | None") -> None:
		"""Begun with consent and charter on its day, gone on with while they are not withdrawn; a draft can always be
		put aside, and a plan be closed (D-16, R-122)."""
		if self.status in (SUPERSEDED, CLOSED):
			return
		is_started = not before or getdate(before.plan_date) != getdate(self.plan_date)
		if is_started and not self.revises:
			require_consent(self.client, self.css_case, for_what=USE, on=self.plan_date)
		elif not before or before.status == DRAFT or len(self.reviews) != len(before.reviews):
			require_no_withdrawal(self.client, self.css_case, for_what=USE)

	def validate_assessment(self) -> None:
		if not self.nam_assessment or not self.has_value_changed("nam_assessment"):
			return
		made = {"name": self.nam_assessment, "enrolment": self.enrolment, "docstatus": 1, **NOT_IN_ERROR}
		if not frappe.db.exists("CSS NAM Assessment", made):
			self.refuse(_("Choose a completed needs assessment of the same enrolment."))

	def validate_agreement(self) -> None:
		"""Both agree to what is written: every challenge said as a need, strengths ahead, signed (R-191, R-192,
		R-214)."""
		rows.require_every_need(self)
		rows.require_more_strengths(self)
		if not (self.client_agreed_on and self.caseworker_agreed_on and has_signatures(self)):
			self.refuse(
				_(
					"Both sign the plan: on the screen, or on paper with the scan attached. Enter the day on which each of you agreed."
				)
			)

	def before_print(self, *settings) -> None:
		"""The link to an assessment that was entered in the wrong file stays on record, and is on no paper (R-503)."""
		super().before_print(*settings)
		reviews.leave_out_marked(self)

	def as_printed(self) -> dict:
		"""What the print format Settlement Plan shows (R-213)."""
		return as_printed(self)

	def refuse(self, text: str) -> None:
		frappe.throw(text, PlanRefused, title=_("Settlement plan"))

	@frappe.whitelist()
	def put_aside(self, reason: str) -> None:
		"""Put a draft aside for good, with a reason; it keeps its number."""
		self.reload()  # What the request says about the other fields does not count.
		self.check_permission("write")
		if self.status != DRAFT:
			self.refuse(_("Only a draft is put aside."))
		self.status, self.closing_reason = CLOSED, reason
		self.save()

	@frappe.whitelist()
	def revise(self, reason: str) -> str:
		"""Begin a new revision of an agreed plan and return its name (R-205, R-152).

		Args:
			reason: why the plan is changed.
		"""
		self.check_permission("read")
		revision = frappe.new_doc(self.doctype)
		revision.update(
			{
				"client": self.client,
				"css_case": self.css_case,
				"enrolment": self.enrolment,
				"plan_date": site_today(self.site_of_case()),
				"revises": self.name,
				"change_reason": reason,
				"agreement_language": self.agreement_language,
			}
		)
		return revision.insert().name


def on_doctype_update() -> None:
	doctype = "CSS Settlement Plan"
	add_unique_source(doctype)
	frappe.db.add_unique(doctype, ["enrolment", "revision"], constraint_name="unique_revision")
	# Today, the panels and the reports: the current plans of some enrolments.
	frappe.db.add_index(doctype, ["enrolment", "status", "plan_date"])
