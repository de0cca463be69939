"""One report all the way: Report -> reading -> accounts with their disputes. What read(), intake and bulk all call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

from counterclaim.account.code import code as account_code
from counterclaim.codebook.loader import digest
from counterclaim.gazetteer import Gazetteer, open_gazetteer
from counterclaim.read.document import Doc
from counterclaim.read.gate import obviously_nothing
from counterclaim.read.reader import read
from counterclaim.records.account import Account, Coding
from counterclaim.records.reading import Reading
from counterclaim.records.report import Report
from counterclaim.weigh.disputes import disputes
from counterclaim.weigh.headline import headline


@cache
def release() -> str:
    """The version installed, looked up on disk once a process."""
    return version("counterclaim")


@dataclass(frozen=True, slots=True)
class Tools:
    """What coding needs beside the report; opened once a process."""

    gazetteer: Gazetteer

    def versions(self) -> dict[str, str | None]:
        """The four digests that a coding hangs on: with the same report they give the same bytes."""
        return {
            "version": release(),
            "model": None,
            "codebook": digest(),
            "gazetteer": self.gazetteer.digest,
        }


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with everything made of it."""

    report: Report
    reading: Reading
    coding: Coding
    reader: dict[str, str | None]


@cache
def tools() -> Tools:
    """The default tools: the user's gazetteer, built on first use."""
    return Tools(open_gazetteer())


def code(report: Report, kit: Tools) -> Coded:
    """read | account | weigh"""
    reading = read(report, kit.gazetteer)
    coding = account_code(report, reading)
    weighed = replace(coding, accounts=tuple(_weighed(account) for account in coding.accounts))
    return Coded(report, reading, weighed, kit.versions())


def keepsake(report: Report, kit: Tools) -> Coding:
    """What a ledger keeps of a report: its coding, or that there is none in one that obviously tells of no arms.

    Of twenty reports of the day's news nineteen are such, and telling that takes a fifth of reading them.
    """
    return Coding(False) if obviously_nothing(Doc(report)) else code(report, kit).coding


def _weighed(account: Account) -> Account:
    found = tuple(disputes(account.claims, account.toll))
    line = headline(account.event, account.when, account.where, account.participants, account.toll, found)
    return replace(account, disputes=found, headline=line)
