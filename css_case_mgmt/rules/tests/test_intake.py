import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.intake import (
	PERSON_STEPS,
	PREREQUISITES,
	Finding,
	State,
	Step,
	is_complete,
	states,
)

finding = st.builds(Finding, is_done=st.booleans(), is_needed=st.booleans())
files = st.dictionaries(st.sampled_from(list(Step)), finding)


def file_with(*done: Step) -> dict[Step, Finding]:
	return {step: Finding(is_done=step in done) for step in PERSON_STEPS}


class TestIntake(unittest.TestCase):
	def test_the_guides_order(self):
		"""R-107, R-110, R-151: identity, eligibility, enrolment, consent, charter, then the first assessment."""
		done = []
		for expected in PERSON_STEPS:
			found = states(file_with(*done), PERSON_STEPS)
			self.assertEqual([expected], [step for step in found if found[step] == State.NEXT])
			done.append(expected)
		self.assertTrue(is_complete(states(file_with(*done), PERSON_STEPS)))

	def test_an_assessment_waits_for_consent_charter_and_enrolment(self):
		"""R-112, R-151, D-16."""
		for missing in (Step.CONSENT, Step.CHARTER, Step.ENROLMENT):
			done = [step for step in PERSON_STEPS if step not in (missing, Step.ASSESSMENT)]
			found = states(file_with(*done), PERSON_STEPS)
			self.assertEqual(State.WAITING, found[Step.ASSESSMENT])
			self.assertEqual(State.NEXT, found[missing])

	def test_what_does_not_concern_somebody_holds_nothing_up(self):
		"""R-061: whoever speaks no French is not asked about services in French."""
		found = states({Step.ASSESSMENT: Finding(is_done=False)}, PERSON_STEPS)
		self.assertEqual(State.NEXT, found[Step.ASSESSMENT])
		self.assertEqual(State.NOT_NEEDED, found[Step.FRENCH])

	@given(files)
	def test_at_most_one_step_is_next(self, findings):
		"""R-126: and none only where nothing remains that can be done."""
		found = states(findings, Step)
		following = [step for step, state in found.items() if state == State.NEXT]
		self.assertLessEqual(len(following), 1)
		self.assertEqual(is_complete(found), not following)

	@given(files)
	def test_a_waiting_step_waits_for_something_outstanding(self, findings):
		"""R-110: nothing waits for what is done or does not concern anybody."""
		found = states(findings, Step)
		for step, state in found.items():
			if state == State.WAITING:
				before = [found[earlier] for earlier in PREREQUISITES[step]]
				self.assertTrue(set(before) & {State.NEXT, State.OPEN, State.WAITING})
