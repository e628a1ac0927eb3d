"""Notes of the hand-counted families: who interpreted, what was added, what stood in the wrong file."""

import frappe

from css_case_mgmt.api import notes, wrong_file
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.reading import SITES, USERS
from css_case_mgmt.tests.hand_counted.steps import Steps
from css_case_mgmt.tests.interpreters.records import make_interpreter
from css_case_mgmt.tests.notes.records import make_restricted_note

ACTIVITY = "CSS Activity"
# Fields of an activity that services.json names as they are called.
AS_WRITTEN = ("problem", "delay_reason", "late_reason", "skill_practised")


class NoteSteps(Steps):
	"""Each takes an entry of the files."""

	def register_interpreter(self, entry: dict) -> None:
		language = frappe.db.get_value("CSS Language", {"language_name": entry["language"]})
		with acting_as(self.manager_at(entry["site"])):
			interpreter = make_interpreter(
				entry["name"],
				SITES[entry["site"]],
				kind=entry["kind"],
				confidentiality_signed_on=entry["signed_on"],
				languages=[{"language": language}],
			)
		self.made.interpreters[entry["code"]] = interpreter.name

	def record_french(self, entry: dict, day: str) -> None:
		with acting_as(self.worker_on(self.case_of(entry["person"], day), day)):
			client = frappe.get_doc("CSS Client", self.made.clients[entry["person"]])
			client.french_ability = entry["french_ability"]
			client.prefers_francophone_services = entry["prefers"]
			client.francophone_services_explained_on = entry["explained_on"]
			client.save()

	def write_down(self, code: str, line: list, details: dict) -> None:
		day, worker, case, activity_type, method, minutes, people, *how = line
		how = how[0] if how else None
		missed = how if how in ("No Answer", "Message Left") else None
		values = self.values_of(details)
		if activity_type == "Community Accompaniment":
			values["cannot_alone_reason"] = details["cannot_alone_reason"]
		with acting_as(USERS[worker]):
			activity = make_activity(
				self.made.cases[case],
				on=day,
				method=None if method == "-" else method,
				is_final=how != "draft",
				activity_type=activity_type,
				duration_minutes=minutes,
				participants=[self.participant(entry) for entry in people.split()],
				note=details.get("note") or self.default_note(activity_type),
				successful=int(not missed),
				attempt_result=missed,
				**values,
			)
		self.made.activities[code] = activity.name

	def participant(self, entry: str) -> dict:
		code, _under, parent = entry.partition("<")
		return {"client": self.made.clients[code], "documented_under": self.made.clients.get(parent)}

	def values_of(self, details: dict) -> dict:
		provider, interpreter = details.get("accompanied_to"), details.get("interpreter")
		return {
			**{fieldname: details.get(fieldname) for fieldname in AS_WRITTEN},
			"topics": [{"topic": topic} for topic in details.get("topics", [])],
			"support_services": [
				{"service": service, "client": self.made.clients.get(person)}
				for service, person in details.get("services", [])
			],
			"interpreter": self.made.interpreters[interpreter] if interpreter else None,
			"accompanied_to": self.made.providers[provider] if provider else None,
			"resolves": self.made.activities[details["resolves"]] if "resolves" in details else None,
		}

	def default_note(self, activity_type: str) -> str | None:
		demands = frappe.get_cached_value("CSS Activity Type", activity_type, "demands_note")
		return self.services["default_note"] if demands else None

	def add(self, entry: dict) -> None:
		with acting_as(USERS[entry["by"]]):
			name = notes.add_addendum(ACTIVITY, self.made.activities[entry["to"]], entry["text"])
		self.made.addenda[entry["code"]] = name

	def write_restricted(self, entry: dict) -> None:
		with acting_as(USERS[entry["by"]]):
			make_restricted_note(
				self.made.cases[entry["case"]],
				self.made.clients[entry["person"]],
				noted_on=entry["on"],
				note=entry["note"],
			)

	def correct(self, entry: dict) -> None:
		"""The copy is made by the correction, not entered."""
		moved = next(
			each for each in self.services["further_activities"] if each["code"] == entry["moved_to"]
		)
		people = moved["line"][6].split()
		with acting_as(USERS[entry["found_by"]]):
			corrected = wrong_file.mark(
				ACTIVITY,
				self.made.activities[entry["activity"]],
				reason=entry["reason"],
				found_on=entry["found_on"],
				breach_considered=entry["breach_considered"],
				breach_reason=entry["breach_reason"],
				right_case=self.made.cases[entry["right_case"]],
				clients=[self.made.clients[person] for person in people],
			)
		self.made.activities[entry["moved_to"]] = corrected["moved_to"]
