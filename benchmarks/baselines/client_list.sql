-- First page of the list of clients.
select cl.name, cl.file_number, cl.given_names, cl.family_name, cl.primary_language, cl.modified
from `tabCSS Client` cl
where cl.name in (select r.name from ({reachable_clients}) r)
order by cl.modified desc
limit 20
