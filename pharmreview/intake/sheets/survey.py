"""Look at every byte of a text file once: its digest, its encoding, its lines, and whether it is text."""

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.sheets import limits
from pharmreview.intake.sheets.limits import LONGEST_LINE, file_too_large, line_too_large
from pharmreview.lots import ShouldStop, stop_if_asked

WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be"})
_CHUNK = 1 << 20
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LOST = "\ufffd"
"""What is shown, and read as a sign that was lost, in the place of one that no record holds."""
_CONTROLS = bytes(sorted(set(range(1, 32)) - set(b"\t\n\r\v\f\x1a")))
_NOT_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_ODD = _CONTROLS + _NOT_IN_CP1252
_PLAIN = dict.fromkeys([0, *_CONTROLS], LOST)
_FEW = 10
_SELDOM = 1_000
"""A file is text with a few odd signs up to so many, or one in so many bytes; with more it is none."""
_HEAD = 4096
_MOSTLY = 0.7


@dataclass(frozen=True)
class Survey:
    """What the bytes of a text file say."""

    digest: str
    encoding: str
    lines: int
    """About how many lines there are: line ends inside cells count too."""
    odd_from: int = 0
    """The first line with a sign that no record holds, 0 for none; `without_odd` takes them out."""


@dataclass
class Odd:
    """Where the first sign that no record holds stands: a line of text, or a row of a sheet; 0 for none."""

    first: int = 0

    def note(self, at: int) -> None:
        """One stands here."""
        self.first = min(self.first or at, at)


class _Signs:
    """Bytes that no text holds: how many there are, and on which line the first stands."""

    def __init__(self, which: bytes) -> None:
        self.number = self.first_line = 0
        self._which = which
        self._any = re.compile(b"[" + re.escape(which) + b"]")

    def look_at(self, chunk: bytes, lines_above: int) -> None:
        number = len(chunk) - len(chunk.translate(None, self._which))
        if number and not self.number and (found := self._any.search(chunk)):
            above = chunk[: found.start()]
            self.first_line = lines_above + max(above.count(b"\n"), above.count(b"\r")) + 1
        self.number += number


def without_odd(text: str) -> str:
    """Text in which each sign that no record holds is LOST: nothing on either side of it is joined."""
    return text.translate(_PLAIN)


def survey(stream: BufferedReader, name: str, should_stop: ShouldStop | None = None) -> Survey:
    """Read a file from its start to its end, keeping nothing.

    Raises InputProblem where it is not text or a line has no end, Stopped when asked to stop.
    """
    digest = hashlib.sha256()
    wide = _wide(stream.read(_HEAD))
    stream.seek(0)
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    unending = breaks = returns = seen = 0
    controls, undefined = _Signs(_CONTROLS), _Signs(_NOT_IN_CP1252)
    for chunk in _chunks(stream, name, should_stop):
        digest.update(chunk)
        above = max(breaks, returns)
        breaks += chunk.count(b"\n")
        returns += chunk.count(b"\r")
        seen += len(chunk)
        if wide:
            continue
        if len(chunk.translate(None, _ODD)) < len(chunk):
            controls.look_at(chunk, above)
            undefined.look_at(chunk, above)
        if b"\0" in chunk or controls.number > max(_FEW, seen // _SELDOM):
            raise not_text(name)
        unending = _unending(chunk, unending, name, max(breaks, returns))
        decoder = _decoded(decoder, chunk)
    encoding = wide or ("utf-8-sig" if decoder is not None and _ends_whole(decoder) else "cp1252")
    odd = [controls, undefined] if encoding == "cp1252" else [controls]
    if sum(signs.number for signs in odd) > max(_FEW, seen // _SELDOM):
        raise not_text(name)
    first = min((signs.first_line for signs in odd if signs.number), default=0)
    return Survey(digest.hexdigest(), encoding, max(breaks, returns) + 1, first)


def _chunks(stream: BufferedReader, name: str, should_stop: ShouldStop | None) -> Iterator[bytes]:
    seen = 0
    while chunk := stream.read(_CHUNK):
        stop_if_asked(should_stop)
        seen += len(chunk)
        if seen > limits.LARGEST_FILE:  # it grows while it is read
            raise file_too_large(name)
        yield chunk


def _wide(head: bytes) -> str:
    """UTF-16 by its mark, or by where its zeros stand; empty for anything else."""
    if head.startswith(_MARKS):
        return "utf-16"
    even, odd = head[:64:2], head[1:64:2]
    if len(odd) > 1 and odd.count(0) > len(odd) * _MOSTLY and even.count(0) == 0:
        return "utf-16-le"
    if len(even) > 1 and even.count(0) > len(even) * _MOSTLY and odd.count(0) == 0:
        return "utf-16-be"
    return ""


def _unending(chunk: bytes, before: int, name: str, lines: int) -> int:
    """How many bytes stand after the last line end. Raises InputProblem past the longest line."""
    first = min((at for at in (chunk.find(b"\n"), chunk.find(b"\r")) if at >= 0), default=-1)
    if first < 0:
        before += len(chunk)
        after = before
    else:
        before += first
        after = len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
    if before > LONGEST_LINE:
        raise line_too_large(name, lines + 1)
    return after


def _decoded(decoder: codecs.IncrementalDecoder | None, chunk: bytes) -> codecs.IncrementalDecoder | None:
    """The decoder after this chunk, or None once the file is not UTF-8."""
    if decoder is None or (chunk.isascii() and not decoder.getstate()[0]):
        return decoder
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return None
    return decoder


def _ends_whole(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def not_text(name: str) -> InputProblem:
    """The refusal of bytes that are no table."""
    return InputProblem(
        f"{name} is not a CSV file or an Excel workbook.",
        "Export the search as CSV or Excel and choose that file.",
    )
