import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.goal_words import is_in_the_workers_words

OF_THE_WORKER = (
	"Client will comply with the case plan",
	"Client will attend all appointments",
	"The client must learn English",
	"She needs to find a job.",
	"Must attend English classes",
	"Be compliant with the programme",
	"I will comply with the programme requirements",
	"Cooperate with the caseworker",
	"Mother will attend parenting classes",
	"Demonstrate motivation to find work",
	"Client will follow the caseworker’s advice",
	"La cliente devra se conformer au plan",
	"Le client apprendra le français",
	"La client·e doit trouver un emploi",
	"Elle ira à tous les rendez-vous",
	"Je vais respecter les consignes",
	"Collaborer avec l’intervenante",
	"Participer à tous les ateliers",
)
OF_THE_CLIENT = (
	"",
	"Work",
	"I want to work full-time in a bakery",
	"Client wants a full-time retail job.",
	"Client wants to gain experience to use on job applications.",
	"I want my daughter to go to school. She will need papers.",
	"I want to attend all my English classes",
	"I must find a bigger home before the baby comes",
	"I want my landlord to repair the heating",
	"I want to follow instructions at work in English",
	"The client said: “The family will come together”",
	"Learn to read the letters that come",
	"La cliente veut travailler dans une boulangerie",
	"Je veux que ma mère apprenne le français; elle ira au cours",
	"J’aimerais que la famille soit réunie",
	"La famille Camara souhaite déménager",
	"Trouver un logement près de l’école",
	"« La cliente doit apprendre », dit sa sœur",
)


class TestWhoseWords(unittest.TestCase):
	def test_what_others_expect(self):
		"""R-202: what somebody is told to do, in both languages."""
		for goal in OF_THE_WORKER:
			with self.subTest(goal):
				self.assertTrue(is_in_the_workers_words(goal))

	def test_what_the_client_wants(self):
		"""R-202: wishes, as the guide writes them too, are left alone; so is what the client says of others."""
		for goal in OF_THE_CLIENT:
			with self.subTest(goal):
				self.assertFalse(is_in_the_workers_words(goal))

	@given(st.sampled_from(OF_THE_WORKER), st.sampled_from((str.upper, str.lower, " \n{}\n ".format)))
	def test_letters_and_spaces_make_no_difference(self, goal, typed):
		"""R-202"""
		self.assertTrue(is_in_the_workers_words(typed(goal)))

	@given(st.sampled_from(OF_THE_CLIENT))
	def test_one_sentence_of_several(self, before):
		"""R-202: compliance in a second line is found as well, whoever speaks in the first."""
		self.assertTrue(is_in_the_workers_words(f"{before}\nI will comply with the programme requirements"))

	@given(st.text())
	def test_anything_may_be_typed(self, goal):
		"""R-202: no error, whatever is typed."""
		self.assertIn(is_in_the_workers_words(goal), (True, False))
