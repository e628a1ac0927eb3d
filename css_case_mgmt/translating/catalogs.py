"""PO and CSV files without Frappe and without a site. Written twice from the same texts, they are the same."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

# What changes with every run, or names the tool of the day.
HEADERS_LEFT_OUT = (
	"Report-Msgid-Bugs-To:",
	"POT-Creation-Date:",
	"PO-Revision-Date:",
	"Last-Translator:",
	"Generated-By:",
)
COMMENT_OF_POT = "# Texts of CSS Case Management. Made by `make translations`; do not edit."
COMMENT_OF_PO = "# French of CSS Case Management. Edit the msgstr lines, then run `make translations`."


def make_template(messages: dict[tuple[str, str | None], Iterable[str]]) -> Catalog:
	template = new_catalog(COMMENT_OF_POT)
	for (text, context), locations in messages.items():
		template.add(text, locations=[(location, 0) for location in sorted(locations)], context=context)
	return template


def new_catalog(comment: str, language: str | None = None) -> Catalog:
	return Catalog(
		locale=language,
		project="CSS Case Management",
		version="1",
		header_comment=comment,
		language_team="CSS Case Management contributors",
		fuzzy=False,
	)


def merge(translated: Catalog, template: Catalog) -> Catalog:
	"""The template's texts with the translations there are: unused ones go, no guessed ones come."""
	merged = new_catalog(COMMENT_OF_PO, "fr")
	for message in template:
		if message.id:
			known = translated.get(message.id, message.context)
			merged.add(
				message.id,
				known.string if known else "",
				locations=message.locations,
				context=message.context,
				flags=known.flags & {"fuzzy"} if known else (),
				user_comments=known.user_comments if known else (),
			)
	return merged


def read_catalog(path: Path, language: str = "fr") -> Catalog:
	if not path.exists():
		return new_catalog(COMMENT_OF_PO, language)
	with path.open("rb") as file:
		return read_po(file, locale=language)


def catalog_bytes(catalog: Catalog) -> bytes:
	written = io.BytesIO()
	write_po(written, catalog, width=0, sort_output=True, ignore_obsolete=True, include_lineno=False)
	lines = written.getvalue().decode().splitlines(keepends=True)
	return "".join(line for line in lines if not line.startswith(headers_left_out())).encode()


def headers_left_out() -> tuple[str, ...]:
	return tuple(f'"{header}' for header in HEADERS_LEFT_OUT)


def csv_bytes(catalog: Catalog) -> bytes:
	"""Source, translation, context: what Frappe 15 reads."""
	written = io.StringIO()
	rows = [(m.id, m.string, m.context or "") for m in catalog if m.id and m.string and not m.fuzzy]
	csv.writer(written, lineterminator="\n").writerows(sorted(rows, key=lambda row: (row[0], row[2])))
	return written.getvalue().encode()


def without_translation(messages: Iterable[tuple[str, str | None]], catalog: Catalog) -> list[str]:
	missing = []
	for text, context in messages:
		known = catalog.get(text, context)
		if not (known and known.string):
			missing.append(f"{text!r}" + (f" ({context})" if context else ""))
	return sorted(missing)


def fuzzy(catalog: Catalog) -> list[str]:
	return sorted(repr(message.id) for message in catalog if message.id and message.fuzzy)


PLACEHOLDER = re.compile(r"\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def with_other_placeholders(catalog: Catalog) -> list[str]:
	return differing(catalog, lambda text: set(PLACEHOLDER.findall(text)))


def with_other_tags(catalog: Catalog) -> list[str]:
	return differing(catalog, lambda text: sorted(TAG.findall(text)))


def differing(catalog: Catalog, parts_of) -> list[str]:
	return [
		f"{message.id!r} -> {message.string!r}"
		for message in catalog
		if message.id and message.string and parts_of(message.id) != parts_of(message.string)
	]


# A straight apostrophe, an ordinary space where French wants one that does not break, no space at all there.
TYPOGRAPHY = re.compile(r"\w'\w|« | »|\w[«]|[»]\w| [:%]|\w:(?= )|\d%| [;!?]|\.\.\.")


def with_poor_typography(catalog: Catalog) -> list[str]:
	"""By the rules of Canadian French: no space before ; ! ? and an unbreakable one before : and %."""
	return [
		f"{message.id!r} -> {message.string!r}"
		for message in catalog
		if message.id and message.string and TYPOGRAPHY.search(TAG.sub("", message.string))
	]
