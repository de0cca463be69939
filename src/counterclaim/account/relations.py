"""What outsiders do by speaking: urge calm, offer to mediate, send observers, take a side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from counterclaim.account.holders import holder
from counterclaim.account.scene import Scene
from counterclaim.account.together import parties
from counterclaim.codebook.loader import load
from counterclaim.records.account import Relation, Statement


@cache
def _kinds() -> list[tuple[dict[str, Any], re.Pattern[str]]]:
    """Each kind of relation with the words that make it: stems ("condemn") begin a word, phrases are whole words."""
    return [
        (kind, re.compile("|".join(rf"\b{re.escape(word)}" + (r"\b" if " " in word else "") for word in kind["words"])))
        for kind in load("relations")
    ]


def relations(scene: Scene, statements: Sequence[Statement]) -> list[Relation]:
    """Relations between actors that statements make, in the order of the statements."""
    found: list[Relation] = []
    sides = parties(scene)
    for statement in statements:
        who = statement.source.holder
        if who is None or not who.isupper():
            continue
        said = f"{statement.cue.text} {' '.join(words.text for words in statement.content)}".lower()
        for kind, words in _kinds():
            if kind.get("stances") and statement.stance not in kind["stances"]:
                continue
            if words.search(said):
                to = tuple(a for a in _towards(scene, statement, sides) if a != who)
                if to and not (kind.get("outsider") and who in sides):
                    found.append(Relation(kind["id"], who, to, statement.n))
                    break
    return found


def _towards(scene: Scene, statement: Statement, sides: Sequence[str]) -> Sequence[str]:
    """Whom a relation is with: those addressed, else the one side that the content names, else both parties."""
    if statement.addressee:
        return statement.addressee
    named = [
        side for words in statement.content for m in scene.mentions_in(words.span) if m.actor and (side := holder(m))
    ]
    return named[:1] if len(set(named)) == 1 and statement.stance in {"announces", "asserts"} else sides
