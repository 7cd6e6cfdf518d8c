"""The group of verbs. A verb's module is loaded when it is used; every refusal is one line and exit 2."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from pharmreview import __version__
from pharmreview.domain.errors import PharmReviewError

VERBS = {
    "match": "pharmreview.cli.reading:match",
    "directions": "pharmreview.cli.reading:directions",
    "find": "pharmreview.cli.find:find",
    "ome": "pharmreview.cli.figures:ome",
    "store": "pharmreview.cli.store:store",
    "tables": "pharmreview.cli.figures:tables",
    "taper": "pharmreview.cli.taper:taper",
}
"""Verb to where its command stands. Modules that need a screen add theirs with `group.add_command`."""

REFUSED = 2


class Verbs(click.Group):
    """Verbs by name, each loaded on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb, by name."""
        return sorted({*VERBS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, or None."""
        added = super().get_command(ctx, cmd_name)
        if added is not None or cmd_name not in VERBS:
            return added
        module, _, attribute = VERBS[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        return command if isinstance(command, click.Command) else None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and leave with 0 when done, 2 with one line on standard error when not. Never a traceback."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            outcome = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except click.Abort:
            _refuse("Stopped before it was done.")
        except click.ClickException as error:
            _refuse(error.format_message())
        except PharmReviewError as error:
            _refuse(error.sentence)
        except BrokenPipeError:
            # Whoever read us has gone; the interpreter must not try to flush to them again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except MemoryError:
            _refuse("The input is too large for the memory of this machine. Use fewer rows at a time.")
        except Exception as error:  # noqa: BLE001 - the last net: a line that can be reported, not a traceback
            _refuse(f"The program met a fault of its own ({type(error).__name__}). Please report it.")
        sys.exit(outcome if isinstance(outcome, int) else 0)


def _refuse(sentence: str) -> None:
    click.echo(" ".join(sentence.split()), err=True)
    sys.exit(REFUSED)


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from pharmreview.reference.tables import load_tables

    ids = ", ".join(p.id for p in load_tables().provenance)
    click.echo(f"pharmreview {__version__}\nClinical tables: {ids}")
    ctx.exit()


@click.group(cls=Verbs, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and the clinical tables.",
)
def group() -> None:
    """Opioid review without a screen. Nothing here opens a network connection.

    Quantities are text, dates are ISO, output is UTF-8. Exit 0 when done; 2, with one line that says what
    is wrong, when the input cannot be used.
    """
