"""`python -m evaluation.stance_learn`: learns the weights that choose a statement's stance, and writes them down.

From the same reports as `evaluation.holder_learn`, whose weights are taken as they stand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from counterclaim.account.manner import traits
from counterclaim.account.sayings import sayings
from counterclaim.account.scene import Scene
from counterclaim.account.stances import stance
from counterclaim.account.statements import statements
from counterclaim.codebook.cues import STANCES
from evaluation.catalogue import REPOSITORY
from evaluation.holder_learn import Choice, Read, keep, material
from evaluation.sets import corpus_align

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "manner.json"


def choices(one: Read) -> Iterator[Choice]:
    """The choices of one report, one for each statement that is found."""
    scene = Scene(one.result.report, one.result.reading)
    told, made = sayings(scene), statements(scene)
    for mine, theirs in corpus_align.pairs(one.gold, one.result.as_json()).statements:
        attribution, source = told[theirs], made[theirs].source
        before = made[:theirs]
        ruled = stance(scene, attribution, source.holder, before)
        traced = list(traits(scene, attribution, ruled, source, before))
        right = one.gold["statements"][mine]["stance"]
        yield [(each == right, [f"{trait}|{each}" for trait in traced]) for each in sorted(STANCES)]


def main() -> int:
    """One round, then the file."""
    known = [(one.family, choice) for one in material() for choice in choices(one)]
    keep(FILE, known)
    return 0


if __name__ == "__main__":
    sys.exit(main())
