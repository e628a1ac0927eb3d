"""A question bank as one file, out of the desk and into it (D-05, R-149)."""

import base64
import binascii

import frappe
from frappe import _

from css_case_mgmt.api.permission import require
from css_case_mgmt.question_bank.bank_file import BankFileRefused, export_bank, import_bank

DOCTYPE = "CSS NAM Bank"
FORMATS = ("xlsx", "json")
LARGEST_FILE = 10 * 1024 * 1024


@frappe.whitelist(methods=["GET"])
def download(bank: str, file_format: str = "xlsx") -> None:
	"""Send a bank as a file, xlsx or json."""
	document = frappe.get_doc(DOCTYPE, bank)
	document.check_permission("export")
	refuse_unknown_format(file_format)
	frappe.response.update(
		{
			"type": "binary",
			"filename": "{0}.{1}".format(document.name, file_format),
			"filecontent": export_bank(document, file_format),
		}
	)


@frappe.whitelist(methods=["POST"])
def upload(file_name: str, content: str) -> str:
	"""Make a draft bank of a file and return its name; the file itself is not kept.

	Args:
		file_name: says by its ending whether it is xlsx or json.
		content: the file in base64.
	"""
	require(DOCTYPE, "create")
	file_format = file_name.rsplit(".", 1)[-1].lower()
	refuse_unknown_format(file_format)
	try:
		data = base64.b64decode(content, validate=True)
	except binascii.Error:
		frappe.throw(_("The file did not arrive whole. Choose it again."), BankFileRefused)
	if len(data) > LARGEST_FILE:
		frappe.throw(_("The file is larger than 10 MB."), BankFileRefused, title=_("Question bank file"))
	return import_bank(data, file_format).name


def refuse_unknown_format(file_format: str) -> None:
	if file_format not in FORMATS:
		frappe.throw(
			_("A question bank is a file that ends in .xlsx or .json."),
			BankFileRefused,
			title=_("Question bank file"),
		)
