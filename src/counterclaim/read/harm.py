"""Marks every count of people harmed: what harm, how many, of whom, by whom, over what time.

each word of harm | the people it is said of (`harm_near`), who did it | parts of a figure (`harm_parts`) | scope
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.codebook.harm import HarmWord, harm_words
from counterclaim.read.document import Doc
from counterclaim.read.harm_parts import with_parts
from counterclaim.read.harm_people import Crowd
from counterclaim.read.harm_rules import RULES
from counterclaim.read.harm_same import without_lesser
from counterclaim.read.harm_tally import Tally
from counterclaim.records.reading import HarmMention, NumberMention


def find_harms(doc: Doc, numbers: Sequence[NumberMention]) -> list[HarmMention]:
    """Harm mentions in text order of their counts."""
    tally = Tally(doc, Crowd(doc, numbers))
    for sent in doc.body():
        i = sent.first
        while i < sent.last:
            hit = harm_words().match(doc.lower, i)
            if hit is None or i + hit[0] > sent.last:
                i += 1
                continue
            for word in _meanings(tally, i, hit[1]):
                if RULES[word.how](tally, i, i + hit[0], word):
                    break
            i += hit[0]
    tally.found = without_lesser(doc, tally.found)
    return with_parts(doc, tally)


def _meanings(tally: Tally, i: int, words: list[HarmWord]) -> list[HarmWord]:
    """What a word can mean here, likeliest first: a verb is asked as verb before it is asked as state or noun."""
    doc = tally.doc
    inside = any(p.first < i < p.last for p in tally.crowd.of(doc.sent_of[i]))
    verb = doc.tags[i] == "VERB" and not inside
    last = {"adjective": 1, "noun": 2, "body": 2, "taken": 2, "total": 3}
    return sorted(dict.fromkeys(words), key=lambda w: last.get(w.how, 0) if verb else -last.get(w.how, 0))
