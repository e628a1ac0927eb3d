-- Contacts in each week of high needs and each calendar month of low needs of some dates, against the target,
-- with the services of the month that ended and what was recorded of a deviation.
-- The steps are narrow, so that they stay in memory; what is shown of people and cases is looked up at the end.
with enrolled as (
	select straight_join
		e.name as enrolment,
		e.client,
		e.enrolment_date,
		least(coalesce(e.exit_date, '9999-12-31'), coalesce(cl.died_on, '9999-12-31')) as ended_on
	from ({reachable_cases}) c
		join `tabCSS Enrolment` e on e.css_case = c.name
		join `tabCSS Client` cl on cl.name = e.client
	where e.enrolment_date <= %(to_date)s
		and (e.exit_date is null or e.exit_date >= %(from_date)s)
		and (cl.died_on is null or cl.died_on >= %(from_date)s)
),
stretch as (
	select
		r.*,
		l.needs_level,
		greatest(l.level_from, r.enrolment_date) as level_first,
		least(
			r.ended_on,
			coalesce(lead(l.level_from) over (partition by l.parent order by l.level_from) - interval 1 day, '9999-12-31')
		) as level_last
	from enrolled r
		join `tabCSS Enrolment Level` l on l.parent = r.enrolment and l.parenttype = 'CSS Enrolment'
),
calendar as (
	select
		'High' as level_of_need,
		%(week_start)s + interval seq * 7 day as whole_first,
		%(week_start)s + interval seq * 7 + 6 day as whole_last,
		%(high_min)s as minimum,
		%(high_max)s as maximum
	from seq_0_to_5
	union all
	select 'Low', %(from_date)s, %(to_date)s, %(low_min)s, %(low_max)s
),
period as (
	select
		s.enrolment,
		s.client,
		s.enrolment_date,
		s.ended_on,
		s.needs_level,
		greatest(k.whole_first, s.level_first, %(from_date)s) as period_from,
		least(k.whole_last, s.level_last, %(to_date)s) as period_to,
		greatest(k.whole_first, s.level_first) as own_from,
		least(k.whole_last, s.level_last) as own_to,
		datediff(k.whole_last, k.whole_first) + 1 as full_days,
		k.minimum,
		k.maximum
	from stretch s
		join calendar k on k.level_of_need = s.needs_level
	where greatest(k.whole_first, s.level_first, %(from_date)s) <= least(k.whole_last, s.level_last, %(to_date)s)
),
contact as (
	select straight_join r.client, p.contact_on
	from (select distinct client from enrolled) r
		join `tabCSS Activity Participant` p
			on p.client = r.client
			and p.docstatus = 1
			and p.successful = 1
			and p.contact_on between %(from_date)s and %(to_date)s
),
counted as (
	select
		p.*,
		count(a.client) as contacts,
		ceil(p.minimum * (datediff(p.period_to, p.period_from) + 1) / p.full_days) as at_least,
		floor(p.maximum * (datediff(p.period_to, p.period_from) + 1) / p.full_days) as at_most
	from period p
		left join contact a on a.client = p.client and a.contact_on between p.period_from and p.period_to
	group by p.enrolment, p.period_from
),
service as (
	select client, sum(services) as services
	from (
			select client, count(*) as services
			from contact
			group by client
			union all
			select straight_join p.client, count(*)
			from (select distinct client from enrolled) r
				join `tabCSS Activity Participant` p
					on p.client = r.client and p.docstatus = 1 and p.successful = 1 and p.contact_on is null
				join `tabCSS Activity` a
					on a.name = p.parent and a.activity_date between %(from_date)s and %(to_date)s
			group by p.client
		) of_both
	group by client
)
select straight_join
	k.name as css_case,
	k.file_number as case_number,
	k.site,
	u.full_name as caseworker,
	cl.name as client,
	cl.file_number as client_number,
	cl.given_names,
	cl.patronymic,
	cl.family_name,
	cl.family_name_first,
	c.*,
	datediff(c.period_to, c.period_from) + 1 < c.full_days as is_partial,
	case
		when c.contacts < least(c.at_least, c.at_most) then 'Below'
		when c.contacts > greatest(c.at_least, c.at_most) then 'Above'
		else 'On Target'
	end as standing,
	case
		when c.period_to = %(to_date)s and c.enrolment_date <= %(from_date)s and c.ended_on >= %(to_date)s
		then coalesce(s.services, 0)
	end as services,
	d.name as deviation,
	d.reason,
	d.discussed_on
from counted c
	join `tabCSS Enrolment` e on e.name = c.enrolment
	join `tabCSS Client` cl on cl.name = c.client
	join `tabCSS Case` k on k.name = e.css_case
	left join `tabUser` u on u.name = k.caseworker
	left join service s on s.client = c.client
	left join `tabCSS Contact Deviation` d on d.enrolment = c.enrolment and d.period_from = c.own_from
order by k.file_number, cl.file_number, c.enrolment_date, c.period_from
