"""`python -m evaluation.whom_learn`: learns the weights that choose whose people a figure counts, and writes them down.

From the figures of the same reports as `evaluation.holder_learn` whose words an annotated figure of the account shares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from counterclaim.account.code import ruled_figures, tellings
from counterclaim.account.split import drafts
from counterclaim.account.whom import HELD, Whom
from counterclaim.records.account import Toll
from evaluation.catalogue import REPOSITORY
from evaluation.holder_learn import Choice, Read, keep, material, scene_of
from evaluation.run import Json
from evaluation.sets import corpus_align

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "whom.json"


def choices(one: Read) -> Iterator[Choice]:
    """The choices of one report, one for each figure that is annotated too and whose side is a candidate."""
    scene = scene_of(one.result)
    told = list(tellings(scene, drafts(scene), [said.about for said in scene.statements]))
    for mine, theirs in corpus_align.pairs(one.gold, one.result.as_json()).accounts:
        telling, annotated = told[theirs], one.gold["accounts"][mine]["toll"]
        figures = ruled_figures(scene, telling)
        options = Whom(scene, telling.draft, telling.people, telling.home).options(figures)
        for figure, sides in zip(figures, options, strict=True):
            same = _same(figure, annotated)
            if same is not None and same["of"] in sides and figure.harm not in HELD:
                yield [(side == same["of"], names) for side, names in sides.items()]


def _same(figure: Toll, annotated: Sequence[Json]) -> Json | None:
    """The annotated figure whose words this one shares: of the same harm and holder, if any is."""
    shared = [other for other in annotated if corpus_align.shared([figure.words.span], corpus_align.spans(other))]
    return min(shared, key=lambda one: (one["harm"] != figure.harm, one["holder"] != figure.holder), default=None)


def main() -> int:
    """One round, then the file."""
    keep(FILE, [(one.family, choice) for one in material() for choice in choices(one)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
