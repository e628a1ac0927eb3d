"""Two at once: exactly one outcome, and nothing is lost (D-24, R-358)."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import frappe
from werkzeug.test import TestResponse

from css_case_mgmt.tests.access.http_client import Visitor
from css_case_mgmt.tests.access.personas import PASSWORD
from css_case_mgmt.tests.approving.records import BEFORE, DONE, CommittedExits
from css_case_mgmt.tests.exits.records import APPROVED, READY, Leaving

EXIT, DECISION, PLAN = "CSS Exit", "CSS Exit Decision", "CSS Settlement Plan"
# In seconds.
LONGEST = 30
AT_THE_LOCK = 2


class AtOnce(Visitor):
	"""Somebody of the cast at the desk."""

	def __init__(self, user: str) -> None:
		self.user = user
		super().__init__("guest")
		answer = self.post("/api/method/login", usr=user, pwd=PASSWORD)
		if answer.status_code != 200:
			raise AssertionError(f"{user} cannot log in: {answer.text}")

	def take_step(self, leaving: Leaving, state: str) -> TestResponse:
		arguments = {"css_exit": leaving.css_exit.name, "step": state}
		return self.post("/api/method/css_case_mgmt.api.exits.take_step", **arguments)

	def put(self, doctype: str, name: str, **values) -> TestResponse:
		return self.request("PUT", f"/api/resource/{doctype}/{name}", json=values)


class TestAtOnce(CommittedExits):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		for user in (cls.worker, cls.manager, cls.second_manager):
			frappe.utils.password.update_password(user, PASSWORD)
		frappe.db.commit()
		cls.at_desk = {user: AtOnce(user) for user in (cls.worker, cls.manager, cls.second_manager)}

	def at_once(self, leaving: Leaving, *requests: Callable[[], TestResponse]) -> list[bool]:
		"""Send all while the exit is locked, and let it go when they stand before it: whether each succeeded."""
		frappe.db.commit()
		frappe.db.get_value(EXIT, leaving.css_exit.name, "name", for_update=True)
		with ThreadPoolExecutor(max_workers=len(requests)) as threads:
			sent = [threads.submit(request) for request in requests]
			self.wait_for(AT_THE_LOCK)
			frappe.db.commit()
			return [request.result().status_code == 200 for request in sent]

	def wait_for(self, count: int) -> None:
		"""Until so many stand before the lock."""
		until = time.monotonic() + LONGEST
		waiting = (
			"select count(*) from information_schema.processlist"
			" where id != connection_id() and info like '%for update%'"
		)
		while frappe.db.sql(waiting)[0][0] < count:
			self.assertLess(time.monotonic(), until, "They do not come to the lock.")
			time.sleep(0.05)

	def steps(self, leaving: Leaving) -> list[str]:
		frappe.db.commit()
		return frappe.get_all(
			DECISION, filters={"parent": leaving.css_exit.name}, pluck="state", order_by="idx asc"
		)

	def test_two_managers_approve(self):
		"""D-24: one of them; the file is closed and handed over once."""
		leaving = self.waiting()
		done = self.at_once(
			leaving,
			lambda: self.at_desk[self.manager].take_step(leaving, APPROVED),
			lambda: self.at_desk[self.second_manager].take_step(leaving, APPROVED),
		)
		self.assertEqual(sorted(done), [False, True])
		self.assertEqual(self.steps(leaving), [READY, APPROVED, "Exited"])
		self.assertEqual(self.state_of(leaving), DONE)
		approver = (self.manager, self.second_manager)[done.index(True)]
		self.assertEqual(frappe.db.get_value(EXIT, leaving.css_exit.name, "approved_by"), approver)

	def test_one_approves_and_another_returns(self):
		"""D-24: whoever comes second is told."""
		leaving = self.waiting()
		values = {"workflow_state": "Returned", "decision_note": "The budget is missing"}
		approved, returned = self.at_once(
			leaving,
			lambda: self.at_desk[self.manager].take_step(leaving, APPROVED),
			lambda: self.at_desk[self.second_manager].put(EXIT, leaving.css_exit.name, **values),
		)
		self.assertNotEqual(approved, returned)
		self.assertEqual(
			self.steps(leaving), [READY, APPROVED, "Exited"] if approved else [READY, "Returned"]
		)
		self.assertEqual(self.state_of(leaving), DONE if approved else {**BEFORE, "exit": "Returned"})

	def test_the_worker_takes_it_back_meanwhile(self):
		"""D-24"""
		leaving = self.waiting()
		approved, taken_back = self.at_once(
			leaving,
			lambda: self.at_desk[self.manager].take_step(leaving, APPROVED),
			lambda: self.at_desk[self.worker].put(EXIT, leaving.css_exit.name, workflow_state="Draft"),
		)
		self.assertNotEqual(approved, taken_back)
		self.assertEqual(self.state_of(leaving), DONE if approved else {**BEFORE, "exit": "Draft"})

	def test_the_worker_writes_meanwhile(self):
		"""D-24, R-508: into the exit, which is locked, and into the plan that is being closed: what was said to be saved
		is there afterwards."""
		leaving = self.waiting()
		plan = frappe.db.get_value(PLAN, {"enrolment": leaving.enrolment.name})
		note = "Went to the library alone"
		written, changed, approved = self.at_once(
			leaving,
			lambda: self.at_desk[self.worker].put(PLAN, plan, copy_given_on=str(self.today)),
			lambda: self.at_desk[self.worker].put(EXIT, leaving.css_exit.name, future_plan=note),
			lambda: self.at_desk[self.manager].take_step(leaving, APPROVED),
		)
		self.assertFalse(changed)
		self.assertEqual(self.state_of(leaving), DONE if approved else BEFORE)
		stored = frappe.db.get_value(PLAN, plan, "copy_given_on")
		self.assertEqual(stored, self.today if written else None)
