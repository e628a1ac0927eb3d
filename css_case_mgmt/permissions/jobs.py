"""Administrators see that a job ran, not what it was told: a comment to be notified of is among it."""

from frappe.core.doctype.rq_job.rq_job import RQJob

from css_case_mgmt.permissions.error_log import REMOVED, scrub_traceback


class SilentJob(RQJob):
	"""Frappe's RQ Job, which reads the queues in Redis, without arguments and messages of errors."""

	def load_from_db(self) -> None:
		super().load_from_db()
		without_values(self)

	@staticmethod
	def get_list(*args, **kwargs) -> list:
		return [without_values(job) for job in RQJob.get_list(*args, **kwargs)]


def without_values(job):
	job.arguments = REMOVED
	if job.exc_info:
		job.exc_info = scrub_traceback(job.exc_info)[0]
	return job
