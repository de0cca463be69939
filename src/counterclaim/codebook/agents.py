"""The common nouns with which reports name forces, offices, speakers and people, and what each tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from counterclaim.codebook.actors import holder_of
from counterclaim.codebook.loader import Entry, derived, load
from counterclaim.codebook.phrases import PhraseIndex, phrase_parts

_PRIVATE = (None, "CIV", "PRESS")
_SHORT = 2
_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Agent:
    """What a common noun tells of those it names; the fields are explained at the head of agents.yaml."""

    id: str
    organ: str | None
    kind: str
    mention: str
    category: str
    identified: bool = True
    inherits: bool = False
    title: bool = False
    body: bool = False
    victim: bool = False
    holder: str | None = None
    actor: str | None = None


@derived
def agents() -> dict[str, Agent]:
    """Every agent noun's entry by id."""
    return {entry["id"]: _agent(entry) for entry in load("agents")}


def holder_for(agent: Agent, actor_id: str | None) -> str | None:
    """Whose word it is when `agent` speaks, `actor_id` being who the words with it name, if anybody."""
    if agent.holder and (actor_id is None or agent.organ in _PRIVATE):
        return agent.holder
    return holder_of(actor_id) if actor_id else None


class AgentIndex:
    """Every form of every agent noun, for longest match over a report's tokens without regard to case."""

    def __init__(self) -> None:
        self._index: PhraseIndex[Agent] = PhraseIndex(fold=True)
        for entry in load("agents"):
            for form in forms(entry):
                self._index.add(phrase_parts(form), agents()[entry["id"]])

    def match(self, words: Sequence[str], i: int) -> tuple[int, Agent] | None:
        """The longest form that begins at token i: its length in tokens and what it is.

        A form of two letters is an office's short name only in capitals and after no number: "the PM", not "9 p.m.".
        """
        found = self._index.match(words, i)
        if found is None or (found[0] == 1 and _is_hour(words, i)):
            return None
        return found[0], found[1][0]


@derived
def agent_index() -> AgentIndex:
    """The index over the whole list, made once a process."""
    return AgentIndex()


def _is_hour(words: Sequence[str], i: int) -> bool:
    """Whether a word of two letters is none in capitals, or follows a number."""
    short = len(words[i].replace(".", "")) == _SHORT
    return short and (not (words[i].isalpha() and words[i].isupper()) or (i > 0 and words[i - 1][-1:].isdigit()))


def forms(entry: Entry) -> Iterator[str]:
    """An entry's forms with every `{a|b}` written out."""
    for pattern in entry["forms"]:
        pieces = _ALTERNATIVES.split(pattern)
        choices = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
        yield from ("".join(choice) for choice in product(*choices))


def _agent(entry: Entry) -> Agent:
    return Agent(**{key: value for key, value in entry.items() if key != "forms"})
