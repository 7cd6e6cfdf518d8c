"""Hostile files: thousands of seeds, bombs in a process of bounded memory, and stopping at once."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pharmreview.domain.errors import Stopped
from pharmreview.intake.reader import read_export
from tests.benchmarks.search_files import write_search
from tests.intake.hostile import ends_in_words, hostile_bytes, hostile_workbook, paste_ends_in_words
from tests.intake.test_bad_input import GOOD, PARTS, SHEET, XML, cells, write_workbook

ROOT = Path(__file__).parents[2]
MEGABYTE = 1024 * 1024
READ = """
import sys, time
from pathlib import Path
from pharmreview.domain.errors import InputProblem
from pharmreview.intake.reader import read_export
begun = time.process_time()
try:
    file = read_export(Path(sys.argv[1]))
    said = f"read {len(file.people)}"
except InputProblem as problem:
    said = "refused " + problem.sentence
# Not ru_maxrss: a new process begins with the highest of the one that started it.
held = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
peak = int(held.split()[1]) // 1024
print(f"{time.process_time() - begun:.1f}|{peak}|{said}")
"""


def read_apart(path):
    """Seconds, megabytes at the most, and what was said, from a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    seconds, peak, said = done.stdout.strip().split("|", 2)
    return float(seconds), int(peak), said


def spoil(tmp_path, seeds):
    path = tmp_path / "search.csv"
    for seed in seeds:
        content = hostile_bytes(seed)
        path.write_bytes(content)
        assert ends_in_words(path, looked_at=seed % 10 == 0)
        if seed % 10 == 5:
            assert paste_ends_in_words(content)


def test_that_two_thousand_hostile_files_end_in_people_or_one_sentence(tmp_path):
    spoil(tmp_path, range(2_000))


@pytest.mark.soak
@pytest.mark.timeout(7_200)
def test_that_fifty_thousand_hostile_files_end_in_people_or_one_sentence(tmp_path):
    spoil(tmp_path, range(10_000, 60_000))


def test_that_hostile_workbooks_end_in_people_or_one_sentence(tmp_path):
    whole = write_workbook(tmp_path / "whole.xlsx", cells(*(line.split(",") for line in GOOD.splitlines())))
    for seed in range(150):
        assert ends_in_words(hostile_workbook(tmp_path / "search.xlsx", whole, seed))


def bomb(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**PARTS, "xl/worksheets/sheet1.xml": SHEET.format(""), **parts}.items():
            with archive.open(name, "w", force_zip64=True) as stream:
                if isinstance(content, tuple):
                    piece, times = content
                    for _ in range(times):
                        stream.write(piece)
                else:
                    stream.write(content.encode())
    return path


LAUGHS = (
    f"{XML}<!DOCTYPE a [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {n} '{f'&{p};' * 10}'>" for p, n in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
BOMBS = {
    "zeros": {"xl/media/image1.bin": (b"\0" * MEGABYTE, 120)},
    "shared strings": {"xl/sharedStrings.xml": (b"<si><t>a</t></si>" * 250_000, 16)},
    "cells": {"xl/worksheets/sheet1.xml": (b"<row><c><v>1</v></c></row>" * 200_000, 24)},
    "entities": {"xl/worksheets/sheet1.xml": LAUGHS + "<worksheet>&i;</worksheet>"},
    "deep": {"xl/worksheets/sheet1.xml": (b"<a>" * 300_000, 40)},
    "far": {
        "xl/worksheets/sheet1.xml": SHEET.format('<row r="1"><c r="A1"/><c r="XFD1048576"><v>1</v></c></row>')
    },
    "past every column": {
        "xl/worksheets/sheet1.xml": SHEET.format('<row r="9"><c r="ZZZZZZ9"><v>1</v></c></row>')
    },
    "small letters": {
        "xl/worksheets/sheet1.xml": SHEET.format('<row r="1"><c r="A1"/><c r="xfd1048576"><v>1</v></c></row>')
    },
    "a row past every row": {
        "xl/worksheets/sheet1.xml": SHEET.format(
            '<row r="1"><c><v>1</v></c></row><row ht="9"  r="900000000"><c><v>1</v></c></row>'
        )
    },
    "wide and long, without places": {
        "xl/worksheets/sheet1.xml": SHEET.format(
            f'<row r="1">{"<c><v>1</v></c>" * 399}</row><row r="1000000"><c><v>1</v></c></row>'
        )
    },
}


@pytest.mark.skipif(os.name == "nt", reason="the most memory is measured by resource")
@pytest.mark.parametrize("kind", BOMBS)
def test_that_a_workbook_made_to_burst_is_refused_in_time_and_memory(tmp_path, kind):
    path = bomb(tmp_path / "search.xlsx", BOMBS[kind])
    assert path.stat().st_size < 20 * MEGABYTE
    seconds, peak, said = read_apart(path)
    assert said.startswith("refused")
    assert seconds < 10
    assert peak < 500


TEXTS = {
    "no line end": (b"a" * MEGABYTE, 120),
    "quotes": (b'"' * MEGABYTE, 120),
    "commas": (b"," * 900_000 + b"\n", 60),
    "zeros": (b"\0" * MEGABYTE, 120),
    "wide without end": ("\ufeff" + "a" * 500_000, 60),
    "short rows without number": (b"a,b\n" * 250_000, 60),
}


@pytest.mark.skipif(os.name == "nt", reason="the most memory is measured by resource")
@pytest.mark.parametrize("kind", TEXTS)
def test_that_an_enormous_text_is_refused_in_time_and_memory(tmp_path, kind):
    path = tmp_path / "search.csv"
    piece, times = TEXTS[kind]
    with path.open("wb") as stream:
        if isinstance(piece, str):
            piece = piece.encode("utf-16-le")
        for _ in range(times):
            stream.write(piece)
    seconds, peak, said = read_apart(path)
    assert said.startswith("refused"), said
    assert seconds < 10
    assert peak < 500


def test_that_an_archive_inside_an_archive_is_never_opened(tmp_path):
    inner = bomb(tmp_path / "inner.xlsx", {"xl/media/image1.bin": (b"\0" * MEGABYTE, 20)})
    outer = tmp_path / "search.xlsx"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "xl/embedded.xlsx")
        archive.writestr("[Content_Types].xml", PARTS["[Content_Types].xml"])
    assert ends_in_words(outer)


def test_that_reading_stops_at_once_when_asked_and_tells_how_far(tmp_path):
    path = write_search(tmp_path / "search.csv", 40_000)
    told = []
    calls = iter(range(10**6))
    with pytest.raises(Stopped):
        read_export(
            path, report=lambda done, of: told.append((done, of)), should_stop=lambda: next(calls) > 12
        )
    assert told == sorted(told)
    assert told[-1][0] < 20_000
    assert all(of == pytest.approx(40_000, rel=0.01) for _, of in told)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["search.csv"]


def test_that_reading_stops_also_once_every_row_was_read(tmp_path):
    path = write_search(tmp_path / "search.csv", 4_000)
    looks, told = [], []
    read_export(path, report=lambda _done, _of: told.append(len(looks)), should_stop=lambda: looks.append(1))
    after_the_rows = len(looks) - told[-1]
    assert after_the_rows == 2, "1,000 people, 500 at a time"
    calls = iter(range(10**6))
    with pytest.raises(Stopped):
        read_export(path, should_stop=lambda: next(calls) == len(looks) - 1)
