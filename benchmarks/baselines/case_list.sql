-- First page of the list of cases.
select c.name, c.file_number, c.site, c.status, c.caseworker, c.modified
from ({reachable_cases}) c
order by c.modified desc
limit 20
