"""The practice's own name and address, beside the store: what stands at the head of its papers."""

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.patient import Practice
from pharmreview.system.whole import write_whole


def read_practice(path: Path) -> Practice:
    """The practice's details; empty where there are none yet, or where they cannot be read."""
    try:
        file = path.stat()
        return _as_it_stands(path, file.st_mtime_ns, file.st_size, file.st_ino)
    except (OSError, ValidationError):
        return Practice()


@lru_cache(maxsize=4)
def _as_it_stands(path: Path, _changed: int, _size: int, _number: int) -> Practice:
    """The details in a file that has not changed since: they are asked for at every change of a plan."""
    return Practice.model_validate_json(path.read_bytes())


def keep_practice(path: Path, practice: Practice) -> None:
    """Keep the details, whole or not at all. Raises PaperProblem when the disk refuses."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise PaperProblem(
            f"The folder {path.parent} cannot be made.", "Free space or ask for the right to write there."
        ) from error
    write_whole(path, practice.model_dump_json(indent=1).encode())
