from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, DateRefused, add_unique_source
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import memberships
from css_case_mgmt.eligibility import require_eligibility, tie_to_enrolment
from css_case_mgmt.programme_stage import write_stage
from css_case_mgmt.rules.age import has_own_file
from css_case_mgmt.rules.enrolment_level import (
	LevelPeriod,
	LevelProblemCode,
	NeedsLevel,
	current_level,
	level_problems,
)
from css_case_mgmt.rules.membership import head_on, members_on
from css_case_mgmt.settings import get_setting, site_today


class EnrolmentRefused(frappe.ValidationError):
	"""An enrolment that the programme does not allow."""


class LevelRefused(frappe.ValidationError):
	"""A history of the level of need that does not hold together."""


class CSSEnrolment(CaseDocument):
	"""An episode in the programme, with the dated history of the level of need (D-06, R-053, R-104)."""

	def before_insert(self) -> None:
		self.number_episode()

	def validate(self) -> None:
		self.refuse_future("enrolment_date", "exit_date")
		if self.is_new():
			self.validate_membership()
			require_eligibility(self, self.last_exit())
		self.validate_age()
		self.keep_level_history()
		self.validate_exit()

	def after_insert(self) -> None:
		tie_to_enrolment(self)

	def on_update(self) -> None:
		if self.has_value_changed("status"):
			write_stage(self.client)

	def last_exit(self) -> date | None:
		"""The day on which the episode before ended, if there was one."""
		return frappe.db.get_value(
			"CSS Enrolment", {"client": self.client, "episode": self.episode - 1}, "exit_date"
		)

	def number_episode(self) -> None:
		"""Episodes count up; only one is open. The lock makes the second of two wait (R-104)."""
		frappe.db.get_value("CSS Client", self.client, "name", for_update=True)
		earlier = frappe.get_all(
			"CSS Enrolment",
			filters={"client": self.client},
			fields=["episode", "status", "enrolment_date", "exit_date"],
			order_by="episode desc",
		)
		if any(episode.status == "Active" for episode in earlier):
			frappe.throw(
				_("This person is already enrolled. One enrolment is open at a time."),
				EnrolmentRefused,
				title=_("Already enrolled"),
			)
		if earlier and getdate(self.enrolment_date) < max(episode.exit_date for episode in earlier):
			frappe.throw(
				_("The enrolment lies before the exit from the episode before."),
				EnrolmentRefused,
				title=_("Enrolment date"),
			)
		self.episode = (earlier[0].episode if earlier else 0) + 1
		self.status = "Active"
		file_number = frappe.db.get_value("CSS Client", self.client, "file_number")
		self.title = enrolment_title(file_number, self.episode)

	def validate_membership(self) -> None:
		"""The client belongs to the case, and the case has a head of family, on that day (R-040, R-041)."""
		day = getdate(self.enrolment_date)
		family = memberships({"css_case": self.css_case})
		if self.client not in {member.client for member in members_on(family, day)}:
			frappe.throw(
				_("This person is not a member of the case on the enrolment date."),
				EnrolmentRefused,
				title=_("Not a member"),
			)
		if not head_on(family, day):
			frappe.throw(
				_("The case has no head of family on the enrolment date. Name one first."),
				EnrolmentRefused,
				title=_("One head of family"),
			)

	def has_own_file(self) -> bool:
		date_of_birth = frappe.db.get_value("CSS Client", self.client, "date_of_birth")
		if not date_of_birth:
			frappe.throw(
				_("Enter the client's date of birth first; an estimate will do."),
				EnrolmentRefused,
				title=_("Date of birth"),
			)
		own_file_age = get_setting("own_file_age", self.site_of_case())
		return has_own_file(date_of_birth, getdate(self.enrolment_date), own_file_age)

	def validate_age(self) -> None:
		"""Younger people are members, not enrolled, unless a direct intervention concerns them (D-09, D-27)."""
		if (self.is_new() or self.has_value_changed("enrolment_date")) and not self.has_own_file():
			if not (self.direct_intervention_reason or "").strip():
				frappe.throw(
					_(
						"A child this young is documented with the parent or guardian. To enrol the child, give the reason for the direct intervention."
					),
					EnrolmentRefused,
					title=_("Under the age of an own file"),
				)

	def keep_level_history(self) -> None:
		"""`needs_level` shows the history's present; changing it adds to the history (D-06, R-185)."""
		today = site_today(self.site_of_case())
		if not self.levels:
			self.append("levels", {"needs_level": self.needs_level, "level_from": self.enrolment_date})
		elif not self.is_new() and self.has_value_changed("needs_level") and not self.levels_changed():
			self.change_level_today(today)
		for row in self.levels:
			row.decided_by = row.decided_by or frappe.session.user
			if row.level_from and getdate(row.level_from) > today:
				frappe.throw(
					_("Row {0}: the level of need cannot change in the future.").format(row.idx),
					LevelRefused,
					title=_("Level of need"),
				)
		history = self.level_history()
		self.validate_level_history(history)
		self.needs_level = current_level(history, today).value

	def levels_changed(self) -> bool:
		before = self.get_doc_before_save()
		stored = [(row.needs_level, getdate(row.level_from)) for row in before.levels] if before else []
		return stored != [(row.needs_level, getdate(row.level_from)) for row in self.levels]

	def change_level_today(self, today) -> None:
		if getdate(self.levels[-1].level_from) == today:
			self.levels[-1].needs_level = self.needs_level
		else:
			self.append("levels", {"needs_level": self.needs_level, "level_from": today})

	def level_history(self) -> list[LevelPeriod]:
		for row in self.levels:
			if row.needs_level not in ("High", "Low") or not row.level_from:
				frappe.throw(
					_("Row {0}: choose High or Low and the day from which it holds.").format(row.idx),
					LevelRefused,
					title=_("Level of need"),
				)
		return [LevelPeriod(NeedsLevel(row.needs_level), getdate(row.level_from)) for row in self.levels]

	def validate_level_history(self, history: list[LevelPeriod]) -> None:
		found = level_problems(history, getdate(self.enrolment_date))
		if found:
			texts = level_problem_texts()
			frappe.throw(
				"<br>".join(texts[problem.code].format(problem.row or 0) for problem in found),
				LevelRefused,
				title=_("Level of need"),
			)

	def validate_exit(self) -> None:
		"""Ended by an approved exit, once (R-358), or before it was imported; coming back is a new episode (R-380)."""
		before = self.get_doc_before_save()
		was_exited = bool(before and before.status == "Exited")
		if self.status == "Active":
			if was_exited:
				frappe.throw(
					_("An ended enrolment stays ended. Coming back is a new enrolment."),
					EnrolmentRefused,
					title=_("Exit"),
				)
			if self.exit_date or self.exit_reason:
				frappe.throw(
					_("The exit date and reason come with the exit. Begin the exit instead."),
					EnrolmentRefused,
					title=_("Exit"),
				)
			return
		if not self.exit_date or not self.exit_reason:
			frappe.throw(_("Enter the exit date and the exit reason."), EnrolmentRefused, title=_("Exit"))
		if getdate(self.exit_date) < getdate(self.enrolment_date):
			frappe.throw(_("The exit lies before the enrolment."), DateRefused, title=_("Exit"))
		if not was_exited and not (self.flags.is_closing or self.flags.is_imported):
			frappe.throw(
				_(
					"An enrolment ends with an approved exit. Begin the exit, and ask a manager to approve it."
				),
				EnrolmentRefused,
				title=_("Exit"),
			)


def enrolment_title(file_number: str, episode: int) -> str:
	"""The title names no one: the file number of the client and the episode."""
	return f"{file_number} / {episode}"


def level_problem_texts() -> dict[LevelProblemCode, str]:
	return {
		LevelProblemCode.NO_LEVEL: _("Choose the level of need."),
		LevelProblemCode.FIRST_NOT_ON_ENROLMENT_DATE: _(
			"Row {0}: the first level starts on the enrolment date."
		),
		LevelProblemCode.BEFORE_ENROLMENT: _("Row {0}: the level starts before the enrolment."),
		LevelProblemCode.NOT_AFTER_PREVIOUS: _("Row {0}: each level starts after the one before."),
		LevelProblemCode.SAME_AS_PREVIOUS: _("Row {0}: this is the level that was already in force."),
	}


def on_doctype_update() -> None:
	add_unique_source("CSS Enrolment")
	frappe.db.add_unique("CSS Enrolment", ["client", "episode"], constraint_name="unique_episode")
	frappe.db.add_index("CSS Enrolment", ["css_case", "status"])
