"""A brief ready to send: one incident or a found set as Markdown, HTML or PDF, with who says what, sources and a map.

with Ledger("ledger.db") as ledger:
    made = brief(ledger, Query(country=("ML",)), Options(made="2026-10-20"))
    Path("mali.pdf").write_bytes(written(made, "pdf"))

incidents with all that is told of them | blocks | masked names | Markdown, HTML, PDF
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from counterclaim import settings
from counterclaim.brief.blocks import Block, Document, Heading, Listing, Picture, Row, Run, Table, Words
from counterclaim.brief.map import HIGH, WIDE, Spot, drawn
from counterclaim.brief.told import Telling, told, tolls_line, where_line
from counterclaim.codebook.actors import actor_name
from counterclaim.codebook.loader import digest
from counterclaim.codebook.rules import rule_book
from counterclaim.coder import release
from counterclaim.errors import SettingError
from counterclaim.ledger.whole import Depth, Whole
from counterclaim.records.incident import Incident
from counterclaim.records.query import Query
from counterclaim.views.claim_ids import tally_of
from counterclaim.views.masks import masked, private_names
from counterclaim.views.plain import GRADES, day, many, title

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

__all__ = ["FORMS", "MEDIA", "MOST", "Options", "brief", "located", "written"]

FORMS = ("md", "html", "pdf")
MEDIA = {"md": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8", "pdf": "application/pdf"}
MOST = 30
"""Incidents told in full where nothing else is asked for."""
_EXACT = frozenset({"point", "place", "near"})
_CAUTIONS = (
    "It was read from news reports by machine and errs: check what matters against the words and reports it names.",
    "It tells what reports say, and whose word it is; it does not tell who is right.",
    "Reports miss much of what happens in a war, and miss it unevenly: sums here are no count of the dead.",
    "It is no ground for choosing targets, nor for finding or naming private people.",
)


@dataclass(frozen=True, slots=True)
class Options:
    """How a brief is made: rule book, day of knowledge, names, its heading, the day it is made on, how many in full."""

    rule: str = "ucdp"
    as_of: str | None = None
    withhold_names: bool = False
    heading: str | None = None
    made: str | None = None
    most: int = MOST
    public: bool = False


def brief(ledger: Ledger, asked: Query | str, options: Options | None = None) -> Document:
    """The brief of a found set, or of the incident that an id leads to; raises UnknownError, SettingError."""
    how = options or Options()
    book = rule_book(how.rule)
    if how.most < 1:
        raise SettingError(f"{how.most}: a brief tells at least one incident")
    telling = Telling(actor_name, book.name, how.public)
    if isinstance(asked, str):
        whole = ledger.whole_of(asked, as_of=how.as_of, rule=how.rule)
        heading = masked(title(whole.incident.headline), _hidden(whole, how))
        return _document(how, [whole], [*_one(whole, telling, how)], how.heading or heading)
    depth = Depth(True, True, True, how.as_of, how.rule if how.rule != "ucdp" or how.as_of else None)
    wholes = list(islice(ledger.whole(asked, depth), how.most))
    count = ledger.count(asked)
    if not wholes:
        raise SettingError("no incident passes these filters: there is nothing to brief on; widen them")
    blocks = [*_overview(wholes, count, book.name, how)]
    for number, whole in enumerate(wholes, 1):
        blocks += _told(number, whole, telling, how)
    return _document(how, wholes, blocks, how.heading or f"Brief on {many(count, 'incident')}")


def written(made: Document, form: str, picture: str | None = None) -> bytes:
    """A brief as a file; `picture` is the address of its map for Markdown, which cannot hold one."""
    if form == "md":
        from counterclaim.brief.markdown import markdown  # noqa: PLC0415 (one of three)

        return markdown(made, picture).encode("utf-8", "replace")
    if form == "html":
        from counterclaim.brief.html import html  # noqa: PLC0415

        return html(made).encode("utf-8", "replace")
    if form == "pdf":
        from counterclaim.brief.pdf import pdf  # noqa: PLC0415

        return pdf(made)
    raise SettingError(f"{form}: a brief is written as one of {', '.join(FORMS)}")


def _document(how: Options, wholes: Sequence[Whole], blocks: list[Block], heading: str) -> Document:
    last = max((each.incident.last_published or "" for each in wholes), default="")
    known = f"As known on {day(how.as_of)}." if how.as_of else f"Last report {day(last)}." if last else ""
    reports = {member.report for each in wholes for member in each.incident.members}
    made = f"Made {day(how.made)} by" if how.made else "Made by"
    grades = sorted({each.incident.grade.grade for each in wholes}, key=list(GRADES).index)
    words = tuple((Run(name.replace("_", " "), strong=True), Run(f": {GRADES[name]}.")) for name in grades)
    end: list[Block] = [
        Heading("How to read this", 2),
        Listing(tuple((Run(each),) for each in _CAUTIONS)),
        Listing(words),
    ]
    if any(_hidden(each, how) for each in wholes):
        end.append(Words((Run("Names of private people who were harmed are withheld."),)))
    return Document(
        heading,
        f"Who says what, from {many(len(reports), 'report')}. {known}".strip(),
        f"{made} Counterclaim {release()}, rule book {how.rule}, codebook {digest()[:23]}",
        (*blocks, *end),
    )


def _one(whole: Whole, telling: Telling, how: Options) -> Iterator[Block]:
    if whole.incident.where.lat is not None:
        yield located([whole.incident])
    yield from _told(None, whole, telling, how)


def _told(number: int | None, whole: Whole, telling: Telling, how: Options) -> Iterator[Block]:
    """An incident's blocks, with its own victims' names masked where that is asked."""
    names = _hidden(whole, how)
    yield from (masked(block, names) for block in told(number, whole, telling))


def _hidden(whole: Whole, how: Options) -> list[str]:
    asked = how.withhold_names or settings.load().withhold_names
    return private_names(whole.incident, whole.entries) if asked else []


def _overview(wholes: Sequence[Whole], count: int, book: str, how: Options) -> Iterator[Block]:
    """How many, of which grades, with which sums; the map; a row an incident."""
    incidents = [whole.incident for whole in wholes]
    grades = Counter(each.grade.grade for each in incidents)
    told = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in grades.most_common())
    shown = f"The first {len(wholes)} of {count:,} are told here: {told}." if len(wholes) < count else f"{told}."
    yield Words((Run(shown),))
    yield Words((Run(_sum(incidents, book)),))
    placed = [whole for whole in wholes if whole.incident.where.lat is not None]
    if placed:
        yield located([whole.incident for whole in wholes])
    rows = tuple(masked(_row(number, whole), _hidden(whole, how)) for number, whole in enumerate(wholes, 1))
    yield Table(("", "Day", "Place", "What is told", "Toll", "State"), rows, 3)


def _row(number: int, whole: Whole) -> Row:
    each = whole.incident
    when = day(each.when.start) if each.when.start else "not resolved"
    grade = each.grade.grade
    told = (where_line(each, actor_name), title(each.headline), tolls_line(each), grade.replace("_", " "))
    return Row((str(number), when, *told))


def _sum(incidents: Sequence[Incident], book: str) -> str:
    tallies = [tally for each in incidents if (tally := tally_of(each, "killed"))]
    if not tallies:
        return "No figure of killed is told."
    best = sum(tally.quantity.best or 0 for tally in tallies)
    low = sum(tally.quantity.low or 0 for tally in tallies)
    high = [tally.quantity.high for tally in tallies]
    upper = "open upwards" if None in high else f"at most {sum(each or 0 for each in high):,}"
    of = many(len(tallies), "incident")
    return f"Killed in {of} with a figure, added up by the rule book {book}: {best:,} (at least {low:,}, {upper})."


def located(incidents: Sequence[Incident], wide: float = WIDE, high: float = HIGH) -> Picture:
    """The map of incidents, at least one of them with coordinates, by their numbers in this order."""
    spots = [
        Spot(
            number,
            where.lon,
            where.lat,
            where.radius_km,
            where.precision in _EXACT,
            each.grade.grade,
            where.name or where.admin1,
        )
        for number, each in enumerate(incidents, 1)
        if (where := each.where).lat is not None and where.lon is not None
    ]
    missing = len(incidents) - len(spots)
    note = f" {many(missing, 'incident')} without coordinates not shown." if missing else ""
    return Picture(
        drawn(spots, wide, high), f"Where it was; dashed circles: somewhere within. Outlines of Natural Earth.{note}"
    )
