"""English and French from one source (R-450).

`locale/fr.po` is where French is written. Everything else is made by `make translations`: `locale/main.pot`
lists every text of the app, `translations/fr.csv` is what Frappe 15 reads. `translations/en.csv` holds the
guide's labels of reports, whose stored names may have no parentheses.
"""
