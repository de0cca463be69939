"""`counterclaim code | settle | adopt | agreement`: two coders, how far they agree, what settles the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.ledger import opened
from counterclaim.cli.revise import done, revision, signed

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.values.agreement import Agreement


@click.command()
@click.argument("incident", metavar="ID")
@click.argument("answers", nargs=-1, required=True, metavar="QUESTION=ANSWER...")
@signed
@click.pass_context
def code(context: click.Context, /, incident: str, answers: tuple[str, ...], author: str, reason: str) -> None:
    """Code an incident as one of two coders; nobody sees the sheet until the other is done.

    An ANSWER left empty, and a QUESTION left out, mean that nobody can say.
    """
    wrong = [each for each in answers if "=" not in each]
    if wrong:
        raise click.UsageError(f"{wrong[0]}: QUESTION=ANSWER was expected, as killed=5")
    told = dict(each.split("=", 1) for each in answers)
    done("sheet", [revision(context, author, reason).code(incident, told)])


@click.command()
@click.argument("incident", metavar="ID")
@click.argument("question", metavar="QUESTION")
@click.argument("answer", metavar="ANSWER")
@signed
@click.pass_context
def settle(context: click.Context, /, incident: str, question: str, answer: str, author: str, reason: str) -> None:
    """Settle a QUESTION that two coders answer otherwise; an empty ANSWER means that nobody can say."""
    done("sheet", [revision(context, author, reason).settle(incident, question, answer)])


@click.command()
@click.argument("incident", metavar="ID")
@signed
@click.pass_context
def adopt(context: click.Context, /, incident: str, author: str, reason: str) -> None:
    """Correct an incident by what its two coders agree on and what was settled."""
    made = revision(context, author, reason).adopt(incident)
    if made:
        done("correction", made)
    else:
        click.echo("nothing to correct: the incident holds it already, or two coders are not done")


@click.command()
@click.option("--apart", is_flag=True, help="The answers that lie apart, an incident and question a line.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def agreement(context: click.Context, /, apart: bool, as_json: bool) -> None:
    """Tell how far two coders agree on each question of the sheet: Krippendorff's alpha."""
    ledger = opened(context)
    if as_json:
        told: dict[str, Any] = {"agreement": {name: each._asdict() for name, each in ledger.agreement().items()}}
        click.echo(json.dumps(told | ({"apart": _apart(ledger)} if apart else {}), ensure_ascii=False))
    elif apart:
        for row in _apart(ledger):
            said = ", ".join(f"{who}: {'nobody can say' if value is None else value}" for who, value in row["said"])
            click.echo(f"{row['incident']}  {row['question']}  {said}  {row['state']}")
    else:
        for line in _table(ledger.agreement()):
            click.echo(line)


def _table(found: dict[str, Agreement]) -> list[str]:
    from counterclaim.codebook.sheet import questions  # noqa: PLC0415 (--help needs none of it)

    lines = [f"{'question':<12} {'alpha':>7} {'alike':>7} {'units':>7}  metric"]
    for name, each in found.items():
        alpha = "" if each.alpha is None else f"{each.alpha:.3f}"
        alike = f"{each.agreed / each.units:.0%}" if each.units else ""
        lines.append(f"{name:<12} {alpha:>7} {alike:>7} {each.units:>7}  {questions()[name].metric}")
    return lines


def _apart(ledger: Ledger) -> list[dict[str, Any]]:
    return [
        {
            "incident": name,
            "question": question,
            "said": list(zip((each.author for each in found.coded), found.told(question), strict=True)),
            "state": "settled" if question in found.settled else "open",
        }
        for name, found in ledger.doubles().items()
        for question in found.apart()
    ]
