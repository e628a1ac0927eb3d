-- The facts from which a list of today is made, of everybody enrolled: last assessments, last contact, last
-- consent. The app reads appointments, drafts, referrals, reviews and names besides.
select c.name as css_case, c.file_number, c.caseworker, e.name as enrolment, e.client, e.enrolment_date,
	cl.file_number as client_number, cl.given_names, cl.family_name, cl.date_of_birth, cl.citizen_since,
	(
		select max(n.timepoint_month)
		from `tabCSS NAM Assessment` n
		where n.enrolment = e.name and n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null
	) as last_nam,
	(
		select max(p.timepoint_month)
		from `tabCSS Periodic Assessment` p
		where p.enrolment = e.name and p.docstatus = 1 and p.superseded_by is null and p.marked_in_error_on is null
	) as last_periodic,
	(
		select max(a.contact_on)
		from `tabCSS Activity Participant` a
		where a.client = e.client and a.docstatus = 1 and a.successful = 1
	) as last_contact,
	(
		select max(coalesce(k.valid_until, '9999-12-31'))
		from `tabCSS Consent` k
		where k.client = e.client and k.withdrawn_on is null and k.client_signed_on is not null
	) as consent_until
from ({reachable_cases}) c
	join `tabCSS Enrolment` e on e.css_case = c.name and e.status = 'Active'
	join `tabCSS Client` cl on cl.name = e.client and cl.died_on is null
where c.site = %(site)s and c.status = 'Open'
order by c.file_number
