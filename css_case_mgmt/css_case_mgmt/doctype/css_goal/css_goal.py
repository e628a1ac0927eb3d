from css_case_mgmt.case_document import CaseDocument


class CSSGoal(CaseDocument):
	pass
