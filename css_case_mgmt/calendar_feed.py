"""The calendar feed: own appointments for the calendar of a telephone, times and file numbers only (R-458, R-505).

Whoever has the address reads the feed, as calendars need it. The address holds a secret of which only a hash is
stored. What the feed says is what its user may read at that moment; for a leaver it does not exist.
"""

import hashlib
import secrets
from datetime import datetime, timedelta, timezone

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.translate import get_user_lang, print_language
from icalendar import Calendar, Event
from icalendar.prop import vDuration

from css_case_mgmt.appointments import APPOINTMENT, appointments_between
from css_case_mgmt.local_time import now_stored, stored_zone
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.local_times import in_utc

PREFERENCE = "CSS Reminder Preference"
FIELDS = ("feed_key_hash", "feed_made_on")
BYTES_OF_KEY = 32
DAYS_BACK, DAYS_AHEAD = 30, 180
OFF = ("Cancelled", "Rescheduled")
REFRESH = timedelta(hours=1)


def own_preference(user: str) -> Document:
	"""The stored preference of a user, or a new one."""
	name = frappe.db.get_value(PREFERENCE, {"user": user})
	return frappe.get_doc(PREFERENCE, name) if name else frappe.get_doc(doctype=PREFERENCE, user=user)


def make_key(user: str) -> str:
	"""A new secret for the user's feed; the one before, if there was one, opens nothing any more.

	Returns:
		The secret, which is told once and stored nowhere.
	"""
	key = secrets.token_urlsafe(BYTES_OF_KEY)
	store(user, hash_of(key), now_stored())
	return key


def revoke_key(user: str) -> None:
	store(user, None, None)


def store(user: str, key_hash: str | None, made_on: datetime | None) -> None:
	preference = own_preference(user)
	preference.update({"feed_key_hash": key_hash, "feed_made_on": made_on})
	preference.flags.feed_changes = True
	preference.save()


def keep_feed(preference: Document) -> None:
	"""The key is drawn here and not typed: a request that brings its own is not heard."""
	if preference.flags.feed_changes:
		return
	stored = frappe.db.get_value(PREFERENCE, preference.name, FIELDS, as_dict=True) or {}
	preference.update({fieldname: stored.get(fieldname) for fieldname in FIELDS})


def hash_of(key: str) -> str:
	"""The key is long and drawn at random: its plain hash cannot be turned back."""
	return hashlib.sha256(key.encode()).hexdigest()


def user_of(key: str | None) -> str | None:
	"""Whose feed a key opens now: nobody's, if she has left, may log in no more or reads no appointments."""
	if not key or not isinstance(key, str):
		return None
	user = frappe.db.get_value(PREFERENCE, {"feed_key_hash": hash_of(key)}, "user")
	if not user or not frappe.db.get_value("User", user, "enabled") or not scope_of(user).staff_sites:
		return None
	return user if frappe.has_permission(APPOINTMENT, "read", user=user) else None


def feed_of(user: str) -> bytes:
	"""The appointments of a user as an iCalendar file, in her language."""
	today = datetime.now(timezone.utc).date()
	rows = appointments_between(
		user, today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD), caseworker=user
	)
	with print_language(get_user_lang(user)):
		calendar = Calendar()
		calendar.add("prodid", "-//css_case_mgmt//Appointments//EN")
		calendar.add("version", "2.0")
		calendar.add("calscale", "GREGORIAN")
		calendar.add("x-wr-calname", _("Appointments"))
		# icalendar 7 takes no text for it, icalendar 6 no plain timedelta.
		calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
		calendar.add("x-published-ttl", vDuration(REFRESH))
		for row in rows:
			calendar.add_component(event_of(row))
		return calendar.to_ical()


def event_of(row: frappe._dict) -> Event:
	"""What, of which family, and when: no names, no place, no notes (D-19). Times are universal ones."""
	zone = stored_zone()
	changed = in_utc(row.modified.replace(microsecond=0), zone)
	event = Event()
	event.add("uid", f"{uid_of(row.name)}@css-case-mgmt")
	event.add("dtstamp", changed)
	event.add("last-modified", changed)
	event.add("dtstart", in_utc(row.starts_on, zone))
	event.add("dtend", in_utc(row.ends_on, zone))
	event.add("summary", _("{0}, {1}").format(_(row.kind), row.file_number))
	event.add("status", "CANCELLED" if row.outcome in OFF else "CONFIRMED")
	event.add("class", "PRIVATE")
	return event


def uid_of(name: str) -> str:
	"""The same at each request, and no name that could be asked for here."""
	return hashlib.sha256(f"appointment {name}".encode()).hexdigest()[:32]
