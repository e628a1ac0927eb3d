"""Writes the files of the translation: bench --site SITE execute css_case_mgmt.translating.files.write_files"""

from pathlib import Path

from css_case_mgmt.translating.catalogs import (
	catalog_bytes,
	csv_bytes,
	make_template,
	merge,
	read_catalog,
	without_translation,
)
from css_case_mgmt.translating.messages import collect_messages, package_folder


def template_path() -> Path:
	return package_folder() / "locale/main.pot"


def french_path() -> Path:
	return package_folder() / "locale/fr.po"


def csv_path() -> Path:
	return package_folder() / "translations/fr.csv"


def write_files() -> str:
	"""Collects the texts of the app anew; returns what is left to translate."""
	messages = collect_messages()
	template = make_template(messages)
	french = merge(read_catalog(french_path()), template)
	write(template_path(), catalog_bytes(template))
	write(french_path(), catalog_bytes(french))
	write(csv_path(), csv_bytes(french))
	missing = without_translation(messages, french)
	return "\n".join((*missing, f"{len(messages)} texts, {len(missing)} without French"))


def write(path: Path, content: bytes) -> None:
	path.parent.mkdir(exist_ok=True)
	path.write_bytes(content)
