-- What was done at a site within some dates, by kind, method and place. Minutes are an activity's, people the
-- participants': row number 1 stands for the activity.
-- Straight: from the dates of the site, whose activities are few beside all.
-- One pass: the last of the totals is the summary's, those between are left out.
select *
from (
	select straight_join
		a.activity_type,
		coalesce(a.method, '') as method,
		coalesce(a.location_kind, '') as location_kind,
		sum(p.idx = 1) as activities,
		sum(p.contact_on is not null and p.successful = 1) as contacts,
		count(distinct p.client) as people,
		count(distinct a.css_case) as cases,
		sum(case when p.idx = 1 then a.duration_minutes else 0 end) as minutes
	from `tabCSS Activity` a
		join ({reachable_cases}) c on c.name = a.css_case
		join `tabCSS Activity Participant` p on p.parent = a.name and p.parenttype = 'CSS Activity'
	where a.site = %(site)s
		and a.activity_date between %(from_date)s and %(to_date)s
		and a.docstatus = 1
	group by a.activity_type, coalesce(a.method, ''), coalesce(a.location_kind, '') with rollup
) line
where location_kind is not null or activity_type is null
