"""Marriage, reunification, separation, an own household (R-041, R-045, D-19, D-20)."""

import frappe
from frappe.utils import add_days, add_years

from css_case_mgmt.api.family import get_family
from css_case_mgmt.api.family_changes import (
	end_tie,
	household_of,
	move_in,
	open_own_household,
	relate,
	separate,
)
from css_case_mgmt.css_case_mgmt.doctype.css_case.css_case import SeparationIsRecorded
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import MembershipRefused
from css_case_mgmt.css_case_mgmt.doctype.css_family_tie.css_family_tie import TieRefused
from css_case_mgmt.tests.factories import (
	WEST,
	acting_as,
	give_consent,
	make_assessment,
	make_case,
	make_client,
	make_enrolment,
	make_member,
)
from css_case_mgmt.tests.family_changes.records import (
	CHILD,
	HEAD,
	PARENT,
	SPOUSE,
	FamilyChangeTestCase,
	make_household,
	make_single,
)


class TestMovingIn(FamilyChangeTestCase):
	def test_a_whole_household_moves_in(self):
		"""R-041, D-20: a marriage; both come in on the day, one head, and the case they left is closed."""
		family = make_household()
		alone, groom = make_single()
		move_in(family.case, {groom: SPOUSE}, str(self.day))
		self.assertEqual(self.members(family.case)[groom], (SPOUSE, 0, self.day))
		self.assertEqual(self.heads(family.case), [family.wife])
		self.assertEqual(self.left(alone, groom), (self.day, "Marriage"))
		self.assertEqual(frappe.db.get_value("CSS Case", alone, "status"), "Closed")

	def test_a_member_moves_in_and_others_stay(self):
		"""R-041: the head of the household she leaves must have a successor, named in the same change."""
		family, (case, _single) = make_household(), make_single()
		with self.assertRaises(MembershipRefused):
			move_in(case, {family.wife: SPOUSE}, str(self.day))
		self.assertEqual(self.heads(family.case), [family.wife], "Nothing of a refused change is kept.")
		move_in(
			case,
			{family.wife: SPOUSE},
			str(self.day),
			staying_head=family.husband,
			staying_relationships={family.daughter: CHILD},
		)
		self.assertEqual(self.heads(family.case), [family.husband])
		self.assertEqual(self.case_of("CSS Enrolment", family.enrolment.name), case)
		self.assertEqual(frappe.db.get_value("CSS Case", family.case, "status"), "Open")

	def test_a_relative_arrives_who_has_a_case(self):
		"""D-20: reunification; the household of whom one chooses is shown, and the reason is kept."""
		family, (alone, brother) = make_household(), make_single()
		found = household_of(brother)
		self.assertEqual((found["css_case"], [row["client"] for row in found["members"]]), (alone, [brother]))
		move_in(family.case, {brother: "Sibling"}, str(self.today), reason="Reunification")
		self.assertEqual(self.left(alone, brother), (self.today, "Reunification"))

	def test_both_cases_must_be_ones_own(self):
		"""D-19: nobody is fetched from a case that one may not change."""
		family = make_household()
		with acting_as(self.second):
			_case, stranger = make_single()
		with self.assertRaises(MembershipRefused):
			move_in(family.case, {stranger: SPOUSE}, str(self.day))
		with acting_as(self.second), self.assertRaises(frappe.PermissionError):
			move_in(family.case, {stranger: SPOUSE}, str(self.day))
		with self.assertRaises(frappe.PermissionError):
			household_of(stranger)

	def test_another_site_is_refused(self):
		"""D-20: the site is custodian; nothing of the change is kept."""
		family = make_household()
		with acting_as("Administrator"):
			western = make_case(WEST).name
			client = make_client().name
			make_member(western, client, is_head=1, member_from=add_days(self.day, -30))
			with self.assertRaises(MembershipRefused):
				move_in(family.case, {client: SPOUSE}, str(self.day))
		self.assertEqual(list(self.members(western)), [client])

	def test_somebody_who_joined_today_moves_today(self):
		"""D-20: entered in the wrong family; a membership without a day is not kept, but moved."""
		family = make_household()
		case, _head = make_single()
		newcomer = make_client().name
		make_member(case, newcomer, member_from=self.today)
		enrolment = make_enrolment(case, newcomer, self.today)
		move_in(family.case, {newcomer: CHILD}, str(self.today))
		self.assertEqual(self.members(family.case)[newcomer], (CHILD, 0, self.today))
		self.assertEqual(frappe.db.count("CSS Case Member", {"client": newcomer}), 1)
		self.assertEqual(self.case_of("CSS Enrolment", enrolment.name), family.case)


class TestWhatMovesAlong(FamilyChangeTestCase):
	def test_what_is_in_force_goes_along(self):
		"""D-20, R-502: enrolment, consent, charter, notes in force and the open draft; not what is over."""
		family, (case, _single) = make_household(), make_single()
		draft = make_assessment(family.enrolment)
		old_note, note = (self.make_safety_note(family, active) for active in (0, 1))
		consent = frappe.db.get_value("CSS Consent", {"client": family.wife})
		charter = frappe.db.get_value("CSS Charter Acknowledgement", {"client": family.wife})
		of_husband = give_consent(family.case, family.husband)
		self.move_wife(family, case)
		for doctype, name in (
			("CSS Enrolment", family.enrolment.name),
			("CSS NAM Assessment", draft.name),
			("CSS Consent", consent),
			("CSS Charter Acknowledgement", charter),
			("CSS Safety Note", note),
		):
			self.assertEqual(self.case_of(doctype, name), case, doctype)
		self.assertEqual(self.case_of("CSS Safety Note", old_note), family.case)
		self.assertEqual(self.case_of("CSS Consent", of_husband.name), family.case)
		draft.reload()
		draft.save()

	def test_an_earlier_membership_takes_nothing_back(self):
		"""D-20: history entered later does not fetch the enrolment into a case of the past."""
		family = make_household()
		with acting_as("Administrator"):
			past = make_case().name
			row = make_member(past, family.wife, is_head=1, member_from="2018-01-01", member_to="2019-01-01")
		self.assertEqual(self.case_of("CSS Enrolment", family.enrolment.name), family.case)
		self.assertTrue(row.name)

	def make_safety_note(self, family, active: int) -> str:
		return (
			frappe.get_doc(
				doctype="CSS Safety Note",
				client=family.wife,
				css_case=family.case,
				noted_on=self.day,
				review_on=add_days(self.today, 30),
				active=active,
				behaviour="Was shouted at.",
				precautions="Visit in pairs.",
			)
			.insert()
			.name
		)

	def move_wife(self, family, case):
		move_in(
			case,
			{family.wife: SPOUSE},
			str(self.day),
			staying_head=family.husband,
			staying_relationships={family.daughter: CHILD},
		)


class TestSeparation(FamilyChangeTestCase):
	def test_members_move_to_a_case_of_their_own(self):
		"""R-041, D-20: with their head; who works with the family goes on with both households."""
		family = make_household()
		household = separate(
			family.case,
			{family.husband: None, family.daughter: CHILD},
			family.husband,
			str(self.day),
		)
		self.assertEqual(
			self.members(household),
			{family.husband: (HEAD, 1, self.day), family.daughter: (CHILD, 0, self.day)},
		)
		self.assertEqual(self.heads(family.case), [family.wife])
		self.assertEqual(self.left(family.case, family.husband), (self.day, "Separation"))
		case = frappe.get_doc("CSS Case", household)
		self.assertEqual(
			(case.caseworker, case.separated_from, case.is_protected, case.opened_on),
			(self.worker, family.case, 0, self.day),
		)

	def test_the_head_leaves(self):
		"""R-041: those who stay need a head; all of it or nothing."""
		family = make_household()
		cases = frappe.db.count("CSS Case")
		with self.assertRaises(MembershipRefused):
			separate(family.case, {family.wife: None}, family.wife, str(self.day))
		self.assertEqual(frappe.db.count("CSS Case"), cases)
		household = separate(
			family.case,
			{family.wife: None},
			family.wife,
			str(self.day),
			staying_head=family.daughter,
			staying_relationships={family.husband: PARENT},
		)
		self.assertEqual((self.heads(family.case), self.heads(household)), ([family.daughter], [family.wife]))
		self.assertEqual(self.members(family.case)[family.husband], (PARENT, 0, self.day))

	def test_whoever_covers_goes_on_with_both(self):
		"""R-070: a colleague's absence is covered in the new household as well."""
		family = make_household()
		with acting_as(self.manager):
			frappe.get_doc(
				doctype="CSS Case Access",
				css_case=family.case,
				user=self.second,
				kind="Covering",
				access_until=add_days(self.today, 9),
				reason="Holiday",
			).insert()
		with acting_as(self.second):
			household = separate(family.case, {family.husband: None}, family.husband, str(self.day))
			self.assertTrue(frappe.has_permission("CSS Case", "write", doc=household))
		self.assertEqual(frappe.db.get_value("CSS Case", household, "caseworker"), self.worker)

	def test_a_caseworker_does_not_choose_another(self):
		"""D-19, R-070: only the site's manager does."""
		family = make_household()
		with self.assertRaises(frappe.PermissionError):
			separate(
				family.case, {family.husband: None}, family.husband, str(self.day), caseworker=self.second
			)

	def test_nonsense_is_refused_in_words(self):
		"""R-041, D-29: nobody stays, a head who does not move, a stranger, the future, before they came."""
		family = make_household()
		_case, stranger = make_single()
		everybody = dict.fromkeys((family.wife, family.husband, family.daughter))
		for members, head, on in (
			(everybody, family.wife, self.day),
			({family.husband: None}, family.wife, self.day),
			({stranger: None}, stranger, self.day),
			({}, family.wife, self.day),
			({family.husband: None}, family.husband, add_days(self.today, 2)),
			({family.husband: None}, family.husband, add_years(self.today, -5)),
		):
			with self.subTest(members=members, on=on), self.assertRaises(frappe.ValidationError):
				separate(family.case, members, head, str(on))
		self.assertEqual(len(self.members(family.case)), 3)

	def test_a_request_does_not_set_the_separation(self):
		"""R-502: neither when a case is made nor later; managers are told why."""
		family = make_household()
		other = make_case()
		for user in (self.worker, self.manager):
			for fieldname, value in (("separated_from", family.case), ("is_protected", 1)):
				with acting_as(user):
					other.reload()
					other.set(fieldname, value)
					try:
						other.save()
					except SeparationIsRecorded:
						frappe.clear_messages()
				self.assertFalse(frappe.db.get_value("CSS Case", other.name, fieldname))
		with self.assertRaises(SeparationIsRecorded):
			make_case(is_protected=1)

	def test_a_form_that_does_not_show_it_saves(self):
		"""R-502: where the household came from is not sent to its caseworker's form, and stays."""
		family = make_household()
		household = separate(family.case, {family.husband: None}, family.husband, str(self.day))
		shown = frappe.get_doc("CSS Case", household)
		shown.apply_fieldlevel_read_permissions()
		sent = frappe.get_doc({**shown.as_dict(), "preferred_worker_gender": "Woman"})
		sent.save()
		self.assertEqual(frappe.db.get_value("CSS Case", household, "separated_from"), family.case)


class TestOwnHousehold(FamilyChangeTestCase):
	def test_a_grown_up_child(self):
		"""R-045, D-20: a case of one, the same caseworker, and each household says to whom it is related."""
		family = make_household()
		household = open_own_household(
			family.case, family.daughter, str(self.day), relationship=CHILD, relationship_back=PARENT
		)
		self.assertEqual(self.members(household), {family.daughter: (HEAD, 1, self.day)})
		self.assertEqual(self.left(family.case, family.daughter), (self.day, "Own Household"))
		self.assertEqual(frappe.db.get_value("CSS Case", household, "caseworker"), self.worker)
		self.assertEqual(
			self.ties(family.case, household),
			{
				(family.case, family.wife, family.daughter, CHILD),
				(household, family.daughter, family.wife, PARENT),
			},
		)

	def test_a_child_has_none(self):
		"""R-045, D-27: nor does somebody whose age is not known, nor one who lives alone already."""
		family = make_household()
		single_case, single = make_single()
		for values in ({"date_of_birth": add_years(self.today, -12)}, {"date_of_birth": None}):
			child = make_client(**values).name
			make_member(family.case, child, member_from=add_days(self.day, -1))
			with self.assertRaises(MembershipRefused):
				open_own_household(family.case, child, str(self.day))
		with self.assertRaises(MembershipRefused):
			open_own_household(single_case, single, str(self.day))

	def test_two_households_of_one_husband(self):
		"""D-20, R-042: a member of the one in which he lives and related to the other."""
		family = make_household()
		other_case, other_wife = make_single()
		relate(other_case, other_wife, family.husband, SPOUSE, SPOUSE)
		self.assertEqual(
			self.ties(family.case, other_case),
			{
				(other_case, other_wife, family.husband, SPOUSE),
				(family.case, family.husband, other_wife, SPOUSE),
			},
		)
		with self.assertRaises(TieRefused):
			relate(other_case, other_wife, family.husband, SPOUSE)
		with self.assertRaises(TieRefused):
			relate(family.case, family.husband, family.wife, SPOUSE)
		with self.assertRaises(TieRefused):
			relate(family.case, other_wife, family.daughter, CHILD)

	def test_a_tie_is_read_by_whoever_reads_both_files(self):
		"""D-20, R-502: for all others there is no trace of it, in the panel, in lists or by its name."""
		family = make_household()
		other_case, other_wife = make_single(given_names="Shirin")
		relate(family.case, family.husband, other_wife, SPOUSE)
		(tie,) = frappe.get_list("CSS Family Tie", {"css_case": family.case}, pluck="name")
		panel = get_family(family.case)["relatives"]
		self.assertEqual([(row["full_name"], row["relationship"]) for row in panel], [("Shirin", SPOUSE)])
		with acting_as(self.manager):
			frappe.get_doc(
				doctype="CSS Case Access", css_case=other_case, user=self.second, kind="Assigned"
			).insert()
		self.assertEqual(get_family(family.case)["relatives"], [])
		self.assertEqual(frappe.get_list("CSS Family Tie", {"css_case": family.case}), [])
		self.assertFalse(frappe.has_permission("CSS Family Tie", "read", doc=tie))
		with self.assertRaises(frappe.PermissionError):
			end_tie(tie, str(self.today))
		with acting_as(self.manager):
			end_tie(tie, str(self.today))
			self.assertEqual(get_family(family.case)["relatives"], [])

	def test_ties_end_when_they_live_together(self):
		"""D-20: from then on the family says it."""
		family = make_household()
		other_case, other_wife = make_single()
		relate(other_case, other_wife, family.husband, SPOUSE, SPOUSE)
		move_in(family.case, {other_wife: SPOUSE}, str(self.day))
		self.assertEqual(self.ties(family.case, other_case), set())

	def ties(self, *cases: str) -> set[tuple]:
		rows = frappe.get_all(
			"CSS Family Tie",
			filters={"css_case": ("in", cases), "ended_on": ("is", "not set")},
			fields=["css_case", "client", "related_client", "relationship"],
		)
		return {tuple(row.values()) for row in rows}
