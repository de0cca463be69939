"""CASE 2021 task 2: snippets with ACLED's sub-events, against the first main account's.

Types that are no armed incident (agreements, disasters, peaceful protest) are asked for the opposite: no account.
"""

from __future__ import annotations

import csv
from pathlib import Path

from evaluation import incidents
from evaluation.measure import Share
from evaluation.run import Json, Run, Scores, Story

FILE = Path("task2") / "test_dataset" / "test_set_final_release_with_labels.tsv"
ARMED = {
    "ABDUCT_DISSAP": "Abduction/forced disappearance",
    "AIR_STRIKE": "Air/drone strike",
    "ARMED_CLASH": "Armed clash",
    "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
    "ATTACK": "Attack",
    "CHEM_WEAP": "Chemical weapon",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters",
    "GOV_REGAINS_TERIT": "Government regains territory",
    "GRENADE": "Grenade",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "REM_EXPLOS": "Remote explosive/landmine/IED",
    "SUIC_BOMB": "Suicide bomb",
    "SEX_VIOL": "Sexual violence",
    "MOB_VIOL": "Mob violence",
    "DISR_WEAP": "Disrupted weapons use",
}
FIELDS = ("sub-event, armed core", "sub-event, all armed", "incident found", "no incident where none")
CORE = frozenset(ARMED) - {"SEX_VIOL", "MOB_VIOL", "DISR_WEAP"}
QUIET = frozenset(
    {
        "AGREEMENT",
        "DIPLO",
        "HQ_ESTABLISHED",
        "MAN_MADE_DISASTER",
        "NATURAL_DISASTER",
        "NON_VIOL_TERRIT_TRANSFER",
        "PEACE_PROTEST",
    }
)


def score(data: Path, run: Run) -> Scores:
    """Accuracy over the armed types, how many of them give any account, how many of the others give none."""
    rows = run.half(load(data / FILE), lambda row: row["id"])
    chosen = run.sample(rows, lambda row: row["id"])
    fields = {name: Share() for name in FIELDS}
    for row in chosen:
        label = row["SubType"].strip()
        if label not in ARMED and label not in QUIET:
            continue
        found = sub_event(run.read(Story(id=row["id"], text=row["EventSnippet"])))
        if label in QUIET:
            good = fields["no incident where none"].add(found is None)
        else:
            good = fields["sub-event, all armed"].add((found or "").lower() == ARMED[label].lower())
            if label in CORE:
                fields["sub-event, armed core"].add(good)
                fields["incident found"].add(found is not None)
        if not good:
            run.miss(row["id"], label, ARMED.get(label), found, row["EventSnippet"])
    return {"n snippets": float(len(chosen))} | {name: share.value for name, share in fields.items()}


def sub_event(output: Json) -> str | None:
    """ACLED's sub-event of the first account that is told as having happened."""
    told = incidents.main(output)
    return told[0]["event"]["acled"]["sub_event_type"] if told else None


def load(path: Path) -> list[dict[str, str]]:
    """The labelled snippets."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
