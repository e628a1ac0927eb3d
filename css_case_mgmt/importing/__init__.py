"""Import of a workbook of sites, staff, families, enrolments, consents, assessments and contacts.

`sheets` says what stands where, `reading` turns cells into values, `run` saves the rows through their controllers in
one transaction, `marked` writes the problems into a copy of the workbook, `job` does it in the background.
"""
