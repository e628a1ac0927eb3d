-- Everybody who left within some days: A1 beside the final assessment, which is the last one after it, unless a whole
-- interval went by between it and the exit. Straight: from the cases of a site.
select straight_join
	e.name as enrolment,
	e.title,
	e.client,
	e.enrolment_date,
	e.exit_date,
	e.exit_reason,
	e.needs_level,
	coalesce(x.planned, r.is_planned, 0) as planned,
	timestampdiff(month, e.enrolment_date, e.exit_date) as months,
	a.name as assessment,
	a.assessment_date,
	case when b.overall_status = 'Scored' then b.overall_score end as baseline_score,
	case when a.overall_status = 'Scored' then a.overall_score end as score,
	case when a.has_overall_change then a.overall_change end as `change`,
	(
		select g.user from `tabCSS Case Access` g
		where g.css_case = c.name and g.kind = 'Assigned' and g.access_from <= e.exit_date
		order by g.access_from desc
		limit 1
	) as caseworker,
	c.site
from ({reachable_cases}) c
	join `tabCSS Enrolment` e on e.css_case = c.name
	left join `tabCSS Exit` x on x.enrolment = e.name
	left join `tabCSS Exit Reason` r on r.name = e.exit_reason
	left join `tabCSS NAM Assessment` b
		on b.enrolment = e.name and b.sequence = 1 and b.docstatus = 1 and b.superseded_by is null and b.marked_in_error_on is null
	left join `tabCSS NAM Assessment` a on a.name = (
		select n.name from `tabCSS NAM Assessment` n
		where n.enrolment = e.name and n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null and n.sequence > 1
			and n.assessment_date <= e.exit_date
		order by n.sequence desc
		limit 1
	) and a.assessment_date >= date_sub(e.exit_date, interval %(nam_interval)s month)
where e.exit_date between %(from_date)s and %(to_date)s
order by e.title
