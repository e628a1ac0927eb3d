"""The clients among whom is measured: the demo's, of any size."""

import os
import subprocess
import sys

import frappe

from .measuring import connect

TABLES = (
	"CSS Case",
	"CSS Case Access",
	"CSS Case Member",
	"CSS Client",
	"CSS Client Search Key",
	"CSS Enrolment",
	"CSS NAM Assessment",
	"CSS NAM Assessment Answer",
	"CSS NAM Assessment Factor Score",
	"CSS Enrolment Level",
	"CSS Periodic Assessment",
	"CSS Activity",
	"CSS Activity Participant",
	"CSS Activity Topic Covered",
	"CSS Activity Support Service",
	"CSS Note Addendum",
	"CSS Settlement Plan",
	"CSS Settlement Plan Need",
	"CSS Settlement Plan Review",
	"CSS Settlement Plan Strength",
	"CSS Goal",
	"CSS Goal Action",
	"CSS Referral",
	"CSS Referral Step",
	"CSS Consent",
	"CSS Consent Purpose",
	"CSS Appointment",
	"CSS Appointment Client",
	"CSS Exit",
	"CSS Exit Decision",
	"CSS Exit Readiness",
	"CSS Exit Interview",
	"CSS Exit Interview Answer",
	"CSS Programme Extension",
	"CSS Programme Extension Decision",
	"CSS Disclosure",
	"CSS Contact Deviation",
	"CSS Caseload Concern",
)


def load(clients: int, seed: int) -> None:
	"""Load so many people into the site, with all contacts there ever were; MariaDB then looks at its tables afresh, as it does on a live site."""
	frappe.destroy()
	demo("load", "--clients", str(clients), "--seed", str(seed), "--contact-days", "0")
	connect()
	for doctype in TABLES:
		frappe.db.sql(f"analyze table `tab{doctype}`")


def demo(*words: str) -> None:
	site = os.environ["LOCAL_BENCH_SITE"]
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", site, "css-demo"]
	subprocess.run([*command, *words], check=True)
