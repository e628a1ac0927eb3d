-- Referrals that have not ended, by family and person.
select r.css_case, r.client, count(*) as referrals
from `tabCSS Referral` r
	left join `tabCSS Enrolment` e on e.name = r.enrolment
where r.status not in ('Completed', 'Declined', 'Cancelled')
	and (e.name is null or e.status != 'Exited')
	and r.css_case in (select c.name from ({reachable_cases}) c)
group by r.css_case, r.client
