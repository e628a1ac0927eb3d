-- By language: in how many activities of a manager's cases within some dates somebody interpreted, for whom, and who
-- needs it. Of an interpreted activity those count who are named with the service, or else who need an interpreter,
-- or else all; the language is the person's if the interpreter speaks it, or else the interpreter's first.
-- Straight: from the cases of a site, not from the dates of all sites.
with done as (
	select straight_join
		a.name, a.css_case, a.duration_minutes, a.interpreter, a.interpreter_kind, a.by_telephone, p.client,
		l.primary_language, l.needs_interpreter
	from ({reachable_cases}) c
		join `tabCSS Activity` a on a.css_case = c.name
		join `tabCSS Activity Participant` p on p.parent = a.name and p.parenttype = 'CSS Activity'
		join `tabCSS Client` l on l.name = p.client
	where a.docstatus = 1
		and a.activity_date between %(from_date)s and %(to_date)s
		and a.marked_in_error_on is null
),
ranked as (
	select
		d.*,
		case when s.parent is not null then 1 when d.needs_interpreter = 1 then 2 else 3 end as place,
		min(case when s.parent is not null then 1 when d.needs_interpreter = 1 then 2 else 3 end)
			over (partition by d.name) as best,
		max(s.parent is not null) over (partition by d.name) as has_service
	from done d
		left join `tabCSS Activity Support Service` s
			on s.parent = d.name and s.parenttype = 'CSS Activity' and s.service = 'Interpretation'
				and coalesce(s.client, '') in ('', d.client)
),
interpreted as (
	select
		r.name, r.client, r.css_case, r.duration_minutes,
		coalesce(
			(
				select i.language
				from `tabCSS Interpreter Language` i
				where i.parent = r.interpreter
				order by i.language = r.primary_language desc, i.idx
				limit 1
			),
			r.primary_language
		) as language
	from ranked r
	where r.place = r.best
		and (r.interpreter <> '' or r.interpreter_kind <> '' or r.by_telephone = 1 or r.has_service)
)
select
	coalesce(g.language_name, 'Language not recorded') as line,
	count(distinct x.activity) as activities,
	count(distinct x.client) as people,
	count(distinct x.css_case) as cases,
	count(distinct x.needing) as needing
from (
	select name as activity, client, css_case, null as needing, language from interpreted
	union all
	select null, null, null, client, primary_language from done where needs_interpreter = 1
) x
	left join `tabCSS Language` g on g.name = x.language
group by 1
