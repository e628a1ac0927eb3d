select due.*
from (
	select r.name subject, r.client, r.css_case, r.naars_follow_up_due due_on
	from `tabCSS Inbound Referral` r
	where r.site in %(sites)s and r.received_on < %(today)s and r.naars_follow_up_opens <= %(today)s
		and (r.naars_followed_up_on is null or r.naars_followed_up_on >= %(today)s)
		and r.status in ('Received', 'In Triage', 'Accepted')
) due
left join `tabCSS Reminder` told
	on told.reminder_key = concat('NAARS Follow-up|', due.subject, '|', due.due_on, '|', case when due.due_on > %(today)s then 'Before' when due.due_on = %(today)s then 'Due' else 'Overdue' end)
left join `tabCSS Reminder` escalated
	on escalated.reminder_key = concat('NAARS Follow-up|', due.subject, '|', due.due_on, '|Escalated')
where told.name is null or (due.due_on <= %(escalated_until)s and escalated.name is null)
