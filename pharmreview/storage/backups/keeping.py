"""Which backups made of its own accord are kept: many of the last days, few of the last year."""

from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path

NEWEST, DAYS, WEEKS, MONTHS = 3, 7, 4, 12
_ENDING = ".pharmreview"
_FORM = "%Y%m%d-%H%M%S"
_OF_ITS_OWN = "before-"


def backup_name(at: datetime, why: str) -> str:
    """The name of a backup's file, by its time and its reason; its keys lie beside it."""
    return f"{at:{_FORM}}-{why}{_ENDING}"


def clear_outgrown(folder: Path) -> None:
    """Take the backups that may go out of a folder, each with its keys; one that cannot go stays."""
    for name in outgrown(path.name for path in folder.glob(f"*{_ENDING}")):
        for path in (folder / name, (folder / name).with_suffix(".keys")):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def outgrown(names: Iterable[str]) -> tuple[str, ...]:
    """Of these names, the backups that may go.

    Kept are the three newest, and the newest of each of the last seven days, four weeks and twelve months
    that have one. One that somebody asked for never goes, nor a file that has no name of ours.
    """
    found = {name: at for name in names if (at := _made_at(name)) is not None}
    newest_first = sorted(found, key=lambda name: found[name], reverse=True)
    kept = set(newest_first[:NEWEST])
    spans: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS, lambda at: at.date()),
        (WEEKS, lambda at: at.isocalendar()[:2]),
        (MONTHS, lambda at: (at.year, at.month)),
    )
    for most, span_of in spans:
        newest: dict[Hashable, str] = {}
        for name in newest_first:
            newest.setdefault(span_of(found[name]), name)
        kept.update(islice(newest.values(), most))
    return tuple(name for name in newest_first if name not in kept)


def _made_at(name: str) -> datetime | None:
    """When a backup was made of its own accord; None for any other file."""
    stamp, why = name[:15], name[16:]
    if not why.startswith(_OF_ITS_OWN) or name[15:16] != "-":
        return None
    try:
        return datetime.strptime(stamp, _FORM)  # noqa: DTZ007 - only the order of names matters
    except ValueError:
        return None
