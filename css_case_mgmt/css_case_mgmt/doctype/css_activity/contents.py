"""What an activity was about: topics, support services, home visits, accompaniment, and who interpreted
(R-016, R-017, R-230 to R-237, R-320 to R-323)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.rules.referral import Status, is_overdue
from css_case_mgmt.rules.time_of_day import NotATimeOfDay, normal_time
from css_case_mgmt.ways_of_meeting import suits_sensitive_topics

TOPIC = "CSS Activity Topic"
SERVICE = "CSS Service Type"


class ContentRefused(frappe.ValidationError):
	"""Something that staff do not do, or that belongs to another kind of activity or another file."""


def check_contents(activity: Document) -> None:
	"""Refuse what does not hold of any activity, draft or final, and say what to think of."""
	topics = [frappe.get_cached_doc(TOPIC, row.topic) for row in activity.topics]
	check_topics(activity, topics)
	check_services(activity)
	check_own_interpreting(activity, topics)
	check_links_of_family(activity)
	tidy_time(activity)
	advise(activity, topics)


def check_finished(activity: Document) -> None:
	"""Refuse to complete what lacks an answer that its kind asks for (R-275, R-323)."""
	if may_be_old(activity):
		return  # It was final elsewhere.
	asks_for = activity.type_on_file.asks_for
	if asks_for == "Accompaniment" and not (activity.cannot_alone_reason or "").strip():
		refuse(
			_(
				"Say why the client cannot go alone yet. Accompaniment is for services that the client cannot navigate alone."
			)
		)
	if activity.referral and not (activity.delay_reason or "").strip() and is_delayed(activity):
		refuse(_("The follow-up of this referral is overdue. Say why the service is delayed."))


def check_topics(activity: Document, topics: list[Document]) -> None:
	"""Topics of Adapting to Life belong to that kind of activity (R-230)."""
	before = activity.get_doc_before_save()
	known = {row.topic for row in before.topics} if before else set()
	for topic in topics:
		if topic.activity_type and topic.activity_type != activity.activity_type:
			refuse(
				_("“{0}” is a topic of the kind “{1}”. Choose that kind, or another topic.").format(
					_(topic.name), _(topic.activity_type)
				)
			)
		if not topic.enabled and topic.name not in known and not may_be_old(activity):
			refuse(_("{0} is no longer in use. Choose another topic.").format(_(topic.name)))


def check_services(activity: Document) -> None:
	"""What only others may provide is referred, not done (R-017); a service is given to who took part."""
	present = {row.client for row in activity.participants}
	for row in activity.support_services:
		if frappe.get_cached_value(SERVICE, row.service, "is_referral_only"):
			refuse(
				_("Row {0}: {1} is not done by caseworkers. Make a referral instead.").format(
					row.idx, _(row.service)
				)
			)
		if row.client and row.client not in present:
			refuse(_("Row {0}: a support service is given to somebody who took part.").format(row.idx))


def check_own_interpreting(activity: Document, topics: list[Document]) -> None:
	"""Staff interpret at medical or legal topics only if it is urgent and there is nobody else (R-016)."""
	if not activity.interpreted_by_worker:
		activity.urgency_reason = None
		return
	if activity.interpreter:
		refuse(_("Somebody else interpreted: leave out that you did, or leave out the interpreter."))
	if any(topic.is_medical_or_legal for topic in topics) and not (activity.urgency_reason or "").strip():
		refuse(
			_(
				"Staff do not interpret at medical or legal topics, unless it is urgent and nobody else can be found. Say what was urgent."
			)
		)


def check_links_of_family(activity: Document) -> None:
	"""A referral or goal is of this case, and of somebody who took part."""
	present = {row.client for row in activity.participants}
	for fieldname, doctype, text in (
		("referral", "CSS Referral", _("The referral belongs to somebody who did not take part.")),
		("goal", "CSS Goal", _("The goal belongs to somebody who did not take part.")),
	):
		if not activity.get(fieldname) or not activity.has_value_changed(fieldname):
			continue
		css_case, client = frappe.db.get_value(doctype, activity.get(fieldname), ["css_case", "client"])
		if css_case != activity.css_case or client not in present:
			refuse(text)


def tidy_time(activity: Document) -> None:
	"""When a visit was, in one form (R-320)."""
	if not (activity.visit_time or "").strip():
		activity.visit_time = None
		return
	try:
		activity.visit_time = normal_time(activity.visit_time)
	except NotATimeOfDay:
		refuse(_("{0} is no time of day. Write it as 14:30.").format(activity.visit_time))


def is_delayed(activity: Document) -> bool:
	"""Whether the follow-up of the referral was overdue on the day of the activity, and no reason is on record."""
	columns = ["status", "follow_up_due", "followed_up_on", "delay_reason"]
	status, due, followed_up_on, reason = frappe.db.get_value("CSS Referral", activity.referral, columns)
	if (reason or "").strip():
		return False
	return is_overdue(Status(status), due, followed_up_on, getdate(activity.activity_date))


def advise(activity: Document, topics: list[Document]) -> None:
	"""What to think of, said once and never in the way (R-231, R-237)."""
	if activity.flags.is_imported or activity.flags.is_moved:
		return
	changed = activity.has_value_changed("method") or len(topics) != topics_before(activity)
	if changed and any(topic.is_sensitive for topic in topics):
		if not suits_sensitive_topics(activity.method):
			hint(_("Sensitive topics are best spoken of in person."))
	if activity.type_on_file.asks_for == "Adapting to Life" and activity.has_value_changed("activity_type"):
		if not has_permanent_home(activity):
			hint(
				_(
					"Adapting to Life in Canada comes after the move to a permanent home. Nobody who took part has the date of one on file."
				)
			)


def topics_before(activity: Document) -> int:
	before = activity.get_doc_before_save()
	return len(before.topics) if before else 0


def has_permanent_home(activity: Document) -> bool:
	return bool(
		frappe.db.exists(
			"CSS Client Address",
			{
				"parent": ("in", [row.client for row in activity.participants]),
				"parenttype": "CSS Client",
				"kind": "Permanent",
				"lives_there_from": ("<=", activity.activity_date),
			},
		)
	)


def may_be_old(activity: Document) -> bool:
	return bool(activity.flags.is_imported or activity.flags.is_moved)


def hint(text: str) -> None:
	frappe.msgprint(text, title=_("To think of"), indicator="orange", alert=True)


def refuse(text: str) -> None:
	frappe.throw(text, ContentRefused, title=_("Activity"))
