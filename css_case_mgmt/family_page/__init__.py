"""A family in one minute, before meeting somebody not seen for a while (R-286, R-454, R-459).

`family.py` reads who is in the family and may be read; each other module makes one section of it in one query or two,
through the permission condition. A section of which the reader may read nothing is absent. The sections do not ask
for each other's rows, so that the number of queries is the sum of theirs, whatever the history.
"""
