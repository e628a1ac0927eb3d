"""The one place that decides whether work may start: consent and charter (D-16, R-110, R-112, R-120).

Controllers call `require_consent` before something starts and `require_no_withdrawal` while it goes on, so that the
desk, REST, imports and bulk edits are held to it alike. The rules themselves are in `rules/consent.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import getdate

from css_case_mgmt.rules.consent import (
	Agreements,
	Charter,
	CharterStanding,
	Consent,
	Missing,
	Override,
	Person,
	Release,
	Request,
	Standing,
	Use,
	charter_standing,
	items,
	missing_of_charter,
	missing_of_consent,
	missing_to_continue,
	missing_to_start,
	standing,
)
from css_case_mgmt.settings import case_today, get_setting

CONSENT = "CSS Consent"
CHARTER = "CSS Charter Acknowledgement"
DISCLOSURE = "CSS Disclosure"
CONSENT_FIELDS = (
	"explained_on",
	"understood",
	"limits_explained",
	"signature_method",
	"client_signed_on",
	"caseworker_signed_on",
	"valid_from",
	"valid_until",
	"withdrawn_on",
	"given_by",
	"guardian_authority",
)
PAPER_METHODS = ("Signed on Paper", "Photo of a Signature")


class ConsentMissing(frappe.ValidationError):
	"""Work that may not start, or not go on, without consent and charter (D-16)."""


def require_consent(
	client: str,
	css_case: str,
	*,
	for_what: str,
	on: date | str,
	recipient: str | None = None,
	purpose: str | None = None,
	information: str | None = None,
) -> None:
	"""Refuse to start work for which consent or charter is missing.

	Args:
		client: whom the work is for; consents are hers wherever she lives.
		css_case: the case, whose site's settings and date count.
		for_what: a `Use`: Needs Assessment, Settlement Plan or External Referral.
		on: the day to which the work belongs.
		recipient: of an external referral, the organisation.
		purpose: of an external referral, what for; any when left out.
		information: of an external referral, what is told, separated by commas or lines.

	Raises:
		ConsentMissing: says all that is missing and what to do.
	"""
	request = Request(
		Use(for_what),
		getdate(on),
		case_today(css_case),
		recipient or "",
		purpose or "",
		tuple(sorted(items(information or ""))),
	)
	refuse(missing_to_start(agreements_of(client, css_case), request), client, css_case)


def require_no_withdrawal(client: str, css_case: str, *, for_what: str) -> None:
	"""Refuse to go on with work whose consent or charter was withdrawn since it started (R-122).

	Raises:
		ConsentMissing: says what was withdrawn and what to do.
	"""
	if not something_is_withdrawn(client):
		return
	agreements = agreements_of(client, css_case)
	refuse(missing_to_continue(agreements, Use(for_what), case_today(css_case)), client, css_case)


def missing_for(client: str, css_case: str, for_what: str, on: date | None = None) -> list[Missing]:
	"""What is missing, for screens that say it before somebody types."""
	today = case_today(css_case)
	return missing_to_start(agreements_of(client, css_case), Request(Use(for_what), on or today, today))


def something_is_withdrawn(client: str) -> bool:
	"""One light query: nearly always nothing is."""
	consent, charter = frappe.qb.DocType(CONSENT), frappe.qb.DocType(CHARTER)
	person = frappe.qb.DocType("CSS Client")
	found = (
		frappe.qb.from_(person)
		.left_join(consent)
		.on((consent.client == person.name) & consent.withdrawn_on.isnotnull())
		.left_join(charter)
		.on((charter.client == person.name) & charter.withdrawn_on.isnotnull())
		.select(consent.name, charter.name)
		.where(person.name == client)
		.limit(1)
		.run()
	)
	return bool(found and any(found[0]))


def agreements_of(client: str, css_case: str) -> Agreements:
	"""All that a person has agreed to, whatever case it was recorded in."""
	return Agreements(
		file_owner(client, css_case),
		tuple(as_consent(row, row.releases) for row in consent_rows([client])),
		tuple(Charter(row.acknowledged_on, row.withdrawn_on) for row in charter_rows([client])),
		approved_overrides(client),
	)


def file_owner(client: str, css_case: str) -> Person:
	"""The client, as far as age matters at the site of the case."""
	site = frappe.db.get_value("CSS Case", css_case, "site")
	date_of_birth = frappe.db.get_value("CSS Client", client, "date_of_birth")
	return Person(as_date(date_of_birth), get_setting("own_file_age", site))


def consent_covers(consent: str, client: str, css_case: str, recipient: str, on: date | str) -> bool:
	"""Whether one consent of a client was valid on a day and names a recipient (R-120)."""
	rows = [row for row in consent_rows([client]) if row.name == consent]
	agreements = Agreements(
		file_owner(client, css_case), tuple(as_consent(row, row.releases) for row in rows)
	)
	request = Request(Use.EXTERNAL_REFERRAL, getdate(on), getdate(on), recipient or "")
	return not missing_of_consent(agreements, request)


def covering_consent(
	client: str,
	css_case: str,
	*,
	for_what: str,
	on: date | str,
	recipient: str,
	purpose: str,
	information: str,
) -> str | None:
	"""Which consent covers work, the latest first; None where an override does (R-119, R-120)."""
	request = Request(
		Use(for_what),
		getdate(on),
		case_today(css_case),
		recipient,
		purpose,
		tuple(sorted(items(information))),
	)
	person = file_owner(client, css_case)
	for row in consent_rows([client]):
		if not missing_of_consent(Agreements(person, (as_consent(row, row.releases),)), request):
			return row.name
	return None


def consent_rows(clients: Iterable[str]) -> list[frappe._dict]:
	"""The consents of some people, each with its `releases`, the latest first; signatures as yes or no."""
	rows = consents_without_releases(clients)
	release = frappe.qb.DocType("CSS Consent Purpose")
	releases = (
		frappe.qb.from_(release)
		.select(release.parent, release.purpose, release.recipient, release.information)
		.where(release.parent.isin([row.name for row in rows]))
		.where(release.parenttype == CONSENT)
		.orderby(release.parent)
		.orderby(release.idx)
		.run(as_dict=True)
		if rows
		else []
	)
	of_consent = {name: tuple(group) for name, group in groupby(releases, key=lambda row: row.parent)}
	for row in rows:
		row.releases = of_consent.get(row.name, ())
	return rows


def consents_without_releases(clients: Iterable[str]) -> list[frappe._dict]:
	"""As `consent_rows`, in one query, for whom it does not matter what a consent covers."""
	table = frappe.qb.DocType(CONSENT)
	return (
		frappe.qb.from_(table)
		.select(table.name, table.client, table.copy_given_on, *(table[field] for field in CONSENT_FIELDS))
		.select(
			(table.client_signature != "").as_("has_client_signature"),
			(table.caseworker_signature != "").as_("has_caseworker_signature"),
			(table.scan != "").as_("has_scan"),
			(table.paper_kept_in != "").as_("has_paper_kept_in"),
		)
		.where(table.client.isin(list(clients)))
		.orderby(table.client)
		.orderby(table.client_signed_on, order=frappe.qb.desc)
		.orderby(table.creation, order=frappe.qb.desc)
		.run(as_dict=True)
	)


def charter_rows(clients: Iterable[str]) -> list[frappe._dict]:
	"""The charters that some people have acknowledged, the latest first."""
	return frappe.get_all(
		CHARTER,
		filters={"client": ("in", list(clients))},
		fields=[
			"name",
			"client",
			"acknowledged_on",
			"withdrawn_on",
			"graduation_discussed_on",
			"client_signed_on",
			"copy_given_on",
		],
		order_by="client asc, acknowledged_on desc, creation desc",
	)


def approved_overrides(client: str) -> tuple[Override, ...]:
	rows = frappe.get_all(
		DISCLOSURE,
		filters={
			"client": client,
			"is_override": 1,
			"approved_by": ("is", "set"),
			"override_until": ("is", "set"),
		},
		fields=["override_for", "disclosed_on", "override_until"],
	)
	return tuple(Override(Use(row.override_for), row.disclosed_on, row.override_until) for row in rows)


def as_consent(row, releases: Iterable = ()) -> Consent:
	"""A row, or a document, as the rules see it."""
	return Consent(
		explained_on=as_date(row.explained_on),
		is_understood=bool(row.understood and row.limits_explained),
		has_signatures=has_signatures(row),
		client_signed_on=as_date(row.client_signed_on),
		caseworker_signed_on=as_date(row.caseworker_signed_on),
		valid_from=as_date(row.valid_from),
		valid_until=as_date(row.valid_until),
		withdrawn_on=as_date(row.withdrawn_on),
		is_of_guardian=row.given_by == "Guardian",
		guardian_authority=row.guardian_authority or "",
		releases=tuple(
			Release(each.purpose or "", each.recipient or "", each.information or "") for each in releases
		),
		reference=row.name or "",
	)


def as_date(value) -> date | None:
	return getdate(value) if value else None


def has_signatures(row) -> bool:
	"""Whether the signatures can be seen: drawn on the screen, on a scan, or, of an imported record, on the paper
	in the earlier records (R-118)."""
	if row.signature_method == "Signed on Screen":
		return is_there(row, "client_signature") and is_there(row, "caseworker_signature")
	return row.signature_method in PAPER_METHODS and (is_there(row, "scan") or is_there(row, "paper_kept_in"))


def is_there(row, fieldname: str) -> bool:
	"""Rows say whether there is a signature; only documents hold the picture itself."""
	return bool(row.get(f"has_{fieldname}") or row.get(fieldname))


@dataclass(frozen=True, slots=True)
class Standings:
	"""Where a person stands: the latest consent and charter as recorded, and whether they hold today."""

	consent: frappe._dict | None = None
	charter: frappe._dict | None = None
	consent_is_valid: bool = False
	charter_is_valid: bool = False
	consent_missing: tuple[str, ...] = (Missing.NO_CONSENT.value,)


def standings_of(
	people: Iterable, site: str, today: date, *, with_releases: bool = True
) -> dict[str, Standings]:
	"""Standings of several people at once, in three queries, or in two without what each consent covers.

	Args:
		people: rows with `name` and `date_of_birth`; whoever calls has checked that they may be read.
		site: whose settings count.
		today: the day asked for.
		with_releases: whether the consents bring along what may be shared with whom.
	"""
	born = {person.name: person.date_of_birth for person in people}
	if not born:
		return {}
	own_file_age = get_setting("own_file_age", site)
	rows_of = consent_rows if with_releases else consents_without_releases
	consents = {key: list(rows) for key, rows in groupby(rows_of(born), key=lambda row: row.client)}
	charters = {key: list(rows) for key, rows in groupby(charter_rows(born), key=lambda row: row.client)}
	return {
		name: standings_from(
			Person(as_date(date_of_birth), own_file_age),
			consents.get(name, []),
			charters.get(name, []),
			today,
		)
		for name, date_of_birth in born.items()
	}


def standings_from(person: Person, consent_rows: list, charter_rows: list, today: date) -> Standings:
	consents = [as_consent(row, row.get("releases", ())) for row in consent_rows]
	charters = tuple(Charter(row.acknowledged_on, row.withdrawn_on) for row in charter_rows)
	request = Request(Use.NEEDS_ASSESSMENT, today, today)
	agreements = Agreements(person, tuple(consents), charters)
	return Standings(
		consent=first_that_holds(
			consent_rows, [standing(each, person, today) is Standing.VALID for each in consents]
		),
		charter=first_that_holds(
			charter_rows, [charter_standing(each, today) is CharterStanding.VALID for each in charters]
		),
		consent_is_valid=not missing_of_consent(agreements, request),
		charter_is_valid=not missing_of_charter(charters, request),
		consent_missing=tuple(missing.value for missing in missing_of_consent(agreements, request)),
	)


def first_that_holds(rows: list, holds: list[bool]):
	"""The latest row that is valid, or else the latest."""
	valid = (row for row, is_valid in zip(rows, holds, strict=True) if is_valid)
	return next(valid, rows[0] if rows else None)


def refuse(missing: list[Missing], client: str, css_case: str) -> None:
	"""Say what is missing and what to do, with a button to do it; nobody is named."""
	if not missing:
		return
	texts = missing_texts()
	message = "<ul>" + "".join(f"<li>{texts[code]}</li>" for code in missing) + "</ul>"
	frappe.msgprint(
		message + _("In an emergency, ask your manager for an override: record it as a disclosure."),
		title=_("Consent and charter come first"),
		raise_exception=ConsentMissing,
		primary_action={
			"label": _("Record Consent"),
			"client_action": "frappe.css_case_mgmt.record_consent",
			"args": {"client": client, "css_case": css_case},
		},
	)


def missing_texts() -> dict[Missing, str]:
	"""What is missing, and what to do about it, for a worker at a kitchen table."""
	return {
		Missing.NO_CONSENT: _("There is no consent yet. Explain the form and record the consent."),
		Missing.CONSENT_NOT_EXPLAINED: _(
			"The consent does not say that the form, with the limits of confidentiality, was explained and understood. Complete the consent."
		),
		Missing.CONSENT_NOT_SIGNED: _(
			"The consent is not signed by both of you. Sign it on the screen, or attach the scan of the signed paper."
		),
		Missing.CONSENT_NOT_YET_VALID: _(
			"The consent was given later than this day. Choose a day from the consent on."
		),
		Missing.CONSENT_EXPIRED: _("The consent had ended by this day. Ask for a new one and record it."),
		Missing.CONSENT_OF_GUARDIAN_ENDED: _(
			"A guardian gave the consent, and the young person now decides alone. Ask for the young person's own consent."
		),
		Missing.CONSENT_OF_A_CHILD: _(
			"The consent was signed by somebody too young to give it alone. Ask the parent or guardian for it."
		),
		Missing.CONSENT_WITHDRAWN: _(
			"The consent was withdrawn. Nothing starts or goes on unless a new consent is given."
		),
		Missing.RECIPIENT_NOT_COVERED: _(
			"No consent covers sharing with this organisation. Record a consent that names it."
		),
		Missing.PURPOSE_NOT_COVERED: _(
			"No consent covers sharing with this organisation for this purpose. Record a consent that names the purpose."
		),
		Missing.INFORMATION_NOT_COVERED: _(
			"No consent covers sharing this information with this organisation. Record a consent that names it."
		),
		Missing.NO_CHARTER: _(
			"The client charter is not acknowledged yet. Go through it together and record it."
		),
		Missing.CHARTER_NOT_YET_VALID: _(
			"The client charter was acknowledged later than this day. Choose a day from then on."
		),
		Missing.CHARTER_WITHDRAWN: _(
			"The client charter was withdrawn. Go through it together again and record it."
		),
	}
