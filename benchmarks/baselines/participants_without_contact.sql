-- Whom nobody has reached for more than some days, with the last contact and the last attempt.
-- Straight: from the cases of a site, not from the contacts of all sites.
select straight_join
	c.name as css_case,
	c.file_number as case_number,
	c.site,
	u.full_name as caseworker,
	cl.name as client,
	cl.file_number as client_number,
	cl.given_names,
	cl.patronymic,
	cl.family_name,
	cl.family_name_first,
	e.name as enrolment,
	e.enrolment_date,
	e.needs_level,
	(
		select a.contact_on
		from `tabCSS Activity Participant` a
		where a.client = e.client and a.docstatus = 1 and a.successful = 1
		order by a.contact_on desc
		limit 1
	) as last_contact,
	(
		select a.contact_on
		from `tabCSS Activity Participant` a
		where a.client = e.client and a.docstatus = 1 and a.successful = 0
		order by a.contact_on desc
		limit 1
	) as last_attempt
from ({reachable_cases}) c
	join `tabCSS Enrolment` e on e.css_case = c.name
	join `tabCSS Client` cl on cl.name = e.client
	left join `tabUser` u on u.name = c.caseworker
where e.enrolment_date <= %(today)s
	and (e.exit_date is null or e.exit_date > %(today)s)
	and (cl.died_on is null or cl.died_on > %(today)s)
	and coalesce((
		select a.contact_on
		from `tabCSS Activity Participant` a
		where a.client = e.client and a.docstatus = 1 and a.successful = 1
		order by a.contact_on desc
		limit 1
	), e.enrolment_date) < %(since)s
order by coalesce(last_contact, e.enrolment_date)
