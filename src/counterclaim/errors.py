"""The exceptions Counterclaim raises on purpose, one class per thing an operator would do differently.

CounterclaimError            anything of ours; the command line prints its one line and exits 1
├── SourceError              a source cannot be read: fix or drop that source, the others are still read
│   └── FetchError           a URL does not answer or answers wrongly: try again later or check the address
├── CodebookError            a codebook entry is wrong: mend the named file and entry
├── GazetteerError           the place index cannot be built or opened: free space, or rebuild it
├── ModelError               the reader model's files are damaged: install the package again
├── LedgerError              the ledger cannot be opened, read or written: look at the file or server it names
│   └── UnknownError         the ledger holds nothing by that id or name: check it with `counterclaim find`
├── ShardError               a folder of shards cannot be written or read: free space, or look at what it names
└── SettingError             a setting or option has a value it cannot have: change it
"""

from __future__ import annotations

from typing import Any


class CounterclaimError(Exception):
    """Base of every error raised on purpose; its text is one line that names the thing and the next step."""


class SourceError(CounterclaimError):
    """A source of reports cannot be read.

    `source` is what the user called it (a path, a URL, `FILE line 3`), `reason` one clause without a full stop;
    `kind` is one word for it that counts go by (`slow`, `429`, `robots`, `paywall`; docs/gathering.md lists them).
    """

    def __init__(self, source: str, reason: str, kind: str = "unreadable") -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason
        self.kind = kind

    def __reduce__(self) -> tuple[Any, ...]:
        """Its parts and not its text, so that it comes whole from a process that reads."""
        return type(self), (self.source, self.reason, self.kind)


class FetchError(SourceError):
    """A URL does not answer, or answers with something that is no report.

    `after` are the seconds that its server asked to be left alone, where it said so.
    """

    def __init__(self, source: str, reason: str, kind: str = "unreachable", after: float | None = None) -> None:
        super().__init__(source, reason, kind)
        self.after = after

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.source, self.reason, self.kind, self.after)


class CodebookError(CounterclaimError):
    """A codebook file holds an entry that cannot be used."""


class ModelError(CounterclaimError):
    """The reader model cannot be opened."""


class GazetteerError(CounterclaimError):
    """The place index cannot be built, opened or added to."""


class LedgerError(CounterclaimError):
    """The ledger cannot be opened, read or written."""


class UnknownError(LedgerError):
    """The ledger holds nothing by that id or name."""


class ShardError(CounterclaimError):
    """A folder of shards cannot be written or read, or holds those of another run."""


class SettingError(CounterclaimError):
    """A setting or an option has a value that it cannot have."""
