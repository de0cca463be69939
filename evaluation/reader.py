"""The product as every scorer sees it: a story goes in, the contract's JSON with the reading comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from evaluation.run import Json, Story

if TYPE_CHECKING:
    from counterclaim.records.report import Report


def product() -> Callable[[Story], Json]:
    """A reader with its tools loaded once."""
    from counterclaim.reader import Reader  # noqa: PLC0415 - a scorer's own tests need no product

    reader = Reader()

    def read(story: Story) -> Json:
        return reader.code(report_of(story)).as_json(reading=True)

    return read


def report_of(story: Story) -> Report:
    """A story as the product takes it."""
    from counterclaim.records.report import Report  # noqa: PLC0415

    return Report(text=story.text, id=story.id, title=story.title, published=story.published, outlet=story.outlet)
