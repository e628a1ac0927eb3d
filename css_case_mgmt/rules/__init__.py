"""The rules of the programme as pure functions: no Frappe, no database, no clock of their own.

DocTypes read their rows into these modules' dataclasses, ask, and write the result back. What a rule depends
on (today, a setting, a secret) is always an argument, so every rule can be tested by its numbers alone.
"""
