-- Clients and cases of a site, month by month, and what was done; the level of need as of the last day of the month.
-- Straight: from the cases of a site.
with recursive months as (
	select cast(%(from_date)s as date) as first_day
	union all
	select first_day + interval 1 month from months where first_day + interval 1 month <= %(to_date)s
),
cases as (
	select c.name, c.site from ({reachable_cases}) c where c.site = %(site)s
),
episodes as (
	select straight_join
		e.name,
		e.client,
		e.css_case,
		e.enrolment_date,
		e.exit_date,
		coalesce(x.planned, r.is_planned, 0) as planned
	from cases c
		join `tabCSS Enrolment` e on e.css_case = c.name
		left join `tabCSS Exit` x on x.enrolment = e.name
		left join `tabCSS Exit Reason` r on r.name = e.exit_reason
	where e.enrolment_date <= %(to_date)s
		and (e.exit_date is null or e.exit_date >= %(from_date)s)
),
stays as (
	select
		m.first_day,
		e.*,
		(e.exit_date is null or e.exit_date > last_day(m.first_day)) as at_end,
		(
			select l.needs_level from `tabCSS Enrolment Level` l
			where l.parent = e.name and l.level_from <= last_day(m.first_day)
			order by l.level_from desc
			limit 1
		) as level
	from months m
		join episodes e
			on e.enrolment_date <= last_day(m.first_day)
			and (e.exit_date is null or e.exit_date >= m.first_day)
)
select
	s.first_day,
	sum(s.enrolment_date < s.first_day) as clients_start,
	sum(s.enrolment_date >= s.first_day) as enrolled,
	sum(not s.at_end and s.planned) as planned,
	sum(not s.at_end and not s.planned) as unplanned,
	sum(s.at_end) as clients_end,
	sum(s.at_end and s.level = 'High') as clients_high,
	count(distinct s.client) as served,
	count(distinct if(s.enrolment_date < s.first_day, s.css_case, null)) as cases_start,
	count(distinct if(s.at_end, s.css_case, null)) as cases_end,
	count(distinct if(s.at_end and s.level = 'High', s.css_case, null)) as cases_high,
	count(distinct s.css_case) as cases_served,
	a.activities,
	a.contacts,
	n.a1,
	n.a2,
	n.a3,
	n.a4,
	p.periodic,
	l.plans,
	f.referrals
from stays s
	left join (
		select straight_join
			date_format(a.activity_date, '%%Y-%%m') as month,
			sum(w.idx = 1) as activities,
			sum(w.contact_on is not null and w.successful = 1) as contacts
		from cases c
			join `tabCSS Activity` a on a.css_case = c.name
			join `tabCSS Activity Participant` w on w.parent = a.name and w.parenttype = 'CSS Activity'
		where a.docstatus = 1 and a.marked_in_error_on is null
			and a.activity_date between %(from_date)s and %(to_date)s
		group by 1
	) a on a.month = date_format(s.first_day, '%%Y-%%m')
	left join (
		select straight_join
			date_format(n.assessment_date, '%%Y-%%m') as month,
			sum(n.sequence = 1) as a1,
			sum(n.sequence = 2) as a2,
			sum(n.sequence = 3) as a3,
			sum(n.sequence > 3) as a4
		from cases c
			join `tabCSS NAM Assessment` n on n.css_case = c.name
		where n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null
			and n.assessment_date between %(from_date)s and %(to_date)s
		group by 1
	) n on n.month = date_format(s.first_day, '%%Y-%%m')
	left join (
		select straight_join date_format(p.assessment_date, '%%Y-%%m') as month, count(*) as periodic
		from cases c
			join `tabCSS Periodic Assessment` p on p.css_case = c.name
		where p.docstatus = 1 and p.superseded_by is null and p.marked_in_error_on is null
			and p.assessment_date between %(from_date)s and %(to_date)s
		group by 1
	) p on p.month = date_format(s.first_day, '%%Y-%%m')
	left join (
		select straight_join
			date_format(greatest(l.client_agreed_on, l.caseworker_agreed_on), '%%Y-%%m') as month,
			count(*) as plans
		from cases c
			join `tabCSS Settlement Plan` l on l.css_case = c.name
		where l.status in ('Agreed', 'Superseded', 'Closed')
			and greatest(l.client_agreed_on, l.caseworker_agreed_on) between %(from_date)s and %(to_date)s
		group by 1
	) l on l.month = date_format(s.first_day, '%%Y-%%m')
	left join (
		select straight_join date_format(f.referred_on, '%%Y-%%m') as month, count(*) as referrals
		from cases c
			join `tabCSS Referral` f on f.css_case = c.name
		where f.status != 'Draft' and f.referred_on between %(from_date)s and %(to_date)s
		group by 1
	) f on f.month = date_format(s.first_day, '%%Y-%%m')
group by s.first_day
order by s.first_day
