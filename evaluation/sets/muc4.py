"""MUC-4: the role fillers of reported incidents, end to end, upper-case texts as received.

Two figures. CEAF-REE, as Du et al. (GRIT) describe it: for each role, predicted entities are aligned one to one
with gold entities, and a pair counts when every mention of the predicted entity is a mention of the gold one.
Templates, as in GTT: accounts are aligned with gold templates of the same incident type so that the most
entities fit, and the type itself counts as one more slot.

A participant's `name` has no determiner and no number, so both are taken off on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from evaluation.data import lines
from evaluation.measure import Tally, align
from evaluation.run import Json, Run, Scores, Story

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Entity = frozenset[str]
Fillers = dict[str, list[Entity]]

AGGRESSORS = frozenset({"initiator", "responsible"})
SUFFERERS = frozenset({"victim", "target"})
PARTICIPANTS = {
    # the participant's kind: (role in MUC when it acts, role in MUC when it suffers)
    "person": ("PerpInd", "Victim"),
    "unknown": ("PerpInd", "Victim"),
    "civilians": ("PerpInd", "Victim"),
    "military": ("PerpInd", "Victim"),
    "police": ("PerpInd", "Victim"),
    "armed_group": ("PerpOrg", "Victim"),
    "organization": ("PerpOrg", "Target"),
    "state": ("PerpOrg", "Target"),
}
THINGS = {"objects": "Target", "weapons": "Weapon"}
INCIDENTS = {
    "abduct": "kidnapping",
    "explosives": "bombing",
    "suicide-attack": "bombing",
    "aerial": "bombing",
    "destroy": "arson",
}
TOLD = frozenset({"main", "background"})
WORDS_BEFORE = (
    "the|an?|some|his|her|their|its|this|that|these|those|at least|about|one|two|three|four|five|six|seven|eight|nine"
    "|ten|eleven|twelve"
)
LEADING = re.compile(rf"^(?:(?:{WORDS_BEFORE}|\d+)\s+)+(?=\w)")
DATE = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d\d)\b")
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def score(data: Path, run: Run) -> Scores:
    """CEAF-REE a role and over all, and template F1."""
    name = "dev.json" if run.part == "report" else "train.json"
    texts = raw_texts(data / "raw" / "TASK" / "CORPORA")
    gold = lines(data / "grit_processed" / name)
    forms = lines(data / "gtt_processed" / "processed" / name)
    templates = {one["docid"]: one["templates"] for one in forms}
    ree = {role: Tally() for role in ROLES}
    whole = Tally()
    chosen = run.sample([one for one in gold if one["docid"] in texts], lambda one: str(one["docid"]), 200)
    for one in chosen:
        text = texts[one["docid"]]
        output = run.read(Story(id=one["docid"], text=text, published=published(text)))
        told = [account for account in output["accounts"] if account["status"] in TOLD]
        want, got = entities(one["extracts"]), joined(fillers(account) for account in told)
        for role in ROLES:
            _count(ree[role], want[role], got[role])
            _report(run, one["docid"], role, want[role], got[role])
        _count_templates(whole, templates[one["docid"]], told)
    scores: Scores = {"n reports": float(len(chosen))}
    for role in ROLES:
        scores |= ree[role].scores(role)
    summed = Tally(*(sum(getattr(one, part) for one in ree.values()) for part in ("right", "found", "gold")))
    return scores | summed.scores("CEAF-REE") | whole.scores("templates")


def raw_texts(folder: Path) -> dict[str, str]:
    """Document id to text as received, header line with dateline kept."""
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*/*-muc[34]*")):
        if path.name.startswith("key"):
            continue
        parts = re.split(r"(?m)^(\S*-MUC\d-\d+)[^\n]*\n", path.read_text("latin-1"))
        texts.update({name: body.strip() + "\n" for name, body in zip(parts[1::2], parts[2::2], strict=True)})
    return texts


def published(text: str) -> str | None:
    """The dateline's day."""
    found = DATE.search(text[:160])
    if not found or found.group(2) not in MONTHS:
        return None
    return f"19{found.group(3)}-{MONTHS.index(found.group(2)) + 1:02}-{int(found.group(1)):02}"


def plain(words: str) -> str:
    """A mention as the keys spell it: lower case, single spaces, no leading determiner."""
    flat = " ".join(words.lower().split())
    return LEADING.sub("", flat) or flat


def entities(extracts: dict[str, list[list[list[object]]]]) -> Fillers:
    """Gold entities, each the set of its mentions."""
    return {role: [frozenset(plain(str(mention[0])) for mention in one) for one in extracts[role]] for role in ROLES}


def fillers(account: Json) -> Fillers:
    """One account's role fillers, by the tables above; each entity by its name alone, the fullest mention."""
    found: Fillers = {role: [] for role in ROLES}
    for one in account["participants"]:
        band = one.get("organization") or not one["identified"]
        acts, suffers = PARTICIPANTS["unknown" if band else one["kind"]]
        if one["role"] in AGGRESSORS:
            _put(found, acts, one["name"])
            if one.get("organization"):
                _put(found, "PerpOrg", one["organization"])
        elif one["role"] in SUFFERERS:
            _put(found, suffers, one["name"])
    for key, role in THINGS.items():
        for thing in account[key]:
            _put(found, role, thing["name"])
    return found


def joined(many: Iterable[Fillers]) -> Fillers:
    """A report's fillers: those of all its accounts, the same name once."""
    whole: Fillers = {role: [] for role in ROLES}
    for one in many:
        for role in ROLES:
            whole[role] += [entity for entity in one[role] if entity not in whole[role]]
    return whole


def fitting(gold: list[Entity], found: list[Entity]) -> int:
    """How many predicted entities find a gold one of their own that has all their mentions."""
    return len(align([[float(got <= want) for want in gold] for got in found]))


def incident(account: Json) -> str:
    """MUC's incident type."""
    return INCIDENTS.get(account["event"]["plover"]["mode"] or "", "attack")


def _put(found: Fillers, role: str, name: str) -> None:
    entity = frozenset({plain(name)})
    if entity not in found[role]:
        found[role].append(entity)


def _count(tally: Tally, gold: list[Entity], found: list[Entity]) -> None:
    tally.right += fitting(gold, found)
    tally.gold += len(gold)
    tally.found += len(found)


def _count_templates(tally: Tally, gold: list[Json], accounts: list[Json]) -> None:
    """Slots are the incident type and every role filler."""
    wanted = [(set(one["incident_type"].split(" / ")), entities(one)) for one in gold]
    found = [(incident(account), fillers(account)) for account in accounts]
    gain = [
        [
            1.0 + sum(fitting(want[role], got[role]) for role in ROLES) if kind in kinds else 0.0
            for kinds, want in wanted
        ]
        for kind, got in found
    ]
    tally.right += sum(gain[row][column] for row, column in align(gain))
    tally.gold += sum(1 + sum(map(len, want.values())) for _, want in wanted)
    tally.found += sum(1 + sum(map(len, got.values())) for _, got in found)


def _report(run: Run, report: str, role: str, gold: list[Entity], found: list[Entity]) -> None:
    known = frozenset().union(*gold) if gold else frozenset()
    spare = [next(iter(got)) for got in found if not got <= known]
    for want in gold:
        if not any(got <= want for got in found):
            heads = {mention.split()[-1] for mention in want}
            near = [name for name in spare if name.split()[-1] in heads]
            run.miss(report, f"{role}: {'edges' if near else 'missing'}", sorted(want), near or None)
    for name in spare:
        if not any(name.split()[-1] == mention.split()[-1] for want in gold for mention in want):
            run.miss(report, f"{role}: spurious", None, name)
