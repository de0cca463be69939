"""The words that an incident is found by: headline, titles, names, places, weapons, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident

_MOST = 20_000


def search_words(incident: Incident, entries: Iterable[Entry]) -> str:
    """One text, each line once, at most 20,000 characters."""
    lines = [incident.headline, incident.where.name, incident.where.admin1]
    lines += [thing.name for thing in (*incident.weapons, *incident.objects)]
    for part in incident.participants:
        lines += [part.name, part.organization]
    for entry in entries:
        account = entry.account
        said = [one for one in entry.statements if account.n in one.about]
        lines += [entry.title, entry.anchor.words, entry.outlet]
        lines += [words.text for one in said for words in one.content]
        lines += [one.source.text for one in said]
    return "\n".join(dict.fromkeys(line for line in lines if line))[:_MOST]
