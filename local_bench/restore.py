"""Restores Frappe from a wheel in which its names were replaced."""

import hashlib
import struct
import zipfile
import zlib
from pathlib import Path

WHEEL = "criscostack==1.0.0"
WHEEL_SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"
PACKAGE_IN_WHEEL = "criscostack/"

# Longer names stand before those that begin them.
NAMES = (
	("criscoerp", "erpnext"),
	("Criscoerp", "ERPNext"),
	("CriscoERP", "ERPNext"),
	("CRISCOSTACK", "FRAPPE"),
	("Criscostack", "Frappe"),
	("criscostack", "frappe"),
	("Crisco", "Frappe"),
	("CRISCO", "FRAPPE"),
	("crisco", "frappe"),
)
# Not in translations, where the same letters belong to words of other languages.
NAMES_OUTSIDE_TRANSLATIONS = (("brik", "bench"),)

# The wheel has another vendor's marks in these places, and the login page shows them.
REPLACED_IMAGES = (
	"frappe/public/images/frappe-favicon.svg",
	"frappe/public/images/frappe-framework-logo.png",
	"frappe/public/images/frappe-framework-logo.svg",
	"frappe/public/images/frappe-logo.png",
)
NEUTRAL_SVG = (
	'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">'
	'<rect width="64" height="64" rx="12" fill="#5b6b7b"/>'
	'<circle cx="32" cy="32" r="14" fill="none" stroke="#fff" stroke-width="6"/></svg>\n'
)

# The wheel dropped it; Frappe's licence asks that it stays with every copy.
FRAPPE_LICENSE = """The MIT License

Copyright (c) 2016-2021 Frappe Technologies Pvt. Ltd. <developers@frappe.io>

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in
all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
THE SOFTWARE.
"""


class WrongWheel(Exception):
	pass


def check_wheel(wheel: Path) -> None:
	digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
	if digest != WHEEL_SHA256:
		raise WrongWheel(f"{wheel.name} has sha256 {digest}, expected {WHEEL_SHA256}")


def restore_names(text: str, is_translation: bool = False) -> str:
	for replaced, original in NAMES if is_translation else NAMES + NAMES_OUTSIDE_TRANSLATIONS:
		text = text.replace(replaced, original)
	return text


def restore_content(content: bytes, is_translation: bool) -> bytes:
	try:
		text = content.decode("utf-8")
	except UnicodeDecodeError:
		return content
	return restore_names(text, is_translation).encode("utf-8")


def restore_frappe(wheel: Path, target: Path) -> None:
	"""Write the package folder `frappe` and Frappe's licence into `target`."""
	with zipfile.ZipFile(wheel) as archive:
		for name in archive.namelist():
			if not name.startswith(PACKAGE_IN_WHEEL) or name.endswith(("/", ".DS_Store")):
				continue
			path = target / restore_names(name)
			path.parent.mkdir(parents=True, exist_ok=True)
			path.write_bytes(restore_content(archive.read(name), "/translations/" in name))

	for image in REPLACED_IMAGES:
		if image.endswith(".svg"):
			(target / image).write_text(NEUTRAL_SVG)
		else:
			(target / image).write_bytes(plain_png(64, (0x5B, 0x6B, 0x7B)))
	(target / "LICENSE").write_text(FRAPPE_LICENSE)


def plain_png(size: int, colour: tuple[int, int, int]) -> bytes:
	def chunk(kind: bytes, data: bytes) -> bytes:
		return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

	row = b"\0" + bytes(colour) * size
	return (
		b"\x89PNG\r\n\x1a\n"
		+ chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0))
		+ chunk(b"IDAT", zlib.compress(row * size))
		+ chunk(b"IEND", b"")
	)
