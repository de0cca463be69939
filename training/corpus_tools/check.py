"""Proves that the corpus is sound, and says in one line each where it is not.

a report   format | contract's schema | spans quote | numbers lead to records | actors known | times resolve | marks
a family   3 to 8 reports | every incident told | disputes and tolls of family.yaml found in the reports
all        ids and texts unique
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from counterclaim.codebook.loader import load
from counterclaim.records.shape import Shape
from training.corpus_tools import convert, proofs, timing, truth, vocabulary
from training.corpus_tools.format import CORPUS, NONE, Family, Written, families, read_family, read_report, reports
from training.corpus_tools.marks import FormatError

_OF_STATEMENTS, _OF_ACCOUNTS = frozenset("sqcvh"), frozenset("tawpxo")


class Books(NamedTuple):
    """Where a corpus's reports are and how one is read."""

    reports: Callable[[Path], list[Path]]
    read: Callable[[Path], Written]


INLINE = Books(reports, read_report)


def check(corpus: Path = CORPUS, books: Books = INLINE) -> list[str]:
    """Every fault of the corpus, each with the file that it is in; none when it is sound."""
    faults: list[str] = []
    found: list[Written] = []
    for folder in families(corpus):
        told, family_faults = check_family(folder, books)
        found += told
        faults += family_faults
    for path in books.reports(corpus / NONE) if (corpus / NONE).is_dir() else ():
        written, own = check_report(path, None, books)
        found += [written] if written else []
        faults += own
    for what, values in (("id", [one.id for one in found]), ("text", [one.text for one in found])):
        faults += [f"{what} {value[:60]!r} stands twice" for value, n in Counter(values).items() if n > 1]
    return faults


def check_family(folder: Path, books: Books = INLINE) -> tuple[list[Written], list[str]]:
    """One family: its reports, and what is wrong with them and between them."""
    try:
        family = read_family(folder)
    except (FormatError, OSError) as error:
        return [], [f"{folder.name}/family.yaml: {error}"]
    faults, found, shapes = [], [], []
    for path in books.reports(folder):
        written, own = check_report(path, family, books)
        faults += own
        if written and not own:
            found.append(written)
            shapes.append(convert.to_json(written, family))
    if not faults:
        faults = [f"{folder.name}/family.yaml: {fault}" for fault in truth.faults(family, found, shapes)]
    return found, faults


def check_report(path: Path, family: Family | None, books: Books = INLINE) -> tuple[Written | None, list[str]]:
    """One report, read and converted: what is wrong with it."""
    name = f"{path.parent.name}/{path.name}"
    try:
        written = books.read(path)
        own = list(_of_head(written, family)) + list(_of_marks(written, family))
        shape: Shape = convert.to_json(written, family)
    except FormatError as error:
        return None, [f"{name}: {error}"]
    except KeyError as error:
        return None, [f"{name}: {error} is missing or unknown"]
    return written, [f"{name}: {fault}" for fault in (*own, *proofs.faults(shape))]


def _of_head(written: Written, family: Family | None) -> Iterator[str]:
    if written.title and not written.text.startswith(written.title):
        yield "the text does not begin with the title"
    if family is None:
        if written.looks_like not in vocabulary.LOOKS_LIKE:
            yield f"looks_like: none of {', '.join(sorted(vocabulary.LOOKS_LIKE))}"
        if written.accounts or written.statements or written.marks:
            yield "a report with nothing in it has no accounts, no statements and no marks"
        return
    if written.outlet_kind not in vocabulary.OUTLET_KINDS:
        yield f"outlet_kind: none of {', '.join(sorted(vocabulary.OUTLET_KINDS))}"
    if not written.published or timing.read(written.published[:10]).precision != "day":
        yield "published is no day"
    known = {head.key for head in written.accounts}
    lists = {"disputes": written.disputes, "links": written.links}
    for where, ties in lists.items():
        yield from (f"{where}: there is no account {tie.words[0]}" for tie in ties if tie.words[0] not in known)
    figures = {f"toll {key}": figure.account for key, figure in written.toll.items()}
    figures |= {f"claim on {claimed.field}": claimed.account for claimed in written.claims}
    yield from (f"{what} is of no account: {key}" for what, key in figures.items() if key not in known)
    relations = {entry["id"] for entry in load("relations")}
    yield from (f"{tie.words[0]} is no relation" for tie in written.relations if tie.words[0] not in relations)


def _of_marks(written: Written, family: Family | None) -> Iterator[str]:
    """Marks that link nothing, and values that mean nothing."""
    if family is None:
        return
    accounts = [head.key for head in written.accounts]
    claims = [claimed.at for claimed in written.claims if claimed.at]
    known: dict[str, Sequence[str]] = dict.fromkeys(_OF_STATEMENTS, tuple(written.statements))
    known |= dict.fromkeys(_OF_ACCOUNTS, tuple(accounts))
    known |= {"m": [*family.who, *written.who], "n": [*written.toll, *accounts], "k": claims}
    for mark in written.marks:
        quoted = written.text[mark.span[0] : mark.span[1]]
        lost = [key for key in mark.ids if key not in known[mark.letter]]
        yield from (f"<{mark.letter} {key}> on {quoted!r} links nothing" for key in lost)
        if mark.letter == "w" and timing.read(mark.value or "").start is None and mark.ids:
            yield f"<w {','.join(mark.ids)}> on {quoted!r} resolves to no time"
        if mark.letter == "m" and mark.value and not set(mark.value.split("+")) <= set(accounts):
            yield f"<m> on {quoted!r} is for no account: {mark.value}"
        if mark.letter == "p" and (mark.value or "").partition(":")[0] not in family.places:
            yield f"<p> on {quoted!r} names no place of the family: {mark.value}"
    for key in written.statements:
        said = written.statements[key]
        if not written.marked("s", key) and said.source not in {None, "report"}:
            yield f"statement {key} is by {said.source} and nothing is marked <s {key}>"
