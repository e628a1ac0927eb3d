-- Whose last completed NAM lies more than some days back, with where both clocks stand.
-- Straight: from the cases of a site, not from the assessments of all sites.
select straight_join
	c.name as css_case,
	c.file_number as case_number,
	c.site,
	u.full_name as caseworker,
	cl.name as client,
	cl.file_number as client_number,
	cl.given_names,
	cl.patronymic,
	cl.family_name,
	cl.family_name_first,
	e.name as enrolment,
	e.enrolment_date,
	datediff(%(today)s, coalesce(nam.assessment_date, e.enrolment_date)) as days_since,
	nam.name as last_nam_name,
	nam.sequence as last_nam,
	nam.assessment_date as last_nam_date,
	e.enrolment_date + interval coalesce((
		select max(n.timepoint_month) + %(nam_interval)s
		from `tabCSS NAM Assessment` n
		where n.enrolment = e.name and n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null
	), 0) month as next_nam_due,
	periodic.name as last_periodic_name,
	periodic.sequence as last_periodic,
	periodic.assessment_date as last_periodic_date,
	e.enrolment_date + interval coalesce((
		select max(p.timepoint_month)
		from `tabCSS Periodic Assessment` p
		where p.enrolment = e.name and p.docstatus = 1 and p.superseded_by is null and p.marked_in_error_on is null
	), 0) + %(periodic_interval)s month as next_periodic_due
from ({reachable_cases}) c
	join `tabCSS Enrolment` e on e.css_case = c.name
	join `tabCSS Client` cl on cl.name = e.client
	left join `tabUser` u on u.name = c.caseworker
	left join `tabCSS NAM Assessment` nam on nam.name = (
		select n.name
		from `tabCSS NAM Assessment` n
		where n.enrolment = e.name and n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null
		order by n.assessment_date desc
		limit 1
	)
	left join `tabCSS Periodic Assessment` periodic on periodic.name = (
		select p.name
		from `tabCSS Periodic Assessment` p
		where p.enrolment = e.name and p.docstatus = 1 and p.superseded_by is null and p.marked_in_error_on is null
		order by p.assessment_date desc
		limit 1
	)
where e.enrolment_date < %(since)s
	and (e.exit_date is null or e.exit_date > %(today)s)
	and (cl.died_on is null or cl.died_on > %(today)s)
	and not exists (
		select 1
		from `tabCSS NAM Assessment` n
		where n.enrolment = e.name
			and n.docstatus = 1
			and n.superseded_by is null and n.marked_in_error_on is null
			and n.assessment_date >= %(since)s
	)
order by days_since desc
