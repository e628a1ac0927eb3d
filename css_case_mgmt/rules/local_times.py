"""What a clock on the wall says at a site, where another zone's times are stored (D-29, R-505).

Times are stored without an offset, in one zone for the whole network. In the hour that a clock passes twice in
autumn, the first passing is meant.
"""

from datetime import datetime, timedelta, timezone, tzinfo


def in_utc(stored: datetime, zone: tzinfo) -> datetime:
	"""Return the moment that a stored time stands for.

	Args:
		stored: without an offset.
		zone: in which it is stored.
	"""
	return stored.replace(tzinfo=zone).astimezone(timezone.utc)


def at_site(stored: datetime, zone: tzinfo, site_zone: tzinfo) -> datetime:
	"""Return what the clock says at a site at a stored time, with its offset."""
	return in_utc(stored, zone).astimezone(site_zone)


def as_stored(local: datetime, site_zone: tzinfo, zone: tzinfo) -> datetime:
	"""Return how a time on a site's clock is stored, without an offset."""
	return local.replace(tzinfo=site_zone).astimezone(zone).replace(tzinfo=None)


def exists(local: datetime, zone: tzinfo) -> bool:
	"""Whether a clock of the zone ever shows this time: in spring it jumps over an hour."""
	return in_utc(local, zone).astimezone(zone).replace(tzinfo=None) == local


def time_between(starts: datetime, ends: datetime, zone: tzinfo) -> timedelta:
	"""Return the time that passes between two stored times, clock changes reckoned in."""
	return in_utc(ends, zone) - in_utc(starts, zone)
