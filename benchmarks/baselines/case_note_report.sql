-- The notes of activities and assessments of a manager's cases within some dates, with who took part, the head of
-- family and the initials' names; addenda below.
-- Straight: from the cases of a site, not from the dates of all sites.
select straight_join
	c.file_number as case_number,
	c.name as css_case,
	'CSS Activity' as doctype,
	a.name,
	a.activity_date as note_date,
	a.activity_type as kind,
	a.note,
	coalesce(a.author_initials, u.full_name) as initials,
	a.is_late,
	a.duration_minutes as minutes,
	group_concat(concat_ws(' ', p.given_names, p.family_name) order by r.idx separator ', ') as who,
	(
		select concat_ws(' ', hc.given_names, hc.family_name)
		from `tabCSS Case Member` h
			join `tabCSS Client` hc on hc.name = h.client
		where h.css_case = c.name and h.is_head = 1
		order by h.member_to is null desc, h.member_from desc
		limit 1
	) as family
from ({reachable_cases}) c
	join `tabCSS Activity` a on a.css_case = c.name
	join `tabCSS Activity Participant` r on r.parent = a.name and r.parenttype = 'CSS Activity'
	join `tabCSS Client` p on p.name = r.client
	left join `tabUser` u on u.name = a.caseworker
where a.docstatus = 1
	and a.activity_date between %(from_date)s and %(to_date)s
	and a.marked_in_error_on is null
	and a.note <> ''
group by a.name
union all
select straight_join
	c.file_number,
	c.name,
	n.doctype,
	n.name,
	n.assessment_date,
	n.kind,
	n.case_note,
	u.full_name,
	0,
	n.duration_minutes,
	concat_ws(' ', p.given_names, p.family_name),
	(
		select concat_ws(' ', hc.given_names, hc.family_name)
		from `tabCSS Case Member` h
			join `tabCSS Client` hc on hc.name = h.client
		where h.css_case = c.name and h.is_head = 1
		order by h.member_to is null desc, h.member_from desc
		limit 1
	)
from ({reachable_cases}) c
	join (
		select
			'CSS NAM Assessment' as doctype, 'Needs Assessment' as kind, name, css_case, client, assessment_date,
			case_note, owner, duration_minutes
		from `tabCSS NAM Assessment`
		where docstatus = 1 and superseded_by is null and marked_in_error_on is null
			and assessment_date between %(from_date)s and %(to_date)s
		union all
		select
			'CSS Periodic Assessment', 'Periodic Assessment', name, css_case, client, assessment_date, case_note,
			owner, duration_minutes
		from `tabCSS Periodic Assessment`
		where docstatus = 1 and superseded_by is null and marked_in_error_on is null
			and assessment_date between %(from_date)s and %(to_date)s
	) n on n.css_case = c.name
	join `tabCSS Client` p on p.name = n.client
	left join `tabUser` u on u.name = n.owner
where n.case_note <> ''
order by case_number, note_date
