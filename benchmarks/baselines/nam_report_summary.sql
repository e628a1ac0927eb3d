-- Per factor: how many of the assessments of nam_report.sql have each status, and the average over the
-- scored ones. The status decides, never the number. The line without a factor is the overall score.
-- Straight: from the cases of a site, not from the dates of all sites.
with completed as (
	select straight_join a.name, a.overall_status, a.overall_score
	from ({reachable_cases}) c
		join `tabCSS NAM Assessment` a on a.css_case = c.name
	where a.docstatus = 1
		and a.superseded_by is null and a.marked_in_error_on is null
		and a.assessment_date between %(from_date)s and %(to_date)s
)
select straight_join
	fs.factor,
	count(*) as assessments,
	sum(fs.status = 'Scored') as scored,
	sum(fs.status = 'Incomplete') as incomplete,
	sum(fs.status = 'Out of Scope') as out_of_scope,
	avg(case when fs.status = 'Scored' then fs.score end) as average_score
from completed
	join `tabCSS NAM Assessment Factor Score` fs
		on fs.parent = completed.name and fs.parenttype = 'CSS NAM Assessment'
group by fs.factor
union all
select straight_join
	null,
	count(*),
	sum(overall_status = 'Scored'),
	sum(overall_status = 'Incomplete'),
	0,
	avg(case when overall_status = 'Scored' then overall_score end)
from completed
