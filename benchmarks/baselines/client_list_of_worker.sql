-- First page of the list of clients.
-- A worker's clients are few: they are found first and sorted then.
select straight_join cl.name, cl.file_number, cl.given_names, cl.family_name, cl.primary_language, cl.modified
from ({reachable_clients}) r
	join `tabCSS Client` cl on cl.name = r.name
order by cl.modified desc
limit 20
