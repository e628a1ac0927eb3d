-- The overall score of each enrolment's latest assessment within some dates, beside the baseline's.
-- A number counts only where the status says Scored, a change only where there is one.
-- Straight: from the cases of a site, not from the dates of all sites.
with latest as (
	select straight_join
		a.name,
		a.client,
		a.title,
		a.enrolment,
		a.baseline,
		a.timepoint_month,
		a.assessment_date,
		a.overall_status,
		a.overall_score,
		a.has_overall_change,
		a.overall_change,
		c.site,
		c.caseworker,
		row_number() over (partition by a.enrolment order by a.sequence desc) as newest
	from ({reachable_cases}) c
		join `tabCSS NAM Assessment` a on a.css_case = c.name
	where a.docstatus = 1
		and a.superseded_by is null and a.marked_in_error_on is null
		and a.assessment_date between %(from_date)s and %(to_date)s
)
select straight_join
	a.name as assessment,
	a.client,
	a.title,
	a.timepoint_month,
	a.assessment_date,
	b.assessment_date as baseline_date,
	e.needs_level,
	a.site,
	a.caseworker,
	case when b.overall_status = 'Scored' then b.overall_score end as baseline_score,
	case when a.overall_status = 'Scored' then a.overall_score end as score,
	case when a.has_overall_change then a.overall_change end as `change`
from latest a
	join `tabCSS Enrolment` e on e.name = a.enrolment
	left join `tabCSS NAM Assessment` b on b.name = a.baseline
where a.newest = 1
order by a.title
