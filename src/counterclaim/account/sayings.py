"""The sayings that are statements: of the body alone, and one for each word of saying.

A title's are told again below it. "Said that it fired and that two died" is one statement with its content in two.
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.account.scene import Scene, kept
from counterclaim.account.together import together
from counterclaim.records.reading import Attribution


@kept
def sayings(scene: Scene) -> list[Attribution]:
    """Attributions in text order, those of a title left out, those of one cue and source as one.

    What two say together stands once for each of them.
    """
    bodied = any(sentence.kind == "body" for sentence in scene.reading.sentences)
    made: list[Attribution] = []
    for one in scene.reading.attributions:
        if bodied and scene.kind(one.cue[0]) == "title":
            continue
        if made and (made[-1].cue, made[-1].source) == (one.cue, one.source):
            made[-1] = _joined(made[-1], one)
        else:
            made.append(one)
    return [one for one in made for _ in together(scene, one.source) or (one,)]


def _joined(one: Attribution, other: Attribution) -> Attribution:
    quote = one.quote if one.quote == other.quote else "mixed"
    content = tuple(sorted({*one.content, *other.content}))
    return replace(one, content=content, quote=quote)
