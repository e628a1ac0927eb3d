-- Activities of a manager's cases within some dates by group of the Framework and by support service, with clients by
-- level of need. Row number 1 of the participants stands for the activity.
-- Straight: from the cases of a site, not from the dates of all sites.
with done as (
	select straight_join
		a.name, a.css_case, t.framework_group, a.duration_minutes, p.client, p.idx, e.needs_level
	from ({reachable_cases}) c
		join `tabCSS Activity` a on a.css_case = c.name
		join `tabCSS Activity Type` t on t.name = a.activity_type
		join `tabCSS Activity Participant` p on p.parent = a.name and p.parenttype = 'CSS Activity'
		left join `tabCSS Enrolment` e on e.client = p.client and e.css_case = a.css_case and e.status = 'Active'
	where a.docstatus = 1
		and a.activity_date between %(from_date)s and %(to_date)s
		and a.marked_in_error_on is null
),
supported as (
	select d.*, s.service
	from done d
		join `tabCSS Activity Support Service` s on s.parent = d.name and s.parenttype = 'CSS Activity'
	where coalesce(s.client, '') in ('', d.client)
)
select
	'Group of the Framework' as section, g.framework_group, g.framework_group as line,
	coalesce(sum(d.idx = 1), 0) as activities, count(distinct d.client) as people,
	count(distinct case when d.needs_level = 'High' then d.client end) as high,
	count(distinct case when d.needs_level = 'Low' then d.client end) as low,
	count(distinct d.css_case) as cases,
	coalesce(sum(case when d.idx = 1 then d.duration_minutes else 0 end), 0) as minutes
from (select distinct framework_group from `tabCSS Activity Type`) g
	left join done d on d.framework_group = g.framework_group
group by g.framework_group
union all
select
	'Support service', null, service, count(distinct name), count(distinct client),
	count(distinct case when needs_level = 'High' then client end),
	count(distinct case when needs_level = 'Low' then client end), count(distinct css_case), null
from supported
group by service
union all
select
	'Support service', null, 'All support services', count(distinct name), count(distinct client),
	count(distinct case when needs_level = 'High' then client end),
	count(distinct case when needs_level = 'Low' then client end), count(distinct css_case), null
from supported
having count(*) > 0
union all
select
	'Support service by group', framework_group, service, count(distinct name), count(distinct client),
	count(distinct case when needs_level = 'High' then client end),
	count(distinct case when needs_level = 'Low' then client end), count(distinct css_case), null
from supported
group by framework_group, service
