"""What the templates page shows, from plain values; and what runs where only the newest counts."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from pharmreview.domain.paper import Concern, KeptTemplate, PaperTemplate, Standing, TemplateDraft
from ui.jobs import ManualLane
from ui.screens.practice.comparing import Piece, compared, said
from ui.screens.practice.props import OURS, Inputs, derive
from ui.screens.practice.trying import Newest, Tried

AT = datetime(2026, 11, 24, 15, 5, tzinfo=UTC)
OURS_TEXT = "Dear {greeting}, phone us."


def template(text: str = OURS_TEXT, id_: str = "letter-pause", sheet: str = "letter") -> PaperTemplate:
    return PaperTemplate(id=id_, version="1", title="Pause letter", sheet=sheet, text=text)


def kept(text: str, *, ours: bool = False) -> KeptTemplate:
    return KeptTemplate(template=template(text), by="Nia Farrow", at=AT, ours=ours)


def standing(*versions: KeptTemplate, draft: str = "") -> Standing:
    now = versions[-1].template if versions else template()
    left = TemplateDraft(id=now.id, text=draft, by="Nia Farrow", at=AT) if draft else None
    return Standing(template=now, ours=template(), versions=versions, draft=left)


def inputs(text: str = OURS_TEXT, **changed: Any) -> Inputs:
    values: dict[str, Any] = {"standing": (standing(),), "chosen": "letter-pause", "text": text}
    return Inputs(**(values | changed))


@pytest.mark.parametrize(
    ("stands", "note", "sign"),
    [
        (standing(), "ours", ""),
        (standing(kept("Mine")), "changed 24 Nov 2026 by Nia Farrow", ""),
        (standing(kept("Mine"), kept(OURS_TEXT, ours=True)), "ours", ""),
        (standing(draft="Half"), "ours. Not kept yet", "pencil"),
    ],
)
def test_that_a_row_says_whose_words_are_in_use(stands: Standing, note: str, sign: str) -> None:
    row = derive(Inputs(standing=(stands,))).rows[0]
    assert (row.note, row.sign, row.group) == (note, sign, "Papers")


def test_that_only_changed_words_without_a_fault_can_be_kept() -> None:
    assert derive(inputs()).why_not == "Nothing is changed yet."
    assert derive(inputs("Dear you")).can_keep
    assert "empty" in derive(inputs("  ")).why_not
    fault = Concern(code="placeholder", what="“{x}” is no place. Take it out.", start=5, end=8)
    stopped = derive(inputs("Dear {x}", tried=Tried("letter-pause", "Dear {x}", (fault,))))
    assert stopped.why_not == "“{x}” is no place. Take it out."
    assert (stopped.looks[0].start, stopped.looks[0].stops) == (5, True)
    word = Concern(code="word", what="“drug” is a word to avoid. Use: medicine.")
    assert derive(inputs("Dear drug", tried=Tried("letter-pause", "Dear drug", (word,)))).can_keep


def test_that_somebody_who_may_only_look_is_told_so() -> None:
    props = derive(inputs("Dear you", may_change=False))
    assert not props.can_write
    assert not props.can_keep
    assert "look" in props.standing


def test_that_the_last_page_stays_while_the_newest_words_make_none() -> None:
    good = Tried("letter-pause", "Dear you", pages=1)
    bad = Tried("letter-pause", "Dear {", problem=("A brace stands alone.", "Mend it."))
    seen = derive(inputs("Dear {", tried=bad, good=good)).seen
    assert (seen.tried, seen.problem) == (good, bad.problem)
    other = derive(inputs("Dear {", tried=bad, good=Tried("letter-gp", "x", pages=1))).seen
    assert other.tried is None


def test_that_versions_come_newest_first_with_ours_last_and_the_one_in_use_named() -> None:
    stands = standing(kept("Mine"), kept("Mine again"))
    versions = derive(inputs("Mine again now", standing=(stands,), version="0")).versions
    assert versions is not None
    assert [(row.id, row.note) for row in versions.rows] == [
        ("1", "Nia Farrow, in use now"),
        ("0", "Nia Farrow"),
        (OURS, "as it came with the app"),
    ]
    assert versions.can_put_back
    assert "".join(p.words for p in versions.pieces if p.kind != "gone") == "Mine again now"


def test_that_two_wordings_are_held_against_each_other_word_by_word() -> None:
    pieces = compared("You may rest.\nPhone us.", "You may pause.\nPhone us.")
    assert [(p.kind, p.words) for p in pieces] == [
        ("same", "You may "),
        ("gone", "rest."),
        ("new", "pause."),
        ("same", "\nPhone us."),
    ]
    assert said(pieces) == "1 place only in this version, 1 place only in the words now."
    assert said((Piece("same", "x"),)) == "The same words as now."


def test_that_only_the_newest_of_what_waits_is_done() -> None:
    lane, told = ManualLane(), list[int]()
    newest = Newest(lane)

    def work(number: int) -> Callable[[], int]:
        return lambda: number

    for number in range(5):
        newest.ask(work(number), lambda outcome: told.append(outcome.value))  # type: ignore[union-attr]
    lane.drain()
    assert told == [0, 4]
    newest.ask(work(9), lambda outcome: told.append(outcome.value))  # type: ignore[union-attr]
    lane.drain()
    assert told == [0, 4, 9]
