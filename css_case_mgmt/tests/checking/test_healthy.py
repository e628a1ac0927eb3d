"""In a world that the controllers have made nothing is found (D-24)."""

from freezegun import freeze_time

from css_case_mgmt.checking import reminder_days
from css_case_mgmt.checking.whole_site import findings_of_site
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import refresh_caseworkers
from css_case_mgmt.demo.loader import load
from css_case_mgmt.demo.tests.demo_case import (
	CLIENTS,
	SEED,
	TODAY,
	DemoTestCase,
	as_in_use,
	commit_nothing,
	load_some,
	on_day,
)
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.base import HandCountedTestCase

# The tests of the demo and of the counted families stand on a day that is past; the sites' reminders do not.
OF_TODAY = {check.name for check in vars(reminder_days).values() if hasattr(check, "remedy")}

MORE_CLIENTS = 28


def everything(*, at_rest: bool = True) -> set[tuple[str, str, str]]:
	"""What is found, without the reminders where no job is run."""
	return {
		(finding.check, finding.doctype, finding.name)
		for _kind, finding in findings_of_site()
		if not at_rest or finding.check not in OF_TODAY
	}


class TestDemo(DemoTestCase):
	def test_in_bulk(self):
		"""D-24: as it is loaded, with the reminders."""
		before = everything(at_rest=False)
		load(120, SEED, in_bulk=True, commit=commit_nothing)
		self.assertEqual(everything(at_rest=False) - before, set())

	def test_through_documents(self):
		"""D-24: entered as the staff would."""
		before = everything()
		with as_in_use(), on_day(TODAY):
			load_some(in_bulk=False)
		with freeze_time(f"{TODAY} 17:00:00"):
			self.assertEqual(everything() - before, set())


class TestCountedFamilies(HandCountedTestCase):
	def test_nothing_is_found(self):
		"""D-24: a year in twelve families, once the hourly job has seen which access has ended."""
		with acting_as("Administrator"):
			refresh_caseworkers()
		names = {name for made in self.made.by_code() for name in made.values()}
		self.assertEqual({found for found in everything() if found[2] in names}, set())


class TestNumberOfQueries(DemoTestCase):
	def test_it_does_not_depend_on_the_clients(self):
		"""No query per record: sites have some of their own, and so have the kinds of documents to which rows belong."""

		def look() -> None:
			list(findings_of_site())

		load_some(CLIENTS)
		look()
		before = self.count_queries(look)
		load_some(CLIENTS + MORE_CLIENTS)
		self.assertLess(self.count_queries(look) - before, MORE_CLIENTS)
