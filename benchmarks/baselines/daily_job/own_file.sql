select due.*
from (
	select p.name subject, m.css_case, p.date_of_birth + interval 16 year due_on
	from `tabCSS Client` p
	join `tabCSS Case Member` m on m.client = p.name and m.member_from < %(today)s
		and (m.member_to is null or m.member_to >= %(today)s)
	join `tabCSS Case` c on c.name = m.css_case
	where c.site in %(sites)s and (p.died_on is null or p.died_on >= %(today)s)
		and p.date_of_birth between %(today)s - interval 17 year and %(today)s + interval 90 day - interval 16 year
) due
left join `tabCSS Reminder` told
	on told.reminder_key = concat('Own File|', due.subject, '|', due.due_on, '|', case when due.due_on > %(today)s then 'Before' when due.due_on = %(today)s then 'Due' else 'Overdue' end)
left join `tabCSS Reminder` escalated
	on escalated.reminder_key = concat('Own File|', due.subject, '|', due.due_on, '|Escalated')
where told.name is null or (due.due_on <= %(escalated_until)s and escalated.name is null)
