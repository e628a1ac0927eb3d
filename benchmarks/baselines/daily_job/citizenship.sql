select due.*
from (
	select e.name subject, e.client, e.css_case, p.citizen_since due_on
	from `tabCSS Case` c
	join `tabCSS Enrolment` e on e.css_case = c.name
	join `tabCSS Client` p on p.name = e.client and (p.died_on is null or p.died_on >= %(today)s)
	where c.site in %(sites)s
		and e.enrolment_date < %(today)s and (e.exit_date is null or e.exit_date >= %(today)s)
		and p.citizen_since < %(today)s
) due
left join `tabCSS Reminder` told
	on told.reminder_key = concat('Citizenship|', due.subject, '|', due.due_on, '|', 'Due')
left join `tabCSS Reminder` escalated
	on escalated.reminder_key = concat('Citizenship|', due.subject, '|', due.due_on, '|Escalated')
where told.name is null or (due.due_on <= %(escalated_until)s and escalated.name is null)
