"""The installed command: with no arguments it opens the window; with a verb it works without one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import click


def group() -> click.Group:
    """Every verb: those of the command line, and those that need a screen."""
    from pathlib import Path

    import click

    from pharmreview.cli.main import group as verbs

    @click.command("demo", short_help="Leave a worked example and a picture of every screen in a folder.")
    @click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
    def demo(folder: Path) -> None:
        """Make a training store of invented people in FOLDER and carry one review to its papers.

        FOLDER then holds the plan and the letters (PDF and HTML), a picture of each screen and summary.json.

        Example: pharmreview demo demo-output
        """
        from ui.shell.training.demo import make_demo

        make_demo(folder)

    verbs.add_command(demo)
    return verbs


def main() -> None:
    """Open the window, or do what the verb asks. The window waits for no verb to be read."""
    if len(sys.argv) > 1:
        group()()
        return
    from ui.shell.application import run_window

    sys.exit(run_window())


if __name__ == "__main__":
    main()
