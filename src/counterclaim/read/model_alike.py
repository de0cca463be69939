"""Marks of names and dates put right by what is true of a whole report.

A name is of one kind through a report: what its mentions are taken for together, each of them is.
One sense a discourse (Gale, Church and Yarowsky, 1992), for names: a club whose town is told, a family name that is
also a town's, is mostly clear in one of its mentions and carries the others. And two names of one kind with a mere
space between are one: lists have commas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from counterclaim.read.model_decode import Mark

_OTHER = "date"
"""The label that is no name's."""
_JOINING = frozenset({"and", "for", "from", "in", "of", "on", "or", "the", "to"})
_DETERMINERS = ("the ", "a ", "an ")


def alike(found: Sequence[Mark], faint: Iterable[Mark], text: str) -> tuple[Mark, ...]:
    """The marks of names, each with the label that the mentions of the same words, weighed by confidence, speak for.

    A word that ends a longer name of a person is that person's.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mark in (*found, *faint):
        if mark.label != _OTHER:
            votes[_name(mark, text)][mark.label] += mark.confidence
    labels = {name: max(sorted(some), key=some.__getitem__) for name, some in votes.items()}
    families = {
        words[-1]
        for mark in found
        if mark.label == "person"
        and labels[_name(mark, text)] == "person"
        and len(words := _name(mark, text).split()) > 1
    }
    told = [
        _trimmed(mark, text)
        if mark.label == _OTHER
        else mark._replace(label=_label(_name(mark, text), labels, families))
        for mark in found
    ]
    return _joined(told, text)


def _joined(marks: Iterable[Mark], text: str) -> tuple[Mark, ...]:
    """Neighbours of one kind as one, as sure as the less sure of them."""
    kept: list[Mark] = []
    for mark in marks:
        before = kept[-1] if kept else None
        if before is not None and before.label == mark.label != _OTHER and text[before.span[1] : mark.span[0]] == " ":
            sure = min(before.confidence, mark.confidence)
            kept[-1] = before._replace(span=(before.span[0], mark.span[1]), confidence=sure, last=mark.last)
        else:
            kept.append(mark)
    return tuple(kept)


def _trimmed(mark: Mark, text: str) -> Mark:
    """A date without a joining word at its end: "July to"."""
    words = text[slice(*mark.span)].rsplit(maxsplit=1)
    if len(words) < 2 or words[1].lower() not in _JOINING:
        return mark
    return mark._replace(span=(mark.span[0], mark.span[0] + len(words[0])), last=mark.last - 1)


def _label(name: str, labels: dict[str, str], families: set[str]) -> str:
    return "person" if name in families else labels[name]


def _name(mark: Mark, text: str) -> str:
    words = " ".join(text[slice(*mark.span)].split())
    start = next((len(one) for one in _DETERMINERS if words.lower().startswith(one)), 0)
    return words[start:]
