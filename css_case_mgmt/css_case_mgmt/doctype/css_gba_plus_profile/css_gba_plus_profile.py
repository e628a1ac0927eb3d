import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument


class ProfileRefused(frappe.ValidationError):
	"""A declaration that contradicts itself or another one."""


class CSSGBAPlusProfile(CaseDocument):
	"""Groups that a client says she or he belongs to, of free will (R-059, R-060). Few may read it."""

	def validate(self) -> None:
		self.require_case_of_client()
		self.refuse_second_profile()
		self.refuse_future("declared_on")
		self.set_title(self.declared_on)
		self.validate_groups()

	def refuse_second_profile(self) -> None:
		"""What a client tells later changes the one there is; its history keeps what was told before."""
		# Of two who record it at once, the second sees what the first has done.
		frappe.db.get_value("CSS Client", self.client, "name", for_update=True)
		if frappe.db.exists("CSS GBA Plus Profile", {"client": self.client, "name": ("!=", self.name or "")}):
			frappe.throw(
				_(
					"This client has a GBA Plus profile already. Open it from the client's file and change it."
				),
				ProfileRefused,
				title=_("One profile"),
			)

	def validate_groups(self) -> None:
		groups = [row.group_name for row in self.groups]
		if self.declined and groups:
			frappe.throw(
				_("The client prefers not to say: remove the groups, or clear that tick."),
				ProfileRefused,
				title=_("GBA Plus"),
			)
		if not self.declined and not groups:
			frappe.throw(
				_("Choose the groups that the client named, or tick that she or he prefers not to say."),
				ProfileRefused,
				title=_("GBA Plus"),
			)
		for position, group in enumerate(groups):
			if group in groups[:position]:
				frappe.throw(_("{0} is there twice.").format(_(group)), ProfileRefused, title=_("GBA Plus"))
