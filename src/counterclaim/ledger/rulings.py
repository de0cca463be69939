"""How many were killed by each rule book, worked out when an incident is made or a rule book is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from counterclaim.codebook.rules import RuleBook, other_books
from counterclaim.records import codec
from counterclaim.records.incident import Incident
from counterclaim.store import incidents, rulings
from counterclaim.store.engine import reading, writing
from counterclaim.weigh.ruled import figure

if TYPE_CHECKING:
    from sqlalchemy import Engine


def killed(incident: Incident) -> dict[str, int]:
    """Figures by the keys of the rule books that have another than the default, as they are sorted by."""
    return _figures(incident, other_books())


def catch_up(engine: Engine) -> int:
    """Rule every incident by the rule books that are new or changed; returns how many of these there were."""
    with reading(engine) as connection:
        if not any(rulings.owed(connection)):
            return 0
    with writing(engine) as connection:
        keys, old = rulings.owed(connection)
        books = [book for book in other_books() if book.key in keys]
        found: dict[str, dict[str, int]] = {}
        for name, body in incidents.all_bodies(connection):
            if books and '"killed"' in body and (figures := _figures(codec.loads(Incident, body), books)):
                found[name] = figures
        rulings.forget(connection, keys | old)
        rulings.insert(connection, found)
        rulings.told(connection, keys)
        return len(keys)


def _figures(incident: Incident, books: Iterable[RuleBook]) -> dict[str, int]:
    own = next((tally.quantity.best for tally in incident.toll if tally.harm == "killed"), None)
    told = {book.key: figure(incident, "killed", book) for book in books}
    return {key: incidents.sorted_by(count) for key, count in told.items() if count != own}
