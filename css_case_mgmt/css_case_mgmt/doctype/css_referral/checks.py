"""What a referral is held to, besides its steps."""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.intake_facts import SPEAKS_FRENCH
from css_case_mgmt.rules.referral import Status, Support, support_rises
from css_case_mgmt.service_directory.search import providers_in_french

CLIENT, EXPLANATION = "CSS Client", "CSS Referral Explanation"
PROVIDER, SERVICE_TYPE = "CSS Service Provider", "CSS Service Type"


class ReferralRefused(frappe.ValidationError):
	"""A referral that cannot be made like this."""


def refuse(text: str) -> None:
	frappe.throw(text, ReferralRefused, title=_("Referral"))


def explanations_to_give() -> list[str]:
	"""What is explained before a referral goes out, in the agency's order (R-300, R-312)."""
	return frappe.get_all(
		EXPLANATION, filters={"enabled": 1}, pluck="name", order_by="position asc, name asc"
	)


def check_links(referral: Document) -> None:
	"""Enrolment, goal and need are of the same client (R-314)."""
	for fieldname, doctype in (("enrolment", "CSS Enrolment"), ("goal", "CSS Goal")):
		name = referral.get(fieldname)
		if not name or not (referral.is_new() or referral.has_value_changed(fieldname)):
			continue
		if frappe.db.get_value(doctype, name, "client") != referral.client:
			refuse(_("{0} belongs to somebody else.").format(_(referral.meta.get_label(fieldname))))
	if referral.need_code and referral.has_value_changed("need_code") and not is_need_of(referral):
		refuse(_("There is no need {0} in a settlement plan of this person.").format(referral.need_code))


def is_need_of(referral: Document) -> bool:
	plan, need = frappe.qb.DocType("CSS Settlement Plan"), frappe.qb.DocType("CSS Settlement Plan Need")
	return bool(
		frappe.qb.from_(plan)
		.join(need)
		.on(need.parent == plan.name)
		.select(plan.name)
		.where(plan.client == referral.client)
		.where(need.need_code == referral.need_code)
		.limit(1)
		.run()
	)


def check_provider(referral: Document) -> None:
	"""A provider outside, or whom within the agency; never both (R-302, R-017)."""
	if referral.is_internal:
		check_internal(referral)
		return
	if referral.internal_to:
		refuse(_("Say for whom within the agency only where the referral is within the agency."))
	if not referral.provider:
		refuse(_("Choose the service provider."))
	if not (referral.is_new() or referral.has_value_changed("provider")):
		return
	if not frappe.db.get_value(PROVIDER, referral.provider, "enabled"):
		refuse(_("This service provider is not in use any more. Choose another."))


def check_internal(referral: Document) -> None:
	if referral.provider:
		refuse(_("A referral within the agency names no service provider."))
	if not (referral.internal_to or "").strip():
		refuse(_("Say to which colleague or programme within the agency."))
	if referral.service and frappe.db.get_value(SERVICE_TYPE, referral.service, "is_referral_only"):
		refuse(
			_(
				"{0} is not provided by the agency's staff. Refer the person to a service provider outside."
			).format(_(referral.service))
		)


def check_support(referral: Document) -> None:
	"""The support falls over time; where it rises, the file says why (R-310)."""
	if not referral.support_level or not (referral.is_new() or referral.has_value_changed("support_level")):
		return
	levels = support_levels(referral)
	before = levels[-1] if levels else None
	if support_rises(before, Support(referral.support_level)) and not (referral.support_reason or "").strip():
		refuse(
			_("Last time it was: {0}. Say why this person needs more support now.").format(_(before.value))
		)


def support_levels(referral: Document) -> list[Support]:
	"""Of the earlier referrals of this person to the same service, the first first."""
	table = frappe.qb.DocType("CSS Referral")
	query = (
		frappe.qb.from_(table)
		.select(table.support_level)
		.where(table.client == referral.client)
		.where(table.service == referral.service)
		.where(table.name != (referral.name or ""))
		.where(table.status != Status.CANCELLED.value)
		.orderby(table.creation)
	)
	if referral.creation and not referral.is_new():
		query = query.where(table.creation < referral.creation)
	return [Support(level) for level in query.run(pluck=True) if level]


def check_before_sending(referral: Document) -> None:
	"""What was explained is ticked, or why it does not apply (R-300, R-061)."""
	rows = {row.explanation: row for row in referral.explanations}
	missing = [
		explanation
		for explanation in explanations_to_give()
		if explanation not in rows or not is_given(rows[explanation])
	]
	if missing:
		items = "".join(f"<li>{frappe.utils.escape_html(_(explanation))}</li>" for explanation in missing)
		refuse(_("Explain first, and tick it, or say why it does not apply:") + f"<ul>{items}</ul>")
	if must_hear_of_french_services(referral):
		refuse(
			_(
				"This person speaks French. Tell her or him of the services in French first, then tick that you did."
			)
		)


def is_given(row: Document) -> bool:
	return bool(row.explained or (row.remark or "").strip())


def must_hear_of_french_services(referral: Document) -> bool:
	"""Whether somebody who speaks French was not yet told of the services in French (R-061)."""
	if referral.francophone_explained:
		return False
	person = frappe.db.get_value(
		CLIENT, referral.client, ["french_ability", "francophone_services_explained_on"], as_dict=True
	)
	return person.french_ability in SPEAKS_FRENCH and not person.francophone_services_explained_on


def prefers_french(client: str) -> bool:
	return frappe.db.get_value(CLIENT, client, "prefers_francophone_services") == "Yes"


def warn_of_french_preference(referral: Document) -> None:
	"""Whoever prefers services in French is referred to one, where there is one (R-061)."""
	if not referral.provider or not (referral.is_new() or referral.has_value_changed("provider")):
		return
	if frappe.get_cached_value(PROVIDER, referral.provider, "francophone"):
		return
	if not prefers_french(referral.client):
		return
	others = ", ".join(row.provider_name for row in providers_in_french(referral.service))
	frappe.msgprint(
		_("This person prefers services in French, and this provider does not offer them.")
		+ (" " + _("These do: {0}").format(frappe.utils.escape_html(others)) if others else ""),
		title=_("Services in French"),
		indicator="orange",
	)
