-- What was added to the notes of case_note_report.sql.
select straight_join d.reference_doctype, d.reference_name, d.written_on, u.full_name, d.text
from ({reachable_cases}) c
	join `tabCSS Note Addendum` d on d.css_case = c.name
	join `tabCSS Activity` a on a.name = d.reference_name
	left join `tabUser` u on u.name = d.written_by
where d.reference_doctype = 'CSS Activity'
	and a.docstatus = 1
	and a.activity_date between %(from_date)s and %(to_date)s
	and a.marked_in_error_on is null
	and a.note <> ''
union all
select straight_join d.reference_doctype, d.reference_name, d.written_on, u.full_name, d.text
from ({reachable_cases}) c
	join `tabCSS Note Addendum` d on d.css_case = c.name
	join `tabCSS NAM Assessment` a on a.name = d.reference_name
	left join `tabUser` u on u.name = d.written_by
where d.reference_doctype = 'CSS NAM Assessment'
	and a.docstatus = 1
	and a.superseded_by is null and a.marked_in_error_on is null
	and a.assessment_date between %(from_date)s and %(to_date)s
union all
select straight_join d.reference_doctype, d.reference_name, d.written_on, u.full_name, d.text
from ({reachable_cases}) c
	join `tabCSS Note Addendum` d on d.css_case = c.name
	join `tabCSS Periodic Assessment` a on a.name = d.reference_name
	left join `tabUser` u on u.name = d.written_by
where d.reference_doctype = 'CSS Periodic Assessment'
	and a.docstatus = 1
	and a.superseded_by is null and a.marked_in_error_on is null
	and a.assessment_date between %(from_date)s and %(to_date)s
