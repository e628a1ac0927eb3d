-- Everybody in the programme in a manager's cases, with what the file holds.
-- Straight: from the cases of a site.
select straight_join
	e.name as enrolment,
	c.file_number as case_number,
	p.file_number as client_number,
	concat_ws(' ', p.given_names, p.family_name) as client_name,
	exists (
		select 1 from `tabCSS Consent` k
		where k.client = e.client and k.client_signed_on is not null and k.withdrawn_on is null
			and k.valid_from <= %(today)s and (k.valid_until is null or k.valid_until >= %(today)s)
	) as consent,
	exists (
		select 1 from `tabCSS Charter Acknowledgement` h
		where h.client = e.client and h.acknowledged_on <= %(today)s and h.withdrawn_on is null
	) as charter,
	(
		exists (
			select 1 from `tabCSS Eligibility Assessment` g
			where g.client = e.client and g.outcome = 'Eligible' and coalesce(g.enrolment, e.name) = e.name
		)
		or exists (
			select 1 from `tabCSS Eligibility Assessment Member` m
				join `tabCSS Eligibility Assessment` g on g.name = m.parent
			where m.client = e.client and g.outcome = 'Eligible' and coalesce(m.enrolment, e.name) = e.name
		)
	) as eligibility,
	exists (
		select 1 from `tabCSS NAM Assessment` n where n.enrolment = e.name and n.docstatus = 1
	) as first_assessment,
	exists (
		select 1 from `tabCSS Settlement Plan` l where l.enrolment = e.name and l.status = 'Agreed'
	) as plan,
	w.formal_events,
	w.formal_without_note,
	w.notes,
	w.late_notes,
	w.oldest_problem,
	r.referrals,
	r.followed_up,
	r.overdue,
	r.without_note,
	(select count(*) from `tabCSS Client Document` d where d.client = e.client and d.marked_in_error_on is null) as documents
from ({reachable_cases}) c
	join `tabCSS Enrolment` e on e.css_case = c.name and e.status = 'Active'
	join `tabCSS Client` p on p.name = e.client and p.died_on is null
	left join (
		select straight_join
			e2.name as enrolment,
			sum(t.demands_note) as formal_events,
			sum(
				t.demands_note = 1 and coalesce(a.note, '') = '' and a.nam_assessment is null
				and a.periodic_assessment is null
				and not exists (
					select 1 from `tabCSS Note Addendum` x
					where x.reference_doctype = 'CSS Activity' and x.reference_name = a.name
				)
				and not exists (
					select 1 from `tabCSS Client Document` y where y.activity = a.name and y.marked_in_error_on is null
				)
			) as formal_without_note,
			sum(a.note <> '') as notes,
			sum(a.note <> '' and a.is_late = 1) as late_notes,
			min(case when a.problem_status = 'Open' then a.activity_date end) as oldest_problem
		from ({reachable_cases}) c2
			join `tabCSS Enrolment` e2 on e2.css_case = c2.name and e2.status = 'Active'
			join `tabCSS Activity Participant` q
				on q.client = e2.client and q.parenttype = 'CSS Activity' and q.docstatus = 1
			join `tabCSS Activity` a on a.name = q.parent and a.css_case = e2.css_case
			join `tabCSS Activity Type` t on t.name = a.activity_type
		where a.docstatus = 1 and a.marked_in_error_on is null and a.activity_date >= e2.enrolment_date
		group by e2.name
	) w on w.enrolment = e.name
	left join (
		select straight_join
			e2.name as enrolment,
			count(*) as referrals,
			sum(f.followed_up_on is not null) as followed_up,
			sum(
				f.status in ('Consented', 'Sent', 'Waitlisted', 'Accepted', 'In Progress')
				and f.follow_up_due < %(today)s
				and (f.followed_up_on is null or f.followed_up_on < f.follow_up_due)
			) as overdue,
			sum(
				not exists (
					select 1 from `tabCSS Activity` a
					where a.referral = f.name and a.docstatus = 1 and a.marked_in_error_on is null
				)
			) as without_note
		from ({reachable_cases}) c2
			join `tabCSS Enrolment` e2 on e2.css_case = c2.name and e2.status = 'Active'
			join `tabCSS Referral` f on f.client = e2.client and f.css_case = e2.css_case
			left join `tabCSS Enrolment` e3 on e3.name = f.enrolment
		where f.referred_on is not null and f.status <> 'Draft' and coalesce(e3.status, 'Active') = 'Active'
		group by e2.name
	) r on r.enrolment = e.name
order by c.file_number, p.file_number
