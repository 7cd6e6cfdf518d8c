"""From the practice's export to the paper in the person's hand, and everything still there the next day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from pharmreview.domain.case import CaseState
from pharmreview.domain.review.answer import AnswerValue
from pharmreview.domain.taper.plan import StepKind
from tests.conftest import ToldClock
from tests.journeys.answering import ANSWER, choose, pick, take_keys, type_into, under
from tests.journeys.conftest import EXPORT, Clinic, Open

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PERSON, NUMBER = "VAN DER BERG", "999 239 8221"
NEVER_ASKED = {
    "taper.stops",
    "safety.crisis_plan",
    "decide.reason_no_change",
    "follow_up.reason_increased",
    "follow_up.reason_increased_12",
}
"""Fields that this review's own answers leave out: no change was not decided, nothing was increased,
nobody thought of harming themselves, and nothing speaks against a taper."""
IN_THE_WAY = ("barriers", "challenges", "strategies", "helps")

Answers = dict[str, AnswerValue]


def coded(clinic: Clinic, choices: str) -> tuple[Any, ...]:
    """The options of a coded list."""
    return next(one.options for one in clinic.app.form.lists if one.id == choices)


def bring_in(clinic: Clinic) -> None:
    """The practice's export, checked and brought in."""
    clinic.press("Ctrl+I")
    clinic.view("intake").open_file(EXPORT)
    clinic.settle()
    clinic.press("Ctrl+Return")
    assert clinic.place == "people"


def answer_form(clinic: Clinic, form: Any, step: Any, without: tuple[str, ...] = ()) -> Answers:
    """Every field that a form shows, in order, each through its own editor."""
    given: Answers = {}
    for field in step.fields:
        try:
            editor = form.editor(field.id)
        except KeyError:
            continue
        key = f"{step.id}.{field.id}"
        clinic.view("review").page.reveal(key)
        clinic.settle()
        if field.id in without or not editor.isVisible():
            continue
        codes = ()
        choices = getattr(field, "choices", "")
        if choices:
            codes = tuple(o.code for o in coded(clinic, choices))
        given |= under(key, ANSWER[field.kind](editor, field, codes))
        clinic.settle()
    return given


def listen(clinic: Clinic, step: Any) -> Answers:
    """Agenda, story and said back stand by themselves; the rest is in four folded groups."""
    page = clinic.view("review").page
    lines = page.agenda.editor
    QTest.keyClicks(take_keys(lines), "My sleep")
    QTest.keyClick(lines.controls()[0], Qt.Key.Key_Return)
    QTest.keyClicks(lines.controls()[1], "Going slower")
    type_into(page.story, "It began with a fall at work.")
    type_into(page.heard, "A fall, then tablets.")
    choose(page.agreed, "no", ("yes", "no", "not-asked"))
    given: Answers = {
        "listen.agenda": ("My sleep", "Going slower"),
        "listen.story": "It began with a fall at work.",
        "listen.heard": "A fall, then tablets.",
        "listen.agreed": "no",
    }
    for group, fold in page.folds.items():
        clinic.click(fold)
        given |= answer_form(clinic, page.groups[group][1], step)
    return given


def decide(clinic: Clinic, step: Any) -> Answers:
    """Options side by side, chips of several lists in one row, two scales, and the record."""
    page = clinic.view("review").page
    given: Answers = {"decide.looked_at": ("OPT1", "OPT4")}
    pick(page.which, 0, 3)
    clinic.settle()
    for column in ("good", "hard", "need"):
        words = f"{column} about it"
        type_into(page.table.cells[f"OPT4.{column}"], words)
        given[f"decide.weighed.OPT4.{column}"] = words
    for row, fields in ((page.in_the_way, IN_THE_WAY[:2]), (page.would_help, IN_THE_WAY[2:])):
        row.unfold()
        clinic.settle()
        for field in (f for f in step.fields if f.id in fields):
            code = coded(clinic, field.choices)[0].code
            clinic.click(next(c for c in row.chips.chips() if c.option.id == code))
            given[f"decide.{field.id}"] = (code,)
    clinic.click(page.open_more)
    for form in page.forms:
        given |= answer_form(clinic, form, step)
    return given


def sheets(clinic: Clinic, page: Any) -> Answers:
    """The Navigator Tool was sent today."""
    clinic.click(page.sheets.rows["SH2"].stamps["sent"])
    return {"sheet.papers.SH2.sent": clinic.case().answers["sheet.papers.SH2.sent"]}


def explain(clinic: Clinic, page: Any) -> Answers:
    """Two pictures were used and one thing was given to read."""
    for tick in (page.tiles.ticks["EXP1"], page.tiles.ticks["EXP5"], page.reading.ticks["RE01"]):
        QTest.keyClick(take_keys(tick), Qt.Key.Key_Space)
        clinic.settle()
    return {"explain.pictures": ("EXP1", "EXP5"), "explain.reading": ("RE01",)}


def follow_up(clinic: Clinic, page: Any) -> Answers:
    """A service is offered, a joint visit has its sentence, and the person goes on the MDT list."""
    page.reveal("follow_up.referrals")
    clinic.settle()
    pick(page.signposts.picker, 0)
    clinic.settle()
    page.reveal("follow_up.joint")
    clinic.settle()
    type_into(page.joint.rows["J1"].name, "Robin Hale")
    type_into(page.joint.message, "One step at a time.")
    page.reveal("follow_up.mdt_question")
    clinic.settle()
    page.mdt.list_button.click()
    listed = clinic.case().answers["follow_up.mdt_listed"]
    return {
        "follow_up.referrals.REF01": "yes",
        "follow_up.joint.J1.name": "Robin Hale",
        "follow_up.joint_message": "One step at a time.",
        "follow_up.mdt_listed": listed,
    }


OWN: dict[str, Callable[[Clinic, Any], Answers]] = {
    "sheet": sheets,
    "explain": explain,
    "follow_up": follow_up,
}
"""What a page asks in a way of its own, beside its forms."""


def tick_a_prompt(clinic: Clinic, step: str) -> Answers:
    """The first prompt beside a step, where it has any."""
    view = clinic.view("review")
    if not view.prompts.isVisible():
        return {}
    first = view.prompts.rows[0]
    QTest.keyClick(take_keys(first), Qt.Key.Key_Space)
    clinic.settle()
    (code,) = clinic.case().answers[f"{step}.prompts"]
    return {f"{step}.prompts": (code,)}


def answer_everything(clinic: Clinic) -> Answers:
    """All eight steps, by walking from the first to the last."""
    given: Answers = {}
    while clinic.step != "prepare":
        clinic.press("Ctrl+PgUp")
    for step in clinic.app.form.steps:
        assert clinic.step == step.id
        if step.id == "taper":
            clinic.press("Ctrl+Shift+E")
        page = clinic.view("review").page
        if step.id == "listen":
            given |= listen(clinic, step)
        elif step.id == "decide":
            given |= decide(clinic, step)
        else:
            for form in page.forms:
                given |= answer_form(clinic, form, step)
            given |= OWN.get(step.id, lambda _clinic, _page: {})(clinic, page)
        given |= tick_a_prompt(clinic, step.id)
        if step is not clinic.app.form.steps[-1]:
            clinic.press("Ctrl+PgDown")
    return given


def unanswered(clinic: Clinic) -> set[str]:
    """Every declared field with no answer of any kind under it."""
    told = clinic.case().answers
    declared = {f"{s.id}.{f.id}" for s in clinic.app.form.steps for f in s.fields if f.kind != "shown"}
    return {key for key in declared if not any(k == key or k.startswith(f"{key}.") for k in told)}


def pass_one_over(clinic: Clinic) -> dict[str, str]:
    """The safety item that was not talked about is passed with a typed reason."""
    editor = clinic.view("review").page.forms[0].editor("discussed")
    code = list(editor.ticks)[-1]
    clinic.click(editor.openers[code])
    type_into(editor.reasons[code], "Not today")
    clinic.settle()
    return {f"safety.discussed.{code}": "Not today"}


def build(clinic: Clinic) -> None:
    """A pace of eight in the hundred, an aim, a first step, and a pause of three weeks."""
    builder = clinic.view("taper")
    for control, words in ((builder.pace.percent, "8"), (builder.pace.start, "8 Dec 2026")):
        take_keys(control)
        clinic.press("Ctrl+A")
        clinic.type_words(words)
        clinic.press("Tab")
    take_keys(builder.pace.aim)
    for key in ("Down", "Down", "Up"):
        clinic.press(key)
    take_keys(builder.centre.table)
    clinic.press("Down", "Down", "Ctrl+H")
    pause = builder.pause
    assert pause.isVisible()
    clinic.click(pause.reasons.chips()[0])
    take_keys(pause.length)
    clinic.press("Ctrl+A")
    clinic.type_words("3 weeks")
    clinic.press("Tab", "Ctrl+Return")
    assert not pause.isVisible()


def agree(clinic: Clinic) -> None:
    """Agree it, saying why where a step asks for a reason."""
    builder = clinic.view("taper")
    clinic.press("Ctrl+Return")
    if clinic.place == "taper":
        assert builder.gate.isVisible()
        type_into(builder.gate.note, "These are the smallest tablets there are.")
        if builder.gate.tick.isVisible():
            clinic.click(builder.gate.tick)
        clinic.press("Ctrl+Return")
    assert clinic.place == "papers"


def save_papers(clinic: Clinic, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Save what is ticked as PDF, into the folder chosen in the dialog."""
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_args: str(folder)))
    clinic.press("Ctrl+Shift+S", "Return")
    return sorted(folder.iterdir())


def words_of(clinic: Clinic, pdf: bytes) -> list[str]:
    """The words on each page."""
    return [" ".join(page.split()) for page in clinic.app.paperwork.page_texts(pdf)]


def page_numbers_and_person(pages: list[str], number: str) -> bool:
    """Whether each page says whose it is and which of how many."""
    return all(
        number in words and f"Page {place} of {len(pages)}" in words
        for place, words in enumerate(pages, start=1)
    )


@pytest.fixture
def reviewed(opened: Open) -> Clinic:
    """The first run, the export in, and one person's review open on their own words."""
    clinic = opened()
    clinic.make_store()
    bring_in(clinic)
    clinic.find_person(PERSON.lower())
    assert (clinic.place, clinic.step) == ("review", "listen")
    assert clinic.focused() is clinic.view("review").page.story
    return clinic


def test_that_one_person_goes_from_the_export_to_the_paper_and_is_all_there_the_next_day(
    reviewed: Clinic, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: ToldClock
) -> None:
    clinic = reviewed
    given = answer_everything(clinic)
    while clinic.step != "safety":
        clinic.press("Ctrl+PgUp")
    passed = pass_one_over(clinic)
    told = clinic.case()
    assert {key: told.answers.get(key) for key in given} == given
    assert unanswered(clinic) == NEVER_ASKED
    assert told.passed == passed

    clinic.window.show_step("taper")
    clinic.settle()
    build(clinic)
    agree(clinic)
    clinic.press("Alt+Left")
    while clinic.step != "follow_up":
        clinic.press("Ctrl+PgDown")
    clinic.press("Ctrl+Shift+F")
    assert clinic.case().finish is not None
    clinic.press("Ctrl+P")
    files = save_papers(clinic, tmp_path / "out", monkeypatch)

    kept = clinic.case()
    issued = clinic.desk.session.vault.issued(kept.id)
    assert sorted(p.pdf for p in issued) == sorted(f.read_bytes() for f in files)
    check_plan(kept.agreed[-1].plan)
    check_papers(clinic, {p.kind: p.pdf for p in issued}, kept)

    clinic.close()
    clock.move(days=1)
    again = opened()
    again.unlock()
    again.find_person(PERSON.lower())
    assert again.case() == kept
    assert again.desk.session.vault.issued(kept.id) == issued
    shown = again.view("review").finished_page
    assert shown.isVisible()
    assert "finished 20 Nov 2026" in shown.title.text()
    again.click(shown.look)
    again.window.show_step("listen")
    again.settle()
    assert again.view("review").page.story.value() == "It began with a fall at work."
    again.window.show_step("taper")
    again.settle()
    rows = again.view("taper").model.props.table.rows
    assert len(rows) == len(kept.agreed[-1].plan.steps)


def check_plan(plan: Any) -> None:
    """What was built by keys is what was planned."""
    assert plan.request.start.isoformat() == "2026-12-08"
    assert str(plan.request.pace.percent) == "8"
    (pause,) = plan.request.pauses
    assert pause.days == 21
    doses = [step.daily_dose for step in plan.steps]
    assert doses == sorted(doses, reverse=True)
    assert doses[-1] == plan.request.aim[plan.request.order[0]]
    assert [s.days for s in plan.steps if s.kind is StepKind.PAUSE] == [21]


def check_papers(clinic: Clinic, papers: dict[str, bytes], case: Any) -> None:
    """Whose it is, which page of how many, the doses in words and figures, and the days."""
    pages = {kind: words_of(clinic, pdf) for kind, pdf in papers.items()}
    assert {"letter-follow-up", "letter-gp"} < set(pages)
    (plan_kind,) = [kind for kind in pages if kind.startswith("plan-")]
    for kind, words in pages.items():
        assert page_numbers_and_person(words, NUMBER), kind
        assert "Mohammed" in words[0], kind
    words = " ".join(pages[plan_kind])
    plan = case.agreed[-1].plan
    printed = plan.steps[1:] if plan_kind == "plan-whole-route" else plan.steps[1:2]
    for step in printed:
        assert f"{step.daily_dose.normalize():f}{step.unit.value}" in words, step.number
        assert (
            f"{step.start.day} {step.start:%B %Y}" in words or f"{step.start.day} {step.start:%b %Y}" in words
        )
    for dose in printed[0].doses:
        for item in dose.items:
            assert str(item.count.normalize()) in words or _counted(item.count) in words


def _counted(count: Any) -> str:
    return ("no", "one", "two", "three", "four", "five", "six")[int(count)]


def test_that_no_change_today_finishes_as_fully(
    reviewed: Clinic, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = reviewed
    type_into(clinic.view("review").page.story, "Not this winter.")
    while clinic.step != "decide":
        clinic.press("Ctrl+PgDown")
    form = clinic.view("review").page.record.form
    codes = [o.code for o in coded(clinic, "options")]
    choose(form.editor("decision").control, "OPT1", codes)
    clinic.settle()
    reasons = form.editor("reason_no_change")
    form.reveal("decide.reason_no_change")
    clinic.settle()
    assert reasons.isVisible()
    picked = pick(reasons.control, 0)
    type_into(form.editor("goal").control, "Keep on with the garden")
    clinic.click(clinic.view("review").page.record.finish)
    panel = clinic.view("review").finish_panel
    assert panel.isVisible()
    assert clinic.case().finish is None
    type_into(panel.reason, "Talked about by phone yesterday")
    clinic.click(panel.pass_all)

    case = clinic.case()
    assert case.finish is not None
    assert case.finish.decision == "OPT1"
    assert case.state is CaseState.NO_CHANGE
    assert case.answers["decide.reason_no_change"] == picked
    assert set(case.passed.values()) == {"Talked about by phone yesterday"}
    assert not clinic.desk.waiting()
    clinic.click(clinic.view("review").finished_page.papers)
    files = save_papers(clinic, tmp_path / "out", monkeypatch)
    issued = clinic.desk.session.vault.issued(case.id)
    assert {p.kind for p in issued} == {"letter-follow-up", "letter-gp"}
    assert len(files) == 2
    for paper in issued:
        pages = words_of(clinic, paper.pdf)
        assert page_numbers_and_person(pages, NUMBER)
        assert "next step" not in " ".join(pages).casefold()
    clinic.close()
    again = opened()
    again.unlock()
    again.find_person(PERSON.lower())
    assert again.case() == case
    assert again.desk.session.vault.issued(case.id) == issued
