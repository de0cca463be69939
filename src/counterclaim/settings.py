"""Where the user's own files and the caches lie: the folders every room agrees on."""

from __future__ import annotations

import os
from pathlib import Path


def user_dir() -> Path:
    """Folder of the user's own codebook files and ledger: `$COUNTERCLAIM_HOME`, else the XDG data folder."""
    own = os.environ.get("COUNTERCLAIM_HOME")
    return Path(own).expanduser() if own else _base("XDG_DATA_HOME", "~/.local/share") / "counterclaim"


def cache_dir() -> Path:
    """Folder of what can be made again: the parsed codebook, the place index."""
    return _base("XDG_CACHE_HOME", "~/.cache") / "counterclaim"


def _base(variable: str, default: str) -> Path:
    return Path(os.path.expanduser(os.environ.get(variable) or default))
