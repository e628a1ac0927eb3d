-- Completed assessments in a date range that a manager may read, one column per factor.
-- A number counts only where the status says Scored: the columns are 0, never NULL, where there is none.
-- Straight: from the cases of a site, not from the dates of all sites.
select straight_join
	a.name,
	a.client,
	cl.file_number as client_file_number,
	a.sequence,
	a.assessment_date,
	a.mode,
	a.overall_status,
	case when a.overall_status = 'Scored' then a.overall_score end as overall_score,
	max(case when fs.factor = 'physical_mental_health' then fs.score end) as physical_mental_health,
	max(case when fs.factor = 'housing_security' then fs.score end) as housing_security,
	max(case when fs.factor = 'language' then fs.score end) as language,
	max(case when fs.factor = 'immigration_government' then fs.score end) as immigration_government,
	max(case when fs.factor = 'life_skills' then fs.score end) as life_skills,
	max(case when fs.factor = 'education_training' then fs.score end) as education_training,
	max(case when fs.factor = 'social_community' then fs.score end) as social_community,
	max(case when fs.factor = 'children' then fs.score end) as children
from ({reachable_cases}) c
	join `tabCSS NAM Assessment` a on a.css_case = c.name
	join `tabCSS Client` cl on cl.name = a.client
	left join `tabCSS NAM Assessment Factor Score` fs
		on fs.parent = a.name and fs.parenttype = 'CSS NAM Assessment' and fs.status = 'Scored'
where a.docstatus = 1
	and a.superseded_by is null and a.marked_in_error_on is null
	and a.assessment_date between %(from_date)s and %(to_date)s
group by a.name
order by a.assessment_date, cl.file_number, a.sequence
