"""Starts the servers of a bench, each on a free port of 127.0.0.1."""

import os
import secrets
import socket
import subprocess
import time
from pathlib import Path

from . import processes
from .paths import HERE
from .steps import Stop, run

SECONDS_TO_START = 60


def free_port(wished: int | None = None) -> int:
	for port in (wished, 0) if wished else (0,):
		with socket.socket() as attempt:
			attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
			try:
				attempt.bind(("127.0.0.1", port))
			except OSError:
				continue
			return attempt.getsockname()[1]


def wait_until_listening(bench, name: str, port: int) -> None:
	give_up = time.monotonic() + SECONDS_TO_START
	while time.monotonic() < give_up:
		if not bench.is_running(name):
			break
		with socket.socket() as attempt:
			if attempt.connect_ex(("127.0.0.1", port)) == 0:
				return
		time.sleep(0.05)
	log = bench.server_log(name)
	raise Stop(f"{name} does not start; see {log}:\n" + "\n".join(log.read_text().splitlines()[-20:]))


def start_server(bench, name: str, port: int, command: list, **options) -> None:
	processes.start(command, bench.pid_file(name), bench.server_log(name), **options)
	wait_until_listening(bench, name, port)


def start_redis(bench) -> None:
	if bench.is_running("redis"):
		return
	folder = bench.folder / "data/redis"
	folder.mkdir(parents=True, exist_ok=True)
	port = free_port(bench.config.get("redis_port"))
	# Whoever writes to the queue runs code as this user: other users of the machine must not.
	password = secrets.token_urlsafe(24)
	config = folder / "redis.conf"
	config.touch(0o600)
	config.write_text(f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{folder}"\nsave ""\n')
	start_server(bench, "redis", port, ["redis-server", config])
	address = f"redis://:{password}@127.0.0.1:{port}"
	bench.update_config(
		redis_port=port,
		redis_cache=f"{address}/0",
		redis_queue=f"{address}/1",
		redis_socketio=f"{address}/0",
	)


def start_mariadb(bench, durable: bool) -> None:
	if bench.is_running("mariadb"):
		return
	folder = bench.folder / "data/mariadb"
	is_new = not folder.exists()
	user = ["--user=root"] if os.geteuid() == 0 else []
	if is_new:
		options = ["--no-defaults", f"--datadir={folder}", "--skip-test-db"]
		run(["mariadb-install-db", *options, "--auth-root-authentication-method=normal", *user], bench.log)

	# A server that starts clears its folder of temporary tables: another's would be gone with them.
	temporary = bench.folder / "data/mariadb-tmp"
	temporary.mkdir(exist_ok=True)
	port = free_port(bench.config.get("db_port"))
	command = [
		"mariadbd",
		"--no-defaults",
		f"--datadir={folder}",
		f"--tmpdir={temporary}",
		"--bind-address=127.0.0.1",
		f"--port={port}",
		# In the data folder: a longer path could exceed what the system allows a socket.
		"--socket=mariadb.sock",
		f"--pid-file={folder}/mariadb.pid",
		"--skip-name-resolve",
		"--character-set-server=utf8mb4",
		"--collation-server=utf8mb4_unicode_ci",
		"--innodb-buffer-pool-size=512M",
		"--innodb-log-file-size=48M",
		"--innodb-read-only-compressed=OFF",
		"--max-allowed-packet=256M",
		f"--innodb-flush-log-at-trx-commit={1 if durable else 0}",
		*user,
	]
	start_server(bench, "mariadb", port, command)
	if is_new:
		set_root_password(bench, folder)
	bench.update_config(db_host="127.0.0.1", db_port=port)


def set_root_password(bench, folder: Path) -> None:
	password = secrets.token_urlsafe(24)
	bench.update_config(root_login="root", root_password=password)
	statements = f"""
		DELETE FROM mysql.global_priv WHERE User <> 'root' AND User <> 'mariadb.sys'
			OR User = 'root' AND Host NOT IN ('localhost', '127.0.0.1');
		FLUSH PRIVILEGES;
		ALTER USER root@localhost IDENTIFIED BY '{password}';
		ALTER USER root@'127.0.0.1' IDENTIFIED BY '{password}';
	"""
	subprocess.run(
		["mariadb", "--no-defaults", "--socket=mariadb.sock", "--user=root"],
		cwd=folder,
		input=statements,
		text=True,
		check=True,
	)


def start_web(bench, site: str, port: int) -> None:
	command = [bench.python, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
	# A request that makes a PDF waits for another one: more than one thread.
	command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--timeout", "120"]
	# Frappe is imported before the port is opened: who finds it open gets an answer.
	command += ["--preload", "--graceful-timeout", "3"]
	command += ["--pythonpath", HERE / "inside", "wsgi:application"]
	environment = {**os.environ, "LOCAL_BENCH_SITE": site}
	start_server(bench, "web", port, command, cwd=bench.sites, env=environment)


def start_jobs(bench) -> None:
	"""The worker for queued jobs, and the scheduler that queues those of the day."""
	for name, command in (("worker", "worker"), ("scheduler", "schedule")):
		frappe = [bench.python, "-m", "frappe.utils.bench_helper", "frappe", command]
		processes.start(frappe, bench.pid_file(name), bench.server_log(name), cwd=bench.sites)
