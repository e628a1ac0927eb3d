"""Everything that the installed site offers, tried by everybody, with known secrets planted (D-19, R-412).

How a later part extends it, by data alone:

- a new DocType gets a line in `decisions_of_doctypes.py`; a report or whitelisted function one in `decisions.py`;
- a page, card, chart or print format gets one in `places.py`;
- a new client-bearing DocType gets a record in `FAMILY_RECORDS` of `planted.py`;
- a new persona gets a line in `personas.py`, and joins the families that he or she may read;
- another way into data gets a line in `surfaces.py`.

`test_decided.py` fails with the line to add when one of them is missing.
"""
