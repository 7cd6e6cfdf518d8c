"""The verb store: is a store whole, what does it hold, copy it, put a copy back."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pharmreview.cli.output import write_document
from pharmreview.domain.errors import InputProblem
from pharmreview.storage.copies import opened_at, restore
from pharmreview.system.clock import SystemClock
from pharmreview.system.whole import write_whole

_PATH = click.Path(path_type=Path)


def _who(command: Any) -> Any:
    """The options of every verb that opens a store."""
    told = click.option(
        "--passphrase-fd",
        type=click.IntRange(min=0),
        help="Read the passphrase from this file descriptor, not from the terminal.",
    )
    user = click.option(
        "--user", "name", default="", help="Who you are, where several people open the store."
    )
    return user(told(command))


@click.group()
def store() -> None:
    """Look after a store: verify, info, backup, restore. PATH is its folder, its file, or a backup.

    The passphrase is asked on the terminal, and never stands in an argument or in the environment.

    \b
    Example:
      pharmreview store verify ~/.local/share/pharmreview/store
    """


@store.command()
@click.argument("path", type=_PATH)
@_who
def verify(path: Path, name: str, passphrase_fd: int | None) -> None:
    """Read every page, follow every record, and say whether all is whole."""
    with opened_at(path, name, _passphrase(passphrase_fd), _now(), write_whole) as found:
        found.check()
        write_document({"store": str(path), "whole": True, "holds": found.counts()})


@store.command()
@click.argument("path", type=_PATH)
@_who
def info(path: Path, name: str, passphrase_fd: int | None) -> None:
    """How much a store holds, who may open it, its shape, and when it was last backed up."""
    with opened_at(path, name, _passphrase(passphrase_fd), _now(), write_whole) as found:
        write_document({"store": str(path), **found.about(), "holds": found.counts()})


@store.command()
@click.argument("path", type=_PATH)
@click.argument("dest", type=_PATH)
@_who
def backup(path: Path, dest: Path, name: str, passphrase_fd: int | None) -> None:
    """Write a verified copy of the store, still encrypted, and its keys into the folder DEST."""
    now = _now()
    with opened_at(path, name, _passphrase(passphrase_fd), now, write_whole) as found:
        copy = found.back_up(found.user(found.opened_by), now, folder=dest)
        holds = found.counts()
    write_document({"backup": str(copy), "keys": str(copy.with_suffix(".keys")), "holds": holds})


@store.command(name="restore")
@click.argument("backup_file", metavar="BACKUP", type=_PATH)
@click.argument("dest", type=_PATH)
@_who
def put_back(backup_file: Path, dest: Path, name: str, passphrase_fd: int | None) -> None:
    """Put BACKUP back as a store in the new folder DEST, once it has been checked."""
    held = restore(backup_file, dest, name, _passphrase(passphrase_fd), _now(), write_whole)
    write_document({"store": str(dest), "from": str(backup_file), "whole": True, "holds": held})


def _now() -> datetime:
    return SystemClock().now()


def _passphrase(descriptor: int | None) -> str:
    if descriptor is None:
        return str(click.prompt("Passphrase", hide_input=True, err=True))
    try:
        with os.fdopen(os.dup(descriptor), encoding="utf-8") as told:
            return told.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputProblem(
            f"No passphrase could be read from the file descriptor {descriptor}.",
            "Open it for reading and write one line to it.",
        ) from error
