from css_case_mgmt.case_document import CaseDocument, add_unique_source


class CSSExitInterview(CaseDocument):
	"""The client's own answers at the end: satisfaction, pending issues, what was achieved (R-363, R-364, R-377)."""

	def before_insert(self) -> None:
		self.set_title(self.interviewed_on)


def on_doctype_update() -> None:
	add_unique_source("CSS Exit Interview")
