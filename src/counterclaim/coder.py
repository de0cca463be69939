"""One report all the way: Report -> reading -> accounts with their disputes. What read(), intake and bulk all call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

from counterclaim.account.code import code as account_code
from counterclaim.codebook.loader import digest
from counterclaim.gazetteer import Gazetteer, open_gazetteer
from counterclaim.read.document import Doc
from counterclaim.read.gate import WORDY, obviously_nothing
from counterclaim.read.model import WEIGHTS, Model, shipped
from counterclaim.read.model_gate import Gate, words_of_arms
from counterclaim.read.model_gate import shipped as shipped_gate
from counterclaim.read.reader import read
from counterclaim.read.shipped import look
from counterclaim.records.account import Account, Coding
from counterclaim.records.reading import Reading
from counterclaim.records.report import Report
from counterclaim.weigh.disputes import disputes
from counterclaim.weigh.headline import headline

Note = Callable[[str], None]
_PASSED_OVER = "not read: its words tell of no armed force"


@cache
def release() -> str:
    """The version installed, looked up on disk once a process."""
    return version("counterclaim")


@dataclass(frozen=True, slots=True)
class Tools:
    """What coding needs beside the report; opened once a process."""

    gazetteer: Gazetteer
    model: Model | None = None
    gate: Gate | None = None
    """Where there is one, `keepsake` does not read what it does not let past."""

    def versions(self) -> dict[str, str | None]:
        """The four digests that a coding hangs on: with the same report they give the same bytes."""
        return {
            "version": release(),
            "model": "+".join(self._trained()) or None,
            "codebook": digest(),
            "gazetteer": self.gazetteer.digest,
        }

    def _trained(self) -> tuple[str, ...]:
        """The encoder, which is never asked without the gate's weights, and the gate where it keeps reports out."""
        words = self.gate.version if self.gate else shipped_gate().digest if self.model else None
        return tuple(part for part in (self.model and self.model.version, words) if part)


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with everything made of it."""

    report: Report
    reading: Reading
    coding: Coding
    reader: dict[str, str | None]


def tools(note: Note | None = None) -> Tools:
    """To read every report in full; the first on a machine builds the place index, which `note` is told.

    Index and model are opened once a process, and the index anew once the user has added places: asking again is cheap.
    Raises ModelError where the model's files are damaged.
    """
    look(WEIGHTS)
    return Tools(open_gazetteer(note=note) if note else open_gazetteer(), shipped())


def gated(note: Note | None = None) -> Tools:
    """To go through much news of which little tells of armed force: what the gate does not let past costs nothing."""
    return replace(tools(note), gate=shipped_gate())


def code(report: Report, kit: Tools) -> Coded:
    """read | account | weigh"""
    reading = read(report, kit.gazetteer, kit.model)
    coding = account_code(report, reading)
    weighed = replace(coding, accounts=tuple(_weighed(account) for account in coding.accounts))
    return Coded(report, reading, weighed, kit.versions())


def keepsake(report: Report, kit: Tools) -> Coding:
    """What a ledger keeps of a report: its coding, or that there is none where its words tell of no armed force.

    Of twenty reports of the day's news nineteen are such, and the gate tells most of those in half a millisecond.
    """
    words = words_of_arms(report)
    shut = kit.gate is not None and words < kit.gate.least
    if shut or (words < WORDY and obviously_nothing(Doc(report))):
        return Coding(False, warnings=(_PASSED_OVER,))
    return code(report, kit).coding


def _weighed(account: Account) -> Account:
    found = tuple(disputes(account.claims, account.toll))
    line = headline(account.event, account.when, account.where, account.participants, account.toll, found)
    return replace(account, disputes=found, headline=line)
