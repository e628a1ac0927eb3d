-- The factors of the same, beside those of A1.
select straight_join
	e.name as enrolment,
	now.factor,
	case when before_.status = 'Scored' then before_.score end as baseline_score,
	case when now.status = 'Scored' then now.score end as score,
	case when now.has_change then now.change_from_baseline end as `change`
from ({reachable_cases}) c
	join `tabCSS Enrolment` e on e.css_case = c.name
	join `tabCSS NAM Assessment` a on a.name = (
		select n.name from `tabCSS NAM Assessment` n
		where n.enrolment = e.name and n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null and n.sequence > 1
			and n.assessment_date <= e.exit_date
		order by n.sequence desc
		limit 1
	) and a.assessment_date >= date_sub(e.exit_date, interval %(nam_interval)s month)
	join `tabCSS NAM Assessment Factor Score` now on now.parent = a.name and now.parenttype = 'CSS NAM Assessment'
	left join `tabCSS NAM Assessment Factor Score` before_
		on before_.parent = a.baseline and before_.factor = now.factor
where e.exit_date between %(from_date)s and %(to_date)s
