-- Problems that are open, by family and person.
select a.css_case, p.client, count(*) as problems, sum(p.idx = 1) as of_family
from `tabCSS Activity` a
	join `tabCSS Activity Participant` p on p.parent = a.name and p.parenttype = 'CSS Activity'
where a.problem_status = 'Open'
	and a.docstatus = 1
	and a.marked_in_error_on is null
	and a.css_case in (select c.name from ({reachable_cases}) c)
group by a.css_case, p.client
