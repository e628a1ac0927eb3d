"""Folders that are built once for given inputs, and are either complete or absent."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path

from . import processes

OWNER = "owner"
IGNORED = {"__pycache__", ".git", "node_modules", "dist"}


def key_of(inputs: Iterable[str | Path]) -> str:
	"""A hash of texts, files and whole folders."""
	digest = hashlib.sha256()
	for item in inputs:
		if isinstance(item, str):
			digest.update(b"text\0" + item.encode() + b"\0")
			continue
		for file in files_in(item):
			name = file.relative_to(item) if file != item else file.name
			content = file.read_bytes()
			digest.update(f"file\0{name}\0{len(content)}\0".encode() + content)
	return digest.hexdigest()[:12]


def files_in(path: Path) -> list[Path]:
	if path.is_file():
		return [path]
	return sorted(
		file
		for file in path.rglob("*")
		if file.is_file() and not IGNORED.intersection(file.relative_to(path).parts)
	)


@contextmanager
def locked(path: Path):
	"""One at a time. The system lets go of the lock however its holder ends."""
	path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
	with path.open("w") as lock:
		fcntl.flock(lock, fcntl.LOCK_EX)
		yield


def piece(name: str, inputs: Iterable[str | Path], build: Callable[[Path], None], parent: Path) -> Path:
	"""The finished folder for these inputs; built first if it is not there."""
	return publish(parent / f"{name}-{key_of(inputs)}", build)


def publish(link: Path, build: Callable[[Path], None]) -> Path:
	"""Build into a folder of its own; the link by which all others find it is made last."""
	with locked(link.parent / f".{link.name.rpartition('-')[0] or link.name}.lock"):
		if not link.exists():
			for remains in link.parent.glob(f"{link.name}.*"):
				discard(remains)
			folder = Path(tempfile.mkdtemp(prefix=f"{link.name}.", dir=link.parent))
			claim(folder)
			build(folder)
			(folder / OWNER).unlink()
			replace_link(link, folder.name)
	return link


def claim(folder: Path) -> None:
	"""Until its owner is done with it, a folder is of no use to others."""
	(folder / OWNER).write_text(processes.identity(os.getpid()))


def discard_abandoned(parent: Path) -> None:
	"""Remove what killed commands left behind, the servers they had started included."""
	for owner in parent.glob(f"*/{OWNER}"):
		if not processes.running_pid(owner):
			discard(owner.parent)


def replace_link(link: Path, target: str | Path) -> None:
	if link.is_symlink() and os.readlink(link) == str(target):
		return
	new_link = link.with_name(f".{link.name}.{os.getpid()}")
	new_link.unlink(missing_ok=True)
	new_link.symlink_to(target)
	new_link.replace(link)


def discard(path: Path) -> None:
	"""Remove a built folder, or the link to one with the folder; servers in it are stopped first."""
	folder = path.resolve()
	if path.is_symlink():
		path.unlink()
	if folder.is_dir():
		processes.stop_all(folder)
		# Whoever is still at work in it, left over from a killed command, loses its place.
		doomed = folder.with_name(f".{folder.name}.{os.getpid()}")
		folder.rename(doomed)
		shutil.rmtree(doomed, ignore_errors=True)


def discard_others(name: str, keep: Path) -> None:
	"""Of the pieces of one name in one folder, keep the newest only."""
	for path in keep.parent.glob(f"{name}-*"):
		if path != keep and not path.name.startswith(f"{keep.name}."):
			discard(path)
