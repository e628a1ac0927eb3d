select count(*) as number_of_clients
from ({reachable_clients}) r
