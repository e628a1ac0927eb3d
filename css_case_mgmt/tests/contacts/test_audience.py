"""For whom an activity was: one person, several of a family, or everybody whom one message went to (R-229)."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.api.group_message import record_text, send
from css_case_mgmt.api.wrong_file import mark
from css_case_mgmt.patches.name_audience import execute
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, make_client, make_family, make_member, today
from css_case_mgmt.tests.letters import make_outgoing_account

ACTIVITY = "CSS Activity"
WORKER = "caseworker@test.example"


class TestAudience(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		make_outgoing_account()

	def setUp(self) -> None:
		super().setUp()
		frappe.set_user(WORKER)
		reached = {"email": "group@mail.example", "safe_to_email": "Yes"}
		phones = [{"phone": "+14165550123", "safe_to_text": "Yes"}]
		self.case, self.mother = make_family(**reached, phones=phones)
		self.father = make_client()
		make_member(
			self.case.name, self.father.name, relationship="Spouse or Partner", member_from="2025-01-01"
		)
		self.child = make_client(date_of_birth=add_months(today(), -12 * 8))
		make_member(self.case.name, self.child.name, member_from="2025-01-01")

	def audience(self, name: str) -> str | None:
		return frappe.db.get_value(ACTIVITY, name, "audience")

	def activity(self, *clients: str, **values):
		return make_activity(self.case.name, *(clients or [self.mother.name]), **values)

	def message(self, method: str) -> frappe._dict:
		chosen = [{"client": self.mother.name, "css_case": self.case.name, "method": method}]
		return frappe.get_doc(
			"CSS Group Message", send("Workshop", "You are invited.", "Community Connection", chosen)
		)

	def wrongly(self, activity: str) -> str:
		"""It belongs to another family: the name of the copy there."""
		right, head = make_family()
		values = {
			"reason": "Two files were open.",
			"breach_considered": "No breach",
			"breach_reason": "Nobody.",
		}
		there = {"right_case": right.name, "clients": [head.name]}
		return mark(ACTIVITY, activity, **values, **there, found_on=str(today()))["moved_to"]

	def test_one_person_or_several(self) -> None:
		"""R-229: a child who is documented under a parent took part as well."""
		child = {"client": self.child.name, "documented_under": self.mother.name}
		for participants, audience in (
			([{"client": self.mother.name}], "Individual"),
			([{"client": self.mother.name}, {"client": self.father.name}], "Family"),
			([child], "Individual"),
			([{"client": self.mother.name}, child], "Family"),
		):
			with self.subTest(participants):
				self.assertEqual(self.activity(participants=participants).audience, audience)

	def test_a_draft_follows_who_took_part(self) -> None:
		"""R-229."""
		draft = self.activity(is_final=False)
		draft.append("participants", {"client": self.father.name})
		draft.save()
		self.assertEqual(self.audience(draft.name), "Family")
		draft.participants = draft.participants[:1]
		draft.submit()
		self.assertEqual(self.audience(draft.name), "Individual")

	def test_no_request_says_it(self) -> None:
		"""R-229: neither when it begins nor later."""
		draft = self.activity(is_final=False, audience="Group")
		self.assertEqual(draft.audience, "Individual")
		draft.audience = "Group"
		draft.save()
		self.assertEqual(self.audience(draft.name), "Individual")

	def test_a_message_to_several_families(self) -> None:
		"""R-229, R-236: each e-mail, and each text message that the worker has sent."""
		(row,) = self.message("E-mail").recipients
		self.assertEqual(self.audience(row.activity), "Group")
		text = record_text(self.message("Text Message").name, self.mother.name)
		self.assertEqual(self.audience(text), "Group")

	def test_copies_in_the_right_file(self) -> None:
		"""R-229, R-503: a message stays one to a group; of anything else counts who took part there."""
		(row,) = self.message("E-mail").recipients
		self.assertEqual(self.audience(self.wrongly(row.activity)), "Group")
		visit = self.activity(self.mother.name, self.father.name)
		self.assertEqual(self.audience(self.wrongly(visit.name)), "Individual")

	def test_an_import_says_it_too(self) -> None:
		"""R-229."""
		activity = frappe.get_doc(
			doctype=ACTIVITY,
			css_case=self.case.name,
			activity_type="Check-in",
			activity_date=today(),
			method="Phone",
			participants=[{"client": self.mother.name}, {"client": self.father.name}],
		)
		activity.flags.is_imported = True
		self.assertEqual(activity.submit().audience, "Family")

	def test_what_was_written_down_before(self) -> None:
		"""R-229: the patch says of each what its controller would, leaves what is said already, and changes nothing
		when it runs again."""
		(row,) = self.message("E-mail").recipients
		names = {
			self.activity().name: "Individual",
			self.activity(self.mother.name, self.father.name).name: "Family",
			self.activity(is_final=False).name: "Individual",
			row.activity: "Group",
			self.wrongly(row.activity): "Group",
		}
		said = self.activity().name
		for name in names:
			frappe.db.set_value(ACTIVITY, name, "audience", None, update_modified=False)
		frappe.db.set_value(ACTIVITY, said, "audience", "Family", update_modified=False)
		before = frappe.get_all(ACTIVITY, fields=["name", "modified"], order_by="name")
		for _time in range(2):
			execute()
			self.assertEqual({name: self.audience(name) for name in names}, names)
			self.assertEqual(self.audience(said), "Family")
		self.assertEqual(frappe.get_all(ACTIVITY, fields=["name", "modified"], order_by="name"), before)
		self.assertLessEqual(self.count_queries(execute), 4)

	def test_a_list_is_filtered_by_it(self) -> None:
		"""R-229: a standard filter of the list."""
		self.assertTrue(frappe.get_meta(ACTIVITY).get_field("audience").in_standard_filter)
		family = self.activity(self.mother.name, self.father.name)
		self.activity()
		found = frappe.get_list(
			ACTIVITY, filters={"css_case": self.case.name, "audience": "Family"}, pluck="name"
		)
		self.assertEqual(found, [family.name])
