"""What gunicorn serves: one site, with its static files."""

import os

import frappe.app
from frappe.middlewares import StaticDataMiddleware
from werkzeug.middleware.shared_data import SharedDataMiddleware

# By name, so that the site answers at 127.0.0.1 whatever host name a client sends.
frappe.app._site = os.environ["LOCAL_BENCH_SITE"]
sites = os.getcwd()

application = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.join(sites, "assets")})
application = StaticDataMiddleware(application, {"/files": sites})
