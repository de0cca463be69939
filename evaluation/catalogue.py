"""The sets that are scored: where each lies, who scores it, and which part of it may be learnt from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from evaluation.run import Run, Scores


@dataclass(frozen=True, slots=True)
class Entry:
    """`tuned` is the part whose mistakes may be looked at, `reported` the part that the figures are of."""

    name: str
    folder: str
    module: str
    tuned: str
    reported: str
    bare: bool = False

    def score(self, data: Path, run: Run) -> Scores:
        """The set's figures. A bare scorer takes the folder alone and reads by itself."""
        scorer: Callable[..., Scores] = import_module(self.module).score
        return dict(scorer(data)) if self.bare else scorer(data, run)


HALF = "half by digest", "the other half"
SETS = (
    Entry("polnear", "polnear", "evaluation.sets.polnear", "train", "dev, first annotator"),
    Entry("muc4", "muc4", "evaluation.sets.muc4", "dev (1,300)", "TST1 and TST2"),
    Entry("newswire", "en_worldwide_newswire", "evaluation.sets.newswire", "80 %", "10 %; 10 % never read"),
    Entry("isaf", "isaf_press_releases", "evaluation.sets.isaf", *HALF),
    Entry("airwars", "airwars_gaza", "evaluation.sets.airwars", HALF[0], "240 of the other half"),
    Entry("aidworkers", "aid_worker_security_db", "evaluation.sets.aidworkers", "even ids", "500 of the odd ids"),
    Entry("drones", "us_drone_strikes_dronestream", "evaluation.sets.drones", *HALF),
    Entry("shootings", "gva_violent_corpus", "evaluation.sets.shootings", HALF[0], "400 of the other half"),
    Entry("police", "india_police_events", "evaluation.sets.police", *HALF),
    Entry("factuality", "factuality", "evaluation.sets.factuality", "UW train", "UW dev and test"),
    Entry("subtypes", "case2021", "evaluation.sets.subtypes", *HALF),
    Entry("plover", "plover_zsp", "evaluation.sets.plover", "PLV train", "PLV test"),
    Entry("timebank", "tempeval3", "evaluation.timebank", "see evaluation/timebank.py", "the same", bare=True),
    Entry("geoparsing", "geoparsing", "evaluation.geoparsing", "see evaluation/geoparsing.py", "the same", bare=True),
)
