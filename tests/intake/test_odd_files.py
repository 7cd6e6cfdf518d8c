"""Files that are nearly right: too long, unknown headings, several sheets, names that look like commands."""

import csv
import io
import random
import unicodedata
import zipfile
from datetime import date
from itertools import product
from pathlib import Path
from time import process_time

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.row import TWICE
from pharmreview.intake.people.draft import Draft
from pharmreview.intake.people.gathering import FOOTING
from pharmreview.intake.reader import peek, read_export
from tests.intake.test_bad_input import GOOD, HEAD, LINK, NS, PARTS, SHEET, XML, cells
from ui.text import literal, person_name

NAMES = 500


def written(folder: Path, content: str) -> Path:
    path = folder / "search.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_that_a_file_past_the_most_rows_is_refused_before_any_of_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pharmreview.intake.reader.MOST_ROWS", 3)
    told: list[tuple[int, int]] = []
    path = written(tmp_path, GOOD + "Tester,1,Zomorph,1 bd\n" * 3)
    with pytest.raises(InputProblem, match="more than") as refused:
        read_export(path, report=lambda at, of: told.append((at, of)))
    assert refused.value.remedy
    assert not told


def test_that_line_ends_inside_cells_are_no_rows_to_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pharmreview.intake.reader.MOST_ROWS", 3)
    file = read_export(written(tmp_path, HEAD + 'Tester,9990000018,Zomorph,"1\n2\n3\n4 bd"\n'))
    assert file.rows == 1


def test_that_unknown_headings_beside_a_quoted_name_are_no_stray_quotation_mark(tmp_path: Path) -> None:
    path = written(tmp_path, 'Who,What,How\n"Smith, Ann",Codeine 30mg tablets,1 bd\n')
    with pytest.raises(InputProblem, match="no row of it has headings"):
        read_export(path)
    assert [column.heading for column in peek(path).columns] == ["Who", "What", "How"]


def workbook_of(path: Path, sheets: dict[str, str], parts: dict[str, str] | None = None) -> Path:
    """A workbook of several sheets, each given as its rows; `parts` stand in the place of others."""
    links = "".join(
        LINK.replace("r1", f"r{n}").format("worksheet", f"worksheets/sheet{n}.xml")
        for n in range(1, len(sheets) + 1)
    )
    named = "".join(f'<sheet name="{t}" sheetId="{n}" r:id="r{n}"/>' for n, t in enumerate(sheets, 1))
    book = PARTS["xl/workbook.xml"]
    before, after = book.split("<sheets>")[0], book.split("</sheets>")[1]
    whole = {
        **PARTS,
        "xl/workbook.xml": f"{before}<sheets>{named}</sheets>{after}",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{NS}/package/2006/relationships">'
        f"{links}</Relationships>",
        **{f"xl/worksheets/sheet{n}.xml": SHEET.format(rows) for n, rows in enumerate(sheets.values(), 1)},
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in whole.items():
            archive.writestr(name, text)
    return path


COLUMNS = ["Surname", "NHS number", "Medication"]


def test_that_the_sheets_of_a_workbook_that_hold_exports_are_read_as_one_search(tmp_path: Path) -> None:
    sheets = {
        "Opioids": cells(COLUMNS, ["Tester", "9990000018", "Tramadol 50mg"]),
        "Notes": cells(["Printed on Monday"]),
        "Sleep": cells(
            ["NHS number", "Name", "Drug", "Dose"],
            ["9990000018", "Tester", "Zopiclone 7.5mg", "1 nocte"],
            ["9990000026", "Other", "Zolpidem 5mg", "1 nocte"],
        ),
    }
    file = read_export(workbook_of(tmp_path / "search.xlsx", sheets))
    found = [[(row.row, row.name) for row in person.rows] for person in file.people]
    assert found == [[(2, "Tramadol 50mg"), (4, "Zopiclone 7.5mg")], [(5, "Zolpidem 5mg")]]
    assert file.rows == 3
    assert all(TWICE not in person.problems for person in file.people)
    said = " ".join(file.notes)
    assert "2 sheets were read as one search, their rows counted on: “Opioids” from row 1; “Sleep”" in said
    assert "from row 3." in said
    assert "Not read: “Notes”." in said


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_that_a_sheet_that_is_read_though_it_is_hidden_is_said_to_be(tmp_path: Path, state: str) -> None:
    rows = cells(COLUMNS, ["Tester", "9990000018", "Tramadol 50mg"])
    path = workbook_of(tmp_path / "search.xlsx", {"Seen": rows, f'Kept" state="{state}': rows})
    said = "“Seen” from row 1; “Kept” (a hidden sheet) from row 3."
    assert said in " ".join(read_export(path).notes)
    path = workbook_of(tmp_path / "one.xlsx", {f'Kept" state="{state}': rows})
    assert read_export(path).notes == ("It stands on “Kept” (a hidden sheet).",)


def test_that_a_sheet_of_another_day_is_not_read_with_the_first_and_is_named(tmp_path: Path) -> None:
    def run_on(day: str) -> str:
        top = ["Last run:", f"{day} 09:00:00"]
        return cells(top, COLUMNS, ["Tester", "9990000018", f"Tramadol 50mg of {day}"])

    sheets = {"October": run_on("20/10/2026"), "November": run_on("20/11/2026")}
    file = read_export(workbook_of(tmp_path / "search.xlsx", sheets))
    assert [row.name for person in file.people for row in person.rows] == ["Tramadol 50mg of 20/10/2026"]
    assert "of another kind or day, and not read: “November”" in " ".join(file.notes)


def test_that_a_workbook_whose_sheets_are_all_one_part_is_refused(tmp_path: Path) -> None:
    same = LINK.format("worksheet", "worksheets/sheet1.xml")
    links = f'<Relationships xmlns="{NS}/package/2006/relationships">{same}{same.replace("r1", "r2")}'
    parts = {"xl/_rels/workbook.xml.rels": f"{XML}{links}</Relationships>"}
    sheets = {"One": cells(COLUMNS), "Two": cells(COLUMNS)}
    with pytest.raises(InputProblem, match="damaged"):
        read_export(workbook_of(tmp_path / "search.xlsx", sheets, parts))


def test_that_more_people_than_a_practice_has_are_refused_before_any_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pharmreview.intake.reader.MOST_PEOPLE", 3)
    people = "".join(f"T{n},9{n},Zopiclone 7.5mg,1 nocte\n" for n in range(4))
    with pytest.raises(InputProblem, match="names more than") as refused:
        read_export(written(tmp_path, HEAD + people))
    assert refused.value.remedy
    assert read_export(written(tmp_path, GOOD + GOOD[len(HEAD) :] * 5)).rows == 6


@pytest.mark.parametrize(
    ("row", "limit", "said"),
    [
        (
            "Tester,1,Zomorph {}0mg capsules,1 bd",
            "limits.MOST_NAMES",
            "more than 3 different names of medicines",
        ),
        ("Tester,1,Zomorph,{} bd", "limits.MOST_DIRECTIONS", "more than 3 different directions"),
    ],
)
def test_that_more_different_wordings_than_a_practice_writes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, limit: str, said: str
) -> None:
    monkeypatch.setattr(f"pharmreview.intake.sheets.{limit}", 3)
    rows = [row.format(number) for number in (1, 2, 3)] * 2
    assert read_export(written(tmp_path, HEAD + "\n".join(rows))).rows == 6
    path = written(tmp_path, HEAD + "\n".join([*rows, row.format(4)]))
    with pytest.raises(InputProblem, match=said):
        read_export(path)


def test_that_other_headings_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pharmreview.intake.sheets.limits.MOST_HEADINGS", 2)
    other = "Medication,NHS Number,Surname,Dosage\nZomorph,9990000018,Tester,1 bd\n"
    again = HEAD + "Tester,9990000018,Zomorph,1 bd\n"
    assert read_export(written(tmp_path, again + other + again)).rows == 3
    with pytest.raises(InputProblem, match="begins with other headings more than 2 times"):
        read_export(written(tmp_path, again + other + again + other))


def test_that_the_first_headings_after_other_ones_are_not_taken_for_these_again(tmp_path: Path) -> None:
    first = HEAD + "Tester,9990000018,Zomorph,1 bd\n"
    other = "NHS Number,Medication,Surname,Dosage\n9990000018,Zomorph,Tester,2 bd\n"
    file = read_export(written(tmp_path, first + first + other + first))
    assert [row.directions for row in file.people[0].rows] == ["1 bd", "1 bd", "2 bd", "1 bd"]
    assert [row.why.split()[0] for row in file.set_aside] == ["The", "Other", "Other"]


def test_that_rows_of_two_people_turn_about_are_taken_in_a_straight_line() -> None:
    draft = Draft(1, ("",) * 8, ("",) * 6, None)
    begun = process_time()
    for place in range(0, 200_000, 2):
        draft.take(place, place + 1)
    draft.take(199_999, 200_000)
    assert process_time() - begun < 2
    assert len(draft.places) == 100_000
    assert (draft.places[0], draft.places[-1]) == (range(1), range(199_998, 200_000))


def test_that_counting_the_rows_of_a_long_file_is_told_as_the_first_part_of_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, HEAD + "Tester,9990000018,Zomorph,1 bd\n" * 1_100)
    monkeypatch.setattr("pharmreview.intake.reader.MOST_PEOPLE", 1_000)
    told: list[tuple[int, int]] = []
    assert read_export(path, report=lambda done, of: told.append((done, of))).rows == 1_100
    assert told == sorted(told)
    assert [done for done, _ in told][:3] == [512 // 5, 1024 // 5, 1_101 // 5]


def hostile_names() -> list[str]:
    """The same 500 each time: what a spreadsheet, a page, a template or a printer may take amiss."""
    starts = (
        "=1+1",
        "+44",
        "-1",
        "@SUM(A1)",
        "\t=x",
        "<b>",
        "<img src=x>",
        "{{x}}",
        "{% if %}",
        "%s",
        "&lt;",
    )
    middles = (
        "",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "’",
        "é",
        "ß",
        "中",
        "🙂",
        "👩\u200d👩",
        "../..",
        "x" * 500,
    )
    ends = ("", "</b>", "|", '"', "'", "\\", ";DROP", "~")
    every = [f"N{start}{middle}{end}" for start, middle, end in product(starts, middles, ends)]
    every += [name[1:] for name in every]
    random.Random(7).shuffle(every)
    return every[:NAMES]


def test_that_five_hundred_hostile_names_are_read_and_shown_as_they_are_written(tmp_path: Path) -> None:
    names = hostile_names()
    text = io.StringIO()
    rows = [[name, f"R{at}", "Codeine 30mg tablets", "1 bd"] for at, name in enumerate(names)]
    csv.writer(text).writerows(rows)
    file = read_export(written(tmp_path, "Surname,Patient ID,Medication,Dosage\n" + text.getvalue()))
    assert len(file.people) == NAMES
    for name, person in zip(names, file.people, strict=True):
        kept = person.patient.family_name
        assert seen(kept) == seen(name)
        assert "<b>" not in literal(person_name(person.patient))
        assert [row.name for row in person.rows] == ["Codeine 30mg tablets"]


def seen(name: str) -> str:
    """What can be seen of a name: neither blanks at its ends nor characters that have no shape."""
    shown = "".join(c for c in name if unicodedata.category(c) not in ("Cf", "Cc") or c == "\t")
    return " ".join(shown.split())


@pytest.mark.parametrize(
    "line",
    [
        "Run by Dr A Person,Run on 20-Nov-2026 09:15",
        "Last Run: 20/11/2026 09:15:00",
        "Report date,20 Nov 2026",
        "Extracted on 20261120",
        "Search run at: 20-Nov-26",
    ],
)
def test_that_the_day_a_search_was_run_is_found_above_the_headings(tmp_path: Path, line: str) -> None:
    rows = "NHS Number,Name,Drug,Dosage\n9990000018,Example Ann,Codeine 30mg tablets,One twice a day\n"
    file = read_export(written(tmp_path, f"Opioids\n{line}\n\n{rows}"))
    assert file.run_on is not None
    assert file.run_on.date() == date(2026, 11, 20)


@pytest.mark.parametrize(
    "headings",
    [
        "Opioid 1,Opioid 1 directions,Opioid 2,Opioid 2 directions",
        "Drug 1,Drug 1 dose,Drug 2,Drug 2 dose",
        "Medication 1: name,Medication 1: dosage,Medication 2: name,Medication 2: dosage",
        "Opioid,Dose,Opioid,Dose",
    ],
)
def test_that_counted_headings_of_a_wide_table_are_read(tmp_path: Path, headings: str) -> None:
    row = "Codeine 30mg tablets,One twice a day,MST Continus 10mg tablets,1 bd"
    file = read_export(written(tmp_path, f"NHS number,Patient,{headings}\n9990000018,Ann Example,{row}\n"))
    (one,) = file.people
    assert [(r.name, r.directions) for r in one.rows] == [
        ("Codeine 30mg tablets", "One twice a day"),
        ("MST Continus 10mg tablets", "1 bd"),
    ]


def test_that_flattened_groups_of_any_title_are_read_with_the_end_of_a_course(
    tmp_path: Path,
) -> None:
    headings = (
        "Patient Details NHS Number,Patient Details Full Name,Patient Details Date of Birth,"
        '"Opioids Name, Dosage and Quantity",Opioids Date of Issue,Opioids: End date'
    )
    row = (
        '9990000018,"EXAMPLE, Ann",01/02/1950,"Codeine 30mg tablets, one bd, 56 tablet",01/10/2026,28/10/2026'
    )
    file = read_export(written(tmp_path, f"sep=,\n{headings}\n{row}\n"))
    (one,) = file.people
    assert (one.patient.family_name, one.patient.born) == ("EXAMPLE", date(1950, 2, 1))
    assert [(r.name, r.directions, r.issued, r.ended) for r in one.rows] == [
        ("Codeine 30mg tablets", "one bd", date(2026, 10, 1), date(2026, 10, 28))
    ]
    assert (file.title, file.notes) == ("", ())


def test_that_headings_again_are_no_dates_that_could_not_be_read(tmp_path: Path) -> None:
    headings = "NHS Number,Name,Drug,Dosage,Date Issued"
    row = "9990000018,Example Ann,Codeine 30mg tablets,One twice a day,01/10/2026"
    file = read_export(written(tmp_path, f"{headings}\n{row}\nPage 1 of 2\n{headings}\n{row}\n"))
    assert not any("could not be read" in note for note in file.notes)


def test_that_two_rows_of_headings_may_be_groups_above_their_titles(tmp_path: Path) -> None:
    headings = (
        "NHS number,Surname,Forename,Opioid,,,Sedative,,\n,,,Drug,Dose,Last issued,Drug,Dose,Last issued\n"
    )
    row = (
        "9990000018,T,L,Palexia SR 100mg tablets,1 bd,01/11/2026,Nitrazepam 5mg tablets,1 nocte,02/11/2026\n"
    )
    rows = read_export(written(tmp_path, headings + row)).people[0].rows
    assert [(row.name, row.directions, row.issued) for row in rows] == [
        ("Palexia SR 100mg tablets", "1 bd", date(2026, 11, 1)),
        ("Nitrazepam 5mg tablets", "1 nocte", date(2026, 11, 2)),
    ]


@pytest.mark.parametrize("total", ["Total for patient,,,,2", "Grand total,3,,,", "Page 2,,,,17"])
def test_that_a_total_with_its_figure_is_nobody(tmp_path: Path, total: str) -> None:
    headings = "Surname Forename,NHS number,Medication,Dosage,Quantity\n"
    rows = "Tarn Lena,9990000018,Zomorph,1 bd,56\n" + total + "\nTotal Ann,9990000026,,,28\n"
    file = read_export(written(tmp_path, headings + rows))
    assert [p.patient.family_name for p in file.people] == ["Tarn", "Total"]
    assert [(row.row, row.why) for row in file.set_aside] == [(3, FOOTING)]


def test_that_sheets_of_the_same_headings_are_one_search_though_one_says_its_day(tmp_path: Path) -> None:
    row = ["Tester", "9990000018", "Zomorph 10mg capsules"]
    sheets = {"One": cells(["Last run:", "20/11/2026 09:00:00"], COLUMNS, row), "Two": cells(COLUMNS, row)}
    assert read_export(workbook_of(tmp_path / "two.xlsx", sheets)).rows == 2
