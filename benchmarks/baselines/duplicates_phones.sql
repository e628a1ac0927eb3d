-- Telephone numbers of the files that duplicates.sql has found.
select p.parent, p.phone
from `tabCSS Client Phone` p
where p.parent in %(clients)s and p.parenttype = 'CSS Client'
