-- Other names of the files that duplicates.sql has found.
select n.parent, n.written_name
from `tabCSS Client Name` n
where n.parent in %(clients)s and n.parenttype = 'CSS Client'
