-- The referrals made within some dates in the cases of a manager, with their outcome. Whoever belongs to another family
-- by now has only the file number here.
-- Straight: from the cases of a site, not from the dates of all sites.
select straight_join
	r.name as referral,
	r.client,
	r.css_case,
	c.file_number as case_number,
	p.file_number as client_number,
	case when o.name is not null then concat_ws(' ', p.given_names, p.family_name) end as client_name,
	r.service,
	coalesce(v.provider_name, r.internal_to) as provided_by,
	v.francophone,
	r.status,
	r.support_level,
	r.target_class,
	r.referred_on,
	r.follow_up_due,
	r.outcome,
	r.obtained,
	r.benefitted,
	case when r.obtained = 'Yes' then datediff(r.outcome_on, r.referred_on) end as days_to_linkage,
	r.status in ('Consented', 'Sent', 'Waitlisted', 'Accepted', 'In Progress')
		and coalesce(e.status, '') <> 'Exited'
		and r.follow_up_due < %(today)s
		and (r.followed_up_on is null or r.followed_up_on < r.follow_up_due) as is_overdue,
	o.name is not null and p.french_ability in ('Conversational', 'Fluent') as speaks_french,
	o.name is not null and (p.francophone_services_explained_on is not null or r.francophone_explained) as informed_of_french,
	u.full_name as caseworker,
	c.site
from ({reachable_cases}) c
	join `tabCSS Referral` r on r.css_case = c.name
	join `tabCSS Client` p on p.name = r.client
	left join ({reachable_clients}) o on o.name = r.client
	left join `tabCSS Service Provider` v on v.name = r.provider
	left join `tabUser` u on u.name = r.caseworker
	left join `tabCSS Enrolment` e on e.name = r.enrolment
where r.referred_on between %(from_date)s and %(to_date)s
order by r.referred_on desc
