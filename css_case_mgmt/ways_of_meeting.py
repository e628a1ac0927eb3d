"""By which method people are reached, and where they are met: records that an admin edits (R-101, R-222, R-228)."""

import frappe
from frappe import _
from frappe.model.document import Document

METHOD, PLACE = "CSS Contact Method", "CSS Place"
IN_PERSON, VIDEO = "In Person", "Video"
# What the app itself writes down, with assessments and messages.
OWN_METHODS = (IN_PERSON, VIDEO, "Phone", "Text Message", "E-mail")


class NoLongerInUse(frappe.ValidationError):
	"""A method or a place that an admin has switched off."""


def is_in_person(method: str | None) -> bool:
	return bool(method and frappe.get_cached_value(METHOD, method, "is_in_person"))


def suits_sensitive_topics(method: str | None) -> bool:
	"""Also where it is not said yet how it is to be."""
	return not method or bool(frappe.get_cached_value(METHOD, method, "suits_sensitive_topics"))


def methods_in_use(**filters: int) -> list[dict]:
	"""Name and `is_in_person` of the methods to choose from, in order."""
	return frappe.get_all(
		METHOD,
		filters={"enabled": 1, **filters},
		fields=["name", "is_in_person"],
		order_by="position asc, name asc",
	)


def places_in_use() -> list[str]:
	return frappe.get_all(PLACE, filters={"enabled": 1}, order_by="position asc, name asc", pluck="name")


def take_over(document: Document, *ways: str | None) -> None:
	"""Methods and places that come from elsewhere, such as a plan: the document keeps them, in use or not."""
	document.flags.ways_taken_over = ways


def check_ways_in_use(document: Document) -> None:
	"""Refuse a method or a place that is chosen now and no longer in use; what is on record stays as it is.

	Raises:
		NoLongerInUse: it is switched off.
	"""
	if document.flags.is_imported or document.flags.is_moved:
		return
	for field in document.meta.get_link_fields():
		if field.options not in (METHOD, PLACE) or not is_chosen_now(document, field.fieldname):
			continue
		require_in_use(field.options, document.get(field.fieldname))


def require_in_use(doctype: str, way: str) -> None:
	if not is_in_use(doctype, way):
		frappe.throw(
			_("{0} is no longer in use. Choose something else.").format(_(way)),
			NoLongerInUse,
			title=_(doctype),
		)


def is_in_use(doctype: str, way: str) -> bool:
	return bool(frappe.get_cached_value(doctype, way, "enabled"))


def is_chosen_now(document: Document, fieldname: str) -> bool:
	"""Neither on record before nor taken over from elsewhere."""
	way = document.get(fieldname)
	taken_over = document.flags.ways_taken_over or ()
	return bool(way) and way not in taken_over and document.has_value_changed(fieldname)


def mode_of(method: str, modes: list[str]) -> str:
	"""The mode of an assessment that was planned by some method: its modes are fixed, unlike the methods (R-101)."""
	if method in modes:
		return method
	return IN_PERSON if is_in_person(method) else VIDEO
