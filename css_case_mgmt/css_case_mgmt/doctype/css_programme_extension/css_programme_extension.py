from css_case_mgmt.case_document import CaseDocument, add_unique_source


class CSSProgrammeExtension(CaseDocument):
	"""Staying longer than the longest length of the programme, with a manager's approval (D-02, R-361)."""

	def before_insert(self) -> None:
		self.set_title(self.extended_until)


def on_doctype_update() -> None:
	add_unique_source("CSS Programme Extension")
