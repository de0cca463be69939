"""What a scorer is handed: the reader, the part to score, how much of it, and where mistakes go."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Json = dict[str, Any]
Scores = dict[str, float]
"""Figure name to value. Names that begin with `n ` are counts: shown, never held to a floor."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Story:
    """A report of a public set, as the product takes it."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None


@dataclass(slots=True)
class Run:
    """`part` is `report` (figures that are published) or `tune` (mistakes that may be looked at)."""

    reader: Callable[[Story], Json]
    part: str = "report"
    limit: int | None = None
    mistakes: list[Json] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def read(self, story: Story) -> Json:
        """The product's output. A report that it fails on counts as one in which it found nothing."""
        try:
            return self.reader(story)
        except Exception as error:
            self.failures.append(f"{story.id}: {type(error).__name__}: {error}")
            return nothing(story)

    def miss(self, report: str, what: str, gold: Any, got: Any, words: str = "") -> None:
        """Keep one mistake for the dump."""
        self.mistakes.append({"report": report, "field": what, "gold": gold, "got": got, "words": words[:900]})

    def sample(self, items: Iterable[T], key: Callable[[T], str], most: int | None = None) -> list[T]:
        """At most `most` (and `limit`) items, always the same ones, whatever their order in the file."""
        bounds = [bound for bound in (most, self.limit) if bound is not None]
        ranked = sorted(items, key=lambda item: digest(key(item)))
        return ranked[: min(bounds)] if bounds else ranked

    def half(self, items: Iterable[T], key: Callable[[T], str]) -> list[T]:
        """The items of this run's part, where a set has no split of its own: halves by digest."""
        wanted = 0 if self.part == "tune" else 1
        return [item for item in items if int(digest(key(item) + "/part")[:8], 16) % 2 == wanted]


def headed(title: str, text: str) -> str:
    """An article with its title on top, as it stands on the page, where the set keeps the two apart."""
    return text if text.lstrip().startswith(title.strip()) else f"{title.strip()}\n\n{text}"


def nothing(story: Story) -> Json:
    """The contract's keys with nothing found."""
    reading: Json = {key: [] for key in ("mentions", "places", "times", "numbers", "events")}
    report = {"id": story.id, "title": story.title, "published": story.published, "text": story.text}
    return {
        "report": report,
        "relevant": False,
        "accounts": [],
        "statements": [],
        "relations": [],
        "warnings": [],
        "reading": reading,
    }


def digest(key: str) -> str:
    """A stable stand-in for chance."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
