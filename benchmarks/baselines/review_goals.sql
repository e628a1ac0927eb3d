-- Open goals by family and person.
select g.css_case, g.client, count(*) as goals
from `tabCSS Goal` g
where g.status = 'Open' and g.css_case in (select c.name from ({reachable_cases}) c)
group by g.css_case, g.client
