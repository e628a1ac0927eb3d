select count(*) as number_of_cases
from ({reachable_cases}) c
