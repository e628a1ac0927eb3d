"""Families as rows, for populations too large for forms; the rows are those that the forms would leave.

Whatever the controllers derive comes from the functions that they call, and who writes what is as in
`through_documents`. That both ways agree is tested column by column.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from css_case_mgmt.case_document import opaque_name
from css_case_mgmt.css_case_mgmt.doctype.css_case import css_case as case_controller
from css_case_mgmt.css_case_mgmt.doctype.css_client import css_client as client_controller
from css_case_mgmt.css_case_mgmt.doctype.css_enrolment.css_enrolment import enrolment_title
from css_case_mgmt.css_case_mgmt.doctype.css_inbound_referral.css_inbound_referral import REFERRAL_NUMBERS
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.answer_rows import load_bank
from css_case_mgmt.demo.agreement_rows import Signer, rows_of_charter, rows_of_consent
from css_case_mgmt.demo.assessment_rows import AssessmentRows, Place
from css_case_mgmt.demo.bulk_rows import Row, RowMaker, insert_rows, reserve_numbers
from css_case_mgmt.demo.case_rows import CasePlace, rows_of_case
from css_case_mgmt.demo.cast import Cast
from css_case_mgmt.demo.intake_in_bulk import IntakeRows
from css_case_mgmt.demo.intake_rows import columns_of_criteria
from css_case_mgmt.demo.interpreting import Registered
from css_case_mgmt.demo.leaving_in_bulk import (
	final_referral_of,
	stages_of_clients,
	what_happened,
	what_reasons_ask_for,
)
from css_case_mgmt.demo.leaving_rows import LeavingRows, Left
from css_case_mgmt.demo.ledger import enter_in_ledger
from css_case_mgmt.demo.meeting_rows import Meeting, MeetingRows
from css_case_mgmt.demo.plans import ConsentPlan, EnrolmentPlan, FamilyPlan
from css_case_mgmt.demo.records import (
	Sources,
	Values,
	case_values,
	client_values,
	enrolment_values,
	membership_values,
	who_enters_members,
)
from css_case_mgmt.demo.support_records import Owner
from css_case_mgmt.demo.support_rows import Supported, SupportOfEnrolment, SupportRows
from css_case_mgmt.demo.through_documents import enter_family
from css_case_mgmt.demo.version_rows import name_versions, quick_version_row, version_row
from css_case_mgmt.rules.enrolment_level import LevelPeriod, NeedsLevel, current_level
from css_case_mgmt.rules.search_keys import keys_of
from css_case_mgmt.search_keys import PARENTFIELD, SEARCH_KEY, person_of_form
from css_case_mgmt.settings import get_setting, site_today

RECORDS = (
	"CSS Case",
	"CSS Case Access",
	"CSS Client",
	"CSS Case Member",
	"CSS Inbound Referral",
	"CSS Eligibility Assessment",
	"CSS Enrolment",
	"CSS Charter Acknowledgement",
	"CSS Consent",
	"CSS NAM Assessment",
	"CSS Settlement Plan",
	"CSS Goal",
	"CSS Referral",
	"CSS Periodic Assessment",
	"CSS Activity",
	"CSS Note Addendum",
	"CSS Appointment",
	"CSS Safety Note",
	"CSS GBA Plus Profile",
	"CSS Exit",
	"CSS Exit Interview",
	"CSS Disclosure",
	"CSS Programme Extension",
)
TABLES_OF_CLIENT = {
	"languages": "CSS Client Language",
	"phones": "CSS Client Phone",
	"addresses": "CSS Client Address",
	"other_names": "CSS Client Name",
}


def enter_families(families: list[FamilyPlan], cast: Cast, sources: Sources, bank: str) -> None:
	"""Insert families with everything that belongs to them, and enter them in the ledger.

	Where the job closes an exit, it closes one that was entered as the staff would.
	"""
	batch = Batch([family for family in families if not family.is_left_to_job], cast, sources, bank)
	name_versions(batch.rows["Version"])
	for doctype, rows in batch.rows.items():
		insert_rows(doctype, rows)
	enter_in_ledger((doctype, row["name"]) for doctype in RECORDS for row in batch.rows[doctype])
	for family in families:
		if family.is_left_to_job:
			enter_in_ledger(enter_family(family, cast, sources, bank))


class Batch:
	"""The rows of some families, by DocType."""

	def __init__(self, families: list[FamilyPlan], cast: Cast, sources: Sources, bank: str) -> None:
		self.cast = cast
		self.sources = sources
		self.maker = RowMaker()
		self.assessments = AssessmentRows(self.maker, bank, load_bank(bank))
		self.meetings = MeetingRows(self.maker)
		self.support = SupportRows(self.maker, sources, cast.providers)
		self.leaving = LeavingRows(self.maker, sources, cast.providers)
		self.settings: dict[tuple[str, str], int] = {}
		self.today: dict[str, date] = {site: site_today(site) for site in cast.workers}
		self.rows: dict[str, list[Row]] = defaultdict(list)
		case_numbers = numbers(case_controller.FILE_NUMBERS, sum(len(family.cases) for family in families))
		client_numbers = numbers(
			client_controller.FILE_NUMBERS, sum(len(family.clients) for family in families)
		)
		self.referral_numbers = numbers(
			REFERRAL_NUMBERS, sum(family.referral is not None for family in families)
		)
		self.columns_of_criteria = columns_of_criteria()
		self.asked_by_reason = what_reasons_ask_for()
		for family in families:
			FamilyRows(self, family, case_numbers, client_numbers).make()

	def setting(self, fieldname: str, site: str) -> int:
		if (fieldname, site) not in self.settings:
			self.settings[fieldname, site] = get_setting(fieldname, site)
		return self.settings[fieldname, site]


def numbers(series: str, count: int) -> Iterator[str]:
	return iter(reserve_numbers(series, count))


class FamilyRows:
	"""Makes the rows of one family."""

	def __init__(
		self, batch: Batch, family: FamilyPlan, case_numbers: Iterator[str], client_numbers: Iterator[str]
	) -> None:
		self.batch = batch
		self.maker = batch.maker
		self.sources = batch.sources
		self.rows = batch.rows
		self.family = family
		self.case_numbers = case_numbers
		self.client_numbers = client_numbers
		self.cases: list[Row] = []
		self.clients: dict[int, Row] = {}

	def make(self) -> None:
		for case in range(len(self.family.cases)):
			self.make_case(case)
			self.make_members(case)
		enrolments = {}
		for enrolment in self.family.enrolments:
			row = self.make_enrolment(enrolment)
			enrolments[enrolment.client, enrolment.episode] = row
			consents = self.make_agreements(enrolment)
			assessments = self.make_assessments(enrolment, row)
			support = self.make_support(enrolment, row, consents, assessments)
			self.make_meetings(enrolment, row, support)
			self.make_leaving(enrolment, row, consents, assessments, support)
		IntakeRows(self, enrolments).make()
		for client, stage in stages_of_clients(self.family, self.batch.asked_by_reason):
			self.clients[client]["programme_stage"] = stage

	def manager(self, case: int) -> str:
		return self.batch.cast.managers[self.family.cases[case].site]

	def make_case(self, case: int) -> None:
		plan = self.family.cases[case]
		values = case_values(plan, self.sources) | {"file_number": next(self.case_numbers)}
		place = CasePlace(
			self.manager(case), self.batch.today[plan.site], self.batch.setting("handover_days", plan.site)
		)
		rows = rows_of_case(self.maker, plan, values, self.family.enrolments, place)
		self.cases.append(rows["CSS Case"][0])
		self.add(rows.items())

	def make_version(self, doctype: str, row: Row, before: Values, after: Values, user: str) -> None:
		version = version_row(self.maker, doctype, row["name"], before, after, user)
		self.rows["Version"].append(version)

	def make_members(self, case: int) -> None:
		user = who_enters_members(self.family, case, self.manager(case))
		for plan in self.family.cases[case].members:
			if plan.client not in self.clients:
				self.make_client(plan.client, user)
			values = membership_values(
				plan,
				self.cases[case]["name"],
				self.clients[plan.client]["name"],
				self.sources.membership(self.family, case, plan),
			)
			self.rows["CSS Case Member"].append(
				self.maker.row("CSS Case Member", opaque_name(), values, user)
			)

	def make_client(self, client: int, user: str) -> None:
		values = client_values(self.family.clients[client], self.sources)
		tables = {table: values.pop(table) for table in TABLES_OF_CLIENT}
		values |= {name: client_controller.tidy_name(values.get(name)) for name in client_controller.NAMES}
		values["file_number"] = next(self.client_numbers)
		row = self.make_client_row(client, values, user)
		self.clients[client] = row
		self.rows["CSS Client"].append(row)
		for table, doctype in TABLES_OF_CLIENT.items():
			self.rows[doctype].extend(self.maker.children(doctype, "CSS Client", row, table, tables[table]))
		keys = ({"search_key": key} for key in sorted(keys_of(person_of_form(row | tables))))
		self.rows[SEARCH_KEY].extend(self.maker.children(SEARCH_KEY, "CSS Client", row, PARENTFIELD, keys))

	def make_client_row(self, client: int, values: Values, user: str) -> Row:
		"""The worker adds a death or a citizenship before the exit."""
		happened, worker = what_happened(self.family, client)
		name = opaque_name()
		if not happened:
			return self.maker.row("CSS Client", name, values, user)
		version = quick_version_row(self.maker, "CSS Client", name, {}, happened, worker)
		self.rows["Version"].append(version)
		return self.maker.row("CSS Client", name, values | happened, user, worker)

	def make_enrolment(self, plan: EnrolmentPlan) -> Row:
		"""Entered by the worker, ended by the manager's approval."""
		client, case = self.clients[plan.client], self.family.cases[plan.case]
		changed_by = self.manager(plan.current_case) if plan.exit_date else case.worker
		values = enrolment_values(plan, client["name"], self.cases[plan.current_case]["name"])
		levels = values.pop("levels")
		history = [LevelPeriod(NeedsLevel(row["needs_level"]), row["level_from"]) for row in levels]
		values |= self.sources.enrolment(self.family.clients[plan.client], plan) | {
			"episode": plan.episode,
			"title": enrolment_title(client["file_number"], plan.episode),
			"needs_level": current_level(history, self.batch.today[case.site]).value,
		}
		ended = {"status": "Exited", "exit_date": plan.exit_date, "exit_reason": plan.exit_reason}
		if plan.exit_date:
			values |= ended
		row = self.maker.row("CSS Enrolment", opaque_name(), values, case.worker, changed_by)
		self.rows["CSS Enrolment"].append(row)
		self.make_levels(row, levels, case.worker, changed_by)
		if plan.exit_date:
			before = {"status": "Active", "exit_date": None, "exit_reason": None}
			self.make_version("CSS Enrolment", row, before, ended, changed_by)
		return row

	def make_levels(self, enrolment: Row, levels: list[Values], worker: str, changed_by: str) -> None:
		parent = enrolment | {"modified_by": changed_by}
		rows = ({"decided_by": worker, **level} for level in levels)
		self.rows["CSS Enrolment Level"].extend(
			self.maker.children("CSS Enrolment Level", "CSS Enrolment", parent, "levels", rows)
		)

	def make_agreements(self, plan: EnrolmentPlan) -> list[tuple[str, ConsentPlan]]:
		"""Recorded in the case of their day, kept in the case in which the person lives now.

		Returns:
			The consents with their names, the latest first.
		"""
		client, consents = self.family.clients[plan.client], []
		for consent in plan.consents:
			source = self.sources.consent(client, plan, consent)
			rows = rows_of_consent(self.maker, consent, self.signer(plan, consent.case), source)
			self.add(rows.items())
			consents.insert(0, (rows["CSS Consent"][0]["name"], consent))
		if plan.charter:
			source = self.sources.charter(client, plan)
			self.add(
				rows_of_charter(
					self.maker, plan.charter, self.signer(plan, plan.charter.case), source
				).items()
			)
		return consents

	def signer(self, plan: EnrolmentPlan, case: int) -> Signer:
		return Signer(
			client=self.clients[plan.client]["name"],
			client_number=self.clients[plan.client]["file_number"],
			css_case=self.cases[self.last_case(plan.client)]["name"],
			worker=self.family.cases[case].worker,
			worker_now=self.family.cases[plan.current_case].worker,
			manager_now=self.manager(plan.current_case),
			register=self.register(case),
		)

	def register(self, case: int) -> list[Registered]:
		return self.batch.cast.register[self.family.cases[case].site]

	def last_case(self, client: int) -> int:
		return max(
			case
			for case, plan in enumerate(self.family.cases)
			if any(member.client == client for member in plan.members)
		)

	def make_assessments(self, plan: EnrolmentPlan, enrolment: Row) -> dict[int, str]:
		"""Their names, by sequence."""
		client = self.family.clients[plan.client]
		baseline, names = None, {}
		for assessment in plan.assessments:
			case = self.family.cases[assessment.case]
			place = Place(
				client=self.clients[plan.client]["name"],
				client_number=self.clients[plan.client]["file_number"],
				css_case=self.cases[assessment.case]["name"],
				site=case.site,
				enrolment=enrolment["name"],
				enrolment_date=plan.enrolment_date,
				worker=case.worker,
				register=self.register(assessment.case),
			)
			source = self.sources.assessment(client, plan, assessment)
			is_left = assessment.is_draft and plan.exit_date
			place = replace(place, abandoned_by=self.manager(plan.current_case)) if is_left else place
			made = self.batch.assessments.rows(assessment, place, source, baseline)
			baseline = made.baseline
			names[assessment.sequence] = made.parent["name"]
			self.rows["CSS NAM Assessment"].append(made.parent)
			self.rows["CSS NAM Assessment Answer"].extend(made.answers)
			self.rows["CSS NAM Assessment Factor Score"].extend(made.factor_scores)
			if made.version:
				self.rows["Version"].append(made.version)
		return names

	def make_support(
		self,
		plan: EnrolmentPlan,
		enrolment: Row,
		consents: list[tuple[str, ConsentPlan]],
		assessments: dict[int, str],
	) -> SupportOfEnrolment:
		client, case = self.clients[plan.client], self.family.cases[plan.case]
		supported = Supported(
			owner=Owner(client["name"], self.cases[plan.case]["name"], enrolment["name"]),
			client_number=client["file_number"],
			site=case.site,
			worker=case.worker,
			manager=self.manager(plan.current_case),
			assessments=assessments,
			consents=consents,
		)
		rows, support = self.batch.support.make(plan, self.family.clients[plan.client], supported)
		self.add(rows.items())
		return support

	def make_meetings(self, plan: EnrolmentPlan, enrolment: Row, support: SupportOfEnrolment) -> None:
		client, case = self.family.clients[plan.client], self.family.cases[plan.case]
		meeting = Meeting(
			client=self.clients[plan.client]["name"],
			client_number=self.clients[plan.client]["file_number"],
			clients={place: row["name"] for place, row in self.clients.items()},
			css_case=self.cases[plan.case]["name"],
			case_number=self.cases[plan.case]["file_number"],
			site=case.site,
			enrolment=enrolment["name"],
			worker=case.worker,
			today=self.batch.today[case.site],
			support=support,
			cancelled_on=plan.leaving.decided_on if plan.exit_date else None,
		)
		make, sources = self.batch.meetings, self.sources
		for periodic in plan.periodic:
			self.add(make.periodic(periodic, plan, meeting, sources.periodic(client, plan, periodic)))
		for activity in plan.activities:
			self.add(make.activity(activity, meeting, sources.activity(client, plan, activity)))
		for appointment in plan.appointments:
			self.add(make.appointment(appointment, meeting, sources.appointment(client, plan, appointment)))

	def make_leaving(
		self,
		plan: EnrolmentPlan,
		enrolment: Row,
		consents: list[tuple[str, ConsentPlan]],
		assessments: dict[int, str],
		support: SupportOfEnrolment,
	) -> None:
		"""How a stay ended, or that its end has been begun."""
		case = self.family.cases[plan.current_case]
		client = self.clients[plan.client]
		completed = [each.sequence for each in plan.assessments if not each.is_draft]
		left = Left(
			owner=Owner(client["name"], self.cases[plan.current_case]["name"], enrolment["name"]),
			client_number=client["file_number"],
			site=case.site,
			today=self.batch.today[case.site],
			worker=case.worker,
			manager=self.manager(plan.current_case),
			register=self.register(plan.current_case),
			consents=[name for name, _consent in reversed(consents)],
			final_assessment=assessments[completed[-1]] if len(completed) > 1 else None,
			final_referral=final_referral_of(support.referrals),
		)
		self.add(self.batch.leaving.make(plan, self.family.clients[plan.client], left).items())

	def add(self, made: Iterable[tuple[str, list[Row]]]) -> None:
		for doctype, rows in made:
			self.rows[doctype].extend(rows)
