"""Every setting once: name, default and what it is for; read once from the environment, then frozen and handed in.

    environment variable COUNTERCLAIM_<NAME> | checked | Settings

The folders of the user's own files and of the caches are told here too: every room agrees on them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from counterclaim.errors import SettingError


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set; each field's help says what it does, docs/settings.md lists them all."""

    max_text_mb: float = field(default=5.0, metadata={"help": "longest text of one report, in megabytes of UTF-8"})
    max_file_mb: float = field(
        default=50.0, metadata={"help": "largest PDF, HTML page, JSON line or answer of a URL, in megabytes"}
    )
    fetch_seconds: float = field(
        default=20.0, metadata={"help": "longest wait for a URL from first to last byte, in seconds"}
    )
    fetch_redirects: int = field(default=5, metadata={"help": "most redirects followed for one URL; 0 follows none"})
    fetch_private: int = field(
        default=0, metadata={"help": "1 lets private, link-local and loopback addresses be fetched; 0 refuses them"}
    )
    fetch_threads: int = field(default=8, metadata={"help": "URLs fetched at a time by `run`, one a host"})
    host_seconds: float = field(
        default=2.0, metadata={"help": "least seconds between two requests of `run` to one host"}
    )
    max_feed_mb: float = field(default=8.0, metadata={"help": "largest feed, sitemap or OPML file, in megabytes"})
    max_page_mb: float = field(default=5.0, metadata={"help": "largest page or PDF that `run` takes, in megabytes"})
    poll_least: float = field(default=5.0, metadata={"help": "least minutes between two looks at a source"})
    poll_most: float = field(default=720.0, metadata={"help": "most minutes between two looks at a source"})
    queue: int = field(default=64, metadata={"help": "most fetched articles that wait in memory to be read"})
    readers: int = field(default=1, metadata={"help": "processes of `run` that read; 1 reads in its own"})
    tries: int = field(default=5, metadata={"help": "tries at an article before it is put in quarantine"})
    withhold_names: int = field(
        default=0,
        metadata={"help": "1 masks names of private people who were harmed in every export and brief; 0 where asked"},
    )
    progress_after: int = field(
        default=5,
        metadata={
            "help": "reports read before a progress bar appears on a terminal; after a second it does in any case"
        },
    )


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment (`os.environ` unless told); raises SettingError naming the variable."""
    found = os.environ if environment is None else environment
    told = {each.name: found[variable(each.name)] for each in fields(Settings) if variable(each.name) in found}
    return Settings(**{name: _number(name, text) for name, text in told.items()})  # type: ignore[arg-type]


def variable(name: str) -> str:
    """Name of the environment variable that sets `name`."""
    return f"COUNTERCLAIM_{name.upper()}"


def user_dir() -> Path:
    """Folder of the user's own codebook files and ledger: `$COUNTERCLAIM_HOME`, else the XDG data folder."""
    own = os.environ.get("COUNTERCLAIM_HOME")
    return Path(own).expanduser() if own else _base("XDG_DATA_HOME", "~/.local/share") / "counterclaim"


def ledger_address() -> str:
    """The ledger used where none is named: `$COUNTERCLAIM_LEDGER`, else `counterclaim.db` in the user's folder."""
    return os.environ.get("COUNTERCLAIM_LEDGER") or str(user_dir() / "counterclaim.db")


def contact() -> str:
    """Whom a site's owner can turn to, an address or URL that `$COUNTERCLAIM_CONTACT` tells; may be empty."""
    return " ".join(os.environ.get("COUNTERCLAIM_CONTACT", "").split())


def cache_dir() -> Path:
    """Folder of what can be made again: the parsed codebook, the place index."""
    return _base("XDG_CACHE_HOME", "~/.cache") / "counterclaim"


def _number(name: str, text: str) -> float | int:
    """A setting's text as a number of its kind, not below zero."""
    whole = Settings.__dataclass_fields__[name].type == "int"
    try:
        value = int(text) if whole else float(text)
    except ValueError:
        value = -1
    if not 0 <= value < float("inf"):
        kind = "a whole number" if whole else "a number"
        raise SettingError(f"{variable(name)}={text!r}: {kind} of 0 or more was expected")
    return value


def _base(name: str, default: str) -> Path:
    return Path(os.path.expanduser(os.environ.get(name) or default))
