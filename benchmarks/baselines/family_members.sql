-- Who is in a family: the least that its page has to say.
select m.client, m.relationship, cl.given_names, cl.family_name
from `tabCSS Case Member` m
	join `tabCSS Client` cl on cl.name = m.client
where m.css_case = %(css_case)s and m.member_to is null
