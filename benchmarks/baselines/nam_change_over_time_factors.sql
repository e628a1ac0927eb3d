-- The same for each factor, as it was scored in the latest assessment.
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
		b.assessment_date as baseline_date,
		e.needs_level,
		c.site,
		c.caseworker,
		row_number() over (partition by a.enrolment order by a.sequence desc) as newest
	from ({reachable_cases}) c
		join `tabCSS NAM Assessment` a on a.css_case = c.name
		join `tabCSS Enrolment` e on e.name = a.enrolment
		left join `tabCSS NAM Assessment` b on b.name = a.baseline
	where a.docstatus = 1
		and a.superseded_by is null and a.marked_in_error_on is null
		and a.assessment_date between %(from_date)s and %(to_date)s
)
select straight_join
	a.name as assessment,
	a.client,
	a.title,
	f.title as factor_title,
	a.timepoint_month,
	a.assessment_date,
	a.baseline_date,
	a.needs_level,
	a.site,
	a.caseworker,
	case when score_then.status = 'Scored' then score_then.score end as baseline_score,
	case when score_now.status = 'Scored' then score_now.score end as score,
	case when score_now.has_change then score_now.change_from_baseline end as `change`
from latest a
	join `tabCSS NAM Assessment Factor Score` score_now
		on score_now.parent = a.name and score_now.parenttype = 'CSS NAM Assessment'
	join `tabCSS Factor of Settlement` f on f.name = score_now.factor
	left join `tabCSS NAM Assessment Factor Score` score_then
		on score_then.parent = a.baseline
			and score_then.parenttype = 'CSS NAM Assessment'
			and score_then.factor = score_now.factor
where a.newest = 1
order by a.title, score_now.idx
