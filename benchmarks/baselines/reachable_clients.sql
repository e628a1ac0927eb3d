-- Clients whose latest membership is of a reachable case, and files that the user opened and that no
-- case has yet. Two halves, because one OR over both would keep the first from using its indexes.
select m.client as name
from ({reachable_cases}) c
	join `tabCSS Case Member` m on m.css_case = c.name
where not exists (
		select 1
		from `tabCSS Case Member` later
		where later.client = m.client and later.member_from > m.member_from
	)
union
select own.name
from `tabCSS Client` own
where own.owner = %(user)s
	and not exists (select 1 from `tabCSS Case Member` m where m.client = own.name)
