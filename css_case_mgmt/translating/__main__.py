"""python -m css_case_mgmt.translating: what `make translations` runs on its throw-away site."""

import os
import sys
from pathlib import Path

import frappe

from css_case_mgmt.translating.files import write_files


def main() -> int:
	os.chdir(Path(os.environ["LOCAL_BENCH_FOLDER"]) / "sites")
	frappe.init(site=os.environ["LOCAL_BENCH_SITE"], sites_path=".")
	frappe.connect()
	print(write_files())
	frappe.destroy()
	return 0


if __name__ == "__main__":
	sys.exit(main())
