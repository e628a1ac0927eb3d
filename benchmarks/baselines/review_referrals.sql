-- Open referrals by family and person.
select r.css_case, r.client, count(*) as referrals
from `tabCSS Referral` r
where r.status in ('Consented', 'Sent', 'Waitlisted', 'Accepted', 'In Progress')
	and r.css_case in (select c.name from ({reachable_cases}) c)
group by r.css_case, r.client
