"""The sets that are scored: where each lies, who scores it, and which part of it may be learnt from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from evaluation.data import locate
from evaluation.run import Run, Scores

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Entry:
    """`tuned` is the part whose mistakes may be looked at, `reported` the part that the figures are of."""

    name: str
    folder: str
    module: str
    tuned: str
    reported: str

    def score(self, data: Path, run: Run) -> Scores:
        """The set's figures, from its unpacked folder."""
        scorer: Callable[[Path, Run], Scores] = import_module(self.module).score
        return scorer(data, run)

    def place(self, sets: Path) -> Path | None:
        """Its unpacked folder, or None where it is not there."""
        return locate(self.folder, sets)


@dataclass(frozen=True, slots=True)
class Own(Entry):
    """A set that lies in the repository."""

    def place(self, sets: Path) -> Path | None:  # noqa: ARG002 - wherever the public sets are
        """Its folder; None where it holds nothing."""
        home = REPOSITORY / self.folder
        return home if next(home.glob("*/*"), None) else None


@dataclass(frozen=True, slots=True)
class Tagger(Entry):
    """A set on which one tagger is scored by itself: its scorer takes the folder of sets and a part's name.

    `scale` is what its figures count as whole, `counts` those of them that are numbers of things.
    """

    parts: tuple[object, object] = (0, 1)
    scale: float = 1.0
    counts: tuple[str, ...] = ()

    def score(self, data: Path, run: Run) -> Scores:
        """The set's figures as shares; the tagger reads by itself."""
        scorer: Callable[[Path, object], Scores] = import_module(self.module).score
        figures = scorer(data.parent, self.parts[run.part == "report"])
        return {
            f"n {name}" if name in self.counts else name: value if name in self.counts else value / self.scale
            for name, value in figures.items()
        }


HALF = "half by digest", "the other half"
FILES = "even documents", "odd documents"
SETS = (
    Own("corpus_written", "training/corpus", "evaluation.sets.corpus_written", "train families", "dev families"),
    Own("corpus_real", "training/corpus_real", "evaluation.sets.corpus_real", *HALF),
    Entry("polnear", "polnear", "evaluation.sets.polnear", "train", "dev, first annotator"),
    Entry("muc4", "muc4", "evaluation.sets.muc4", "dev (1,300)", "TST1 and TST2"),
    Entry("newswire", "en_worldwide_newswire", "evaluation.sets.newswire", "80 %", "10 %; 10 % never read"),
    Entry("isaf", "isaf_press_releases", "evaluation.sets.isaf", *HALF),
    Entry("airwars", "airwars_gaza", "evaluation.sets.airwars", HALF[0], "240 of the other half"),
    Entry("aidworkers", "aid_worker_security_db", "evaluation.sets.aidworkers", "even ids", "500 of the odd ids"),
    Entry("drones", "us_drone_strikes_dronestream", "evaluation.sets.drones", *HALF),
    Entry("shootings", "gva_violent_corpus", "evaluation.sets.shootings", HALF[0], "400 of the other half"),
    Entry("fusion_shootings", "gva_violent_corpus", "evaluation.sets.fusion_shootings", *HALF),
    Entry("fusion_topics", "ecbplus", "evaluation.sets.fusion_topics", "7 topics", "7 other topics"),
    Own("fusion_families", "training/corpus", "evaluation.sets.fusion_families", "train families", "dev families"),
    Entry("police", "india_police_events", "evaluation.sets.police", *HALF),
    Entry("factuality", "factuality", "evaluation.sets.factuality", "UW train", "UW dev and test"),
    Entry("subtypes", "case2021", "evaluation.sets.subtypes", *HALF),
    Entry("plover", "plover_zsp", "evaluation.sets.plover", "PLV train", "PLV test"),
    Entry("wikinews", "wikinews_2019_2020", "evaluation.sets.wikinews", "all", "all: these were looked at"),
    Tagger("timebank", "tempeval3", "evaluation.timebank", *FILES, ("even", "odd"), 100, ("gold", "told")),
    Tagger("geoparsing", "geoparsing", "evaluation.geoparsing", *FILES),
)
