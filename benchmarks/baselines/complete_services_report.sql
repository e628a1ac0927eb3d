-- Everything that was done in the cases of a manager within some dates, by line; minutes are an activity's, people
-- the participants': row number 1 stands for the activity.
-- Straight: from the cases of a site, not from the dates of all sites.
with reached as ({reachable_cases}),
done as (
	select straight_join a.name, a.css_case, a.activity_type, a.audience, a.duration_minutes, p.client, p.idx
	from reached c
		join `tabCSS Activity` a on a.css_case = c.name
		join `tabCSS Activity Participant` p on p.parent = a.name and p.parenttype = 'CSS Activity'
	where a.docstatus = 1
		and a.activity_date between %(from_date)s and %(to_date)s
		and a.marked_in_error_on is null
)
select
	'Activities' as section, activity_type as line, sum(idx = 1) as services, count(distinct client) as people,
	count(distinct css_case) as cases, sum(case when idx = 1 then duration_minutes else 0 end) as minutes
from done
group by activity_type
union all
select
	'Audience', audience, sum(idx = 1), count(distinct client), count(distinct css_case),
	sum(case when idx = 1 then duration_minutes else 0 end)
from done
group by audience
union all
select 'Topics', t.topic, sum(d.idx = 1), count(distinct d.client), count(distinct d.css_case), null
from done d
	join `tabCSS Activity Topic Covered` t on t.parent = d.name and t.parenttype = 'CSS Activity'
group by t.topic
union all
select
	'Support services', s.service, count(distinct d.name), count(distinct d.client), count(distinct d.css_case), null
from done d
	join `tabCSS Activity Support Service` s on s.parent = d.name and s.parenttype = 'CSS Activity'
where coalesce(s.client, '') in ('', d.client)
group by s.service
union all
select straight_join
	'Assessments', 'Needs Assessment', count(*), count(distinct n.client), count(distinct n.css_case), null
from reached c
	join `tabCSS NAM Assessment` n on n.css_case = c.name
where n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null and n.assessment_date between %(from_date)s and %(to_date)s
having count(*) > 0
union all
select straight_join
	'Assessments', 'Periodic Assessment', count(*), count(distinct n.client), count(distinct n.css_case), null
from reached c
	join `tabCSS Periodic Assessment` n on n.css_case = c.name
where n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null and n.assessment_date between %(from_date)s and %(to_date)s
having count(*) > 0
union all
select straight_join 'Referrals', r.service, count(*), count(distinct r.client), count(distinct r.css_case), null
from reached c
	join `tabCSS Referral` r on r.css_case = c.name
where r.status <> 'Draft' and r.referred_on between %(from_date)s and %(to_date)s
group by r.service
union all
select straight_join
	'Plans and goals', 'Settlement plan agreed', count(*), count(distinct l.client), count(distinct l.css_case), null
from reached c
	join `tabCSS Settlement Plan` l on l.css_case = c.name
where l.status <> 'Draft' and l.client_agreed_on between %(from_date)s and %(to_date)s
having count(*) > 0
union all
select straight_join 'Plans and goals', 'Goal set', count(*), count(distinct g.client), count(distinct g.css_case), null
from reached c
	join `tabCSS Goal` g on g.css_case = c.name
where g.start_date between %(from_date)s and %(to_date)s
having count(*) > 0
union all
select straight_join 'Plans and goals', g.status, count(*), count(distinct g.client), count(distinct g.css_case), null
from reached c
	join `tabCSS Goal` g on g.css_case = c.name
where g.status in ('Achieved', 'Partly Achieved', 'Set Aside')
	and g.outcome_on between %(from_date)s and %(to_date)s
group by g.status
union all
select straight_join
	'Goals set by factor', f.title, count(*), count(distinct g.client), count(distinct g.css_case), null
from reached c
	join `tabCSS Goal` g on g.css_case = c.name
	join `tabCSS Factor of Settlement` f on f.name = g.factor
where g.start_date between %(from_date)s and %(to_date)s
group by f.title
union all
select straight_join
	'Goals achieved by factor', f.title, count(*), count(distinct g.client), count(distinct g.css_case), null
from reached c
	join `tabCSS Goal` g on g.css_case = c.name
	join `tabCSS Factor of Settlement` f on f.name = g.factor
where g.status = 'Achieved' and g.outcome_on between %(from_date)s and %(to_date)s
group by f.title
