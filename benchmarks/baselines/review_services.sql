-- Final activities and contacts within some days, by family and person; the first row of each counts for the family.
select straight_join
	a.css_case,
	p.client,
	count(*) as services,
	sum(p.contact_on is not null and p.successful = 1) as contacts,
	sum(p.idx = 1) as of_family,
	sum(p.idx = 1 and p.contact_on is not null and p.successful = 1) as contacts_of_family
from ({reachable_cases}) c
	join `tabCSS Activity` a on a.css_case = c.name
	join `tabCSS Activity Participant` p on p.parent = a.name and p.parenttype = 'CSS Activity'
where a.docstatus = 1
	and a.marked_in_error_on is null
	and a.activity_date between %(from_date)s and %(to_date)s
group by a.css_case, p.client
