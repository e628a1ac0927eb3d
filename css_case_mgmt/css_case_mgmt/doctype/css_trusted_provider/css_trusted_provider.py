import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.case_document import refuse_markup
from css_case_mgmt.permissions.scope import scope_of

NATIONAL = frozenset(("CSS National Coordinator", "CSS National Analyst", "System Manager"))


class CSSTrustedProvider(Document):
	"""A provider that a site trusts (R-304). Its managers keep the list; the national team may too."""

	def before_insert(self) -> None:
		self.added_by = frappe.session.user

	def validate(self) -> None:
		refuse_markup(self)
		before = self.get_doc_before_save()
		for site in {self.site, before.site if before else self.site}:
			require_manager(site)

	def on_trash(self) -> None:
		require_manager(self.site)


def require_manager(site: str) -> None:
	user = frappe.session.user
	scope = scope_of(user)
	if user != "Administrator" and site not in scope.managed_sites and not NATIONAL & scope.roles:
		frappe.throw(
			_("The list of trusted providers is kept by the managers of the site."),
			frappe.PermissionError,
			title=_("Not permitted"),
		)


def on_doctype_update() -> None:
	frappe.db.add_unique("CSS Trusted Provider", ["site", "provider"], constraint_name="unique_site_provider")
