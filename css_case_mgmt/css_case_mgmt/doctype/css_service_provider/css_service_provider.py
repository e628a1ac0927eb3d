import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_time

from css_case_mgmt.case_document import add_unique_source, refuse_markup
from css_case_mgmt.rules.consent import plain
from css_case_mgmt.rules.telephone import NotATelephoneNumber, TelephoneProblem, normal_number


class ProviderRefused(frappe.ValidationError):
	"""A provider that cannot be kept like this."""


class CSSServiceProvider(Document):
	"""An organisation that clients are referred to, in the shape of Open Referral HSDS (R-305)."""

	def before_validate(self) -> None:
		for fieldname in ("source_system", "source_id"):
			self.set(fieldname, self.get(fieldname) or None)
		refuse_markup(self)
		self.provider_name = " ".join((self.provider_name or "").split())

	def validate(self) -> None:
		for row in (self, *self.locations):
			self.tidy_phone(row)
		self.validate_schedules()
		self.refuse_repeated("languages", "language")
		if not self.flags.in_directory_import:
			self.warn_of_duplicate()

	def tidy_phone(self, row: Document) -> None:
		if row.phone_extension and not row.phone:
			self.refuse(_("An extension stands beside a telephone number."))
		if not row.phone:
			return
		try:
			row.phone = normal_number(row.phone)
		except NotATelephoneNumber as error:
			text = phone_problem(error.problem).format(row.phone)
			if row.get("parentfield"):
				text = _("Locations, row {0}: {1}").format(row.idx, text)
			self.refuse(text)

	def validate_schedules(self) -> None:
		for row in self.schedules:
			if row.opens_at and row.closes_at and get_time(row.opens_at) >= get_time(row.closes_at):
				self.refuse(_("Opening hours, row {0}: it closes before it opens.").format(row.idx))

	def refuse_repeated(self, table: str, fieldname: str) -> None:
		seen = set()
		for row in self.get(table):
			if row.get(fieldname) in seen:
				self.refuse(
					_("{0}, row {1}: it is there twice.").format(_(self.meta.get_label(table)), row.idx)
				)
			seen.add(row.get(fieldname))

	def warn_of_duplicate(self) -> None:
		"""Another provider of this name, or with this telephone, is perhaps the same (R-305)."""
		if not (self.is_new() or self.has_value_changed("provider_name") or self.has_value_changed("phone")):
			return
		others = [row for row in self.similar() if row.name != self.name]
		if not others:
			return
		links = ", ".join(
			frappe.utils.get_link_to_form(self.doctype, row.name, frappe.utils.escape_html(row.provider_name))
			for row in others
		)
		frappe.msgprint(
			_("Perhaps this provider is here already: {0}").format(links),
			title=_("Service provider"),
			indicator="orange",
		)

	def similar(self) -> list[frappe._dict]:
		table = frappe.qb.DocType(self.doctype)
		is_alike = table.provider_name == plain(self.provider_name)
		if self.phone:
			is_alike |= table.phone == self.phone
		return (
			frappe.qb.from_(table)
			.select(table.name, table.provider_name)
			.where(is_alike)
			.limit(5)
			.run(as_dict=True)
		)

	def refuse(self, text: str) -> None:
		frappe.throw(text, ProviderRefused, title=_("Service provider"))


def phone_problem(problem: TelephoneProblem) -> str:
	return {
		TelephoneProblem.HAS_EXTENSION: _("{0}: write the extension into its own field."),
		TelephoneProblem.HAS_WORDS: _("{0}: write only the number, without words."),
		TelephoneProblem.NOT_VALID: _(
			"{0} is no valid telephone number. Write it with its area code, or with + and the country code."
		),
	}[problem]


def on_doctype_update() -> None:
	add_unique_source("CSS Service Provider")
	frappe.db.add_index("CSS Service Provider", ["phone"])
