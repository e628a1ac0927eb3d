select due.*
from (
	select e.name subject, e.client, e.css_case,
		case when e.enrolment_date + interval 24 month <= %(today)s then 'Overdue'
			when e.enrolment_date + interval 18 month <= %(today)s then 'Approaching'
			when e.enrolment_date + interval 12 month <= %(today)s then 'Exit Possible'
			when e.enrolment_date + interval 8 month <= %(today)s then 'Transition' end stage,
		case when e.enrolment_date + interval 24 month <= %(today)s then e.enrolment_date + interval 24 month
			when e.enrolment_date + interval 18 month <= %(today)s then e.enrolment_date + interval 18 month
			when e.enrolment_date + interval 12 month <= %(today)s then e.enrolment_date + interval 12 month
			when e.enrolment_date + interval 8 month <= %(today)s then e.enrolment_date + interval 8 month
		end due_on
	from `tabCSS Case` c
	join `tabCSS Enrolment` e on e.css_case = c.name
	where c.site in %(sites)s
		and e.enrolment_date < %(today)s and (e.exit_date is null or e.exit_date >= %(today)s)
	having due_on is not null
) due
join `tabCSS Client` p on p.name = due.client and (p.died_on is null or p.died_on >= %(today)s)
left join `tabCSS Reminder` told
	on told.reminder_key = concat('Programme Length|', due.subject, '|', due.due_on, '|', due.stage)
left join `tabCSS Reminder` escalated
	on escalated.reminder_key = concat('Programme Length|', due.subject, '|', due.due_on, '|Escalated')
where told.name is null or (due.stage = 'Overdue' and due.due_on <= %(escalated_until)s and escalated.name is null)
