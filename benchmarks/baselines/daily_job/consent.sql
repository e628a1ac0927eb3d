select due.*
from (
	select e.client subject, e.css_case, max(coalesce(a.valid_until, '9999-12-31')) due_on
	from `tabCSS Case` c
	join `tabCSS Enrolment` e on e.css_case = c.name
	join `tabCSS Client` p on p.name = e.client and (p.died_on is null or p.died_on >= %(today)s)
	join `tabCSS Consent` a on a.client = e.client and a.understood = 1 and a.limits_explained = 1
		and a.client_signed_on < %(today)s and a.caseworker_signed_on < %(today)s
		and (a.withdrawn_on is null or a.withdrawn_on >= %(today)s)
		and (a.scan != '' or (a.client_signature != '' and a.caseworker_signature != ''))
	where c.site in %(sites)s
		and e.enrolment_date < %(today)s and (e.exit_date is null or e.exit_date >= %(today)s)
	group by e.name
	having due_on <= %(consent_soon)s
) due
left join `tabCSS Reminder` told
	on told.reminder_key = concat('Consent|', due.subject, '|', due.due_on, '|', case when due.due_on > %(today)s then 'Before' when due.due_on = %(today)s then 'Due' else 'Overdue' end)
left join `tabCSS Reminder` escalated
	on escalated.reminder_key = concat('Consent|', due.subject, '|', due.due_on, '|Escalated')
where told.name is null or (due.due_on <= %(escalated_until)s and escalated.name is null)
