"""Names that came with a file from somewhere else, and where a copy of it would be saved."""

import random
from itertools import product
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from pharmreview.domain.caseload.offered import Sheet
from pharmreview.domain.errors import InputProblem, kept_straight

_STARTS = (
    "",
    "../",
    "..\\",
    "/etc/",
    "C:\\",
    "c:",
    "\\\\host\\share\\",
    "./.",
    "\0",
    "\n",
    "\u202e",
    "~/",
    " ",
    "=",
)
_STEMS = ("", "my pain", "CON", "nul.x", "com1", "LPT¹", "..", "a:b", "a?*|<>", "x" * 300, "💊", "Ünïcode")
_ENDS = ("", ".pdf", ".PDF", ".pdf.", ".pdf ", ".pdf:stream", ".pdf::$DATA", ".exe", "...", "/", "\\")


def test_that_no_name_of_a_sheet_leads_a_copy_out_of_the_folder_chosen_or_to_a_device() -> None:
    names = ["".join(parts) for parts in product(_STARTS, _STEMS, _ENDS)]
    random.Random(5).shuffle(names)
    for name in names[:500]:
        offered = Sheet(code="pain-sheet", file_name=name, size=1, sha256="").name_for_a_copy
        assert offered.endswith(".pdf"), name
        assert PureWindowsPath(offered).name == PurePosixPath(offered).name == offered, name
        assert offered.partition(".")[0].strip().upper() not in ("CON", "NUL", "COM1", "LPT¹"), name
        assert not set(offered) & set('<>:"/\\|?*\n\0\u202e'), name
        assert offered == offered.strip(". "), name
        assert 5 <= len(offered) <= 104, name


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ("My pain.pdf", "My pain.pdf"),
        ("v1.2 sheet.PDF", "v1.2 sheet.pdf"),
        ("../../../x.pdf", "x.pdf"),
        ("CON.pdf", "s.pdf"),
    ],
)
def test_that_a_copy_is_offered_under_its_own_name_where_it_can_be(given: str, offered: str) -> None:
    assert Sheet(code="s", file_name=given, size=1, sha256="").name_for_a_copy == offered


def test_that_a_name_of_a_file_neither_turns_nor_breaks_the_sentence_that_holds_it() -> None:
    problem = InputProblem("gnp\u202ea\nb\u2028.csv is empty.", "Export it\r again.")
    assert problem.sentence == "gnp\ufffda\ufffdb\ufffd.csv is empty. Export it\ufffd again."
    assert kept_straight("Zoë’s “list” – 1 µg, \u200b🙂") == "Zoë’s “list” – 1 µg, \u200b🙂"
