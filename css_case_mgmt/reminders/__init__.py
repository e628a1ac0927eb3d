"""Reminders of what falls due: once, to whoever works on the case, and later to its managers (R-169).

Every site has its own day (D-29) and keeps until which day it has reminded. The job gives, in order, every day
that is missing: what it writes for a day, and that the day is done, is one transaction under a lock of the site,
so that a run that is late, killed or started twice ends with the rows of an undisturbed one.

The reminders of a day rest on what had happened until the evening before, by the dates of the records: of the day
itself nobody could know in the morning, and a late run must not know more. In detail, for a day D:

- in the programme: enrolled before D, and not exited before D; alive: not died before D.
- assessments: completed, dated before D, corrected ones by their correction, which counts once.
- contacts: final activities dated before D; consents and charters signed before D and not withdrawn before D.
- members: by the dates of the membership; so is the case in which a reminder stands.
- referrals: received before D, followed up or decided no earlier than D.
- who works on a case: assignments that were entered before D began, the one that began last; those who cover it.

What is entered late, with an earlier date, is known to a late run and was not known to a punctual one: nobody is
reminded of what has turned out to be done. Settings, holidays and roles have no history: those of the moment count.
"""
