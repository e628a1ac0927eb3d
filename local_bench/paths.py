"""Where things are. Everything this folder makes is kept outside the checkout."""

import hashlib
import os
from pathlib import Path

APP = "css_case_mgmt"
CHECKOUT = Path(__file__).resolve().parent.parent
HERE = CHECKOUT / "local_bench"


def cache_folder() -> Path:
	"""Shared by all checkouts: what is downloaded and built once."""
	if folder := os.environ.get("LOCAL_BENCH_CACHE"):
		return Path(folder).resolve()
	return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache").resolve() / APP


def checkout_folder() -> Path:
	"""Belongs to this checkout: its sites, databases and running servers."""
	key = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]
	return cache_folder() / f"bench-{key}"
