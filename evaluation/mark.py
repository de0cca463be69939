"""`python -m evaluation.mark --out DIR`: draws outputs by a printed seed and writes a sheet to mark by hand.

    corpora | reports with an account | draw | sheet.md, values beside their words | table.md, to commit once marked

The sheet quotes texts and stays outside the repository. The table holds report ids, fields, values and marks alone.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable
from pathlib import Path

from evaluation import corpora, data
from evaluation.reader import product
from evaluation.run import Json, Run, Story

REPOSITORY = Path(__file__).resolve().parent.parent
HEAD = "| report | field | value | mark | cause |\n|---|---|---|---|---|\n"
CONTEXT = 60
Value = tuple[str, str, list[int] | None]


def main(arguments: list[str] | None = None) -> int:
    """Draw, write the two files, say where and by which seed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.mark", description=__doc__)
    parser.add_argument(
        "--corpus", action="append", choices=list(corpora.CORPORA), help="wikinews and isaf unless told"
    )
    parser.add_argument("--number", type=int, default=50, help="reports to draw")
    parser.add_argument("--values", type=int, default=12, help="at most so many values a report, drawn too")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--whole", action="store_true", help="a line a main account: event, day, place and sides")
    parser.add_argument("--unseen", action="store_true", help="only of halves from which nothing is learnt")
    parser.add_argument(
        "--without", type=Path, action="append", default=[], help="a table marked before, not drawn again"
    )
    parser.add_argument("--out", type=Path, required=True, help="a folder outside the repository")
    options = parser.parse_args(arguments)
    if options.out.resolve().is_relative_to(REPOSITORY):
        parser.error("--out must lie outside the repository: the sheet quotes texts that are not ours")
    folder = data.root()
    if folder is None:
        print(f"{data.VARIABLE} names no folder: nothing to draw from", file=sys.stderr)
        return 1
    used = frozenset().union(*(marked(table.read_text("utf-8")) for table in options.without))
    told = corpora.unseen if options.unseen else corpora.stories
    stories = [story for name in options.corpus or ["wikinews", "isaf"] for story in told(name, folder)]
    outputs = draw(stories, options.number, options.seed, used)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.whole:
        return _whole(outputs, options)
    sheet, table = options.out / "sheet.md", options.out / "table.md"
    chosen = [(one, some(values(one), options.values, options.seed)) for one in outputs]
    sheet.write_text("\n".join(shown(one, drawn) for one, drawn in chosen), "utf-8")
    rows = ((one["report"]["id"], field, value) for one, drawn in chosen for field, value, _ in drawn)
    table.write_text(HEAD + "".join(f"| {' | '.join(row)} | | |\n" for row in rows), "utf-8")
    print(f"{len(outputs)} reports drawn with seed {options.seed}: {sheet}, {table}")
    return 0


def _whole(outputs: list[Json], options: argparse.Namespace) -> int:
    """The sheet and the table for the share of main accounts that have event, day, place and sides all right."""
    lines, rows = [], []
    for one in outputs:
        report = one["report"]
        lines += [
            f"# {report['id']} ({report['published']})",
            "",
            report["title"] or "",
            "",
            report["text"].strip(),
            "",
        ]
        for account in one["accounts"]:
            if account["status"] == "main":
                found = main_values(account)
                lines += [
                    f"- account {account['n']}: {account['headline']}",
                    *(f"  - {k}: {v}" for k, v in found.items()),
                ]
                rows.append(f"| {report['id']} | {account['n']} | {' | '.join(found.values())} | | | | | | |\n")
    head = "| report | account | event | day | place | sides | real | event | day | place | sides | cause |\n"
    (options.out / "sheet.md").write_text("\n".join(lines), "utf-8")
    (options.out / "table.md").write_text(head + "|---" * 12 + "|\n" + "".join(rows), "utf-8")
    print(f"{len(outputs)} reports, {len(rows)} main accounts drawn with seed {options.seed}: {options.out}")
    return 0


def main_values(account: Json) -> dict[str, str]:
    """What is asked to be right together."""
    when, where = account["when"], account["where"]
    sides = (f"{one['role']} {one['actor'] or one['kind']} ({one['name']})" for one in account["participants"])
    return {
        "event": f"{account['event']['plover']['mode']}, {account['event']['acled']['sub_event_type']}",
        "day": f"{when['start']} to {when['end']}",
        "place": f"{where['name']}, {where['admin1']}, {where['country']}",
        "sides": "; ".join(sides).replace("|", "/") or "none",
    }


def marked(table: str) -> frozenset[str]:
    """The reports of a table, by the first cell of its rows."""
    return frozenset(line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| "))


def draw(stories: Iterable[Story], number: int, seed: int, used: frozenset[str] = frozenset()) -> list[Json]:
    """Outputs that hold an account, drawn evenly over all unused ones that do, in the order of their ids."""
    run = Run(product())
    stories = list(stories)
    random.Random(seed).shuffle(stories)
    stories = [story for story in stories if story.id not in used]
    kept: list[Json] = []
    for story in stories:
        if len(kept) == number:
            break
        output = run.read(story)
        if output["accounts"]:
            kept.append(output)
    return sorted(kept, key=lambda one: str(one["report"]["id"]))


def some(found: list[Value], number: int, seed: int) -> list[Value]:
    """At most `number` of the values, in their order."""
    drawn = random.Random(seed).sample(range(len(found)), min(number, len(found)))
    return [found[at] for at in sorted(drawn)]


def values(output: Json) -> list[Value]:
    """Field, value and the span it rests on, for all that can be marked right or wrong."""
    found: list[Value] = []
    for account in output["accounts"]:
        at = f"{account['n']}."
        event, when, where = account["event"], account["when"], account["where"]
        found.append((f"{at}status", account["status"], account["anchor"]["span"]))
        found.append((f"{at}event", event["acled"]["sub_event_type"], event["trigger"]["span"]))
        found.append((f"{at}when", f"{when['start']} to {when['end']}", when["span"]))
        found.append((f"{at}where", f"{where['name']}, {where['admin1']}, {where['country']}", where["span"]))
        for one in account["participants"]:
            found.append((f"{at}{one['role']}", f"{one['actor'] or one['kind']}", _first(one)))
        for one in account["objects"] + account["weapons"]:
            found.append((f"{at}{'object' if 'effect' in one else 'weapon'}", one["kind"], _first(one)))
        for one in account["toll"]:
            value = f"{_plain(one)} of {one['of']} ({one['category']}) by {one['holder']}"
            found.append((f"{at}{one['harm']}", value, one["span"]))
        for one in account["claims"]:
            sign = "" if one["polarity"] else "not "
            found.append((f"{at}claim {one['field']}", f"{one['holder']}: {sign}{_plain(one['value'])}", one["span"]))
    for one in output["statements"]:
        value = f"{one['source']['holder']} {one['stance']} {one['factuality']}"
        found.append((f"s{one['n']}", value, one["cue"]["span"]))
    return found


def shown(output: Json, drawn: list[Value]) -> str:
    """One report on the sheet: the text, then each value beside its words."""
    report = output["report"]
    lines = [f"# {report['id']} ({report['published']})", "", report["title"] or "", "", report["text"].strip(), ""]
    lines += ["| field | value | words | mark | cause |", "|---|---|---|---|---|"]
    lines += [f"| {field} | {value} | {_around(report['text'], span)} | | |" for field, value, span in drawn]
    return "\n".join(lines) + "\n"


def _plain(value: object) -> str:
    """A quantity as low/best/high, anything else as it is."""
    return f"{value['low']}/{value['best']}/{value['high']}" if isinstance(value, dict) else str(value)


def _first(one: Json) -> list[int] | None:
    return one["mentions"][0]["span"] if one["mentions"] else None


def _around(text: str, span: list[int] | None) -> str:
    if span is None:
        return ""
    start, end = span
    words = f"{text[max(0, start - CONTEXT) : start]}**{text[start:end]}**{text[end : end + CONTEXT]}"
    return " ".join(words.split()).replace("|", "/")


if __name__ == "__main__":
    sys.exit(main())
