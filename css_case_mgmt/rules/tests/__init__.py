"""Tests of the rules, by example and by property; property tests draw the same examples on every run."""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")
