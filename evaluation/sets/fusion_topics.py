"""Documents on violent topics of ECB+ to their seminal events: each topic holds two, told apart by `ecb` and `ecbplus`.

The documents have no date and no title; many are a few sentences. Topics without force against people are not
reported (robbery without it is no incident of the codebook). Whole topics are tuned on or reported.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from evaluation import fusion
from evaluation.run import Run, Scores, Story

TUNED = (8, 13, 14, 18, 24, 26, 41)
"""A bomb at a bank, a shooting at an office, a camp under fire; and fires, robberies and arrests, to learn from."""
REPORTED = (12, 16, 19, 22, 32, 33, 45)
"""Pirates and a navy, a gang's killing, riots, a shooting at work, three killings."""
_FOLDER = "ECB+_LREC2014/ECB+"


def stories(data: Path, run: Run) -> list[tuple[Story, str]]:
    """The documents of this run's topics, by name."""
    topics = TUNED if run.part == "tune" else REPORTED
    paths = [path for topic in topics for path in sorted((data / _FOLDER / str(topic)).glob("*.xml"))]
    return [(Story(path.stem, text(path)), gold(path)) for path in run.sample(paths, lambda path: path.stem)]


def gold(path: Path) -> str:
    """Topic and collection: the seminal event."""
    return f"{path.parent.name} {'ecbplus' if path.stem.endswith('plus') else 'ecb'}"


def text(path: Path) -> str:
    """A document's tokens with spaces between, a sentence a line."""
    sentences: dict[int, list[str]] = {}
    for token in ElementTree.parse(path).getroot().findall("token"):
        sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
    return "\n".join(" ".join(words) for _, words in sorted(sentences.items()))


def score(data: Path, run: Run) -> Scores:
    """B-cubed and pairs."""
    return fusion.figures(fusion.prepare(fusion.read(stories(data, run))))
