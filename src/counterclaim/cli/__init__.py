"""The command line: commands, exit statuses, and how errors, broken pipes and Ctrl-C end."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from counterclaim.cli.actors import actors
from counterclaim.cli.brief import brief
from counterclaim.cli.bulk import bulk
from counterclaim.cli.cases import cases
from counterclaim.cli.compare import compare
from counterclaim.cli.editions import editions
from counterclaim.cli.export import export
from counterclaim.cli.find import find, show
from counterclaim.cli.gazetteer import gazetteer
from counterclaim.cli.ledger import add, backup, check, init, rebuild, recode, restore
from counterclaim.cli.quarantine import quarantine
from counterclaim.cli.read import read
from counterclaim.cli.revise import correct, judge, merge, redact, split, undo
from counterclaim.cli.run import run as run_
from counterclaim.cli.serve import serve, users
from counterclaim.cli.sheets import adopt, agreement, code, settle
from counterclaim.cli.sources import sources
from counterclaim.cli.toll import toll
from counterclaim.cli.watch import watch
from counterclaim.errors import CounterclaimError

INTERRUPTED = 130
SELDOM = 100_000
"""Things made between two looks for unused rings of them: the codebook's indexes are many things that all stay."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="counterclaim", message="counterclaim %(version)s")
@click.option(
    "--ledger",
    metavar="FILE|URL",
    help="The ledger: an SQLite file or postgresql://USER@HOST/NAME; else $COUNTERCLAIM_LEDGER, else your own.",
)
def cli(ledger: str | None) -> None:
    """Who says what happened: armed incidents from news reports, with whose word each thing is."""


for _command in (read, init, add, bulk, find, show, judge, merge, split, correct, undo, redact):
    cli.add_command(_command)
for _command in (code, settle, adopt, agreement, cases):
    cli.add_command(_command)
for _command in (export, brief, toll, compare, watch):
    cli.add_command(_command)
for _command in (sources, run_, quarantine, editions):
    cli.add_command(_command)
for _command in (rebuild, recode, check, backup, restore, actors, gazetteer, serve, users):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process: 0 done, 1 something could not be read, 2 wrong usage."""
    gc.set_threshold(SELDOM)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; every error of ours is one line on standard error."""
    try:
        status = cli.main(arguments, prog_name="counterclaim", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except CounterclaimError as error:
        click.echo(str(error), err=True)
        return 1
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
