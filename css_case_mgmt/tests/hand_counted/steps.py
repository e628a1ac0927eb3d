"""What happened in the hand-counted families, one step each, by whoever did it: through documents and the calls of
the desk, so that every controller runs."""

from dataclasses import dataclass, field

import frappe

from css_case_mgmt.api import appointment as appointments
from css_case_mgmt.api import family_changes
from css_case_mgmt.local_time import from_clock_of
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.contacts.records import make_deviation
from css_case_mgmt.tests.factories import (
	BANK,
	acting_as,
	end_enrolment,
	give_consent,
	make_case,
	make_client,
	make_eligible,
	make_enrolment,
	make_member,
	make_site,
	make_staff,
)
from css_case_mgmt.tests.hand_counted.reading import (
	FACTORS,
	MANAGERS,
	NAM,
	NOTE,
	PURPOSE,
	REASONS,
	SITES,
	USERS,
	options_of_bank,
	together,
)
from css_case_mgmt.tests.outgoing_referral.records import INFORMATION
from css_case_mgmt.tests.periodic.records import ANSWERS
from css_case_mgmt.tests.referral.records import make_referral


@dataclass
class Loaded:
	"""What was made: the code in the files -> the name of the document, or the document."""

	cases: dict[str, str] = field(default_factory=dict)
	clients: dict[str, str] = field(default_factory=dict)
	enrolments: dict[tuple[str, int], str] = field(default_factory=dict)
	nams: dict[tuple[str, str], str] = field(default_factory=dict)
	appointments: dict[str, str] = field(default_factory=dict)
	activities: dict[str, str] = field(default_factory=dict)
	addenda: dict[str, str] = field(default_factory=dict)
	interpreters: dict[str, str] = field(default_factory=dict)
	providers: dict[str, str] = field(default_factory=dict)
	referrals: dict[str, str] = field(default_factory=dict)
	plans: dict[str, str] = field(default_factory=dict)
	goals: dict[str, str] = field(default_factory=dict)

	def by_code(self) -> list[dict[str, str]]:
		"""What has one code in the files."""
		return [
			self.cases,
			self.clients,
			self.appointments,
			self.activities,
			self.addenda,
			self.providers,
			self.referrals,
			self.plans,
			self.goals,
		]


class Steps:
	"""Each takes an entry of the files."""

	def __init__(self) -> None:
		self.made = Loaded()
		self.families = together("families.json")
		self.services = together("services.json")
		self.site_of = {family["code"]: family["site"] for family in self.families["families"]}
		self.workers = {family["code"]: family["workers"] for family in self.families["families"]}
		self.options = options_of_bank()

	def make_sites(self) -> None:
		for each in self.families["sites"]:
			rows = [{"setting": setting, "value": value} for setting, value in each["settings"].items()]
			make_site(
				SITES[each["site"]],
				province=each["province"],
				time_zone=each["time_zone"],
				settings=rows,
			)
		for each in self.families["staff"]:
			user, site = USERS[each["code"]], SITES[each["site"]]
			make_staff(user, each["role"], site=site, active_to=each.get("left_on"))
			first_name, last_name = each["name"].split()
			frappe.get_doc("User", user).update({"first_name": first_name, "last_name": last_name}).save()

	def manager_of(self, case: str) -> str:
		return self.manager_at(self.site_of[case])

	def manager_at(self, site: str) -> str:
		return USERS[MANAGERS[site]]

	def worker_on(self, case: str, day: str) -> str:
		"""Who worked with a family on a day, else the manager."""
		for worker in self.workers[case]:
			if worker["from"] <= day <= worker.get("until", "9999") and not self.has_left(
				worker["user"], day
			):
				return USERS[worker["user"]]
		return self.manager_of(case)

	def has_left(self, code: str, day: str) -> bool:
		staff = next(each for each in self.families["staff"] if each["code"] == code)
		return staff.get("left_on", "9999") < day

	def opened(self, person: str) -> str:
		family = next(each for each in self.families["families"] if each["code"] == person[:3])
		return family["opened_on"]

	def case_of(self, person: str, day: str) -> str:
		"""The code of the family to which somebody belongs on a day."""
		for move in self.families["moves"]:
			if move["person"] == person and move["on"] <= day:
				return move["to"]
		return person[:3]

	def enrolment_of(self, entry: dict):
		key = (entry["person"], entry.get("episode", 1))
		return frappe.get_doc("CSS Enrolment", self.made.enrolments[key])

	def open_case(self, family: dict) -> None:
		code = family["code"]
		with acting_as(self.manager_of(code)):
			case = make_case(SITES[family["site"]], opened_on=family["opened_on"]).name
		self.made.cases[code] = case
		for worker in family["workers"][:1]:
			self.assign(code, worker)
		for member in family["members"]:
			given_names, family_name = member["name"].split()
			relationship = member["relationship"]
			client = make_client(
				given_names=given_names, family_name=family_name, date_of_birth=member["born"]
			).name
			make_member(
				case,
				client,
				relationship=relationship,
				is_head=int(relationship == "Head of Family"),
				member_from=family["opened_on"],
			)
			self.made.clients[member["code"]] = client

	def assign(self, case: str, worker: dict) -> None:
		frappe.get_doc(
			doctype="CSS Case Access",
			css_case=self.made.cases[case],
			user=USERS[worker["user"]],
			kind="Assigned",
			access_from=worker["from"],
			over_target_reason=worker.get("over_target_reason"),
		).insert()

	def enrol(self, case: str, entry: dict) -> None:
		self.decide_eligibility(case, entry)
		case, client = self.made.cases[case], self.made.clients[entry["person"]]
		enrolment = make_enrolment(case, client, entry["on"], consent=False, needs_level=entry["level"])
		if not entry.get("no_consent"):
			give_consent(
				case,
				client,
				entry["on"],
				valid_until=entry.get("consent_until"),
				purposes=[{"purpose": "Case management"}, *self.releases_of(entry["person"])],
			)
		self.made.enrolments[entry["person"], entry["episode"]] = enrolment.name

	def decide_eligibility(self, case: str, entry: dict) -> None:
		"""Of a second episode it is made with the enrolment."""
		person, eligibility = entry["person"], self.services["eligibility"]
		families = {each["person"]: each["members"] for each in eligibility["family_level"]}
		of_others = {member for members in families.values() for member in members}
		if entry["episode"] > 1 or person in of_others or person in eligibility["without"]:
			return
		members = families.get(person, [])
		with acting_as(self.worker_on(case, entry["on"])):
			make_eligible(
				self.made.cases[case],
				self.made.clients[person],
				entry["on"],
				needs_level=entry["level"],
				is_family_level=int(bool(members)),
				members=[{"client": self.made.clients[member]} for member in members],
			)

	def releases_of(self, person: str) -> list[dict]:
		"""What a consent lets each provider of the person's referrals know."""
		names = {each["code"]: each["name"] for each in self.services["providers"]}
		providers = {each.get("provider") for each in self.services["referrals"] if each["person"] == person}
		return [
			{"purpose": PURPOSE, "recipient": names[code], "information": INFORMATION}
			for code in sorted(filter(None, providers))
		]

	def withdraw_consent(self, entry: dict) -> None:
		day, client = entry["consent_withdrawn_on"], self.made.clients[entry["person"]]
		with acting_as(self.worker_on(self.case_of(entry["person"], day), day)):
			frappe.get_doc("CSS Consent", {"client": client}).withdraw(day)

	def end(self, site: str, entry: dict) -> None:
		end_enrolment(self.enrolment_of(entry).name, entry["exit_on"], entry["exit_reason"])

	def die(self, case: str, member: dict) -> None:
		client, new_head = self.made.clients[member["code"]], member.get("new_head")
		with acting_as(self.worker_on(case, member["died_on"])):
			family_changes.record_death(
				self.made.cases[case], client, member["died_on"], self.made.clients.get(new_head)
			)
		with acting_as(self.manager_of(case)):
			enrolment = self.made.enrolments[member["code"], 1]
			frappe.get_doc("CSS Exit", {"enrolment": enrolment}).move("Approved")

	def become_citizen(self, member: dict) -> None:
		day = member["citizen_since"]
		with acting_as(self.worker_on(self.case_of(member["code"], day), day)):
			client = frappe.get_doc("CSS Client", self.made.clients[member["code"]])
			client.citizen_since = day
			client.save()

	def move(self, move: dict) -> None:
		with acting_as(self.manager_of(move["from"])):
			members = {self.made.clients[move["person"]]: move["relationship"]}
			family_changes.move_in(self.made.cases[move["to"]], members, move["on"])

	def refer(self, entry: dict) -> None:
		case, client = self.made.cases[entry["person"][:3]], self.made.clients[entry["person"]]
		with acting_as(self.manager_of(entry["person"][:3])):
			referral = make_referral(
				SITES[self.site_of[entry["person"][:3]]],
				received_on=entry["received_on"],
				naars_date=entry["naars_date"],
			)
			referral.start_triage("Routine")
			referral.accept(client=client, css_case=case)

	def assess(self, entry: dict) -> None:
		answers = self.answers(entry["answers"])
		if "corrects" in entry:
			original = self.made.nams[entry["person"], entry["corrects"]]
			name = frappe.get_doc(NAM, original).correct(entry["reason"])
			assessment = frappe.get_doc(NAM, name)
			assessment.set("answers", answers)
		else:
			enrolment = self.enrolment_of(entry)
			assessment = frappe.get_doc(
				doctype=NAM,
				client=enrolment.client,
				css_case=enrolment.css_case,
				enrolment=enrolment.name,
				bank=BANK,
				assessment_date=entry["on"],
				answers=answers,
			)
		if "abandoned_on" in entry or entry.get("open"):
			assessment.insert()
		else:
			assessment.case_note = NOTE
			assessment.submit()
		self.made.nams[entry["person"], entry["on"]] = assessment.name

	def abandon(self, entry: dict) -> None:
		name = self.made.nams[entry["person"], entry["on"]]
		frappe.get_doc(NAM, name).abandon(entry["reason"])

	def answers(self, factors: dict) -> list[dict]:
		"""Rows of answers; a factor that is not named and has no rest is left open."""
		rows = []
		for code, factor in FACTORS.items():
			given = factors.get(code, factors.get("rest"))
			questions = self.options[factor]
			if given is None:
				continue
			given = given if isinstance(given, list) else [given] * len(questions)
			for (question, option_of_weight), answer in zip(questions.items(), given, strict=True):
				if answer in REASONS:
					rows.append({"question_code": question, "unanswered_reason": REASONS[answer]})
				else:
					rows.append({"question_code": question, "option_code": option_of_weight[answer]})
		return rows

	def assess_periodically(self, entry: dict, day: str) -> None:
		values = {}
		if "level" in entry:
			values = {"needs_level": entry["level"], "level_reason": entry["level_reason"]}
		enrolment = self.enrolment_of(entry)
		frappe.get_doc(
			doctype="CSS Periodic Assessment",
			client=enrolment.client,
			css_case=enrolment.css_case,
			enrolment=enrolment.name,
			assessment_date=day,
			**ANSWERS,
			**values,
		).submit()

	def explain(self, entry: dict) -> None:
		with acting_as(self.worker_on(self.case_of(entry["person"], "2026-10-06"), "2026-10-06")):
			make_deviation(
				self.enrolment_of(entry),
				entry["from"],
				entry["to"],
				reason=entry["reason"],
				discussed_on=entry.get("discussed_on"),
				program_officer=entry.get("program_officer"),
			)

	def plan(self, entry: dict) -> None:
		site = self.site_of[entry["case"]]
		with acting_as(self.worker_on(entry["case"], entry["starts"][:10])):
			document = make_appointment(
				self.made.cases[entry["case"]],
				*(self.made.clients[person] for person in entry["persons"]),
				kind=entry["kind"],
				starts_on=from_clock_of(SITES[site], *entry["starts"].split()),
				ends_on=from_clock_of(SITES[site], *entry["ends"].split()),
			)
		self.made.appointments[entry["code"]] = document.name

	def settle(self, entry: dict) -> None:
		name = self.made.appointments[entry["code"]]
		with acting_as(self.worker_on(entry["case"], entry["starts"][:10])):
			match entry["outcome"]:
				case "Kept":
					note = self.services["activities"][entry["becomes"]]["note"]
					written = appointments.keep(name, finish=1, duration_minutes=60, note=note)
					self.made.activities[entry["becomes"]] = written["name"]
				case "Missed":
					appointments.miss(name, "Did not come.")
				case "Cancelled":
					appointments.cancel(name, "Ill.", entry["cancelled_by"])
				case "Rescheduled":
					on, at = entry["rescheduled_to"].split()
					appointments.reschedule(name, on, at, 60, "The letter has not come yet.", "Client")
