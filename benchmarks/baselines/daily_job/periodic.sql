select due.*
from (
	select e.name subject, e.client, e.css_case,
		date_add(e.enrolment_date, interval coalesce(max(a.timepoint_month) + 3, 3) month) due_on
	from `tabCSS Case` c
	join `tabCSS Enrolment` e on e.css_case = c.name
	left join `tabCSS Periodic Assessment` a on a.enrolment = e.name and a.docstatus = 1 and a.superseded_by is null and a.marked_in_error_on is null
		and a.assessment_date < %(today)s
	where c.site in %(sites)s
		and e.enrolment_date < %(today)s and (e.exit_date is null or e.exit_date >= %(today)s)
	group by e.name
	having due_on <= %(soon)s
) due
join `tabCSS Client` p on p.name = due.client and (p.died_on is null or p.died_on >= %(today)s)
left join `tabCSS Reminder` told
	on told.reminder_key = concat('Periodic Assessment|', due.subject, '|', due.due_on, '|', case when due.due_on > %(today)s then 'Before' when due.due_on = %(today)s then 'Due' else 'Overdue' end)
left join `tabCSS Reminder` escalated
	on escalated.reminder_key = concat('Periodic Assessment|', due.subject, '|', due.due_on, '|Escalated')
where told.name is null or (due.due_on <= %(escalated_until)s and escalated.name is null)
