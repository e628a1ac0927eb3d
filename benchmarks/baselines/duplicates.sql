-- Files that may be the same person's: those that share a key with somebody, among those that the user may read.
-- Straight: from the keys, which find few, to the files and their latest membership.
(
	select straight_join
		cl.name,
		cl.file_number,
		cl.given_names,
		cl.patronymic,
		cl.family_name,
		cl.preferred_name,
		cl.name_in_own_script,
		cl.date_of_birth,
		cl.birth_date_is_estimated,
		cl.uci,
		found.shared_keys
	from (
			select k.parent, count(*) as shared_keys
			from `tabCSS Client Search Key` k
			where k.search_key in %(keys)s
				or k.search_key between %(first_1)s and %(last_1)s
				or k.search_key between %(first_2)s and %(last_2)s
				or k.search_key between %(first_3)s and %(last_3)s
			group by k.parent
		) found
		join `tabCSS Client` cl on cl.name = found.parent and coalesce(cl.merged_into, '') = ''
		join `tabCSS Case Member` m on m.client = cl.name
		join ({reachable_cases}) c on c.name = m.css_case
	where not exists (
			select 1
			from `tabCSS Case Member` later
			where later.client = m.client and later.member_from > m.member_from
		)
)
union all
(
	select
		cl.name,
		cl.file_number,
		cl.given_names,
		cl.patronymic,
		cl.family_name,
		cl.preferred_name,
		cl.name_in_own_script,
		cl.date_of_birth,
		cl.birth_date_is_estimated,
		cl.uci,
		1 as shared_keys
	from `tabCSS Client` cl
	where cl.owner = %(user)s
		and coalesce(cl.merged_into, '') = ''
		and not exists (select 1 from `tabCSS Case Member` m where m.client = cl.name)
		and exists (
			select 1
			from `tabCSS Client Search Key` k
			where k.parent = cl.name
				and (
					k.search_key in %(keys)s
					or k.search_key between %(first_1)s and %(last_1)s
					or k.search_key between %(first_2)s and %(last_2)s
					or k.search_key between %(first_3)s and %(last_3)s
				)
		)
)
order by shared_keys desc
limit 300
