-- What a link field shows while somebody types: ten clients by name or file number.
-- A worker's clients are few: they are found first and sorted then.
select straight_join cl.name, cl.file_number, cl.given_names, cl.family_name
from ({reachable_clients}) r
	join `tabCSS Client` cl on cl.name = r.name
where (cl.given_names like %(text)s or cl.family_name like %(text)s or cl.file_number like %(text)s)
order by cl.modified desc
limit 10
