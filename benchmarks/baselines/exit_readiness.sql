-- Everybody who is in the programme for long enough, or whose exit has begun, with what an exit needs.
-- Straight: from the cases of a site.
select straight_join
	e.name as enrolment,
	c.file_number as case_number,
	p.file_number as client_number,
	concat_ws(' ', p.given_names, p.family_name) as client_name,
	e.enrolment_date,
	timestampdiff(month, e.enrolment_date, %(today)s) as months,
	b.overall_score as needs_then,
	a.sequence,
	a.overall_status,
	a.overall_score as needs_now,
	a.has_overall_change,
	a.overall_change,
	a.bank = b.bank as is_same_bank,
	(
		select group_concat(f.factor) from `tabCSS NAM Assessment Factor Score` f
		where f.parent = a.name and f.has_change = 1 and f.change_from_baseline > 0
	) as worse,
	x.name as css_exit,
	x.workflow_state,
	x.exit_date,
	x.exit_reason,
	x.final_assessment,
	x.stability_opinion,
	x.advance_notice_on,
	x.plan_reviewed_on,
	x.counsellor_met_on,
	x.reaccess_explained_on,
	x.handover,
	(select count(*) from `tabCSS Exit Readiness` y where y.parent = x.name and coalesce(y.answer, '') != '') as answered,
	(select count(*) from `tabCSS Exit Interview` i where i.css_exit = x.name) as interviews,
	(
		select max(u.extended_until) from `tabCSS Programme Extension` u
		where u.enrolment = e.name and u.workflow_state = 'Approved'
	) as extended_until,
	(select count(*) from `tabCSS Safety Note` s where s.client = e.client and s.active = 1) as safety_notes,
	(
		select count(*)
		from `tabCSS Activity Participant` w
			join `tabCSS Activity` v on v.name = w.parent
		where w.client = e.client and w.parenttype = 'CSS Activity' and v.problem_status = 'Open'
			and v.docstatus = 1 and v.marked_in_error_on is null
	) as problems,
	(
		select sum(
			r.status = 'Missed'
			or (r.follow_up_due < %(today)s and (r.followed_up_on is null or r.followed_up_on < r.follow_up_due))
		)
		from `tabCSS Referral` r
		where r.client = e.client and r.is_final = 0
			and r.status in ('Sent', 'Waitlisted', 'Accepted', 'In Progress', 'Missed')
	) as referrals,
	exists (
		select 1 from `tabCSS Referral` r
		where r.client = e.client and r.is_final = 1
			and r.status not in ('Draft', 'Consented', 'Declined', 'Cancelled')
	) as is_final_referral_sent,
	(
		select count(*) from `tabCSS Activity Participant` w
		where w.client = e.client and w.docstatus = 1 and w.successful = 0 and w.contact_on > coalesce((
			select max(k.contact_on) from `tabCSS Activity Participant` k
			where k.client = e.client and k.docstatus = 1 and k.successful = 1
		), '1900-01-01')
	) as attempts,
	greatest(
		coalesce((
			select max(n.assessment_date) from `tabCSS NAM Assessment` n
			where n.enrolment = e.name and n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null
		), '1900-01-01'),
		coalesce((
			select max(q.assessment_date) from `tabCSS Periodic Assessment` q
			where q.enrolment = e.name and q.docstatus = 1 and q.superseded_by is null and q.marked_in_error_on is null
		), '1900-01-01')
	) as last_assessed_on,
	c.caseworker,
	c.site
from ({reachable_cases}) c
	join `tabCSS Enrolment` e on e.css_case = c.name and e.status = 'Active'
	join `tabCSS Client` p on p.name = e.client
	left join `tabCSS Exit` x on x.enrolment = e.name
	left join `tabCSS NAM Assessment` a on a.name = (
		select n.name from `tabCSS NAM Assessment` n
		where n.enrolment = e.name and n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null
		order by n.sequence desc
		limit 1
	)
	left join `tabCSS NAM Assessment` b on b.name = a.baseline
where x.name is not null or date_add(e.enrolment_date, interval %(months)s month) <= %(today)s
order by p.file_number
