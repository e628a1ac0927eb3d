-- What the caseworkers of a site carry: their open cases wherever they are, the highest level of each.
with worker as (
	select distinct s.user
	from `tabCSS Staff` s
	where s.site = %(site)s
		and s.active_from <= %(today)s
		and (s.active_to is null or s.active_to >= %(today)s)
		and (
			s.user in (select r.parent from `tabHas Role` r where r.role = 'CSS Caseworker')
			or s.user in (select c.caseworker from `tabCSS Case` c where c.site = %(site)s and c.status = 'Open')
		)
),
carried as (
	select c.caseworker, c.name, max(e.needs_level = 'High') as is_high
	from worker w
		join `tabCSS Case` c on c.caseworker = w.user and c.status = 'Open'
		join `tabCSS Enrolment` e on e.css_case = c.name and e.status = 'Active' and e.needs_level in ('High', 'Low')
	group by c.caseworker, c.name
),
given_reason as (
	select
		a.user,
		a.over_target_reason,
		row_number() over (partition by a.user order by a.access_from desc, a.creation desc) as newest
	from `tabCSS Case Access` a
		join `tabCSS Case` c on c.name = a.css_case and c.site = %(site)s
	where a.kind = 'Assigned' and a.over_target_reason is not null
),
concern as (
	select
		k.about,
		k.name,
		k.kind,
		k.status,
		k.discussed_on,
		row_number() over (partition by k.about order by k.raised_on desc, k.creation desc) as newest
	from `tabCSS Caseload Concern` k
	where k.site = %(site)s
		and (k.css_case is null or k.css_case in (select c.name from ({reachable_cases}) c))
)
select
	w.user as caseworker,
	u.full_name as caseworker_name,
	coalesce(sum(l.is_high), 0) as high,
	coalesce(sum(1 - l.is_high), 0) as low,
	coalesce(sum(l.is_high), 0) / %(high_max)s + coalesce(sum(1 - l.is_high), 0) / %(low)s as from_load,
	coalesce(sum(l.is_high), 0) / %(high_min)s + coalesce(sum(1 - l.is_high), 0) / %(low)s as to_load,
	g.over_target_reason,
	k.name as concern,
	k.kind as concern_kind,
	k.status as concern_status,
	k.discussed_on
from worker w
	join `tabUser` u on u.name = w.user
	left join carried l on l.caseworker = w.user
	left join given_reason g on g.user = w.user and g.newest = 1
	left join concern k on k.about = w.user and k.newest = 1
group by w.user
order by u.full_name
