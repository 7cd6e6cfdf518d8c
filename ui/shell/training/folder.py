"""The folder the worked example is left in: made aside within it, then put in place whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pharmreview.domain.errors import InputProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

SUMMARY = "summary.json"
MARK = "Every person here is invented."
"""The first words of a summary, by which an earlier example is known."""
_ASIDE = ".being-made-"


@contextmanager
def made_aside(folder: Path) -> Iterator[Path]:
    """A place to make the example in. Left without an error, it takes the place of an earlier one.

    Raises InputProblem when the folder holds something else, is a file, or cannot be written to.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_what_is_not_ours(folder)
        _clear_unfinished(folder)
        aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
    except OSError as error:
        raise _unwritable(folder) from error
    try:
        yield aside
        _put_in_place(aside, folder)
    except OSError as error:
        raise _unwritable(folder) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if is_new and not any(folder.iterdir()):
            folder.rmdir()


def _refuse_what_is_not_ours(folder: Path) -> None:
    held = [each.name for each in folder.iterdir() if not each.name.startswith(_ASIDE)]
    if held and not _is_example(folder):
        raise InputProblem(
            f"The folder {folder} already holds other things.",
            "Name an empty folder, or one that does not exist yet.",
        )


def _is_example(folder: Path) -> bool:
    try:
        told = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        ours = {SUMMARY, *told["holds"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return (
        told.get("training") == MARK
        and {each.name for each in folder.iterdir() if not each.name.startswith(_ASIDE)} <= ours
    )


def _clear_unfinished(folder: Path) -> None:
    for left in folder.glob(f"{_ASIDE}*"):
        shutil.rmtree(left)


def _put_in_place(aside: Path, folder: Path) -> None:
    """The summary goes last: until then the folder is still known as an example."""
    for old in folder.iterdir():
        if old.name not in (aside.name, SUMMARY):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    for new in sorted(aside.iterdir()):
        if new.name != SUMMARY:
            new.rename(folder / new.name)
    (aside / SUMMARY).replace(folder / SUMMARY)


def _unwritable(folder: Path) -> InputProblem:
    return InputProblem(f"The folder {folder} cannot be written to.", "Name a folder you may write to.")
