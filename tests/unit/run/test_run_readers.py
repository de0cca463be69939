"""Reading in processes of their own: one that dies costs its own page alone."""

from __future__ import annotations

from datetime import date

import pytest
from world import fragile

from counterclaim.gather.feeds import Entry
from counterclaim.gather.options import Options
from counterclaim.run.reading import Readers, Task, made


@pytest.mark.slow
def test_a_process_that_dies_costs_one_page() -> None:
    readers = Readers(2)
    try:
        found = list(readers._map(fragile, [1, 2, 13, 4], lambda each, _: -each))
    finally:
        readers.close()
    assert found == [1, 2, -13, 4]


def test_a_page_that_dates_itself_in_the_future_is_undated() -> None:
    entry = Entry(None, "A title", "2031-01-01", text="Two men were killed near Gao, police said.")
    (found,) = made(Task("x", entry, Options(), date(2026, 3, 5)))
    assert found.published is None  # type: ignore[union-attr]
    assert "future" in found.notes[-1]  # type: ignore[union-attr]
