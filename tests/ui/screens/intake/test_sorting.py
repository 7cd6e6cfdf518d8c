"""Every row of a file stands in exactly one heap, and the heaps are the whole file."""

from pathlib import Path

import pytest

from pharmreview.domain.lines.line import MedicationLine, UnreadLine
from pharmreview.services.caseload.searches.importing import BroughtIn
from ui.screens.intake.parts.sum_bar import SumBar
from ui.screens.intake.rows.explaining import explain
from ui.screens.intake.rows.sorting import PARTS_OF_ASIDE, Heap, Sorted, sort_out
from ui.screens.intake.saying import brought_words
from ui.state.desk import Desk

NAMES = ("training", "emis_sample", "emis_sample_groups", "systmone_sample", "systmone_sample_wide")
HEAD = "Full Name,NHS Number,Date of Birth,Medication,Directions,Date of Issue,Code Term\n"


def sort(desk: Desk, path: Path) -> Sorted:
    return sort_out(desk.app.intake.preview(path))


def written(folder: Path, *rows: str) -> Path:
    path = folder / "made.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_that_rows_are_read_or_to_fix_or_set_aside(desk: Desk, exports: dict[str, Path], name: str) -> None:
    preview = desk.app.intake.preview(exports[name])
    rows = sort_out(preview)
    entries = [entry for one in preview.people for entry in one.assessment.regimen.entries]
    assert sum(rows.count(heap) for heap in (Heap.READ, Heap.FIX, Heap.ASIDE)) == rows.total
    assert sum(rows.count(part) for part in PARTS_OF_ASIDE) == rows.count(Heap.ASIDE)
    keys = [row.key for heap in (Heap.FIX, Heap.ASIDE, Heap.READ) for row in rows.heap(heap)]
    assert len(keys) == len(set(keys))
    shown = [row for heap in (Heap.FIX, Heap.ASIDE, Heap.READ) for row in rows.heap(heap) if row.line]
    assert sorted(r.line.row.row for r in shown if r.line) == sorted(e.line.row.row for e in entries)
    if not rows.several:
        assert rows.total == preview.file.rows + len(preview.file.set_aside)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_unread_line_that_counts_is_to_fix(
    desk: Desk, exports: dict[str, Path], name: str
) -> None:
    preview = desk.app.intake.preview(exports[name])
    wanted = {
        (line.row.row, line.row.name)
        for one in preview.people
        for line in one.assessment.regimen.current
        if isinstance(line, UnreadLine) or (isinstance(line, MedicationLine) and line.ask)
    }
    fixed = {(r.line.row.row, r.line.row.name) for r in sort_out(preview).heap("fix") if r.line is not None}
    assert fixed == wanted


def test_that_a_row_of_several_medicines_is_counted_by_entry(desk: Desk, exports: dict[str, Path]) -> None:
    rows = sort(desk, exports["systmone_sample_wide"])
    assert rows.sum_words.startswith(f"{rows.total} entries = ")


def test_that_a_row_with_a_coded_entry_alone_is_read(desk: Desk, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '"FARROW, Ann (Mrs)",999 000 0018,14-Aug-1962,Codeine 30mg tablets,two four times a day,10-Nov-2026,',
        '"FARROW, Ann (Mrs)",999 000 0018,14-Aug-1962,,,,Recurrent falls',
        '"FARROW, Ann (Mrs)",999 000 0018,14-Aug-1962,,,,Recurrent falls',
    )
    rows = sort(desk, path)
    assert (rows.total, rows.count(Heap.READ), rows.more_read) == (3, 3, 1)
    assert [row.why for row in rows.heap(Heap.READ)][1] == "A coded entry"
    assert rows.heap(Heap.READ)[-1].raw == "1 more row"


def test_that_a_person_with_a_wrong_number_is_to_check(desk: Desk, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '"FARROW, Ann (Mrs)",999 000 0019,14-Aug-1962,Codeine 30mg tablets,two four times a day,10-Nov-2026,',
    )
    rows = sort(desk, path)
    (person,) = rows.people
    assert "check digit" in person.why
    assert rows.total == 1


def test_that_an_unread_opioid_is_said_never_to_be_low(desk: Desk, exports: dict[str, Path]) -> None:
    rows = sort(desk, exports["training"])
    (row,) = rows.heap("fix")
    said = explain(row, 1, 1, desk.clock.today())
    assert said.caution[1] == "Tier stays “Incomplete” until known, never low."
    assert [line.words for line in said.raw][:2] == ["MST Continus 10mg tablets", "take as directed"]
    assert said.head[0].words == "Row 26 of the file. 1 of 1 shown"


def test_that_an_unread_line_beside_a_high_total_does_not_lower_the_tier(desk: Desk, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '"FARROW, Ann",999 000 0018,14-Aug-1962,MST Continus 60mg tablets,one twice a day,10-Nov-2026,',
        '"FARROW, Ann",999 000 0018,14-Aug-1962,Oramorph 10mg/5ml oral solution,as directed,10-Nov-2026,',
        '"FARROW, Ann",999 000 0018,14-Aug-1962,Gabapentin 300mg capsules,as directed,10-Nov-2026,',
    )
    cautions = [explain(row, 1, 2, desk.clock.today()).caution[1] for row in sort(desk, path).heap("fix")]
    assert cautions == [
        "The tier is High already. The total stays “at least” until this is known.",
        "It is known not to be an opioid, so the total does not wait for it.",
    ]


def test_that_candidates_are_offered_and_none_is_chosen(desk: Desk, tmp_path: Path) -> None:
    path = written(
        tmp_path, '"FARROW, Ann",999 000 0018,14-Aug-1962,Oxycodne 10mg tablets,one daily,10-Nov-2026,'
    )
    (row,) = sort(desk, path).heap("fix")
    said = [line.words for line in explain(row, 1, 1, desk.clock.today()).more]
    assert said[0] == "It may be"
    assert any("oxycodone" in words.casefold() for words in said)
    assert said[-1] == "Nothing is chosen for you."


def test_that_a_line_read_but_not_converted_says_it_is_not_nothing(desk: Desk, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '"FARROW, Ann",999 000 0018,14-Aug-1962,Pethidine 50mg tablets,one four times a day,10-Nov-2026,',
    )
    (row,) = sort(desk, path).heap("read")
    said = " ".join(line.words for line in explain(row, 1, 1, desk.clock.today()).more)
    assert "Not converted to OME" in said
    assert "never counted as nothing" in said


@pytest.mark.parametrize(
    ("new", "updated", "known", "unread", "said"),
    [
        (13, 2, 0, 1, "13 people brought in, 2 updated. 1 line could not be read and stays visible."),
        (1, 0, 0, 0, "1 person brought in."),
        (0, 2, 0, 2, "2 people updated. 2 lines could not be read and stay visible."),
        (3, 0, 10, 0, "3 people brought in, 10 already here."),
        (0, 0, 13, 0, "Nothing new: 13 people were already here."),
        (0, 0, 1, 0, "Nothing new: 1 person was already here."),
    ],
)
def test_that_what_was_done_is_said_with_its_counts(
    new: int, updated: int, known: int, unread: int, said: str
) -> None:
    ids = [
        tuple(f"{name}{n}" for n in range(many))
        for name, many in zip("abc", (new, updated, known), strict=True)
    ]
    assert brought_words(BroughtIn(*ids, record=None), unread) == said


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((287, 16, 9), ["287 read", "16 to fix", "9 set aside"]),
        ((13, 0, 0), ["13 read"]),
        ((0, 2, 0), ["2 to fix"]),
        ((2000, 1, 1), ["2,000 read", "1 to fix", "1 set aside"]),
        ((0, 0, 0), []),
    ],
)
def test_that_the_bar_is_filled_by_its_parts(
    qtbot: object, counts: tuple[int, int, int], words: list[str]
) -> None:
    bar = SumBar()
    bar.resize(900, 26)
    bar.set_counts(*counts, "said")
    parts = bar.parts()
    assert [said for said, _ in parts] == words
    assert sum(width for _, width in parts) == (900 if words else 0)
