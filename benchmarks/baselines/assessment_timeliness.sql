-- How many slots of both clocks fell due within some dates, by caseworker, and how each stands today.
-- The last assessment of a slot counts; nothing falls due after somebody has left.
-- A slot lies in one of the three calendar months of the quarter, so many months after that of the enrolment.
with enrolled_month as (
	select straight_join
		e.name,
		e.enrolment_date,
		period_diff(date_format(%(from_date)s, '%%Y%%m'), date_format(e.enrolment_date, '%%Y%%m')) + cast(m.seq as signed) as month,
		c.site,
		u.full_name as caseworker,
		case
			when least(coalesce(e.exit_date, '9999-12-31'), coalesce(cl.died_on - interval 1 day, '9999-12-31')) <= %(today)s
			then least(coalesce(e.exit_date, '9999-12-31'), coalesce(cl.died_on - interval 1 day, '9999-12-31'))
		end as last_day
	from ({reachable_cases}) c
		join `tabCSS Enrolment` e on e.css_case = c.name
		join `tabCSS Client` cl on cl.name = e.client
		left join `tabUser` u on u.name = c.caseworker
		join seq_0_to_2 m
	where e.enrolment_date <= %(to_date)s
		and (e.exit_date is null or e.exit_date >= %(from_date)s - interval 366 day)
),
slot as (
	select straight_join
		'NAM' as clock,
		r.*,
		r.enrolment_date + interval r.month month as due,
		r.enrolment_date + interval r.month + %(nam_interval)s month as following,
		max(case when n.timepoint_month = r.month then n.assessment_date end) as done_on,
		coalesce(max(n.timepoint_month) > r.month, 0) as was_passed
	from enrolled_month r
		left join `tabCSS NAM Assessment` n
			on n.enrolment = r.name and n.docstatus = 1 and n.superseded_by is null and n.marked_in_error_on is null and n.timepoint_month >= r.month
	where r.month >= 0 and r.month %% %(nam_interval)s = 0
	group by r.name, r.month
	union all
	select straight_join
		'Periodic Assessment',
		r.*,
		r.enrolment_date + interval r.month month,
		r.enrolment_date + interval r.month + %(periodic_interval)s month,
		max(case when p.timepoint_month = r.month then p.assessment_date end),
		coalesce(max(p.timepoint_month) > r.month, 0)
	from enrolled_month r
		left join `tabCSS Periodic Assessment` p
			on p.enrolment = r.name and p.docstatus = 1 and p.superseded_by is null and p.marked_in_error_on is null and p.timepoint_month >= r.month
	where r.month >= 1 and r.month %% %(periodic_interval)s = 0
	group by r.name, r.month
),
standing as (
	select
		site,
		caseworker,
		clock,
		case
			when done_on <= due then 'On time'
			when done_on > due then 'Late'
			when was_passed or last_day is not null then 'Missed'
			when due >= %(today)s then 'Not due yet'
			when datediff(%(today)s, due) > datediff(following, %(today)s) then 'Missed'
			else 'Overdue'
		end as standing,
		datediff(done_on, due) as days_late
	from slot
	where last_day is null or due <= last_day or done_on is not null
)
select
	site,
	caseworker,
	clock,
	sum(standing != 'Not due yet') as fell_due,
	sum(standing = 'On time') as on_time,
	sum(standing = 'Late') as late,
	sum(standing = 'Overdue') as overdue,
	sum(standing = 'Missed') as missed,
	sum(standing = 'Not due yet') as not_due_yet,
	round(100 * sum(standing = 'On time') / nullif(sum(standing != 'Not due yet'), 0), 1) as on_time_percent,
	avg(case when standing = 'Late' then days_late end) as average_days_late
from standing
group by site, caseworker, clock
order by site, caseworker, clock
