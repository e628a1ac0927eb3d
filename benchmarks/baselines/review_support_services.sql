-- Lines of support services of the same activities: for the client of the line, or for everybody who took part.
select straight_join
	a.css_case,
	p.client,
	count(*) as support_services,
	sum(p.idx = 1 or s.client = p.client) as of_family
from ({reachable_cases}) c
	join `tabCSS Activity` a on a.css_case = c.name
	join `tabCSS Activity Support Service` s on s.parent = a.name and s.parenttype = 'CSS Activity'
	join `tabCSS Activity Participant` p on p.parent = a.name and p.parenttype = 'CSS Activity'
where a.docstatus = 1
	and a.marked_in_error_on is null
	and a.activity_date between %(from_date)s and %(to_date)s
	and (s.client is null or s.client = '' or s.client = p.client)
group by a.css_case, p.client
