"""The calendar feed's address: made, revoked, and read by calendars (R-458, R-505)."""

import frappe
from frappe.rate_limiter import rate_limit
from frappe.utils import get_url
from werkzeug.wrappers import Response

from css_case_mgmt.api.permission import require
from css_case_mgmt.calendar_feed import PREFERENCE, feed_of, make_key, revoke_key, user_of

# An office behind one address, in which every calendar asks each quarter of an hour.
REQUESTS_PER_HOUR = 600
# A calendar that keeps a copy beyond the request is its user's; what is between keeps none.
HEADERS = {
	"Cache-Control": "no-store",
	"Referrer-Policy": "no-referrer",
	"X-Robots-Tag": "noindex, nofollow",
	"X-Content-Type-Options": "nosniff",
}


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=REQUESTS_PER_HOUR, seconds=60 * 60)
def get_feed(key: str | None = None) -> Response:
	"""The appointments of whoever made the key, as text/calendar. A key that was never made, one that was revoked
	and one of somebody who has left get the same answer: there is nothing here."""
	forget_key()
	user = user_of(key)
	if not user:
		return Response("Not found", status=404, content_type="text/plain; charset=utf-8", headers=HEADERS)
	headers = {**HEADERS, "Content-Disposition": 'inline; filename="appointments.ics"'}
	return Response(feed_of(user), content_type="text/calendar; charset=utf-8", headers=headers)


def forget_key() -> None:
	"""Frappe can be told to log requests with all that they ask, once they are answered."""
	frappe.local.form_dict.pop("key", None)
	if request := getattr(frappe.local, "request", None):
		request.query_string = b""
		request.environ["QUERY_STRING"] = ""


@frappe.whitelist(methods=["GET", "POST"])
def get_mine() -> dict:
	"""Whether there is a feed of whoever asks, and since when. Its address was told when it was made."""
	require(PREFERENCE, "read")
	made_on = frappe.db.get_value(PREFERENCE, {"user": frappe.session.user}, "feed_made_on")
	return {"made_on": made_on}


@frappe.whitelist(methods=["POST"])
def make_feed() -> dict:
	"""Make the feed of whoever asks, or a new address for it; the old one opens nothing any more.

	Returns:
		The address, which is not shown again.
	"""
	require(PREFERENCE, "create")
	key = make_key(frappe.session.user)
	return {"url": get_url(f"/api/method/css_case_mgmt.api.calendar_feed.get_feed?key={key}")}


@frappe.whitelist(methods=["POST"])
def revoke_feed() -> None:
	"""End the feed of whoever asks: its address opens nothing any more."""
	require(PREFERENCE, "write")
	revoke_key(frappe.session.user)
