-- One worker's caseload: active enrolments of clients in cases that the worker is assigned to or covers, at a site where the
-- worker has an active posting.
-- The last completed assessment is the highest sequence that no correction has replaced.
select
	c.name as css_case,
	c.file_number as case_file_number,
	cl.name as client,
	cl.file_number as client_file_number,
	cl.given_names,
	cl.family_name,
	cl.date_of_birth,
	e.name as enrolment,
	e.needs_level,
	e.enrolment_date,
	m.is_head,
	last.name as last_assessment,
	last.sequence,
	last.assessment_date,
	last.overall_status,
	last.overall_score,
	last.timepoint_month,
	draft.name as open_draft
from (
		select distinct a.css_case
		from `tabCSS Case Access` a
			join `tabCSS Case` g on g.name = a.css_case
		where a.user = %(user)s
			and a.kind in ('Assigned', 'Covering')
			and a.access_from <= %(today)s
			and (a.access_until is null or a.access_until >= %(today)s)
			and exists (
				select 1
				from `tabCSS Staff` s
				where s.user = %(user)s
					and s.active_from <= %(today)s
					and (s.active_to is null or s.active_to >= %(today)s)
					and s.site = g.site
			)
	) granted
	join `tabCSS Case` c on c.name = granted.css_case
	join `tabCSS Enrolment` e on e.css_case = c.name and e.status = 'Active'
	join `tabCSS Case Member` m on m.css_case = c.name and m.client = e.client
	join `tabCSS Client` cl on cl.name = e.client
	left join `tabCSS NAM Assessment` last on last.name = (
		select l.name
		from `tabCSS NAM Assessment` l
		where l.enrolment = e.name and l.docstatus = 1 and l.superseded_by is null and l.marked_in_error_on is null
		order by l.sequence desc
		limit 1
	)
	left join `tabCSS NAM Assessment` draft on draft.open_draft_of = e.name
where not exists (
		select 1
		from `tabCSS Case Member` later
		where later.client = m.client and later.member_from > m.member_from
	)
	and not exists (
		select 1
		from `tabCSS Conflict of Interest` k
		where k.user = %(user)s and k.active = 1 and k.css_case = c.name
	)
	and not exists (
		select 1
		from `tabCSS Conflict of Interest` k
			join `tabCSS Case Member` km on km.client = k.client
		where k.user = %(user)s and k.active = 1 and km.css_case = c.name
	)
order by c.file_number, m.is_head desc, cl.date_of_birth
