-- What a link field shows while somebody types: ten clients by name or file number.
-- A manager's clients are many: the newest are looked at one by one until the page is full.
(
	select straight_join cl.name, cl.file_number, cl.given_names, cl.family_name, cl.primary_language, cl.modified
	from `tabCSS Client` cl
		join `tabCSS Case Member` m on m.client = cl.name
		join ({reachable_cases}) c on c.name = m.css_case
	where (cl.given_names like %(text)s or cl.family_name like %(text)s or cl.file_number like %(text)s)
		and not exists (
			select 1
			from `tabCSS Case Member` later
			where later.client = m.client and later.member_from > m.member_from
		)
	order by cl.modified desc
	limit 10
)
union all
(
	select cl.name, cl.file_number, cl.given_names, cl.family_name, cl.primary_language, cl.modified
	from `tabCSS Client` cl
	where (cl.given_names like %(text)s or cl.family_name like %(text)s or cl.file_number like %(text)s)
		and cl.owner = %(user)s
		and not exists (select 1 from `tabCSS Case Member` m where m.client = cl.name)
)
order by modified desc
limit 10
