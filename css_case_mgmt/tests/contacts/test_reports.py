"""What the three reports count (R-223 to R-234, R-392, R-400, R-411, R-414, T-12 to T-14)."""

from datetime import date

import frappe
from frappe.desk.query_report import run
from frappe.utils import add_days, getdate

from css_case_mgmt.css_case_mgmt.doctype.css_contact_deviation.css_contact_deviation import DeviationRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity, make_deviation
from css_case_mgmt.tests.factories import (
	NORTH,
	WEST,
	acting_as,
	end_enrolment,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	today,
)

WITHOUT, FREQUENCY, OUTPUTS = (
	"Participants Without Contact",
	"Contact Frequency Against Targets",
	"My Service Outputs",
)
WORKER, MANAGER = "caseworker@test.example", "manager@test.example"


def result(report: str, **filters) -> list[dict]:
	return [row for row in run(report, filters=filters)["result"] if isinstance(row, dict)]


def override(setting: str, value, site: str = NORTH) -> None:
	document = frappe.get_doc("CSS Site", site)
	document.append("settings", {"setting": setting, "value": str(value)})
	document.save(ignore_permissions=True)


class ContactReportCase(SiteTestCase):
	"""Somebody of the worker's, enrolled so many days ago."""

	def enrolled(self, days: int, needs_level: str = "High", site: str = NORTH, user: str = WORKER):
		with acting_as(user):
			css_case, client = make_family(site)
			enrolment = make_enrolment(
				css_case.name, client.name, add_days(today(), -days), needs_level=needs_level, consent=False
			)
		return css_case, client, enrolment

	def days_ago(self, days: int) -> date:
		return getdate(add_days(today(), -days))


class TestWithoutContact(ContactReportCase):
	def listed(self, user: str = WORKER, **filters) -> dict[str, dict]:
		with acting_as(user):
			return {row["client"]: row for row in result(WITHOUT, **filters)}

	def test_never_contacted_and_enrolled_91_days_ago(self) -> None:
		"""T-13, R-411: after 90 days not yet."""
		_case, client, _enrolment = self.enrolled(91)
		_case, newer, _enrolment = self.enrolled(90)
		listed = self.listed()
		self.assertEqual((listed[client.name]["days"], listed[client.name]["last_contact"]), (91, None))
		self.assertNotIn(newer.name, listed)

	def test_the_last_contact_counts(self) -> None:
		"""R-226, R-400: 91 days ago is too long, 90 days are not."""
		case, client, _enrolment = self.enrolled(200)
		make_activity(case.name, client.name, on=self.days_ago(91))
		self.assertEqual(self.listed()[client.name]["last_contact"], self.days_ago(91))
		make_activity(case.name, client.name, on=self.days_ago(90))
		self.assertNotIn(client.name, self.listed())

	def test_only_those_who_were_reached_count(self) -> None:
		"""D-10: attempts are shown, and count where a site has decided so."""
		case, client, _enrolment = self.enrolled(100)
		make_activity(case.name, client.name, on=self.days_ago(5), successful=0, attempt_result="No Answer")
		make_activity(case.name, client.name, on=self.days_ago(4), is_final=False)
		make_activity(case.name, client.name, on=self.days_ago(3), activity_type="Advocacy", method=None)
		row = self.listed()[client.name]
		self.assertEqual((row["last_contact"], row["last_attempt"]), (None, self.days_ago(5)))
		override("contacts_counted", "All Attempts")
		self.assertNotIn(client.name, self.listed())

	def test_who_exited_or_died_is_never_listed(self) -> None:
		"""T-14, R-411: from the day on; as of a day before, they are."""
		_case, exited, enrolment = self.enrolled(200)
		end_enrolment(enrolment.name)
		_case, dead, _enrolment = self.enrolled(200)
		frappe.db.set_value("CSS Client", dead.name, "died_on", self.days_ago(1))
		self.assertFalse({exited.name, dead.name} & set(self.listed()))
		self.assertIn(exited.name, self.listed(as_of=str(self.days_ago(1))))
		self.assertNotIn(dead.name, self.listed(as_of=str(self.days_ago(1))))
		self.assertIn(dead.name, self.listed(as_of=str(self.days_ago(2))))

	def test_as_of_a_day(self) -> None:
		"""R-400: later contacts and enrolments are not looked at; days in the future are refused."""
		case, client, _enrolment = self.enrolled(120)
		make_activity(case.name, client.name, on=self.days_ago(10))
		self.assertNotIn(client.name, self.listed())
		self.assertEqual(self.listed(as_of=str(self.days_ago(20)))[client.name]["days"], 100)
		self.assertNotIn(client.name, self.listed(as_of=str(self.days_ago(30))))
		for filters in ({"as_of": add_days(today(), 1)}, {"days": "-3"}, {"as_of": "yesterday"}):
			with self.assertRaises(frappe.ValidationError):
				self.listed(**filters)

	def test_days_by_filter_setting_and_default(self) -> None:
		"""R-226: the site's own number of days before the network's."""
		_case, client, _enrolment = self.enrolled(40)
		self.assertNotIn(client.name, self.listed())
		self.assertIn(client.name, self.listed(days="39"))
		override("without_contact_days", 30)
		self.assertIn(client.name, self.listed())

	def test_each_sees_the_own_files(self) -> None:
		"""R-412: another site's and another worker's clients are not among them."""
		_case, client, _enrolment = self.enrolled(91)
		_case, western, _enrolment = self.enrolled(91, site=WEST, user="west@test.example")
		self.assertNotIn(western.name, self.listed(MANAGER))
		self.assertIn(client.name, self.listed(MANAGER))
		self.assertNotIn(client.name, self.listed("second@test.example"))
		self.assertNotIn(client.name, self.listed(MANAGER, site=WEST))

	def test_the_same_few_queries_however_many(self) -> None:
		"""R-458."""
		self.enrolled(91)
		with acting_as(WORKER):
			result(WITHOUT)
			few = self.count_queries(result, WITHOUT)
		for _number in range(4):
			self.enrolled(92)
		with acting_as(WORKER):
			self.assertEqual(self.count_queries(result, WITHOUT), few)


class TestFrequency(ContactReportCase):
	def rows(self, client: str, user: str = WORKER, **filters) -> list[dict]:
		with acting_as(user):
			return [row for row in result(FREQUENCY, **filters) if row["client"] == client]

	def last_week(self) -> tuple[date, date]:
		"""The Monday and the Sunday of the last whole week."""
		monday = self.days_ago(today().weekday() + 7)
		return monday, getdate(add_days(monday, 6))

	def contacts(self, css_case: str, client: str, on: date, number: int) -> None:
		for _number in range(number):
			make_activity(css_case, client, on=on)

	def test_a_week_of_high_needs(self) -> None:
		"""T-12, R-224: 1 is below 2 to 5, 6 are above."""
		monday, sunday = self.last_week()
		case, client, _enrolment = self.enrolled(100)
		self.contacts(case.name, client.name, sunday, 1)
		(row,) = self.rows(client.name, from_date=monday, to_date=sunday)
		self.assertEqual((row["contacts"], row["standing"], row["is_partial"]), (1, "Below", 0))
		self.assertIn("2 to 5", row["target"])
		self.contacts(case.name, client.name, monday, 5)
		(row,) = self.rows(client.name, from_date=monday, to_date=sunday)
		self.assertEqual((row["contacts"], row["standing"]), (6, "Above"))

	def test_a_month_of_low_needs(self) -> None:
		"""T-12: 4 and 5 are on target."""
		last = getdate(add_days(today().replace(day=1), -1))
		case, client, _enrolment = self.enrolled(100, "Low")
		self.contacts(case.name, client.name, last.replace(day=1), 3)
		filters = {"from_date": last.replace(day=1), "to_date": last}
		self.assertEqual(self.rows(client.name, **filters)[0]["standing"], "Below")
		for number, standing in ((4, "On Target"), (5, "On Target"), (6, "Above")):
			self.contacts(case.name, client.name, last, 1)
			(row,) = self.rows(client.name, **filters)
			self.assertEqual((row["contacts"], row["standing"]), (number, standing))

	def test_the_level_in_force_then_and_partial_weeks(self) -> None:
		"""R-186, D-28: a change in the middle of a week gives two parts that say so."""
		monday, sunday = self.last_week()
		wednesday = getdate(add_days(monday, 2))
		_case, client, enrolment = self.enrolled(100)
		enrolment.reload()
		enrolment.append("levels", {"needs_level": "Low", "level_from": wednesday, "reason": "Settled"})
		enrolment.save()
		rows = self.rows(client.name, from_date=monday, to_date=sunday)
		self.assertEqual(
			tuple(rows[0][each] for each in ("period_from", "period_to", "needs_level", "is_partial")),
			(monday, getdate(add_days(monday, 1)), "High", 1),
		)
		self.assertEqual({row["needs_level"] for row in rows[1:]}, {"Low"})
		self.assertIn("2 of 7 days", rows[0]["target"])

	def test_counted_from_the_enrolment_on(self) -> None:
		"""R-223, D-28: to the day of the exit, and of somebody enrolled later nothing before."""
		monday, sunday = self.last_week()
		since = (today() - getdate(add_days(monday, 3))).days
		_case, client, _enrolment = self.enrolled(since)
		(row,) = self.rows(client.name, from_date=monday, to_date=sunday)
		self.assertEqual((row["period_from"], row["is_partial"]), (getdate(add_days(monday, 3)), 1))

	def test_the_setting_for_the_first_day_of_the_week(self) -> None:
		"""D-10."""
		monday, sunday = self.last_week()
		_case, client, _enrolment = self.enrolled(100)
		override("week_starts_on", "Sunday")
		rows = self.rows(client.name, from_date=monday, to_date=sunday)
		self.assertEqual([row["is_partial"] for row in rows], [1, 1])
		self.assertEqual(rows[1]["period_from"], sunday)

	def test_a_deviation_is_recorded_with_its_reason(self) -> None:
		"""R-225, R-414: the facts come from the file, and the report shows reason and date beside them."""
		monday, sunday = self.last_week()
		_case, client, enrolment = self.enrolled(100)
		filters = {"from_date": monday, "to_date": sunday}
		self.assertEqual(len(self.rows(client.name, not_discussed=1, **filters)), 1)
		with acting_as(WORKER):
			deviation = make_deviation(enrolment, monday, sunday, contacts=9, standing="Above")
		self.assertEqual(
			(deviation.needs_level, deviation.contacts, deviation.standing), ("High", 0, "Below")
		)
		(row,) = self.rows(client.name, not_discussed=1, **filters)
		self.assertEqual((row["reason"], row["discussed_on"]), (deviation.reason, None))
		with acting_as(WORKER):
			deviation.update({"discussed_on": today(), "contacts": 7})
			deviation.save()
		self.assertEqual(deviation.contacts, 0)
		self.assertEqual(self.rows(client.name, not_discussed=1, **filters), [])
		self.assertEqual(self.rows(client.name, only_deviations=1, **filters)[0]["discussed_on"], today())

	def test_a_part_shows_the_deviation_of_its_whole_week(self) -> None:
		"""R-225: whatever dates a report asks for, it is the same week."""
		monday, sunday = self.last_week()
		_case, client, enrolment = self.enrolled(100)
		with acting_as(WORKER):
			make_deviation(enrolment, monday, sunday)
		(row,) = self.rows(client.name, from_date=sunday, to_date=sunday)
		self.assertTrue(row["reason"])

	def test_what_is_no_deviation(self) -> None:
		"""R-225: on target, recorded already, no whole week, not over yet, somebody else's enrolment."""
		monday, sunday = self.last_week()
		case, client, enrolment = self.enrolled(100)
		_case, _other, other_enrolment = self.enrolled(100)
		with acting_as(WORKER):
			for period in ((monday, today()), (add_days(monday, 1), sunday), (add_days(monday, 7),) * 2):
				self.assertRaises(DeviationRefused, make_deviation, enrolment, *period)
			this_week = add_days(monday, 7), add_days(monday, 13)
			self.assertRaises(DeviationRefused, make_deviation, enrolment, *this_week)
			with self.assertRaises(DeviationRefused):
				make_deviation(other_enrolment, monday, sunday, client=client.name, css_case=case.name)
			make_deviation(enrolment, monday, sunday)
			self.assertRaises(DeviationRefused, make_deviation, enrolment, monday, sunday)
			before = add_days(monday, -7)
			self.contacts(case.name, client.name, before, 2)
			self.assertRaises(DeviationRefused, make_deviation, enrolment, before, add_days(monday, -1))

	def test_a_month_without_a_service(self) -> None:
		"""R-227: one a month at least; other work for the client is a service as well."""
		last = getdate(add_days(today().replace(day=1), -1))
		first = last.replace(day=1)
		case, client, _enrolment = self.enrolled(100)
		rows = self.rows(client.name, from_date=first, to_date=last)
		self.assertEqual([row["services"] for row in rows if row["services"] is not None], [0])
		self.assertEqual(sum(row["service_missing"] for row in rows), 1)
		make_activity(case.name, client.name, on=first, activity_type="Advocacy", method=None)
		rows = self.rows(client.name, from_date=first, to_date=last)
		self.assertEqual(rows[-1]["services"], 1)
		self.assertEqual(sum(row["service_missing"] for row in rows), 0)

	def test_what_is_asked_for(self) -> None:
		"""R-224: no more than a year, in order, and dates."""
		for dates in (("2026-02-01", "2026-01-01"), ("2024-01-01", "2026-01-01"), ("never", "2026-01-01")):
			with self.assertRaises(frappe.ValidationError):
				self.rows("", from_date=dates[0], to_date=dates[1])

	def test_each_sees_the_own_files(self) -> None:
		"""R-412."""
		_case, client, enrolment = self.enrolled(100)
		monday, sunday = self.last_week()
		with acting_as(WORKER):
			make_deviation(enrolment, monday, sunday)
		filters = {"from_date": monday, "to_date": sunday}
		self.assertEqual(len(self.rows(client.name, MANAGER, **filters)), 1)
		self.assertEqual(self.rows(client.name, "second@test.example", **filters), [])
		self.assertEqual(self.rows(client.name, "manager.west@test.example", **filters), [])

	def test_the_same_few_queries_however_many(self) -> None:
		"""R-458."""
		_monday, sunday = self.last_week()
		filters = {"from_date": str(self.days_ago(60)), "to_date": str(sunday)}
		self.enrolled(100)
		with acting_as(WORKER):
			result(FREQUENCY, **filters)
			few = self.count_queries(lambda: result(FREQUENCY, **filters))
		for _number in range(4):
			self.enrolled(100)
		with acting_as(WORKER):
			self.assertEqual(self.count_queries(lambda: result(FREQUENCY, **filters)), few)


class TestOutputs(ContactReportCase):
	def setUp(self) -> None:
		super().setUp()
		with acting_as(WORKER):
			self.css_case, self.mother = make_family()
			self.father = make_client()
			make_member(
				self.css_case.name,
				self.father.name,
				relationship="Spouse or Partner",
				member_from="2024-01-01",
			)
			both = self.mother.name, self.father.name
			in_person = {"method": "In Person", "location_kind": "Office", "duration_minutes": 30}
			make_activity(self.css_case.name, *both, **in_person)
			make_activity(self.css_case.name, self.mother.name, **in_person)
			make_activity(self.css_case.name, *both, duration_minutes=10, successful=0)
			make_activity(self.css_case.name, *both, duration_minutes=99, is_final=False)

	def totals(self, user: str, **filters) -> dict[str, int]:
		with acting_as(user):
			summary = run(OUTPUTS, filters=filters)["report_summary"]
		return {line["label"]: line["value"] for line in summary}

	def test_a_person_is_counted_once_and_a_case_once(self) -> None:
		"""R-233, R-234, R-334, R-392."""
		with acting_as(WORKER):
			by_phone, in_person = sorted(result(OUTPUTS), key=lambda row: row["method"] == "In Person")
		figures = ("activities", "contacts", "people", "cases", "minutes")
		self.assertEqual([in_person[each] for each in figures], [2, 3, 2, 1, 60])
		self.assertEqual([by_phone[each] for each in figures], [1, 0, 2, 1, 10])
		self.assertEqual(in_person["location_kind"], "Office")
		self.assertEqual(list(self.totals(WORKER).values()), [3, 3, 2, 1, 70])

	def test_a_worker_sees_the_own_a_manager_all_of_the_site(self) -> None:
		"""R-392, R-412."""
		with acting_as(MANAGER):
			make_activity(self.css_case.name, self.mother.name, duration_minutes=5)
		self.assertEqual(self.totals(WORKER)["Activities"], 3)
		self.assertEqual(self.totals(WORKER, caseworker=MANAGER)["Activities"], 3)
		self.assertEqual(self.totals(MANAGER)["Activities"], 4)
		self.assertEqual(self.totals(MANAGER, caseworker=MANAGER)["Minutes"], 5)
		self.assertEqual(self.totals("manager.west@test.example")["Activities"], 0)
		with acting_as(MANAGER):
			rows = result(OUTPUTS, by_caseworker=1, by_month=1)
		self.assertEqual({row["caseworker"] for row in rows}, {WORKER, MANAGER})
		self.assertEqual({row["month"] for row in rows}, {today().strftime("%Y-%m")})

	def test_every_attempt_counts_where_the_site_says_so(self) -> None:
		"""D-10."""
		override("contacts_counted", "All Attempts")
		self.assertEqual(self.totals(WORKER)["Contacts with a person"], 5)
