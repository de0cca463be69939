"""Words by which armed acts are told, as the model sees them: how likely each tells news, history or no deed."""

from __future__ import annotations

from math import exp

from counterclaim.read.model import Card, Scored
from counterclaim.records.reading import ActMention

LAYER = "trigger"
_LEAST = 0.02
"""How likely a word has to be of a trigger to be kept."""


def acts(scored: Scored, card: Card) -> tuple[ActMention, ...]:
    """Every word that may be of a trigger, in text order."""
    if not scored.words:
        return ()
    classes = card.classes[LAYER]
    columns = [[n for n, name in enumerate(classes) if name.endswith(f"-{label}")] for label in ActMention._fields[1:]]
    found = []
    rows = scored.rows[LAYER]
    for at in (rows[:, 0] <= -_LEAST).nonzero()[0].tolist():  # the logarithm of 1 - x is at most -x
        row = rows[at].tolist()
        if 1 - exp(row[0]) >= _LEAST:
            shares = [round(sum(exp(row[n]) for n in column), 3) for column in columns]
            found.append(ActMention(scored.words[at], *shares))
    return tuple(found)
