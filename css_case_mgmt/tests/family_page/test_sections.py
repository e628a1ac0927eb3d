"""What the page of a family says (R-286, R-454, R-459)."""

import json

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.rules.dates import add_months as exact_months
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	answers_of_weight,
	complete_assessment,
	end_enrolment,
	make_client,
	make_enrolment,
	make_member,
)
from css_case_mgmt.tests.family_page.records import (
	FamilyPageTestCase,
	make_goal,
	make_plan,
	make_referral,
)


class TestPeople(FamilyPageTestCase):
	def test_who_is_who(self):
		"""R-041, R-044, D-09: the head first, ages, relationships, own records or those of the parent."""
		self.make_spouse(date_of_birth="1986-01-01", birth_date_is_estimated=1)
		child = make_client(given_names="Laila", date_of_birth=add_years(self.today, -7))
		make_member(self.css_case, child.name, member_from=add_months(self.today, -20))
		people = self.page()["people"]
		self.assertEqual(
			[(each["is_head"], each["relationship"], each["has_own_file"]) for each in people],
			[(1, "Head of Family", True), (0, "Spouse or Partner", True), (0, "Child", False)],
		)
		self.assertEqual([each["age_is_estimated"] for each in people], [0, 1, 0])
		self.assertEqual(people[2]["age"], 7)
		self.assertEqual((people[0]["language"]["name"], people[0]["needs_interpreter"]), ("Dari", 1))
		self.assertTrue(people[0]["language"]["is_right_to_left"])

	def test_numbers_and_addresses_with_what_is_safe(self):
		"""R-500: wherever a number is, each once; an address of the past is not."""
		self.client.reload()
		self.client.update(
			{
				"phones": [
					{"phone": "+16135550101", "kind": "Mobile", "safe_to_call": "Yes", "language": "prs"},
					{"phone": "+16135550102", "kind": "Home", "safe_to_call": "No", "remark": "The brother"},
				],
				"addresses": [
					{
						"address_line": "1 Old Road",
						"city": "Ottawa",
						"lives_there_from": add_days(self.today, -90),
						"lives_there_until": add_days(self.today, -9),
					},
					{
						"address_line": "2 New Road",
						"city": "Ottawa",
						"lives_there_from": add_days(self.today, -8),
						"safe_to_visit": "No",
					},
				],
			}
		)
		self.client.save()
		(person,) = self.page()["people"]
		self.assertEqual(
			[(each["safe_to_call"], each["remark"], each["language"]) for each in person["phones"]],
			[("Yes", None, "Dari"), ("No", "The brother", None)],
		)
		self.assertEqual(
			[(each["address_line"], each["safe_to_visit"]) for each in person["addresses"]],
			[("2 New Road", "No")],
		)

	def test_not_seen_for_days(self):
		"""R-411: from the last time that somebody was reached; of whoever never was, from the enrolment on."""
		self.assertEqual(
			self.page()["case"]["last_seen"],
			{
				"on": None,
				"days": (self.today - self.enrolment.enrolment_date).days,
				"is_long_ago": True,
				"tried_on": None,
			},
		)
		make_activity(self.css_case, self.client.name, on=add_days(self.today, -30))
		make_activity(
			self.css_case,
			self.client.name,
			on=add_days(self.today, -2),
			successful=0,
			attempt_result="No Answer",
		)
		seen = self.page()["people"][0]["last_seen"]
		self.assertEqual((seen["days"], seen["is_long_ago"]), (30, False))
		self.assertEqual(seen["tried_on"], add_days(self.today, -2))

	def test_who_died_is_said_and_nothing_is_due(self):
		"""D-20: last in the row, without numbers to call, needs or reminders."""
		spouse = self.make_spouse()
		frappe.db.set_value("CSS Client", spouse.name, "died_on", add_days(self.today, -40))
		frappe.db.set_value(
			"CSS Case Member", {"client": spouse.name}, "member_to", add_days(self.today, -40)
		)
		people = self.page()["people"]
		self.assertEqual([each["died_on"] is not None for each in people], [False, True])
		self.assertIsNone(people[1]["last_seen"])

	def test_two_episodes_are_one_person(self):
		"""R-150: the latest enrolment is the one that counts."""
		end_enrolment(self.enrolment.name, add_months(self.today, -2))
		again = make_enrolment(self.css_case, self.client.name, add_months(self.today, -1), consent=False)
		(person,) = self.page()["people"]
		self.assertEqual(person["enrolment"]["name"], again.name)


class TestNeeds(FamilyPageTestCase):
	def needs(self) -> dict:
		return self.page()["needs"][0]

	def test_every_assessment_and_the_factors_of_the_last(self):
		"""R-167, R-174: from the baseline, with words for the change and for the level of autonomy."""
		complete_assessment(self.enrolment, answers=2.6)
		complete_assessment(self.enrolment, exact_months(self.enrolment.enrolment_date, 4), 1)
		found = self.needs()
		self.assertEqual([each["label"] for each in found["assessments"]], ["A1", "A2"])
		self.assertEqual(found["assessments"][1]["direction"], "Improved")
		self.assertEqual({each["direction"] for each in found["factors"]}, {"Improved"})
		self.assertEqual({each["score"] for each in found["factors"]}, {1})
		self.assertTrue(all(each["autonomy"]["wording"] for each in found["factors"]))
		self.assertEqual(found["helps"], [])

	def test_what_has_no_score_has_no_number(self):
		"""D-03, R-147: a factor that was declined is Incomplete, and so is the whole; neither is 0."""
		answers = [
			{"question_code": row["question_code"], "unanswered_reason": "Declined"}
			if row["question_code"].startswith("HS")
			else row
			for row in answers_of_weight(2)
		]
		complete_assessment(self.enrolment, answers=answers)
		found = self.needs()
		(incomplete,) = [each for each in found["factors"] if each["status"] == "Incomplete"]
		self.assertIsNone(incomplete["score"])
		self.assertIsNone(incomplete["autonomy"])
		self.assertEqual(found["assessments"][0]["status"], "Incomplete")
		self.assertNotIn(incomplete["title"], [each["text"] for each in self.page()["strengths"][0]["best"]])

	def test_strengths_come_before_needs(self):
		"""R-454: what was said in the plan first, then what goes best."""
		complete_assessment(self.enrolment, answers=2)
		make_plan(self.css_case, self.client.name, "Older strength", revision=1, status="Superseded")
		make_plan(self.css_case, self.client.name, "Speaks three languages", revision=2)
		make_plan(self.css_case, self.client.name, "In a draft", revision=3, status="Draft")
		page = self.page()
		keys = list(page)
		self.assertLess(keys.index("strengths"), keys.index("needs"))
		self.assertEqual([each["text"] for each in page["strengths"][0]["said"]], ["Speaks three languages"])
		self.assertEqual(len(page["strengths"][0]["best"]), 3)


class TestWork(FamilyPageTestCase):
	def test_open_goals_with_what_is_to_be_done(self):
		"""R-193: immediate ones first; what is done or dropped, and goals that are closed, are left out."""
		make_goal(self.css_case, self.client.name, goal="Work in a kitchen", horizon="Intermediate")
		make_goal(
			self.css_case,
			self.client.name,
			actions=[
				{"action": "Practise", "status": "Open", "due_date": add_days(self.today, -1)},
				{"action": "Book", "status": "Done"},
			],
		)
		make_goal(self.css_case, self.client.name, goal="Reached", status="Achieved")
		goals = self.page()["plan"][0]["goals"]
		self.assertEqual(
			[(each["goal"], [line["text"] for line in each["actions"]]) for each in goals],
			[("Speak with the teacher alone", ["Practise"]), ("Work in a kitchen", [])],
		)
		self.assertEqual(goals[0]["actions"][0]["tone"], "alert")

	def test_open_referrals_and_their_follow_up(self):
		"""R-309: overdue from the day after, unless somebody has followed it up since."""
		late = make_referral(self.css_case, self.client.name, follow_up_due=add_days(self.today, -1))
		today = make_referral(self.css_case, self.client.name, follow_up_due=self.today)
		make_referral(
			self.css_case,
			self.client.name,
			follow_up_due=add_days(self.today, -9),
			followed_up_on=add_days(self.today, -8),
		)
		draft = make_referral(self.css_case, self.client.name, status="Draft", follow_up_due=None)
		for status in ("Completed", "Declined", "Cancelled"):
			make_referral(self.css_case, self.client.name, status=status)
		lines = self.page()["referrals"]
		self.assertEqual(len(lines), 4)
		self.assertEqual([line["name"] for line in lines if line.get("tone") == "alert"], [late])
		self.assertEqual([line["name"] for line in lines[-2:]], [today, draft])

	def test_last_five_contacts_with_their_notes(self):
		"""R-459, R-503: the latest first; attempts, drafts, and what was entered in the wrong file are none of them."""
		text = "<b>Hello</b> مرحبا 🙂"
		for days in range(1, 8):
			activity = make_activity(
				self.css_case, self.client.name, on=add_days(self.today, -days), note=f"{days} days ago"
			)
			if days == 1:
				activity.db_set("marked_in_error_on", self.today)
			if days == 2:
				activity.db_set("note", text)
		make_activity(self.css_case, self.client.name, is_final=False, note="A draft")
		make_activity(
			self.css_case, self.client.name, successful=0, attempt_result="No Answer", note="Nobody"
		)
		notes = [each["note"] for each in self.page()["contacts"]]
		self.assertEqual(notes, [text, *(f"{days} days ago" for days in range(3, 7))])

	def test_where_every_attempt_counts(self):
		"""D-10: it is among the last contacts, and says that nobody answered."""
		site = frappe.get_doc("CSS Site", self.case.site)
		site.append("settings", {"setting": "contacts_counted", "value": "All Attempts"})
		site.save(ignore_permissions=True)
		make_activity(self.css_case, self.client.name, successful=0, attempt_result="No Answer")
		page = self.page()
		self.assertEqual(len(page["contacts"]), 1)
		self.assertIn("No Answer", page["contacts"][0]["text"])
		self.assertEqual(page["case"]["last_seen"]["days"], 0)

	def test_a_meeting_of_two_is_one_contact(self):
		"""R-234: with the names of both."""
		spouse = self.make_spouse()
		for days in range(6):
			make_activity(
				self.css_case, self.client.name, spouse.name, on=add_days(self.today, -days), note=str(days)
			)
		contacts = self.page()["contacts"]
		self.assertEqual([each["note"] for each in contacts], ["0", "1", "2", "3", "4"])
		self.assertEqual(contacts[0]["people"], ["Amina Haidari", "Jawad Haidari"])

	def test_the_note_of_an_assessment_is_the_note_of_its_meeting(self):
		"""R-164: it stands in the assessment."""
		done = complete_assessment(self.enrolment, answers=2, case_note="Spoke about work.")
		make_activity(
			self.css_case,
			self.client.name,
			activity_type="Needs Assessment",
			method="In Person",
			location_kind="Office",
			nam_assessment=done.name,
		)
		self.assertEqual([each["note"] for each in self.page()["contacts"]], ["Spoke about work."])

	def test_open_problems(self):
		"""R-280: also those of long ago, until a note resolves them."""
		for days, status in ((300, "Open"), (200, "Resolved")):
			activity = make_activity(
				self.css_case, self.client.name, on=add_days(self.today, -days), note="Rent"
			)
			activity.db_set({"problem": f"{status} problem", "problem_status": status})
		for days in range(6):
			make_activity(self.css_case, self.client.name, on=add_days(self.today, -days), note="Call")
		page = self.page()
		self.assertEqual([each["problem"] for each in page["problems"]], ["Open problem"])
		self.assertEqual(len(page["contacts"]), 5)

	def test_what_is_due(self):
		"""R-150, R-180, R-119, R-505: assessments, consents that end, and appointments to come, by their day."""
		consent = frappe.get_last_doc("CSS Consent", {"client": self.client.name})
		consent.db_set("valid_until", add_days(self.today, 3))
		make_appointment(self.css_case, self.client.name, on=add_days(self.today, 2))
		make_appointment(self.css_case, self.client.name, on=add_days(self.today, -2))
		lines = self.page()["due"]
		self.assertEqual(
			[line["doctype"] for line in lines],
			["CSS Enrolment", "CSS Enrolment", "CSS Appointment", "CSS Consent"],
		)
		self.assertEqual([line.get("tone") for line in lines], ["alert", "alert", None, "warm"])
		self.assertEqual(lines[2]["time"], "10:00")

	def test_consent_and_charter(self):
		"""R-120, R-122: in force, or what is missing."""
		(standing,) = self.page()["agreements"]
		self.assertTrue(standing["holds"])
		consent = frappe.get_last_doc("CSS Consent", {"client": self.client.name})
		consent.update({"withdrawn_on": self.today, "withdrawal_note": "Wishes to stop."})
		consent.save()
		(standing,) = self.page()["agreements"]
		self.assertFalse(standing["holds"])
		self.assertIn("withdrawn", standing["lines"][0]["text"])

	def test_nothing_but_the_case(self):
		"""R-459: a case in which nobody is yet has empty sections."""
		empty = frappe.get_doc(doctype="CSS Case", site=self.case.site).insert()
		self.css_case = empty.name
		page = json.loads(frappe.as_json(self.page()))
		self.assertEqual((page["people"], page["contacts"], page["due"]), ([], [], []))
		self.assertNotIn("safety", page)
