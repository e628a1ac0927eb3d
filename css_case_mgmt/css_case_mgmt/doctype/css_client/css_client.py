import frappe
from frappe import _
from frappe.model.naming import make_autoname
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, DateRefused, add_unique_source
from css_case_mgmt.css_case_mgmt.doctype.css_client.contact import tidy_contact
from css_case_mgmt.merged_files import keep_merged_file
from css_case_mgmt.rap import share_results, warn_of_long_support
from css_case_mgmt.rules.client_dates import (
	HAS_HAPPENED,
	IN_ORDER,
	DateProblem,
	InFuture,
	TooEarly,
	date_problem,
)
from css_case_mgmt.rules.identifiers import (
	MOST_GIVEN_NAMES,
	NameProblem,
	NotAUci,
	UciProblem,
	given_names_problem,
	is_temporary_uci,
	name_problem,
	normal_uci,
	tidy_name,
)
from css_case_mgmt.search_keys import keep_search_keys
from css_case_mgmt.settings import dates_by_site
from css_case_mgmt.shared_uci import ask_managers_later, warn_of_shared_uci

FILE_NUMBERS = "CLIENT-.YYYY.-.#####"
NAMES = ("given_names", "family_name", "patronymic", "preferred_name", "name_in_own_script")
DATES = {*HAS_HAPPENED, *(fieldname for pair in IN_ORDER for fieldname in pair)}
# Answers that stand only beside a certain choice.
DETAILS = (
	("health_screening_connected", ("Yes",), ("health_screening_on", "health_screening_agency")),
	("ifh_coverage", ("Yes",), ("ifh_until",)),
	("has_immigration_loan", ("Yes", "Not Known", ""), ("loan_explained_on",)),
)


class NameRefused(frappe.ValidationError):
	"""A name that the file cannot hold."""


class UciRefused(frappe.ValidationError):
	"""A text that is no client identifier."""


class DetailRefused(frappe.ValidationError):
	"""A detail of something that the file says is not so."""


class CSSClient(CaseDocument):
	"""A person (R-043, R-044, R-048, R-052 to R-057, R-061, R-063, R-064, R-068, R-069, R-500). Reached through
	the latest membership of a case (D-19)."""

	def before_insert(self) -> None:
		self.file_number = self.file_number or make_autoname(FILE_NUMBERS)

	def validate(self) -> None:
		keep_merged_file(self)
		self.keep_stage()
		self.validate_names()
		self.validate_other_names()
		self.validate_birth()
		self.validate_uci()
		tidy_contact(self)
		self.validate_dates()
		warn_of_long_support(self)
		self.validate_details()
		self.validate_languages()

	def on_update(self) -> None:
		keep_search_keys(self)
		share_results(self)
		if self.uci and self.has_value_changed("uci"):
			warn_of_shared_uci(self.name, self.uci)
			ask_managers_later(self.name)

	def keep_stage(self) -> None:
		"""It follows from referral, enrolment and exit, and is not typed (R-009)."""
		before = self.get_doc_before_save()
		self.programme_stage = before.programme_stage if before else None

	def validate_names(self) -> None:
		for fieldname in NAMES:
			self.set(fieldname, tidy_name(self.get(fieldname)))
		if not self.given_names:
			frappe.throw(_("Enter at least one given name."), NameRefused, title=_("Names"))
		if given_names_problem(self.given_names) is NameProblem.TOO_MANY:
			frappe.throw(
				_("Enter at most {0} given names, separated by spaces.").format(MOST_GIVEN_NAMES),
				NameRefused,
				title=_("Names"),
			)
		for fieldname in NAMES:
			if self.get(fieldname) and name_problem(self.get(fieldname)):
				frappe.throw(
					_("{0}: a name is written with letters. Leave it empty where it is not known.").format(
						_(self.meta.get_label(fieldname))
					),
					NameRefused,
					title=_("Names"),
				)

	def validate_other_names(self) -> None:
		seen = set()
		for row in self.other_names:
			row.written_name = tidy_name(row.written_name)
			if not row.written_name or name_problem(row.written_name):
				frappe.throw(
					_("Row {0}: a name is written with letters.").format(row.idx),
					NameRefused,
					title=_("Other names"),
				)
			if (row.written_name, row.kind) in seen:
				frappe.throw(
					_("Row {0}: {1} is there twice.").format(row.idx, row.written_name),
					NameRefused,
					title=_("Other names"),
				)
			seen.add((row.written_name, row.kind))

	def validate_birth(self) -> None:
		if self.birth_date_is_estimated and not self.date_of_birth:
			frappe.throw(
				_("Enter the estimated date of birth, such as 1 January of the likely year."),
				DateRefused,
				title=_("Date of birth"),
			)

	def validate_uci(self) -> None:
		if not (self.uci or "").strip():
			self.uci = None
			return
		try:
			self.uci = normal_uci(self.uci)
		except NotAUci as refused:
			frappe.throw(uci_problem_text(refused), UciRefused, title=_("UCI"))
		if is_temporary_uci(self.uci) and self.has_value_changed("uci"):
			frappe.msgprint(
				_(
					"{0} is a temporary number. Replace it by the UCI of 8 or 10 digits when it is known."
				).format(self.uci),
				title=_("UCI"),
				indicator="orange",
			)

	def validate_dates(self) -> None:
		dates = {fieldname: getdate(self.get(fieldname)) for fieldname in DATES if self.get(fieldname)}
		problem = date_problem(dates, max(dates_by_site().values(), default=getdate()))
		if problem:
			self.refuse_date(problem)

	def refuse_date(self, problem: DateProblem) -> None:
		if isinstance(problem, InFuture):
			frappe.throw(
				_("{0} lies in the future.").format(self.label_of(problem.field)),
				DateRefused,
				title=_("Date in the future"),
			)
		if isinstance(problem, TooEarly):
			frappe.throw(_("The date of birth lies before 1900."), DateRefused, title=_("Date of birth"))
		frappe.throw(
			_("{0} ({1}) lies before {2} ({3}). Correct one of the dates.").format(
				self.label_of(problem.later),
				frappe.format(self.get(problem.later), "Date"),
				self.label_of(problem.first),
				frappe.format(self.get(problem.first), "Date"),
			),
			DateRefused,
			title=_("Order of dates"),
		)

	def validate_details(self) -> None:
		for fieldname, answers, details in DETAILS:
			given = next((detail for detail in details if self.get(detail)), None)
			if given and (self.get(fieldname) or "") not in answers:
				frappe.throw(
					_("{0} is filled in. Answer “{1}” with Yes, or clear it.").format(
						self.label_of(given), self.label_of(fieldname)
					),
					DetailRefused,
					title=self.label_of(fieldname),
				)

	def validate_languages(self) -> None:
		seen = set()
		for row in self.languages:
			if row.language in seen:
				frappe.throw(
					_("Row {0}: {1} is there twice.").format(row.idx, row.language),
					title=_("Languages spoken"),
				)
			seen.add(row.language)

	def label_of(self, fieldname: str) -> str:
		return _(self.meta.get_label(fieldname))


def uci_problem_text(refused: NotAUci) -> str:
	if refused.problem is UciProblem.WRONG_LENGTH:
		return _(
			"A UCI has 8 or 10 digits; this one has {0}. Compare it with the client's document: a spreadsheet may have dropped zeros at its beginning."
		).format(refused.digits)
	return _(
		"A UCI has 8 or 10 digits, such as 1234-5678 or 12-3456-7890. Temporary numbers begin with CAN, X or T. Leave it empty if it is not known, and keep other numbers out of this field."
	)


def on_doctype_update() -> None:
	add_unique_source("CSS Client")
	# Files being opened: the condition of every client list asks whom the reader has entered.
	frappe.db.add_index("CSS Client", ["owner"])
	# Whoever is named in a note is looked up while it is written.
	frappe.db.add_index("CSS Client", ["family_name"])
