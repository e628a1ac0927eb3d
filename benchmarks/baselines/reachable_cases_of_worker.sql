-- Cases that a caseworker without any other role may read: an open access row and an active posting,
-- at the site of the case unless it was shared; no conflict of interest with the case or with anybody
-- who is or was in it.
select c.name, c.file_number, c.site, c.status, c.caseworker, c.creation, c.modified
from `tabCSS Case` c
where c.name in (
		select a.css_case
		from `tabCSS Case Access` a
			join `tabCSS Case` g on g.name = a.css_case
		where a.user = %(user)s
			and a.kind in ('Assigned', 'Covering', 'Shared')
			and a.access_from <= %(today)s
			and (a.access_until is null or a.access_until >= %(today)s)
			and exists (
				select 1
				from `tabCSS Staff` s
				where s.user = %(user)s
					and s.active_from <= %(today)s
					and (s.active_to is null or s.active_to >= %(today)s)
					and (a.kind = 'Shared' or s.site = g.site)
			)
	)
	and not exists (
		select 1
		from `tabCSS Conflict of Interest` k
		where k.user = %(user)s and k.active = 1 and k.css_case = c.name
	)
	and not exists (
		select 1
		from `tabCSS Conflict of Interest` k
			join `tabCSS Case Member` km on km.client = k.client
		where k.user = %(user)s and k.active = 1 and km.css_case = c.name
	)
