"""Verb forms from the codebook's grammar: irregular ones as listed, the rest by rule."""

from __future__ import annotations

from functools import cache

from counterclaim.codebook.loader import load
from counterclaim.values.inflect import verb_forms


@cache
def grammar() -> dict[str, dict[str, list[str]]]:
    """Entries of `grammar.yaml` by id."""
    return {entry["id"]: entry for entry in load("grammar")}


@cache
def irregular() -> dict[str, tuple[str, str]]:
    """Past and participle of each irregular verb."""
    forms: list[list[str]] = [list(row) for row in grammar()["irregular"]["forms"]]
    return {row[0]: (row[1], row[2]) for row in forms}


def inflect(phrase: str) -> dict[str, str]:
    """Forms (base, s, past, part, ing) of a verb, or of a phrase that begins with one ("open fire on")."""
    forms = verb_forms(phrase)
    head, _, tail = phrase.partition(" ")
    if head in irregular():
        past, part = irregular()[head]
        forms["past"] = f"{past} {tail}".strip()
        forms["part"] = f"{part} {tail}".strip()
    if head == "be":
        forms |= {"s": f"is {tail}", "past": f"was {tail}", "part": f"been {tail}", "ing": f"being {tail}"}
    return forms
