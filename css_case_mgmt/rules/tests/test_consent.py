"""Consent, charter and the gate on every boundary day (D-16, R-110 to R-122, T-09)."""

import unittest
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.age import own_file_from
from css_case_mgmt.rules.consent import (
	GUARDIAN_OF_AN_ADULT,
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
	last_valid_day,
	missing_to_continue,
	missing_to_start,
	renewal_due,
	standing,
)
from css_case_mgmt.rules.tests.strategies import days

ONE_DAY = timedelta(days=1)
FIRST = date(2026, 3, 1)
LAST = date(2027, 2, 28)
ADULT = Person(date(1990, 5, 17), 16)
SIGNED = Consent(
	explained_on=FIRST,
	is_understood=True,
	has_signatures=True,
	client_signed_on=FIRST,
	caseworker_signed_on=FIRST,
	valid_from=FIRST,
	valid_until=LAST,
)
CHARTER = Charter(FIRST)
NAM = Use.NEEDS_ASSESSMENT


def request(on=FIRST, today=None, use=NAM, **values):
	return Request(use, on, today or on, **values)


def agreed(*consents, charters=(CHARTER,), overrides=(), person=ADULT):
	return Agreements(person, consents, charters, overrides)


consents = st.builds(
	Consent,
	explained_on=st.none() | days,
	is_understood=st.booleans(),
	has_signatures=st.booleans(),
	client_signed_on=st.none() | days,
	caseworker_signed_on=st.none() | days,
	valid_from=st.none() | days,
	valid_until=st.none() | days,
	withdrawn_on=st.none() | days,
	is_of_guardian=st.booleans(),
	guardian_authority=st.sampled_from(["", "Parent", GUARDIAN_OF_AN_ADULT]),
)
people = st.builds(Person, st.none() | st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.just(16))


class TestStanding(unittest.TestCase):
	def test_first_and_last_day(self):
		"""D-16: valid on its first and its last day, not the day before and not the day after."""
		for on, expected in (
			(FIRST - ONE_DAY, Standing.NOT_YET_VALID),
			(FIRST, Standing.VALID),
			(LAST, Standing.VALID),
			(LAST + ONE_DAY, Standing.EXPIRED),
		):
			with self.subTest(on):
				self.assertIs(standing(SIGNED, ADULT, on), expected)

	def test_without_an_end_it_holds_until_withdrawn(self):
		"""R-119: no last day means until withdrawn."""
		self.assertIs(standing(replace(SIGNED, valid_until=None), ADULT, date(2040, 1, 1)), Standing.VALID)

	def test_both_sign(self):
		"""R-112: explained, understood, and signed by both; each alone is not enough."""
		for values, expected in (
			({"explained_on": None}, Standing.NOT_EXPLAINED),
			({"is_understood": False}, Standing.NOT_EXPLAINED),
			({"client_signed_on": None}, Standing.NOT_SIGNED),
			({"caseworker_signed_on": None}, Standing.NOT_SIGNED),
			({"has_signatures": False}, Standing.NOT_SIGNED),
		):
			with self.subTest(values):
				self.assertIs(standing(replace(SIGNED, **values), ADULT, FIRST), expected)

	def test_nothing_before_the_second_signature(self):
		"""R-112: it begins with whatever came last, whichever day is written as the first."""
		for fieldname in ("explained_on", "client_signed_on", "caseworker_signed_on", "valid_from"):
			later = replace(SIGNED, **{fieldname: FIRST + ONE_DAY})
			with self.subTest(fieldname):
				self.assertIs(standing(later, ADULT, FIRST), Standing.NOT_YET_VALID)
				self.assertIs(standing(later, ADULT, FIRST + ONE_DAY), Standing.VALID)

	def test_withdrawn_from_its_first_hour(self):
		"""R-122: on the day of the withdrawal it is of no use any more; the day before it was."""
		withdrawn = replace(SIGNED, withdrawn_on=FIRST + 9 * ONE_DAY)
		self.assertIs(standing(withdrawn, ADULT, FIRST + 8 * ONE_DAY), Standing.VALID)
		self.assertIs(standing(withdrawn, ADULT, FIRST + 9 * ONE_DAY), Standing.WITHDRAWN)

	def test_guardian_until_the_day_before_the_birthday(self):
		"""T-09: at 16 own consent; at 15 years and 364 days still the guardian's."""
		birthday = FIRST + 100 * ONE_DAY
		child = Person(birthday.replace(year=birthday.year - 16), 16)
		of_parent = replace(SIGNED, is_of_guardian=True, guardian_authority="Parent")
		self.assertIs(standing(of_parent, child, birthday - ONE_DAY), Standing.VALID)
		self.assertIs(standing(of_parent, child, birthday), Standing.GUARDIAN_NO_LONGER)
		self.assertEqual(last_valid_day(of_parent, child), birthday - ONE_DAY)
		of_adult = replace(of_parent, guardian_authority=GUARDIAN_OF_AN_ADULT)
		self.assertIs(standing(of_adult, child, birthday), Standing.VALID)
		self.assertEqual(last_valid_day(of_adult, child), LAST)

	def test_own_consent_from_the_birthday(self):
		"""T-09: signed by oneself on the birthday it counts, on the day before never, not even later."""
		for signed_on, expected in (
			(FIRST, Standing.VALID),
			(FIRST - ONE_DAY, Standing.TOO_YOUNG_FOR_OWN),
		):
			child = Person(FIRST.replace(year=FIRST.year - 16), 16)
			with self.subTest(signed_on):
				own = replace(SIGNED, client_signed_on=signed_on, explained_on=signed_on)
				self.assertIs(standing(own, child, LAST), expected)

	def test_without_a_birth_date_nobody_is_too_young(self):
		"""R-044: an unknown birth date refuses nobody's consent."""
		unknown = Person(None, 16)
		self.assertIs(standing(SIGNED, unknown, FIRST), Standing.VALID)
		of_parent = replace(SIGNED, is_of_guardian=True, guardian_authority="Parent")
		self.assertIs(standing(of_parent, unknown, FIRST), Standing.VALID)

	@given(consents, people, days)
	def test_valid_means_everything(self, consent, person, on):
		"""D-16: valid is explained, both signed, in date and not withdrawn, and nothing less."""
		if standing(consent, person, on) is Standing.VALID:
			self.assertTrue(consent.explained_on and consent.is_understood and consent.has_signatures)
			self.assertLessEqual(max(consent.client_signed_on, consent.caseworker_signed_on), on)
			self.assertLessEqual(on, last_valid_day(consent, person) or on)

	@given(consents, people, days, days)
	def test_validity_is_one_period(self, consent, person, one, other):
		"""D-16: between two valid days every day is valid."""
		one, other = sorted((one, other))
		if {standing(consent, person, day) for day in (one, other)} == {Standing.VALID}:
			between = one + (other - one) / 2
			self.assertIs(standing(consent, person, between), Standing.VALID)


class TestCharter(unittest.TestCase):
	def test_days(self):
		"""R-113: from the day of the acknowledgement to the day before the withdrawal."""
		charter = Charter(FIRST, LAST)
		for on, expected in (
			(FIRST - ONE_DAY, CharterStanding.NOT_YET_VALID),
			(FIRST, CharterStanding.VALID),
			(LAST - ONE_DAY, CharterStanding.VALID),
			(LAST, CharterStanding.WITHDRAWN),
		):
			with self.subTest(on):
				self.assertIs(charter_standing(charter, on), expected)


class TestGate(unittest.TestCase):
	def test_both_documents(self):
		"""R-112, R-114: consent and charter, and the gate says all that is missing at once."""
		self.assertEqual(missing_to_start(agreed(SIGNED), request()), [])
		self.assertEqual(
			missing_to_start(agreed(charters=()), request()), [Missing.NO_CONSENT, Missing.NO_CHARTER]
		)
		self.assertEqual(
			missing_to_start(agreed(SIGNED, charters=(Charter(FIRST + ONE_DAY),)), request()),
			[Missing.CHARTER_NOT_YET_VALID],
		)

	def test_says_what_is_nearest(self):
		"""D-16: of several consents it names what takes least to mend."""
		unsigned = replace(SIGNED, has_signatures=False)
		withdrawn = replace(SIGNED, withdrawn_on=FIRST)
		expired = replace(SIGNED, valid_until=FIRST)
		self.assertEqual(
			missing_to_start(agreed(withdrawn, expired, unsigned), request(FIRST + ONE_DAY)),
			[Missing.CONSENT_NOT_SIGNED],
		)
		self.assertEqual(
			missing_to_start(agreed(withdrawn, expired), request(FIRST + ONE_DAY)), [Missing.CONSENT_EXPIRED]
		)

	def test_one_of_several_is_enough(self):
		"""R-119: somebody may hold several consents."""
		self.assertEqual(missing_to_start(agreed(replace(SIGNED, withdrawn_on=FIRST), SIGNED), request()), [])

	def test_withdrawn_since(self):
		"""R-122: what was valid on the day of the work, but is withdrawn by today, starts nothing."""
		withdrawn = replace(SIGNED, withdrawn_on=LAST)
		late = request(FIRST, today=LAST)
		self.assertEqual(missing_to_start(agreed(withdrawn), late), [Missing.CONSENT_WITHDRAWN])
		self.assertEqual(missing_to_start(agreed(withdrawn), request(FIRST, today=LAST - ONE_DAY)), [])
		self.assertEqual(
			missing_to_start(agreed(SIGNED, charters=(Charter(FIRST, LAST),)), late),
			[Missing.CHARTER_WITHDRAWN],
		)

	def test_override_on_its_first_and_last_day(self):
		"""D-16: an override replaces both documents for one use, its first and last day included."""
		override = Override(NAM, FIRST, FIRST + 6 * ONE_DAY)
		for on, is_open in (
			(FIRST - ONE_DAY, False),
			(FIRST, True),
			(FIRST + 6 * ONE_DAY, True),
			(FIRST + 7 * ONE_DAY, False),
		):
			with self.subTest(on):
				found = missing_to_start(agreed(charters=(), overrides=(override,)), request(on))
				self.assertEqual(not found, is_open)
		plan = request(use=Use.SETTLEMENT_PLAN)
		self.assertTrue(missing_to_start(agreed(charters=(), overrides=(override,)), plan))


class TestExternalReferral(unittest.TestCase):
	def setUp(self):
		self.consent = replace(
			SIGNED,
			releases=(
				Release("Case management"),
				Release("Referral for health", "Riverside Clinic", "name, telephone number; address"),
			),
		)

	def missing(self, **values):
		return missing_to_start(agreed(self.consent), request(use=Use.EXTERNAL_REFERRAL, **values))

	def test_names_the_recipient(self):
		"""R-120, D-16: an external referral needs a matching recipient; capitals and spaces do not count."""
		self.assertEqual(self.missing(recipient="riverside  CLINIC"), [])
		for recipient in ("", "Riverside", "Hillside Clinic"):
			with self.subTest(recipient):
				self.assertEqual(self.missing(recipient=recipient), [Missing.RECIPIENT_NOT_COVERED])

	def test_names_the_purpose(self):
		"""R-119: and a matching purpose."""
		clinic = {"recipient": "Riverside Clinic"}
		self.assertEqual(self.missing(**clinic, purpose="referral for health"), [])
		self.assertEqual(self.missing(**clinic, purpose="Housing"), [Missing.PURPOSE_NOT_COVERED])

	def test_names_the_information(self):
		"""R-120: authorisation is specific to the information that is shared."""
		clinic = {"recipient": "Riverside Clinic"}
		self.assertEqual(self.missing(**clinic, information=("name", "Address")), [])
		self.assertEqual(
			self.missing(**clinic, information=("name", "diagnosis")), [Missing.INFORMATION_NOT_COVERED]
		)

	def test_needs_a_valid_consent_all_the_same(self):
		"""R-120: a line of a consent that has ended releases nothing."""
		self.consent = replace(self.consent, withdrawn_on=FIRST)
		self.assertEqual(self.missing(recipient="Riverside Clinic"), [Missing.CONSENT_WITHDRAWN])


class TestGoingOn(unittest.TestCase):
	def test_expiry_stops_nothing_that_has_begun(self):
		"""R-122: an expired consent is renewed; a draft goes on."""
		self.assertEqual(missing_to_continue(agreed(SIGNED), NAM, LAST + ONE_DAY), [])
		self.assertEqual(missing_to_continue(agreed(charters=()), NAM, FIRST), [])

	def test_withdrawal_stops_at_once(self):
		"""R-122: from the day of the withdrawal on, not the day before."""
		withdrawn = agreed(replace(SIGNED, withdrawn_on=FIRST + ONE_DAY))
		self.assertEqual(missing_to_continue(withdrawn, NAM, FIRST), [])
		self.assertEqual(missing_to_continue(withdrawn, NAM, FIRST + ONE_DAY), [Missing.CONSENT_WITHDRAWN])

	def test_a_consent_given_since_makes_up_for_it(self):
		"""R-122: also after that one has expired in its turn, but no consent from before the withdrawal."""
		withdrawn = replace(SIGNED, withdrawn_on=FIRST + ONE_DAY)
		again = replace(SIGNED, client_signed_on=FIRST + ONE_DAY, valid_until=FIRST + 2 * ONE_DAY)
		before = replace(SIGNED, valid_until=FIRST)
		later = FIRST + 9 * ONE_DAY
		self.assertEqual(missing_to_continue(agreed(withdrawn, again), NAM, later), [])
		self.assertEqual(
			missing_to_continue(agreed(withdrawn, before), NAM, later), [Missing.CONSENT_WITHDRAWN]
		)

	def test_another_consent_in_force_carries_on(self):
		"""R-119: withdrawing one of several leaves the others."""
		self.assertEqual(
			missing_to_continue(agreed(replace(SIGNED, withdrawn_on=FIRST), SIGNED), NAM, LAST), []
		)

	def test_charter(self):
		"""R-113: a withdrawn charter stops it until it is acknowledged again."""
		gone = Charter(FIRST, FIRST + ONE_DAY)
		stopped = agreed(SIGNED, charters=(gone,))
		self.assertEqual(missing_to_continue(stopped, NAM, LAST), [Missing.CHARTER_WITHDRAWN])
		self.assertEqual(missing_to_continue(agreed(SIGNED, charters=(gone, Charter(LAST))), NAM, LAST), [])

	def test_override_lets_it_go_on(self):
		"""D-16: also after a withdrawal, in an emergency."""
		withdrawn = replace(SIGNED, withdrawn_on=FIRST)
		overridden = agreed(withdrawn, overrides=(Override(NAM, FIRST, FIRST),))
		self.assertEqual(missing_to_continue(overridden, NAM, FIRST), [])

	@given(st.lists(consents, max_size=4), people, days)
	def test_what_may_start_may_go_on(self, drawn, person, on):
		"""D-16: nothing stops a draft that could be started today."""
		agreements = Agreements(person, tuple(drawn), (Charter(date(2015, 1, 1)),))
		if not missing_to_start(agreements, request(on)):
			self.assertEqual(missing_to_continue(agreements, NAM, on), [])


class TestRenewal(unittest.TestCase):
	def test_days_before_and_after(self):
		"""R-119: from thirty days before the last day on; over from the day after it."""
		for days_left, expected in ((31, None), (30, False), (0, False), (-1, True)):
			due = renewal_due(agreed(SIGNED), LAST - timedelta(days=days_left), 30)
			with self.subTest(days_left):
				self.assertEqual(
					due and (due.last_day, due.is_over), None if expected is None else (LAST, expected)
				)

	def test_the_latest_end_counts(self):
		"""R-119: whoever has renewed is not asked, and whoever consented without an end never is."""
		longer = replace(SIGNED, valid_until=LAST + timedelta(days=300))
		for other in (longer, replace(SIGNED, valid_until=None)):
			self.assertIsNone(renewal_due(agreed(SIGNED, other), LAST, 30))
		self.assertIsNone(renewal_due(agreed(), LAST, 30))

	def test_withdrawn_or_never_given(self):
		"""R-122: nobody is asked for what was withdrawn, nor to renew what was never signed."""
		self.assertIsNone(renewal_due(agreed(replace(SIGNED, withdrawn_on=LAST)), LAST, 30))
		self.assertIsNone(renewal_due(agreed(replace(SIGNED, has_signatures=False)), LAST, 30))
