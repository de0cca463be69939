"""The product as every scorer sees it: a story goes in, the contract's JSON with the reading comes out."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.run import Json, Story


def product() -> Callable[[Story], Json]:
    """A reader with its tools loaded once."""
    from counterclaim.reader import Reader  # noqa: PLC0415 - a scorer's own tests need no product
    from counterclaim.records.report import Report  # noqa: PLC0415

    reader = Reader()

    def read(story: Story) -> Json:
        report = Report(text=story.text, id=story.id, title=story.title, published=story.published, outlet=story.outlet)
        return reader.code(report).as_json(reading=True)

    return read
