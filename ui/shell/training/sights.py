"""Moments of the import, the list and the practice that one review does not pass, in a store aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.shell.training import worked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pharmreview.domain.case import Case
    from ui.shell.training.studio import Studio

_PASTED = (
    "MST Continus 10mg tablets\tOne To Be Taken Twice A Day\t56 tablet\n"
    "Codeine 30mg tablets\tOne To Be Taken Up To Four Times A Day\t56 tablet\n"
)
_LATER = (
    ("23/11/2026 08:02:11", "24/11/2026 08:02:11"),
    ("MST Continus 60mg tablets", "MST Continus 30mg tablets"),
)
"""What the search of the day after says otherwise: when it was run, and a dose that was halved."""
_ASKED_OF_ALL = ("exp_time", "exp_listened", "exp_understand", "exp_medicines", "exp_with_me")
_FORMS_BACK = ("99778", "88689", "95676", "79587", "89798", "98689", "86577")
"""A form a word: what one person ringed for each question."""


def take_sights(aside: Path) -> Path:
    """Photograph the import and the list at their other moments. Gives the folder of the pictures."""
    moments = (_import, _one_person, partial(_next_search, aside=aside), _practice, _experience, _reaching)
    return photographed(aside, "sights", (*moments, _together, _consent_missing, *_STATES))


def photographed(aside: Path, name: str, moments: Sequence[Callable[[Studio], None]]) -> Path:
    """Go through moments in a store of their own. Gives the folder of their pictures."""
    from ui.shell.training.demo import make_store
    from ui.shell.training.studio import Studio

    pictures = aside / name
    with Studio(aside / f"store of {name}", pictures) as studio:
        make_store(studio)
        for made_before in pictures.iterdir():
            made_before.unlink()
        for moment in moments:
            moment(studio)
    return pictures


def _import(studio: Studio) -> None:
    studio.press("Ctrl+I")
    view = studio.view("intake")
    with worked.search_file() as search:
        view.open_file(search)
        studio.settle()
        view.take(_copied(_PASTED))
        studio.settle()
        studio.photograph("04-import-paste")
        studio.press("Esc")
        studio.press("Ctrl+Return")


def _one_person(studio: Studio) -> None:
    people = studio.view("people")
    tables = people.panel.compare
    tables.chosen.emit(tables.itemData(1))
    studio.settle()
    studio.photograph("03-people-two-tables")
    tables.chosen.emit(tables.itemData(0))
    for _ in range(3):
        studio.press("Shift+Down")
    studio.photograph("03-people-ticked")
    studio.press("Esc")
    people.find_box.setFocus()
    studio.type_words(worked.UNREAD)
    studio.press("Return")
    studio.press("F2")
    studio.photograph("03-people-put-right")
    studio.press("Esc")


def _next_search(studio: Studio, aside: Path) -> None:
    later = aside / "search of the day after.csv"
    with worked.search_file() as search:
        text = search.read_text(encoding="utf-8-sig")
    for before, after in _LATER:
        text = text.replace(before, after)
    later.write_text(text, encoding="utf-8-sig")
    studio.press("Ctrl+I")
    view = studio.view("intake")
    view.open_file(later)
    studio.settle()
    view.check.side_wanted.emit("people")
    studio.settle()
    studio.photograph("04-import-changes")


def _practice(studio: Studio) -> None:
    """A template written and kept, the places it may name, its versions, and the letterhead."""
    from PySide6.QtGui import QTextCursor

    studio.press("Ctrl+5")
    page = studio.view("practice").templates
    page.model.choose("letter-invitation")
    studio.settle()
    page.field.moveCursor(QTextCursor.MoveOperation.End)
    studio.type_words(" Please bring your drug list.")
    studio.press("Ctrl+Return")
    studio.type_words(" Or phone {ph")
    studio.photograph("11-practice-templates")
    studio.press("Tab")
    studio.press("Ctrl+Shift+V")
    studio.press("End")
    studio.photograph("11-practice-versions")
    studio.press("Esc")
    page.model.choose("text-invite")
    studio.settle()
    studio.photograph("11-practice-text")
    studio.press("Ctrl+Shift+H")
    studio.photograph("11-practice-letterhead")
    studio.view("practice").turn_to("team")
    studio.settle()
    studio.photograph("11-practice-people")


def _experience(studio: Studio) -> None:
    """Forms that came back, typed in one after the other, and what they come to."""
    practice = studio.view("practice")
    practice.turn_to("experience")
    for figures in _FORMS_BACK:
        asked = zip(_ASKED_OF_ALL, figures, strict=True)
        practice.experience.model.answer({f"follow_up.{name}": figure for name, figure in asked})
        practice.experience.model.put_in()
        studio.settle()
    studio.photograph("11-practice-experience")


def _together(studio: Studio) -> None:
    """A joint visit whose sentence is signed, the request for the MDT, and what came of it."""

    def answered(case: Case) -> Case:
        return case.model_copy(update={"answers": case.answers | worked.together()})

    studio.desk.open_case.edit("Training answers", answered)
    studio.settle()
    page = studio.view("review").page
    page.show_part("joint")
    page.joint.message.setFocus()
    studio.press("Ctrl+Shift+G")
    studio.photograph("12-joint-visit")
    page.show_part("mdt")
    page.focus_first()
    studio.settle()
    studio.photograph("12-mdt-request")
    page.mdt.show_page("outcome")
    studio.settle()
    studio.photograph("12-mdt-outcome")


def _reaching(studio: Studio) -> None:
    """What is next for somebody who was not seen yet, and what was tried."""
    studio.find(worked.FIND)
    studio.window.show_step("follow_up")
    studio.settle()
    studio.view("review").page.show_part("reach")
    studio.settle()
    studio.photograph("05-review-8-reaching-them")


def _copied(text: str) -> object:
    from PySide6.QtCore import QMimeData

    copied = QMimeData()
    copied.setText(text)
    return copied


def _consent_missing(studio: Studio) -> None:
    """What goes amiss with others: nobody was asked whether the team may talk of them."""
    page = studio.view("review").page
    page.mdt.show_page("request")
    studio.view("review").model.answer({"follow_up.mdt_consent": "no", "follow_up.mdt_listed": ""})
    studio.settle()
    studio.photograph("12-mdt-no-consent", at=page.mdt.state)


def _decided_and_joint(studio: Studio, state: str) -> None:
    """The decision and the joint visit in one state, and then the papers, not yet pictured."""
    studio.window.show_step("decide")
    studio.settle()
    studio.photograph(f"05-review-5-decide-{state}")
    studio.window.show_step("follow_up")
    studio.view("review").page.show_part("joint")
    studio.settle()
    studio.photograph(f"12-joint-visit-{state}")
    studio.press("Ctrl+P")


def _empty(studio: Studio) -> None:
    """The conversation, papers and a joint visit before anything is written."""
    studio.find(worked.NOT_SEEN)
    studio.photograph("05-review-2-listen-empty")
    _decided_and_joint(studio, "empty")
    papers = studio.view("papers")
    for row in papers.model.props.rows:
        if row.ticked:
            papers.model.tick(row.id)
    studio.settle()
    studio.photograph("10-papers-empty")
    studio.press("Alt+Left")


def _long(studio: Studio) -> None:
    """The same with far more in it than usual."""
    studio.window.show_step("listen")
    studio.view("review").model.answer(worked.at_length())
    studio.settle()
    studio.photograph("05-review-2-listen-long")
    _decided_and_joint(studio, "long")
    studio.settle()
    studio.photograph("10-papers-long")


def _faulty(studio: Studio) -> None:
    """A text without consent, safety items that wait, and words that another window has overtaken."""
    papers = studio.view("papers")
    papers.model.choose("text-invite")
    studio.settle()
    studio.photograph("10-papers-no-consent")
    studio.window.show_step("decide")
    studio.settle()
    studio.press("Ctrl+Shift+F")
    studio.photograph("05-review-5-decide-safety-waits")
    studio.press("Esc")
    cases = studio.desk.casework()
    here = cases.open(studio.case().id).case
    theirs = here.answers | {"follow_up.joint_view": "9"}
    cases.save(here.model_copy(update={"answers": theirs}), "Kept in another window")
    studio.window.show_step("listen")
    studio.settle()
    studio.type_words(" And then the winter came.")
    studio.photograph("05-review-2-listen-not-kept")


_STATES = (_empty, _long, _faulty)
