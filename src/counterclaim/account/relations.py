"""What outsiders do by speaking: urge calm, offer to mediate, send observers, take a side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from counterclaim.account.scene import Scene
from counterclaim.account.statements import parties
from counterclaim.codebook.loader import load
from counterclaim.records.account import Relation, Statement


@cache
def _kinds() -> list[dict[str, Any]]:
    return load("relations")


def relations(scene: Scene, statements: Sequence[Statement]) -> list[Relation]:
    """Relations between actors that statements make, in the order of the statements."""
    found: list[Relation] = []
    sides = parties(scene)
    for statement in statements:
        who = statement.source.holder
        if who is None or not who.isupper():
            continue
        said = f"{statement.cue.text} {' '.join(words.text for words in statement.content)}".lower()
        for kind in _kinds():
            if kind.get("stances") and statement.stance not in kind["stances"]:
                continue
            if any(word in said for word in kind["words"]):
                to = tuple(a for a in (statement.addressee or sides) if a != who)
                if to and not (kind.get("outsider") and who in sides):
                    found.append(Relation(kind["id"], who, to, statement.n))
                    break
    return found
