-- What a link field shows while somebody types: ten clients by name or file number.
select cl.name, cl.file_number, cl.given_names, cl.family_name
from `tabCSS Client` cl
where cl.name in (select r.name from ({reachable_clients}) r)
	and (cl.given_names like %(text)s or cl.family_name like %(text)s or cl.file_number like %(text)s)
order by cl.modified desc
limit 10
