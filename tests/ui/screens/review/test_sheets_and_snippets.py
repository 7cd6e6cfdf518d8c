"""Sheets with the practice's own PDF, snippets where one writes, a note kept apart, and the safety page."""

from io import BytesIO

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pharmreview.services.paperwork import PaperChoices
from tests.ui.forms.answering import type_in
from ui.screens.review.frame.snippets import put_in, snippet_menu
from ui.screens.review.offers import Attach, Detach, SaveCopy
from ui.screens.review.view import ReviewView

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>\n%%EOF\n"
)
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def drain(desk) -> None:
    while len(desk.lanes.press) or len(desk.lanes.vault):
        desk.lanes.press.drain()
        desk.lanes.vault.drain()


def test_that_a_pdf_is_attached_saved_again_and_taken_away(view: ReviewView, opened, tmp_path) -> None:
    view.show_step("sheet")
    mine = tmp_path / "navigator.pdf"
    mine.write_bytes(PDF)
    view.page.offer.emit(Attach("SH2", mine))
    drain(opened)
    row = view.page.sheets.rows["SH2"]
    assert row.file.text() == "navigator.pdf, 1 kB, kept in the store"
    copy = tmp_path / "copy.pdf"
    view.page.offer.emit(SaveCopy(view.model.props.offers.sheets["SH2"], copy))
    drain(opened)
    assert copy.read_bytes() == PDF
    view.page.offer.emit(Detach("SH2"))
    drain(opened)
    assert row.copy.isHidden()


def locked() -> bytes:
    """A PDF that opens only with a password."""
    content = BytesIO()
    canvas = Canvas(content, encrypt=StandardEncryption("a word"))
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def test_that_what_does_not_open_as_a_pdf_is_refused_in_one_sentence_and_the_old_copy_stays(
    view: ReviewView, opened, tmp_path
) -> None:
    view.show_step("sheet")
    told = []
    for content in (
        PDF,
        b"",
        b"\xff\xd8\xff\xe0 a photograph",
        PDF[:-20],
        b"%PDF-1.4\nno more\n%%EOF",
        locked(),
    ):
        (tmp_path / "tool.pdf").write_bytes(content)
        view.page.offer.emit(Attach("SH2", tmp_path / "tool.pdf"))
        drain(opened)
        told.append(view.page.sheets.problem.title())
    whole = "tool.pdf is not a whole PDF."
    assert told[1:] == [
        whole,
        whole,
        whole,
        "tool.pdf does not open as a PDF.",
        "tool.pdf asks for a password.",
    ]
    assert view.model.props.offers.sheets["SH2"].size == len(PDF)


def test_that_a_file_too_large_is_refused_before_it_is_read(view: ReviewView, opened, tmp_path) -> None:
    view.show_step("sheet")
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    view.page.offer.emit(Attach("SH3", huge))
    drain(opened)
    assert "larger than 5 MB" in view.page.sheets.problem.title()


def test_that_a_sheet_is_marked_sent_returned_and_discussed_by_the_day(view: ReviewView) -> None:
    view.show_step("sheet")
    row = view.page.sheets.rows["SH2"]
    today = view.model.props.context.today.isoformat()
    for stage in ("sent", "returned", "discussed"):
        row.stamps[stage].setFocus()
        QTest.keyClick(row.stamps[stage], Qt.Key.Key_Space)
        assert view.model.props.answers[f"sheet.papers.SH2.{stage}"] == today
    assert row.stamps["sent"].accessibleName().startswith("Navigator Tool")


def test_that_each_medicine_is_asked_about_by_its_own_name(view: ReviewView) -> None:
    view.show_step("sheet")
    editor = view.page.form.editor("each")
    editor.picker.chips()[0].click()
    (key,) = [k for k in view.model.props.answers if k.startswith("sheet.each.")]
    assert key.count(".") == 2
    type_in(editor.cells[f"{key.removeprefix('sheet.each.')}.dislike"], "sleepy")
    assert view.model.props.answers[f"{key}.dislike"] == "sleepy"


def test_that_a_snippet_is_put_in_where_one_writes_with_its_gap_chosen(view: ReviewView) -> None:
    QTest.keyClicks(view.page.story, "Talked.")
    menu = snippet_menu(view.model.snippets, view.page.story)
    assert menu is not None
    assert menu.actions()[1].text() == "Agreed to think and speak in {n} weeks."
    menu.actions()[1].trigger()
    QTest.keyClicks(view.page.story, "3")
    assert view.model.props.answers["listen.story"] == "Talked. Agreed to think and speak in 3 weeks."


def test_that_a_snippet_goes_into_a_line_and_nowhere_else(view: ReviewView) -> None:
    view.show_step("follow_up")
    form = next(f for f in view.page.forms if "take_up" in f._editors)
    line = form.editor("take_up").control
    put_in(line, "Feels believed after today: {n}/10.")
    QTest.keyClicks(line, "8")
    assert view.model.props.answers["follow_up.take_up"] == "Feels believed after today: 8/10."
    assert snippet_menu(view.model.snippets, view.header) is None


def test_that_the_private_note_is_shut_at_first_kept_apart_and_reaches_no_paper(
    view: ReviewView, opened
) -> None:
    note = view.prompts.note
    assert note.note.isHidden()
    QTest.keyClick(view.page.story, Qt.Key.Key_N, BOTH)
    QTest.keyClicks(note.note, "zebra")
    case = opened.open_case.case
    assert case.private_note == "zebra"
    assert "zebra" not in str(case.answers)
    app = opened.app
    for kind in ("letter-gp", "letter-follow-up"):
        paper = app.paperwork.prepare(
            case, _kind(kind), PaperChoices(), opened.clock.today(), app.paper_tables
        )
        assert "zebra" not in paper.facts.model_dump_json()
    opened.open_case.history.undo()
    assert opened.open_case.case.private_note == ""


def _kind(value: str):
    from pharmreview.domain.paper import PaperKind

    return PaperKind(value)


def test_that_thoughts_of_self_harm_stand_at_the_top_for_as_long_as_they_hold(view: ReviewView) -> None:
    view.show_step("safety")
    assert view.page.crisis.isHidden()
    view.model.answer({"safety.harm": "yes"})
    assert not view.page.crisis.isHidden()
    assert "116 123" in view.page.crisis.reason()
    assert "crisis_plan" in view.model.props.shown
    view.model.answer({"safety.harm": "no"})
    assert view.page.crisis.isHidden()


def test_that_what_the_person_ticked_is_offered_first_among_the_three_until_three_are_chosen(view) -> None:
    view.show_step("sheet")
    three = view.page.form.editor("top_three").control
    view.model.answer({"sheet.touches": ("TO16", "TO17", "TO18", "TO02")})
    offered = {chip.option.id: chip.option.suggested for chip in three.chips()}
    assert all(offered[code] for code in ("TO16", "TO17", "TO18", "TO02"))
    view.model.answer({"sheet.top_three": ("TO16", "TO18", "TO02")})
    assert not any(chip.option.suggested for chip in three.chips())
