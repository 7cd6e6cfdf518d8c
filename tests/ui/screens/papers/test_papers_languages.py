"""A plan in a second language: chosen beside its format, looked at as a draft, and never sent unchecked."""

import pytest

from pharmreview.domain.paper import PaperKind
from tests.ui.conftest import settle
from ui.screens.papers.view import PapersView
from ui.state.desk import Desk


def test_that_an_unchecked_language_is_seen_as_a_draft_and_goes_nowhere(
    view: PapersView, reviewed: Desk
) -> None:
    model, bar = view.model, view.format
    model.choose(PaperKind.NEXT_STEP.value)
    settle(reviewed)
    assert bar.language.isVisibleTo(view)
    before = model.props.sheet
    out = model.props.print_words
    bar.language_chosen.emit("ur")
    model._maker.make()
    settle(reviewed)
    after = model.props
    assert after.sheet.pages
    assert after.sheet.key != before.key
    assert "checked" in after.sheet.held_back
    assert view.sheets.held_back.isVisibleTo(view)
    assert after.print_words != out
    assert after.looks[0].title.endswith("a draft, which may not go out")
    assert view.beside.look.quiet.text().startswith("A draft stays here.")
    assert ("not blocks" in view.beside.look.quiet.text()) == any(not look.stops for look in after.looks)
    (row,) = (row for row in after.rows if row.id == PaperKind.NEXT_STEP.value)
    assert row.note == "A draft, which may not go out"
    bar.language_chosen.emit("")
    model._maker.make()
    settle(reviewed)
    assert (model.props.sheet.key, model.props.print_words) == (before.key, out)


@pytest.mark.parametrize("kind", [PaperKind.FOLLOW_UP, PaperKind.GP])
def test_that_a_paper_in_english_alone_offers_no_language(
    view: PapersView, reviewed: Desk, kind: PaperKind
) -> None:
    view.model.choose(kind.value)
    settle(reviewed)
    assert not view.format.language.isVisibleTo(view)
