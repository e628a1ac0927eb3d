"""The demo population on a site: through forms and in bulk, once and again."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack

import frappe

from css_case_mgmt.checking.whole_site import findings_of_site
from css_case_mgmt.demo.cast import SITES, SYSTEM_MANAGER, make_cast, worker_nearest
from css_case_mgmt.demo.in_bulk import enter_families
from css_case_mgmt.demo.ledger import LEDGER, NotOfDemo, RealClientsHere, enter_in_ledger
from css_case_mgmt.demo.loader import population_of, published_bank
from css_case_mgmt.demo.plans import FamilyPlan
from css_case_mgmt.demo.population import Population
from css_case_mgmt.demo.records import Sources
from css_case_mgmt.demo.shown import FEWEST_CLIENTS
from css_case_mgmt.demo.support_records import steps_taken
from css_case_mgmt.demo.tests.demo_case import (
	CLIENTS,
	CONTACT_DAYS,
	SEED,
	SITE,
	TODAY,
	WORKER,
	DemoTestCase,
	as_in_use,
	load_some,
	on_day,
)
from css_case_mgmt.demo.tests.drawn import eligibility_of
from css_case_mgmt.demo.tests.stored_rows import all_rows, differing, everything_stored, rows_per_table
from css_case_mgmt.demo.through_documents import enter_family
from css_case_mgmt.demo.work_plans import DetailsPlan
from css_case_mgmt.exit_readiness import readiness_of_exit
from css_case_mgmt.permissions.registry import CLIENT_BEARING, ROLES
from css_case_mgmt.rules.exit_gate import blocking
from css_case_mgmt.tests import SAVEPOINT
from css_case_mgmt.tests.factories import acting_as, make_client

# After which a referral is followed up, unless a site says otherwise.
DAYS = 14
# Among so many families there is one of each rare kind.
SEARCHED = 640


class TestBothWays(DemoTestCase):
	def setUp(self) -> None:
		"""The gate of an exit asks for today's consent."""
		super().setUp()
		stack = ExitStack()
		stack.enter_context(on_day(TODAY))
		self.addCleanup(stack.close)

	def test_rows_in_bulk_equal_those_of_the_desk(self) -> None:
		"""Every column of every table but names, file numbers and times (R-040, R-104, R-151, D-20, D-21)."""
		with as_in_use():
			load_some(in_bulk=False)
		through_forms = everything_stored()
		frappe.db.rollback(save_point=SAVEPOINT)
		with as_in_use():
			load_some(in_bulk=True)
		in_bulk = everything_stored()
		for doctype, rows in through_forms.items():
			with self.subTest(doctype):
				self.assertEqual(*differing(in_bulk[doctype], rows))

	def test_rare_rows_in_bulk_equal_those_of_the_desk(self) -> None:
		"""Of those families in which something happens that the sample has not (R-051, R-092, R-095, R-103, R-358,
		R-378, R-380), and css-check finds nothing in either (D-24)."""
		cast, sources, bank = make_cast(CLIENTS), Sources(SEED), published_bank()
		before = contradictions()
		families = rare_families(population_of(CLIENTS, SEED, cast, bank, TODAY, CONTACT_DAYS))
		with as_in_use():
			for family in families:
				enter_in_ledger(enter_family(family, cast, sources, bank))
		self.assertEqual(contradictions() - before, set())
		through_forms = everything_stored()
		frappe.db.rollback(save_point=SAVEPOINT)
		enter_families(families, cast, sources, bank)
		self.assertEqual(contradictions() - before, set())
		in_bulk = everything_stored()
		for doctype, rows in through_forms.items():
			with self.subTest(doctype):
				self.assertEqual(*differing(in_bulk[doctype], rows))

	def test_sample_has_what_could_differ(self) -> None:
		"""Moves, exits, closed cases, open drafts, changes of score and of level, the intake
		(D-06, D-20, D-21, R-081, R-506)."""
		load_some()
		for doctype, filters in (
			("CSS Case", {"source_id": ("like", "%-B")}),
			("CSS Case", {"status": "Closed"}),
			("CSS Enrolment", {"status": "Exited"}),
			("CSS Enrolment Level", {"idx": 2}),
			("CSS NAM Assessment", {"docstatus": 0}),
			("CSS NAM Assessment", {"has_overall_change": 1}),
			("CSS NAM Assessment", {"interpreter": ("is", "set")}),
			("CSS Consent", {"interpreter_kind": "Formal", "by_telephone": 1}),
			("CSS Inbound Referral", {"status": "Accepted", "naars_followed_up_on": ("is", "set")}),
			("CSS Inbound Referral", {"status": "Accepted", "naars_followed_up_on": ("is", "not set")}),
			("CSS Eligibility Assessment", {"enrolment": ("is", "set")}),
			("CSS Activity", {"successful": 1, "location_kind": "Client's Home"}),
			("CSS Activity", {"successful": 0, "attempt_result": ("is", "set")}),
			("CSS Activity Participant", {"idx": 2}),
			("CSS Activity Topic Covered", {}),
			("CSS Settlement Plan", {"status": "Agreed"}),
			("CSS Settlement Plan", {"status": "Closed"}),
			("CSS Exit", {"workflow_state": "Exited", "planned": 0}),
			("CSS Exit", {"workflow_state": "Ready for Review", "final_referral": ("is", "set")}),
			("CSS Exit Interview", {"is_complete": 1}),
			("CSS Goal", {"status": "Open", "serves_goal": ("is", "set")}),
			("CSS Goal", {"status": "Carried Over"}),
			("CSS Referral", {"status": "Completed", "consent": ("is", "set")}),
			("CSS Referral", {"status": "Draft"}),
			("CSS Referral Step", {"status": "Followed Up"}),
			("CSS Periodic Assessment", {"sequence": 2}),
			("CSS Safety Note", {"active": 1}),
			("CSS GBA Plus Profile", {"declined": 0}),
			("CSS Client Phone", {"safe_to_call": "Yes"}),
			("CSS Client Address", {"lives_there_until": ("is", "set")}),
			("CSS Client Name", {"kind": "Other spelling"}),
		):
			with self.subTest(doctype, filters=filters):
				self.assertTrue(frappe.db.exists(doctype, filters))

	def test_file_numbers_go_on(self) -> None:
		"""A number is given once, whichever way the record before was made."""
		load_some()
		numbers = frappe.get_all("CSS Client", pluck="file_number")
		numbers.append(make_client().file_number)
		self.assertEqual(len(set(numbers)), len(numbers))


def contradictions() -> set[tuple[str, str, str]]:
	"""What css-check finds, but for the clocks, which do not stand on the day of these tests."""
	found = findings_of_site(("approvals", "orphans"))
	return {(finding.check, finding.doctype, finding.name) for _kind, finding in found}


def rare_families(population: Population) -> list[FamilyPlan]:
	"""A family of each kind."""
	kinds: list[Callable[[FamilyPlan], bool]] = [
		lambda family: any(enrolment.episode > 1 for enrolment in family.enrolments),
		lambda family: any(plan.principal_applicant is not None for plan in eligibility_of(family)),
		lambda family: any(plan.other_factor for plan in eligibility_of(family)),
		lambda family: bool(family.not_eligible),
		lambda family: any(not profile.groups for profile in family.profiles),
		lambda family: any(
			participant.documented_under is not None
			for enrolment in family.enrolments
			for activity in enrolment.activities
			for participant in activity.participants
		),
		lambda family: any(
			plan.is_draft for enrolment in family.enrolments for plan in enrolment.settlement_plans
		),
		lambda family: any(
			plan.revision > 1 for enrolment in family.enrolments for plan in enrolment.settlement_plans
		),
		lambda family: any(
			referral.provider is None and referral.steps
			for enrolment in family.enrolments
			for referral in enrolment.referrals
		),
		lambda family: any(
			any(taken.needs_delay_reason for taken in steps_taken(referral, DAYS))
			for enrolment in family.enrolments
			for referral in enrolment.referrals
		),
		lambda family: any(details.resolves is not None for details in details_of(family)),
		lambda family: any(details.late_days for details in details_of(family)),
		lambda family: any(details.addendum for details in details_of(family)),
		lambda family: any(details.support_services for details in details_of(family)),
		lambda family: any(details.goal is not None for details in details_of(family)),
		lambda family: (
			{"Kept", ""} <= {each.outcome for plan in family.enrolments for each in plan.appointments}
		),
	]
	return few_families(population, (*kinds, *kinds_of_leaving()))


def few_families(population: Population, kinds: Sequence[Callable[[FamilyPlan], bool]]) -> list[FamilyPlan]:
	"""Few families with little to enter, of which one is of each kind."""
	some = [population.family(index) for index in range(SEARCHED)]
	kinds_of = {family.index: {place for place, kind in enumerate(kinds) if kind(family)} for family in some}
	missing, found = set(range(len(kinds))), []
	while missing:
		best = max(
			some, key=lambda family: len(kinds_of[family.index] & missing) / (len(family.enrolments) + 1)
		)
		if not kinds_of[best.index] & missing:
			raise AssertionError(f"no family is of the kinds {missing}")
		missing -= kinds_of[best.index]
		found.append(best)
	return found


def kinds_of_leaving() -> list[Callable[[FamilyPlan], bool]]:
	def exits(family: FamilyPlan, **values: object) -> bool:
		return any(
			enrolment.leaving
			and all(getattr(enrolment.leaving, key) == value for key, value in values.items())
			for enrolment in family.enrolments
		)

	return [
		lambda family: exits(family, state="Returned"),
		lambda family: exits(family, state="Draft"),
		lambda family: exits(family, state="Approved"),
		lambda family: exits(family, state="Exited", handover="Hand Over"),
		lambda family: exits(family, state="Exited", reason="Died"),
		lambda family: exits(family, state="Exited", reason="Lost Contact"),
		lambda family: exits(family, state="Exited", reason="Became a Canadian Citizen"),
		lambda family: any(not turn.is_closing for case in family.cases for turn in case.turns),
		lambda family: any(enrolment.exit_date and enrolment.appointments for enrolment in family.enrolments),
		lambda family: any(
			enrolment.exit_date and enrolment.assessments and enrolment.assessments[-1].is_draft
			for enrolment in family.enrolments
		),
		*(
			lambda family, decisions=decisions: any(
				enrolment.extension and len(enrolment.extension.decisions) == decisions
				for enrolment in family.enrolments
			)
			for decisions in (1, 2)
		),
	]


def details_of(family: FamilyPlan) -> list[DetailsPlan]:
	return [activity.details for enrolment in family.enrolments for activity in enrolment.activities]


class TestLoad(DemoTestCase):
	def test_referrals_wait_at_each_site(self) -> None:
		"""R-081 to R-083: two to four that nobody has decided on, and one that was returned."""
		load_some(4)
		for site in SITES:
			rows = frappe.get_all(
				"CSS Inbound Referral", {"site": site, "css_case": ("is", "not set")}, "status"
			)
			statuses = Counter(row.status for row in rows)
			self.assertEqual(statuses.pop("Returned"), 1)
			self.assertTrue(2 <= sum(statuses.values()) <= 4)
			self.assertLessEqual({"Received", "NAARS Needed"}, set(statuses))

	def test_again_adds_nothing(self) -> None:
		"""A load twice is the same as once, and a larger one goes on from there."""
		first = load_some()
		counts, logins = rows_per_table(), self.logins()
		again = load_some()
		self.assertEqual((again.clients, again.already_here), (0, first.clients))
		self.assertEqual(rows_per_table(), counts)
		self.assertEqual(self.logins(), logins)
		self.assertEqual(load_some(24).already_here, first.clients)

	def test_ledger_lists_every_record(self) -> None:
		"""What the ledger does not list would stay for ever."""
		load_some(4)
		load_some()
		ledger = {(row.reference_doctype, row.reference_name) for row in all_rows(LEDGER)}
		for doctype in CLIENT_BEARING:
			for row in all_rows(doctype):
				self.assertIn((doctype, row.name), ledger)
		for row in all_rows("CSS Staff"):
			self.assertEqual(("CSS Staff", row.name) in ledger, row.site.startswith("Demo Site"))

	def test_refuses_beside_real_clients(self) -> None:
		"""Invented people do not come among real ones, and the refusal changes nothing."""
		make_client()
		counts = rows_per_table()
		with self.assertRaises(RealClientsHere):
			load_some()
		self.assertEqual(rows_per_table(), counts)

	def test_refuses_to_take_over_a_user(self) -> None:
		"""Somebody real may have such an address."""
		frappe.db.delete(LEDGER, {"reference_name": WORKER})
		with self.assertRaisesRegex(NotOfDemo, WORKER):
			load_some()

	def test_every_role_has_a_login(self) -> None:
		"""Passwords of the seven roles, in a file that nobody else may read (D-19)."""
		self.assertEqual({login["role"] for login in self.logins()} - {SYSTEM_MANAGER}, set(ROLES))
		self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
		self.assertEqual(len({login["password"] for login in self.logins()}), len(self.logins()))
		self.assertTrue(all(login["user"].endswith("@demo.example") for login in self.logins()))

	def test_nobody_has_a_role_more_than_said(self) -> None:
		"""D-19: where nobody is System Manager, Frappe makes one of whoever is saved next; the demo has somebody for that."""
		others = {"role": SYSTEM_MANAGER, "parenttype": "User", "parent": ("!=", "Administrator")}
		frappe.db.delete("Has Role", others)
		make_cast(CLIENTS)
		self.assertEqual(frappe.get_all("Has Role", others, pluck="parent"), ["admin@demo.example"])
		for login in self.logins():
			roles = frappe.get_all("Has Role", {"parent": login["user"], "parenttype": "User"}, pluck="role")
			self.assertEqual(roles, [login["role"]], login["user"])
		frappe.get_doc("User", WORKER).save()
		self.assertNotIn(SYSTEM_MANAGER, frappe.get_roles(WORKER))

	def test_few_of_many_workers_have_a_login(self) -> None:
		"""A thousand people need many workers, but nobody logs in as all of them."""
		workers = [user for users in make_cast(1000).workers.values() for user in users]
		listed = {login["user"] for login in self.logins()}
		self.assertGreater(len(workers), len(listed.intersection(workers)))
		self.assertIn(WORKER, listed)
		for user in workers:
			self.assertEqual(frappe.get_roles(user).count("CSS Caseworker"), 1)
			self.assertEqual(frappe.db.get_value("User", user, ["enabled", "user_type"]), (1, "System User"))

	def test_the_smallest_demo_shows_every_exit(self) -> None:
		"""D-20, D-24, D-29, R-368, R-378, R-380: on their way and over, closed by the job, a household that moves to another
		site, a longer stay that waits, and somebody who has come back; css-check finds nothing."""
		with on_day(TODAY):
			before = contradictions()
			load_some(FEWEST_CLIENTS, in_bulk=False)
			self.assertEqual(contradictions() - before, set())
		exits = frappe.get_all("CSS Exit", fields=["*"])
		states = {row.workflow_state: row for row in exits}
		self.assertEqual(set(states), {"Draft", "Ready for Review", "Returned", "Approved", "Exited"})
		self.assertTrue(states["Returned"].decision_note)
		self.assertGreater(states["Approved"].exit_date, TODAY)
		self.assertTrue(blocking(readiness_of_exit(frappe.get_doc("CSS Exit", states["Draft"].name))))
		moved = [row for row in exits if row.moves_to_site]
		self.assertEqual({(row.workflow_state, row.exit_date) for row in moved}, {("Exited", TODAY)})
		(referral,) = frappe.get_all("CSS Inbound Referral", {"source_system": "CSS Site"}, ["*"])
		self.assertEqual((referral.site, referral.household_size), (moved[0].moves_to_site, len(moved)))
		self.assertTrue(frappe.db.exists(LEDGER, {"reference_name": referral.name}))
		graduated = [row for row in exits if row.planned and row.exit_date == TODAY]
		self.assertEqual([row.workflow_state for row in graduated], ["Exited"])
		self.assertTrue(frappe.db.exists("CSS Programme Extension", {"workflow_state": "Ready for Review"}))
		self.assertTrue(frappe.db.exists("CSS Case", {"opened_again_on": ("is", "set")}))
		self.assertEqual({row.owner for row in exits if row.workflow_state != "Exited"}, {WORKER})

	def test_one_caseload_is_believable(self) -> None:
		"""Whoever logs in as the first worker sees twenty families or more, and exits to mend; monitors see few files
		(R-504)."""
		load_some(120, seed=1)
		with acting_as(WORKER):
			self.assertGreaterEqual(len(frappe.get_list("CSS Case", {"site": SITE}, limit=0)), 20)
			states = set(frappe.get_list("CSS Exit", pluck="workflow_state", limit=0))
			self.assertLessEqual({"Draft", "Returned", "Ready for Review", "Approved"}, states)
		with acting_as("manager1@demo.example"):
			waiting = {"workflow_state": "Ready for Review", "requested_by": WORKER}
			self.assertTrue(frappe.get_list("CSS Exit", waiting))
			self.assertTrue(frappe.get_list("CSS Programme Extension", waiting))
			self.assertTrue(frappe.db.exists("ToDo", {"allocated_to": frappe.session.user, "status": "Open"}))
		self.assertEqual(worker_nearest(10**6), WORKER)
		with on_day(TODAY), acting_as("monitor@demo.example"):
			self.assertEqual(len(frappe.get_list("CSS Case", limit=0)), 3)
