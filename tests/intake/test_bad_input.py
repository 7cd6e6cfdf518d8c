"""What is not an export is refused in one sentence, quickly; nothing crashes, nothing hangs."""

import contextlib
import os
import random
import time
import zipfile

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.reader import read_export
from pharmreview.intake.sheets import limits, workbook

HEAD = "Surname,NHS number,Medication,Dosage\n"
GOOD = HEAD + "Tester,9990000018,Tramadol 50mg capsules,1 tds\n"
NS = "http://schemas.openxmlformats.org"
XML = '<?xml version="1.0"?>'
SHEET = f'{XML}<worksheet xmlns="{NS}/spreadsheetml/2006/main"><sheetData>{{}}</sheetData></worksheet>'
SHEET_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
LINK = f'<Relationship Id="r1" Type="{NS}/officeDocument/2006/relationships/{{}}" Target="{{}}"/>'
LINKS = f'{XML}<Relationships xmlns="{NS}/package/2006/relationships">{LINK}</Relationships>'
PARTS = {
    "[Content_Types].xml": (
        f'{XML}<Types xmlns="{NS}/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_PART}"/></Types>'
    ),
    "_rels/.rels": LINKS.format("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": (
        f'{XML}<workbook xmlns="{NS}/spreadsheetml/2006/main" '
        f'xmlns:r="{NS}/officeDocument/2006/relationships">'
        '<sheets><sheet name="Search" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": LINKS.format("worksheet", "worksheets/sheet1.xml"),
}


def refusal(reading, content, **about):
    with pytest.raises(InputProblem) as caught:
        reading(content, **about)
    sentence = caught.value.sentence
    assert "\n" not in sentence
    assert caught.value.remedy
    return sentence


def cell(at, number, text):
    letters = chr(64 + at) if at <= 26 else chr(64 + (at - 1) // 26) + chr(65 + (at - 1) % 26)
    return f'<c r="{letters}{number}" t="inlineStr"><is><t>{text}</t></is></c>'


def cells(*rows):
    made = []
    for number, row in enumerate(rows, start=1):
        inner = "".join(cell(at, number, text) for at, text in enumerate(row, start=1))
        made.append(f'<row r="{number}">{inner}</row>')
    return "".join(made)


def write_workbook(path, sheet_data, extra=()):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(sheet_data))
        for name, content in extra:
            archive.writestr(name, content)
    return path


def test_that_a_workbook_is_read_as_text(tmp_path):
    rows = [line.split(",") for line in GOOD.splitlines()]
    as_number = '<c r="B2"><v>9990000018</v></c>'
    numbers = cells(*rows).replace(cell(2, 2, "9990000018"), as_number)
    assert as_number in numbers
    file = read_export(write_workbook(tmp_path / "search.xlsx", numbers))
    assert file.people[0].patient.nhs_number == "9990000018"
    assert [r.row for r in file.people[0].rows] == [2]


def test_that_row_numbers_are_those_of_the_spreadsheet(tmp_path):
    rows = cells(*(line.split(",") for line in GOOD.splitlines()))
    lower = rows.replace('r="2"', 'r="5"').replace('r="1"', 'r="4"')
    for letter in "ABCD":
        lower = lower.replace(f'r="{letter}2"', f'r="{letter}5"').replace(f'r="{letter}1"', f'r="{letter}4"')
    file = read_export(write_workbook(tmp_path / "search.xlsx", lower))
    assert file.people[0].rows[0].row == 5


def test_that_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path):
    path = write_workbook(
        tmp_path / "bomb.xlsx", "", [("xl/media/big.bin", b"\0" * (workbook.LARGEST_UNPACKED + 1))]
    )
    assert path.stat().st_size < 1_000_000
    started = time.process_time()
    with pytest.raises(InputProblem, match="unpacks to more than"):
        read_export(path)
    assert time.process_time() - started < 10


def test_that_a_workbook_with_a_cell_far_away_is_refused(tmp_path):
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(InputProblem, match="columns or"):
        read_export(write_workbook(tmp_path / "far.xlsx", far))


def test_that_another_archive_is_not_a_workbook(tmp_path):
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear")
    with pytest.raises(InputProblem, match="not an Excel workbook"):
        read_export(path)


@pytest.mark.parametrize("name", ["search.csv", "search.xlsx"])
def test_that_a_damaged_workbook_is_refused(tmp_path, name):
    whole = write_workbook(tmp_path / "whole.xlsx", cells(*(line.split(",") for line in GOOD.splitlines())))
    content = whole.read_bytes()
    for cut in (10, len(content) // 2, len(content) - 30):
        (tmp_path / name).write_bytes(content[:cut])
        with pytest.raises(InputProblem):
            read_export(tmp_path / name)


def test_that_an_old_or_locked_workbook_is_refused(reading):
    assert "password" in refusal(reading, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_that_an_empty_file_is_refused(reading):
    assert "is empty" in refusal(reading, b"")


@pytest.mark.parametrize(
    "content",
    ["hello\n", "\n\n\n", "a,b,c\n1,2,3\n", "name,dmd_code\nTramadol 50mg capsules,1\n",
     "Medication,Dosage\nTramadol,1\n",
     "Surname,NHS number\nTester,1\n", "{}"],
)  # fmt: skip
def test_that_what_is_not_an_export_is_refused(reading, content):
    assert "not a search export" in refusal(reading, content)


@pytest.mark.parametrize(
    "content",
    [b"<html><table></table></html>", b"\xef\xbb\xbf\r\n <!DOCTYPE html>", "<HTML>".encode("utf-16"),
     b'<?xml version="1.0"?><Workbook/>', b"MIME-Version: 1.0\r\n"],
)  # fmt: skip
def test_that_a_web_page_under_another_name_is_said_to_be_one(reading, content):
    said = refusal(reading, content)
    assert "is a web page" in said
    assert "save it as an Excel workbook" in said


def test_that_bytes_that_are_not_text_are_refused(reading):
    assert "not a CSV file" in refusal(reading, bytes(range(256)) * 20)
    assert "not a CSV file" in refusal(reading, GOOD.encode() + b"\0")
    assert "not a CSV file" in refusal(reading, b"{\\rtf1\\ansi NHS Number, Name, Drug, Dosage\\par}\n")
    assert "not a CSV file" in refusal(reading, b"%PDF-1.7\nNHS Number,Name,Drug\n1,A,B\n")
    assert "not a CSV file" in refusal(reading, b"\x89PNG\r\n\x1a\n" + b"\0" * 100)


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(InputProblem, match="There is no file"):
        read_export(tmp_path / "none.csv")
    with pytest.raises(InputProblem):
        read_export(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_that_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "search.csv")
    with pytest.raises(InputProblem, match="not a file"):
        read_export(tmp_path / "search.csv")


def test_that_a_file_written_to_while_it_is_read_is_refused(tmp_path):
    path = tmp_path / "search.csv"
    path.write_text(GOOD, encoding="utf-8")

    def report(_done: int, _about: int) -> None:
        path.write_text(GOOD + GOOD, encoding="utf-8")

    with pytest.raises(InputProblem, match="changed while it was read"):
        read_export(path, report=report)
    assert read_export(path).people


@pytest.mark.skipif(
    os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0, reason="root may read everything"
)
def test_that_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = tmp_path / "search.csv"
    path.write_text(GOOD)
    path.chmod(0)
    with pytest.raises(InputProblem, match="cannot be opened"):
        read_export(path)


def test_that_an_unclosed_quotation_mark_is_refused_and_swallows_nothing(reading):
    assert "never closed" in refusal(
        reading, GOOD + 'Tester,1,"Codeine 30mg tablets,1 qds\nTester,2,Zomorph,1 bd\n'
    )


def test_that_a_stray_quotation_mark_is_refused(reading):
    assert "stray quotation mark" in refusal(reading, GOOD + 'Tester,1,"Codeine" 30mg tablets,1 qds\n')


def test_that_ten_thousand_columns_are_refused(reading):
    assert "columns" in refusal(reading, HEAD + ",".join(["x"] * 10_000) + "\n")


def test_that_ten_thousand_empty_columns_are_nothing(reading):
    assert len(reading(GOOD + "," * 10_000 + "\n").people) == 1


def test_that_a_cell_of_a_megabyte_is_refused(reading):
    assert "too large" in refusal(reading, GOOD + "Tester,1," + "x" * 1_000_000 + ",1\n")


@pytest.mark.parametrize("content", ["a" * 3_000_000, "," * 3_000_000, HEAD + '"' * 3_000_000])
def test_that_a_line_without_end_is_refused_at_once(reading, content):
    started = time.process_time()
    assert "too large" in refusal(reading, content)
    assert time.process_time() - started < 5


def test_that_a_number_that_very_many_share_costs_no_search_among_them(reading):
    started = time.process_time()
    people = "".join(f"T{n},9990000018,Tramadol 50mg capsules,1 tds\n" for n in range(5_000))
    file = reading(HEAD + people)
    assert len(file.people) == 5_000
    assert time.process_time() - started < 10


def test_that_too_many_rows_are_refused_with_the_figure(reading, monkeypatch):
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    assert "more than 3 rows" in refusal(reading, GOOD + "Tester,1,Zomorph,1 bd\n" * 3)


def test_that_too_large_a_file_is_refused_with_the_figure(reading, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_FILE", 1024 * 1024)
    assert "larger than 1 MB" in refusal(reading, GOOD + "x" * 1024 * 1024)


@pytest.mark.parametrize("name", ["<b>Ann</b>", "{{x}}", "%s", "\u202eAnn", "😀", "A" * 500, "=cmd()"])
def test_that_a_strange_name_is_kept_as_it_is(reading, name):
    [person] = reading(GOOD.replace("Tester", name)).people
    assert person.patient.family_name == name


def test_that_no_damage_to_a_good_file_ends_in_anything_but_a_refusal_or_people(reading, exports):
    chance = random.Random(20261120)
    for name in ("emis_sample.csv", "systmone_sample.csv", "systmone_sample_wide.csv"):
        whole = (exports / name).read_bytes()
        for _ in range(40):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 30)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            content = bytes(damaged[: chance.randint(1, len(damaged))])
            with contextlib.suppress(InputProblem):
                file = reading(content)
                assert file.people or not file.rows


@pytest.mark.parametrize("sign", [b"\x1b", b"\x90"])
def test_that_an_odd_sign_in_one_row_is_shown_as_lost_and_said(reading, sign):
    file = reading(
        b"NHS Number,Full Name,Drug,Dosage\n"
        b"9990000018,Ann Smith,Codeine 30mg tablets,1 bd\n"
        b"9990000026,Bob J" + sign + b"nes,Codeine 3" + sign + b"0mg tablets,1 bd\n"
    )
    assert [p.rows[0].name for p in file.people] == ["Codeine 30mg tablets", "Codeine 3\ufffd0mg tablets"]
    assert "the first on line 3" in file.notes[0]


ODD = (
    "NHS Number,Full Name,Drug,Dosage\n9990000018,Ann SMITH,Codeine 30mg tablets,1 bd\n"
    "9990000026,Bob,Codeine 3{}0mg tablets,1 bd\n"
)


@pytest.mark.parametrize("kind", ["utf-16", "utf-16-le", "workbook"])
def test_that_an_odd_sign_is_said_in_wide_text_and_in_a_workbook_too(tmp_path, kind):
    path = tmp_path / "search.xlsx"
    if kind == "workbook":
        rows = [line.split(",") for line in ODD.format("_x0007_").splitlines()]
        write_workbook(path, cells(*rows))
    else:
        path.write_bytes(ODD.format("\x1b").encode(kind))
    file = read_export(path)
    assert [p.rows[0].name for p in file.people] == ["Codeine 30mg tablets", "Codeine 3\ufffd0mg tablets"]
    assert f"the first on {'row' if kind == 'workbook' else 'line'} 3" in " ".join(file.notes)
    path.write_bytes(ODD.format("").encode("utf-16"))
    assert read_export(path).notes == ()


def test_that_a_row_whose_formula_has_no_value_or_whose_cells_are_merged_is_unread_and_stays(tmp_path):
    rows = cells(*(line.split(",") for line in GOOD.splitlines()), ["Other", "9990000026", "", "1 bd"])
    formula = rows.replace(cell(3, 2, "Tramadol 50mg capsules"), '<c r="C2"><f>VLOOKUP(A2,X!A:B,2)</f></c>')
    assert formula != rows
    file = read_export(write_workbook(tmp_path / "search.xlsx", formula))
    assert [(row.name, row.directions) for p in file.people for row in p.rows] == [
        ("", "1 tds"),
        ("", "1 bd"),
    ]


def test_that_devices_and_links_that_lead_round_are_refused(tmp_path):
    if os.name == "nt":
        pytest.skip("this system has no such links")
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.symlink_to(other)
    other.symlink_to(one)
    device = tmp_path / "device.csv"
    device.symlink_to("/dev/zero")
    for path in (one, device):
        with pytest.raises(InputProblem) as caught:
            read_export(path)
        assert caught.value.remedy
