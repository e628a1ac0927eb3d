-- Today's members of the open families that the reader may read, with the last contact and the last attempt.
select straight_join
	c.name as css_case,
	c.file_number as case_number,
	c.site,
	u.full_name as caseworker,
	cl.name as client,
	cl.given_names,
	cl.patronymic,
	cl.family_name,
	cl.family_name_first,
	m.relationship,
	e.needs_level,
	e.enrolment_date,
	(
		select a.contact_on
		from `tabCSS Activity Participant` a
		where a.client = m.client and a.docstatus = 1 and a.successful = 1
		order by a.contact_on desc
		limit 1
	) as last_reached,
	(
		select a.contact_on
		from `tabCSS Activity Participant` a
		where a.client = m.client and a.docstatus = 1 and a.successful = 0
		order by a.contact_on desc
		limit 1
	) as last_attempt
from ({reachable_cases}) c
	join `tabCSS Case Member` m on m.css_case = c.name
	join `tabCSS Client` cl on cl.name = m.client
	left join `tabCSS Enrolment` e on e.css_case = c.name and e.client = cl.name and e.status = 'Active'
	left join `tabUser` u on u.name = c.caseworker
where c.status = 'Open'
	and (m.member_to is null or m.member_to > %(today)s)
	and not exists (
		select 1
		from `tabCSS Case Member` later
		where later.client = m.client and later.member_from > m.member_from
	)
	and cl.died_on is null
	and cl.merged_into is null
order by c.file_number, m.is_head desc, m.member_from, m.creation
