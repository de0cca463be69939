"""Reports that were read elsewhere, kept many at a time: as one by one, on both engines."""

from __future__ import annotations

from collections.abc import Callable

from stubs import Book, coding, report, told

from counterclaim.errors import SourceError
from counterclaim.fuse.origins import signature
from counterclaim.ledger import Added
from counterclaim.ledger.intake import named
from counterclaim.ledger.loading import Read
from counterclaim.records import codec
from counterclaim.records.report import Report
from counterclaim.store.keep import edition_digest

FILLER = 'A long and quiet paragraph follows, \\N with\ttabs, "quotes", lines\nand letters: \u0416, \U0001f33b. ' * 3
STORIES = [
    report("alpha-1", told("2026-03-04", 5, "Tabaro"), FILLER),
    report("beta-1", told("2026-03-04", 6, "Tabaro", "mayor", denier="rebels"), title="\\. of a title"),
    report("gamma-1", "Nothing happened.", url="https://gamma.example/1"),
    report("alpha-2", told("2026-03-04", 5, "Tabaro"), FILLER, published="2026-03-06"),
    report("delta-1", told("2026-03-09", 2, "Waimanu"), told("2026-03-10", 3, "Leulumo"), outlet=None),
    report("beta-1", told("2026-03-04", 7, "Tabaro", "mayor"), title="\\. of a title"),
    report("gamma-1", "Nothing happened.", url="https://gamma.example/1"),
]


def read(given: Report) -> Read:
    found, edition = coding(given), edition_digest(given, given.id)
    mark = signature(given.text)
    return Read(given, edition, mark, "stub 1", codec.dumps(found), tuple(named(found, edition, [])))


def outcomes(found: list[Added | SourceError]) -> list[str]:
    return [each.outcome for each in found if isinstance(each, Added)]


def test_many_at_once_are_kept_as_one_by_one(book: Book, engine: str, place: Callable[..., str]) -> None:
    assert outcomes(book.load([read(each) for each in STORIES])) == [
        *("new", "new", "new", "new", "new"),
        *("changed", "known"),
    ]
    assert book.check(deep=True) == []
    with Book(place(engine)) as other:
        other.put(*STORIES)
        assert book.digest() == other.digest()
        for story in STORIES[:5]:
            assert book.report(story.id) == other.report(story.id)
    assert outcomes(book.load([read(each) for each in STORIES])) == ["known"] * 7


def test_a_batch_joins_what_the_ledger_holds(book: Book) -> None:
    book.put(STORIES[0])
    book.load([read(each) for each in STORIES[1:4]])
    assert len(book.all()) == 1
    assert {member.origin for member in book.all()[0].members} == {"alpha-1", "beta-1"}
    assert book.check(deep=True) == []


def test_an_empty_batch_is_nothing(book: Book) -> None:
    assert book.load([]) == []
