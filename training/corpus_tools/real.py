"""Annotated reports that others published: marks are kept by their places, the texts stay where they are.

    pack     a folder of reports with marks in them -> corpus_real/<slug>/<N>-<name>.yaml, without a word of text
    read     such a file and the public set it names -> the report, as if it had been read with its marks in it
    rebuild  all of them -> a folder of reports with marks in them

A file holds `source` (set, record, SHA-256 of the text), `head` as it was written but for the title, and `marks`,
a line each: `w A=2026-03-04 120 134`. The sets lie in the folder that COUNTERCLAIM_DATA names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from training.corpus_tools import check, real_sources
from training.corpus_tools.format import NONE, Family, Written, divided, families, mapping, read_family, written
from training.corpus_tools.format import reports as inline
from training.corpus_tools.marks import FormatError, Mark, parse, write

REAL = Path(__file__).parents[1] / "corpus_real"
RUN_OF_WORDS = 5
"""So many words in a row of a source are a quotation."""
_WORD = re.compile(r"[^\W_]+")
_TITLE = re.compile(r"^title:.*\n?", re.MULTILINE)
_LINE = re.compile(r"(?P<letter>[a-z]) (?P<ids>[^\s=]+)(?:=(?P<value>\S+))? (?P<start>\d+) (?P<end>\d+)")


def stored(folder: Path) -> list[Path]:
    """A folder's reports in order of their names."""
    return sorted(path for path in folder.glob("*.yaml") if path.name != "family.yaml")


def read(path: Path, data: Path) -> Written:
    """One report with its text and its marks; raises FormatError, and AbsentError where its set is not there."""
    kept = mapping(path.read_text("utf-8"))
    named = kept["source"]
    source = real_sources.source(named["set"], named["record"], data)
    if digest(source.text) != named["sha256"]:
        raise FormatError(f"{named['set']} has another text under {named['record']}: its places do not hold")
    head = mapping(kept["head"])
    if source.title:
        head["title"] = source.title
    return written(path, head, source.text, _marks(kept.get("marks", "")))


def items(data: Path, passed: list[str], corpus: Path = REAL) -> Iterator[tuple[Path, Family | None, Written]]:
    """Every report whose set is there, with its family; those passed over are named, raises FormatError."""
    for folder in (*families(corpus), corpus / NONE):
        family = None if folder.name == NONE else read_family(folder)
        for path in stored(folder):
            try:
                report = read(path, data)
            except real_sources.AbsentError as error:
                passed.append(f"{folder.name}/{path.stem} is left out: {error}")
            else:
                yield path, family, report


def faults(data: Path, corpus: Path = REAL) -> list[str]:
    """What the checker finds wrong; a set that is not there is one fault for each report of it."""
    return check.check(corpus, check.Books(stored, partial(_read_or_fault, data=data)))


def count(corpus: Path = REAL) -> int:
    """How many reports there are, whether or not their sets are."""
    return sum(len(stored(folder)) for folder in (*families(corpus), corpus / NONE))


def rebuild(out: Path, data: Path, passed: list[str], corpus: Path = REAL) -> int:
    """Writes every report with its marks in its text; returns how many. The folder is for the user's eyes alone."""
    done = 0
    for path, family, report in items(data, passed, corpus):
        place = out / path.parent.name
        place.mkdir(parents=True, exist_ok=True)
        if family:
            (place / "family.yaml").write_text((path.parent / "family.yaml").read_text("utf-8"), "utf-8")
        head = mapping(path.read_text("utf-8"))["head"]
        title = f"title: {json.dumps(report.title, ensure_ascii=False)}\n" if report.title else ""
        text = f"---\n{title}{head.rstrip()}\n---\n{write(report.text, report.marks)}"
        (place / f"{path.stem}.txt").write_text(text, "utf-8")
        done += 1
    return done


def pack(folder: Path, data: Path, out: Path = REAL) -> tuple[int, list[str]]:
    """Every report below a folder to a file without text: how many, and what is wrong. Families go whole or not."""
    done, wrong = 0, []
    for family in (*families(folder), *([folder / NONE] if (folder / NONE).is_dir() else [])):
        kept, faults_here = _packed(family, data)
        wrong += faults_here
        if faults_here and family.name != NONE:
            continue
        (out / family.name).mkdir(parents=True, exist_ok=True)
        for name, text in kept.items():
            (out / family.name / name).write_text(text, "utf-8")
        done += len(kept) - ("family.yaml" in kept)
    return done, wrong


def _packed(family: Path, data: Path) -> tuple[dict[str, str], list[str]]:
    """The files that stand for a folder's, and what is wrong with it."""
    kept, wrong, texts = {}, [], []
    for path in inline(family):
        try:
            text, kept[f"{path.stem}.yaml"] = packed(path, data)
            texts.append(text)
        except FormatError as error:
            wrong.append(f"{family.name}/{path.name}: {error}")
    if family.name != NONE:
        kept["family.yaml"] = truth = (family / "family.yaml").read_text("utf-8")
        quoted = sorted({run for text in texts for run in quotations(truth, text)})
        wrong += [f"{family.name}/family.yaml quotes {run!r}" for run in quoted]
    return kept, wrong


def packed(path: Path, data: Path) -> tuple[str, str]:
    """The plain text of a report with marks, and the file that stands for it; raises FormatError."""
    top, body = divided(path.read_text("utf-8"))
    text, marks = parse(body.strip("\n") + "\n")
    if digest(text) not in known(data):
        raise FormatError("its text is that of no report in the public sets")
    name, record = known(data)[digest(text)]
    source = real_sources.source(name, record, data)
    title = mapping(top).get("title")
    if title != source.title:
        raise FormatError(f"its title is {title!r} and not {source.title!r}")
    head = _TITLE.sub("", f"{top.strip()}\n")
    lines = "".join(f"  {line}\n" for line in map(_line, marks))
    about = f"source: {{set: {name}, record: {record}, sha256: {digest(text)}}}\n"
    kept = f"{about}head: |\n{_indented(head)}" + (f"marks: |\n{lines}" if lines else "")
    for run in quotations(kept, text):
        raise FormatError(f"its head quotes the text: {run!r}")
    return text, kept


@cache
def known(data: Path) -> dict[str, tuple[str, str]]:
    """Set and record of every text of the public sets that are there, by digest."""
    return {
        digest(source.text): (name, record)
        for name in real_sources.SETS
        for record, source in real_sources.records(name, data).items()
    }


def quotations(kept: str, text: str) -> list[str]:
    """Runs of words that stand in both, whatever their letters' case and what parts them."""
    theirs = _WORD.findall(text.casefold())
    runs = {tuple(theirs[i : i + RUN_OF_WORDS]) for i in range(len(theirs) - RUN_OF_WORDS + 1)}
    ours = _WORD.findall(kept.casefold())
    own = (tuple(ours[i : i + RUN_OF_WORDS]) for i in range(len(ours) - RUN_OF_WORDS + 1))
    return [" ".join(run) for run in own if run in runs]


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read_or_fault(path: Path, data: Path) -> Written:
    try:
        return read(path, data)
    except real_sources.AbsentError as error:
        raise FormatError(str(error)) from None


def _marks(lines: str) -> Sequence[Mark]:
    found = []
    for line in lines.splitlines():
        part = _LINE.fullmatch(line)
        if not part:
            raise FormatError(f"{line!r} is no mark: LETTER IDS[=VALUE] START END")
        ids = () if part["ids"] == "-" else tuple(part["ids"].split(","))
        found.append(Mark(part["letter"], ids, part["value"], (int(part["start"]), int(part["end"]))))
    return found


def _line(mark: Mark) -> str:
    value = f"={mark.value}" if mark.value else ""
    return f"{mark.letter} {','.join(mark.ids) or '-'}{value} {mark.span[0]} {mark.span[1]}"


def _indented(head: str) -> str:
    return "".join(f"  {line}\n" if line.strip() else "\n" for line in head.splitlines())
