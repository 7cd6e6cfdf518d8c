"""The practice's own wording: kept with a fault never, versions always, ours put back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pharmreview.documents.press import Press
from pharmreview.domain.case import User
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import Batched, PaperFacts, PaperKind, Pressed, TextMessage
from pharmreview.services.writing.batch import press_batch
from pharmreview.services.writing.templates import Templates
from pharmreview.system.template_file import TemplateFile
from tests.documents.papers import facts

NIA = User(id="u1", name="Nia Farrow", role="Clinical pharmacist")
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PAUSE = "letter-pause"


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    return Templates(Press(), TemplateFile(tmp_path / "own" / "templates.json"), lambda: AT)


def test_that_a_version_is_used_once_kept_and_ours_can_be_put_back(templates: Templates) -> None:
    ours = templates.current(PAUSE)
    kept = templates.keep(PAUSE, "# Rest\nDear {greeting}", NIA)
    assert templates.current(PAUSE) == kept
    assert kept.version == "1-practice-1"
    assert not templates.is_ours(PAUSE)
    assert kept in templates.all()
    templates.reset(PAUSE, NIA)
    assert templates.current(PAUSE).text == ours.text
    assert templates.is_ours(PAUSE)
    assert [(v.template.version, v.ours, v.by) for v in templates.versions(PAUSE)] == [
        ("1-practice-1", False, "Nia Farrow"),
        ("1", True, "Nia Farrow"),
    ]


@pytest.mark.parametrize("text", ["Dear {nobody}", "{% for a in b %}", "a } b", "  "])
def test_that_a_template_with_a_fault_is_not_kept(templates: Templates, text: str) -> None:
    with pytest.raises(PaperProblem) as refused:
        templates.keep(PAUSE, text, NIA)
    assert refused.value.remedy
    assert templates.versions(PAUSE) == ()


def test_that_a_warning_does_not_stop_a_template(templates: Templates) -> None:
    assert [c.code for c in templates.check(PAUSE, "Your chronic pain.")] == ["word"]
    assert templates.keep(PAUSE, "Your chronic pain.", NIA).text == "Your chronic pain."


def test_that_a_preview_shows_the_draft_for_a_real_person_and_keeps_nothing(templates: Templates) -> None:
    shown = templates.preview(PAUSE, "# Rest now\nDear {greeting}", facts(PaperKind.FOLLOW_UP))
    assert isinstance(shown, Pressed)
    assert "Rest now" in shown.html
    assert shown.template == "letter-pause/draft"
    text = templates.preview("text-missed", "Hello {first}", facts())
    assert isinstance(text, TextMessage)
    assert text.text == "Hello Jean"
    assert templates.versions(PAUSE) == ()


def test_that_places_complete_as_they_are_typed(templates: Templates) -> None:
    assert templates.completing("{gre")[0][0] == "greeting"
    assert "review_day" in [name for name, _, _ in templates.completing("agreed review")] + [
        name for name, _, _ in templates.completing("review")
    ]


def test_that_a_damaged_file_is_said_and_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "templates.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(PaperProblem, match="cannot be read"):
        Templates(Press(), TemplateFile(path), lambda: AT).keep(PAUSE, "x", NIA)
    assert path.read_text(encoding="utf-8") == "{"
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PaperProblem, match="cannot be"):
        TemplateFile(tmp_path / "file" / "templates.json").keep(())


def letters(*kinds: PaperKind) -> list[PaperFacts]:
    return [facts(kind) for kind in kinds]


def test_that_a_batch_reports_each_letter_and_stops_when_told() -> None:
    told: list[tuple[int, int]] = []
    made = press_batch(
        Press(), letters(*[PaperKind.INVITATION] * 3), lambda a, b: told.append((a, b)), lambda: False
    )
    assert isinstance(made, Batched)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert press_batch(Press(), letters(PaperKind.INVITATION), lambda _a, _b: None, lambda: True) is None


def test_that_a_batch_with_nothing_to_print_says_why() -> None:
    pause = facts(PaperKind.PAUSE, details={})
    with pytest.raises(PaperProblem, match="needs the date"):
        press_batch(Press(), [pause], lambda _a, _b: None, lambda: False)
    with pytest.raises(PaperProblem, match="nobody"):
        press_batch(Press(), [], lambda _a, _b: None, lambda: False)
