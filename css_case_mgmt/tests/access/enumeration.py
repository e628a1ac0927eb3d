"""What the installed site has, read from the site itself."""

import importlib
import inspect
import pkgutil

import frappe
from frappe.model.base_document import get_controller

import css_case_mgmt
from css_case_mgmt.permissions.registry import CHILD_TABLES, CLIENT_BEARING

APP = "css_case_mgmt"


def modules_of_app() -> list[str]:
	return frappe.get_all("Module Def", filters={"app_name": APP}, pluck="name")


def of_app(doctype: str, **filters) -> set[str]:
	"""Names of the records of a DocType that belong to the app's modules."""
	return set(frappe.get_all(doctype, filters={"module": ("in", modules_of_app()), **filters}, pluck="name"))


def doctypes() -> set[str]:
	return of_app("DocType")


def python_modules() -> list:
	"""Every module of the package; tests leave out what only tests import."""
	found = pkgutil.walk_packages(css_case_mgmt.__path__, f"{APP}.")
	return [importlib.import_module(module.name) for module in found if ".tests" not in module.name]


def whitelisted_functions() -> set[str]:
	"""Paths, below the package, of the app's functions that a request may call."""
	return {
		f"{function.__module__}.{function.__name__}".removeprefix(f"{APP}.")
		for module in python_modules()
		for function in vars(module).values()
		if inspect.isfunction(function)
		and (function in frappe.whitelisted or function in frappe.guest_methods)
		and function.__module__.startswith(f"{APP}.")
	}


def replacements_of_frappe_functions() -> dict[str, str]:
	"""Path below the package -> the function of Frappe's whose place it takes."""
	hooks = frappe.get_hooks("override_whitelisted_methods", app_name=APP)
	return {path.removeprefix(f"{APP}."): function for function, paths in hooks.items() for path in paths}


def whitelisted_methods() -> set[str]:
	"""`DocType.method` of each method of a document that a request may call (`run_doc_method`)."""
	return {
		f"{doctype}.{name}"
		for doctype in doctypes()
		for name, method in inspect.getmembers(get_controller(doctype), inspect.isfunction)
		if method in frappe.whitelisted and method.__module__.startswith(f"{APP}.")
	}


def guest_functions() -> set[str]:
	return {
		f"{function.__module__}.{function.__name__}".removeprefix(f"{APP}.")
		for function in frappe.guest_methods
		if function.__module__.startswith(f"{APP}.")
	}


def doctypes_that_refer_to_any_document() -> dict[str, tuple[str, str]]:
	"""Frappe's DocTypes with a dynamic link: DocType -> (doctype column, name column)."""
	app_doctypes = doctypes()
	return {
		field.parent: (field.options, field.fieldname)
		for field in frappe.get_all(
			"DocField", filters={"fieldtype": "Dynamic Link"}, fields=["parent", "options", "fieldname"]
		)
		if field.parent not in app_doctypes and not frappe.get_meta(field.parent).issingle
	}


def links_to_client_data(doctype: str) -> list[str]:
	return [
		field.fieldname
		for field in frappe.get_meta(doctype).fields
		if (field.fieldtype == "Link" and field.options in (*CLIENT_BEARING, *CHILD_TABLES))
		or field.fieldtype in ("Dynamic Link", "Attach", "Attach Image")
	]
