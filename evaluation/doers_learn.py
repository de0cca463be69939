"""`python -m evaluation.doers_learn`: learns the weights that choose who did it and who suffered it; writes them down.

    annotated reports   train families and the tune half of the real ones: whoever a mark of a participant touches
    marked accounts     those whose sides were marked right and that have them still
    news of shootings   the tune half: people by the ages on record; officials, where no suspect was hurt, are neither
Features of invented reports have a weight of their own beside the shared one, which alone is kept. The model was
trained on annotated reports: half the real and all the invented count as if it saw nobody, or it were trusted too much.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.account.code import cues, ruled_people
from counterclaim.account.doers import PARTS, Candidate, Doers, part_of, rules_stand
from counterclaim.account.parties import participants
from counterclaim.account.split import drafts
from counterclaim.reader import Reader, Result
from counterclaim.records.reading import Mention
from counterclaim.values.spans import overlap
from evaluation import corpora, data
from evaluation.catalogue import REPOSITORY
from evaluation.holder_learn import Choice, Read, keep, material, scene_of
from evaluation.reader import report_of
from evaluation.run import Json, Run, nothing
from evaluation.sets import corpus_align

FILE = REPOSITORY / "src" / "counterclaim" / "account" / "doers.json"
TABLES = ("marked-200.md", "marked-206.md", "marked-200-unseen.md")
_OWN = "@"
"""Before features of invented reports alone."""
_PENALTY = 30.0
_FAMILIES = 3
_REAL = 4
"""How often an annotated report counts that is real."""
_SHOOTINGS = 1400
_REPORT, _SIDES, _NEWS, _RIGHT, _CELLS = 0, 5, 6, 10, 12
_OFFICERS = "officer_involved_shootings"
_STATE = frozenset({"police", "state"})
_ORGANS = ("-POL", "-GOV")
_AGE = re.compile(r"(\d{1,2})[- ]years?[- ]old")
_AGED = re.compile(r"^(?:,? [JS]r\.?)?,? ?\(?(\d{1,2})\b(?!:|\.\d)(?=[,.;)\s])")
_ASIDE = re.compile(
    r"\b(?:neighbou?r|witness|resident|friend|mother|father|sister|brother|cousin|aunt|uncle|grandmother|grandfather|"
    r"owner|activist|pastor|principal|spokes\w+|lt|sgt|chief|detective|sheriff|coroner|captain|capt|officer|mayor|"
    r"lieutenant|sergeant|attorney|prosecutor|judge|reverend|rev)\b"
)
"""Beside somebody who speaks of a shooting and has no part in it."""
Labelled = tuple[str, Choice]
Known = tuple[Doers, Candidate, str]


def incidents(result: Result) -> list[Doers | None]:
    """The candidates of each account as the weights are asked of them; None where the rules stand."""
    scene = scene_of(result)
    told = cues(scene, drafts(scene), [said.about for said in scene.statements])
    return [
        None
        if rules_stand(scene, cue.draft)
        else Doers(scene, cue.draft, ruled_people(scene, cue, participants(scene, cue.draft)), cue.alone)
        for cue in told
    ]


def annotated(one: Read) -> Iterator[Known]:
    """Candidates of an annotated report in the part of the participant whose marks they share, or else whose id."""
    found = incidents(one.result)
    for mine, theirs in corpus_align.pairs(one.gold, one.result.as_json()).accounts:
        people, doers = one.gold["accounts"][mine]["participants"], found[theirs]
        if doers is None:
            continue
        for candidate in doers.candidates():
            yield doers, candidate, _voted(candidate, people)


def _voted(candidate: Candidate, people: Iterable[Json]) -> str:
    """The part of most marks that a candidate shares."""
    people = list(people)
    votes = [
        part_of(one["role"])
        for one in people
        for words in one["mentions"]
        if any(overlap((words["span"][0], words["span"][1]), span) for span in candidate.spans)
    ]
    side = candidate.one.actor if candidate.one else candidate.mentions[0].actor
    votes = votes or [part_of(one["role"]) for one in people if side and one["actor"] == side]
    return max(PARTS, key=votes.count) if votes else "none"


def marked(reader: Reader, folder: Path) -> Iterator[tuple[str, Known]]:
    """Candidates of accounts whose sides were marked right, where the reader has the same sides now."""
    known = _marks()
    for name in corpora.CORPORA:
        for story in corpora.stories(name, folder):
            if story.id not in known:
                continue
            result = reader.code(report_of(story))
            for sides in known[story.id]:
                for n, account in enumerate(result.accounts):
                    told = {f"{one.role} {one.actor or one.kind}" for one in account.participants}
                    if account.status == "main" and told == sides:
                        yield from ((story.id, one) for one in _stood(result, n))
                        break


def _marks() -> dict[str, list[set[str]]]:
    """By report the sides that were marked right."""
    found = defaultdict(list)
    for table in TABLES:
        for line in (REPOSITORY / "evaluation" / table).read_text("utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if len(cells) == _CELLS and cells[_NEWS] == "yes" and cells[_RIGHT] == "y":
                found[cells[_REPORT]].append({side.strip() for side in cells[_SIDES].split(";")})
    return found


def _stood(result: Result, n: int) -> Iterator[Known]:
    """Candidates as the account has them; of those whom it has not the state's people and the named who speak."""
    doers = incidents(result)[n]
    people = [
        {"role": one.role, "actor": None, "mentions": [{"span": words.span} for words in one.mentions]}
        for one in result.accounts[n].participants
    ]
    if doers is None:
        return
    for candidate in doers.candidates():
        part = _voted(candidate, people)
        if part != "none" or candidate.one is not None or _bystands(doers, candidate):
            yield doers, candidate, part


def _bystands(doers: Doers, candidate: Candidate) -> bool:
    first = candidate.mentions[0]
    named = first.type == "person" and first.name[:1].isupper() and " " in first.name
    return first.kind in _STATE or (named and _speaks(doers, candidate))


def _speaks(doers: Doers, candidate: Candidate) -> bool:
    sources = [one.source for one in doers.scene.reading.attributions if one.source]
    return any(overlap(source, span) for source in sources for span in candidate.spans)


def shot(reader: Reader, folder: Path, run: Run) -> Iterator[tuple[str, Known]]:
    """Candidates of the first main account of news of shootings, by the record."""
    for story, record in corpora.shootings_on_record(folder, run, _SHOOTINGS):
        result = reader.code(report_of(story))
        news = [n for n, account in enumerate(result.accounts) if account.status == "main"]
        doers = incidents(result)[news[0]] if news else None
        if doers is not None:
            yield from ((record["incident_id"], one) for one in _on_record(doers, record))


def _on_record(doers: Doers, record: Json) -> Iterator[Known]:
    """Candidates whose part the record tells: by age; of officials; and of the other named where all are found."""
    told = {candidate: _by_record(doers, candidate, record) for candidate in doers.candidates()}
    on_record = record["participants"] or []
    victims = sum(one.get("Type") == "Victim" for one in on_record)
    names = {part: {_last(one) for one, found in told.items() if found == part and _by_name(one)} for part in PARTS}
    all_hurt = len(names["suffers"]) >= victims > 0
    all_told = len(names["acts"]) >= len(on_record) - victims
    for candidate, part in told.items():
        if part is None and all_hurt and _by_name(candidate):
            acts = candidate.one is not None and part_of(candidate.one.role) == "acts"
            known = _last(candidate) in names["suffers"] | names["acts"]
            part = None if known or (acts and not all_told) else "none"  # noqa: PLW2901 - what the record leaves open
        if part is not None:
            yield doers, candidate, part


def _by_record(doers: Doers, candidate: Candidate, record: Json) -> str | None:
    people = record["participants"] or []
    ages = _ages(doers, candidate)
    hurt = {one.get("Age") for one in people if one.get("Type") == "Victim"} - {None}
    sought = {one.get("Age") for one in people if one.get("Type") != "Victim"} - {None}
    if ages & (hurt ^ sought):
        return "suffers" if ages & hurt else "acts"
    if ages and not ages & hurt and people and all(one.get("Age") for one in people):
        return "none"
    text = doers.scene.text
    beside = " ".join(text[max(0, one.span[0] - 30) : one.span[1] + 40].lower() for one in candidate.mentions)
    if candidate.mentions and candidate.mentions[0].type == "person" and not ages and _ASIDE.search(beside):
        return "none" if _speaks(doers, candidate) else None
    told = candidate.one or candidate.mentions[0]
    state = told.kind in _STATE or (told.actor or "").endswith(_ORGANS)
    suspects = " ".join(one.get("Status") or "" for one in people if one.get("Type") != "Victim")
    quiet = people and "illed" not in suspects and "njured" not in suspects
    return "none" if state and quiet and _OFFICERS not in (record["frames"] or ()) else None


def _ages(doers: Doers, candidate: Candidate) -> set[str]:
    """Ages told in the words for somebody or right after a name."""
    found: set[str] = set()
    for mention in candidate.mentions:
        if mention.type in {"person", "people"}:
            found |= set(_AGE.findall(doers.scene.text[slice(*mention.span)]))
            after = _AGED.match(doers.scene.text[mention.span[1] : mention.span[1] + 12])
            found |= {after[1]} if after and mention.name[:1].isupper() else set()
    return found


def _by_name(candidate: Candidate) -> bool:
    first: Mention | None = next(iter(candidate.mentions), None)
    return first is not None and first.type == "person" and first.name[:1].isupper()


def _last(candidate: Candidate) -> str:
    return candidate.mentions[0].name.split()[-1]


def choice(known: Known, *, blind: bool = False, invented: bool = False) -> Choice:
    """A candidate as a choice among the parts; `blind` as if the model saw nobody, `invented` with its own features."""
    doers, candidate, right = known
    options = doers.options(candidate, blind=blind)
    return [
        (part == right, [*names, *(f"{_OWN}{name}" for name in names if invented)]) for part, names in options.items()
    ]


def choices(reader: Reader, folder: Path, run: Run) -> Iterator[Labelled]:
    """All that is learnt from."""
    for one in material():
        invented = not one.gold["report"]["id"].startswith("real-")
        for known in annotated(one):
            unseen = choice(known, blind=True, invented=invented)
            copies = [unseen] if invented else [unseen, choice(known)] * (_REAL // 2)
            yield from ((one.family, each) for each in copies)
    yield from ((family, choice(known)) for family, known in marked(reader, folder))
    yield from ((family, choice(known)) for family, known in shot(reader, folder, run))


def main() -> int:
    """Learn and write."""
    folder, reader, run = data.root(), Reader(), Run(reader=nothing, part="tune")
    if folder is None:
        print(f"{data.VARIABLE} names no folder: nothing to learn from", file=sys.stderr)
        return 1
    keep(FILE, list(choices(reader, folder, run)), _PENALTY, families=_FAMILIES, without=_OWN)
    return 0


if __name__ == "__main__":
    sys.exit(main())
