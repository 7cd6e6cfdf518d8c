"""The practice's own wording: kept with a fault never, versions always, ours put back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pharmreview.documents.press import Press
from pharmreview.domain.case import User
from pharmreview.domain.errors import PaperProblem, VaultProblem
from pharmreview.domain.paper import Batched, PaperFacts, PaperKind, Pressed, TextMessage
from pharmreview.domain.patient import Practice
from pharmreview.domain.team.access import Access
from pharmreview.services.writing.batch import press_batch
from pharmreview.services.writing.templates import Templates, drafted
from pharmreview.system.template_file import TemplateFile
from tests.documents.papers import facts

NIA = User(id="u1", name="Nia Farrow", role="Clinical pharmacist", access=Access.LEAD)
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PAUSE = "letter-pause"


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    return Templates(Press(), TemplateFile(tmp_path / "own" / "templates.json"), lambda: AT)


def test_that_a_version_is_used_once_kept_and_ours_can_be_put_back(templates: Templates) -> None:
    ours = templates.current(PAUSE)
    kept = templates.keep(PAUSE, "# Rest\nDear {greeting}", NIA)
    assert templates.current(PAUSE) == kept
    assert kept.version == "2-practice-1"
    assert not templates.is_ours(PAUSE)
    assert kept in templates.all()
    templates.reset(PAUSE, NIA)
    assert templates.current(PAUSE).text == ours.text
    assert templates.is_ours(PAUSE)
    assert [(v.template.version, v.ours, v.by) for v in templates.versions(PAUSE)] == [
        ("2-practice-1", False, "Nia Farrow"),
        ("2", True, "Nia Farrow"),
    ]


@pytest.mark.parametrize("text", ["Dear {nobody}", "{% for a in b %}", "a } b", "  "])
def test_that_a_template_with_a_fault_is_not_kept(templates: Templates, text: str) -> None:
    with pytest.raises(PaperProblem) as refused:
        templates.keep(PAUSE, text, NIA)
    assert refused.value.remedy
    assert templates.versions(PAUSE) == ()


def test_that_a_warning_does_not_stop_a_template(templates: Templates) -> None:
    assert [c.code for c in templates.check(drafted(templates.current(PAUSE), "Your chronic pain."))] == [
        "word"
    ]
    assert templates.keep(PAUSE, "Your chronic pain.", NIA).text == "Your chronic pain."


def test_that_a_preview_shows_the_draft_for_a_real_person_and_keeps_nothing(templates: Templates) -> None:
    draft = drafted(templates.current(PAUSE), "# Rest now\nDear {greeting}")
    shown = templates.preview(draft, facts(PaperKind.FOLLOW_UP))
    assert isinstance(shown, Pressed)
    assert "Rest now" in shown.html
    assert shown.template == "letter-pause/draft"
    text = templates.preview(drafted(templates.current("text-missed"), "Hello {first}"), facts())
    assert isinstance(text, TextMessage)
    assert text.text == "Hello Jean"
    assert templates.versions(PAUSE) == ()


@pytest.mark.parametrize("page", [1, 2, 3, 9])
def test_that_a_page_looked_at_alone_is_the_page_of_the_paper(templates: Templates, page: int) -> None:
    press, route = Press(), templates.current("plan-whole-route")
    whole = press.press(facts(PaperKind.WHOLE_ROUTE))
    alone, pages = templates.look(route, facts(), page)
    shown = min(page, pages)
    assert pages == whole.pages == 3
    assert press.page_texts(alone) == (press.page_texts(whole.pdf)[shown - 1],)
    assert press.page_image(alone, 1, 72) == press.page_image(whole.pdf, shown, 72)


def test_that_places_complete_as_they_are_typed(templates: Templates) -> None:
    assert templates.completing(PAUSE, "{gre")[0][0] == "greeting"
    assert "review_day" in [name for name, _, _ in templates.completing(PAUSE, "agreed review")]


def test_that_blocks_and_conditions_complete_only_where_they_may_stand(templates: Templates) -> None:
    def offered(id_: str) -> set[str]:
        return {name for name, _, _ in templates.completing(id_, "")}

    assert {"what_to_take", "safety_box", "pausing"} <= offered("plan-next-step")
    assert "pausing" in offered(PAUSE)
    assert not {"what_to_take", "headline"} & offered(PAUSE)
    assert not {"pausing", "headline"} & offered("text-missed")
    assert "headline" in offered("letter-gp")


def test_that_a_damaged_file_is_said_and_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "templates.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(PaperProblem, match="cannot be read"):
        Templates(Press(), TemplateFile(path), lambda: AT).keep(PAUSE, "x", NIA)
    assert path.read_text(encoding="utf-8") == "{"
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PaperProblem, match="cannot be"):
        TemplateFile(tmp_path / "file" / "templates.json").keep(())


def test_that_a_draft_is_left_found_again_and_let_go_once_it_is_kept(templates: Templates) -> None:
    templates.leave_draft(PAUSE, "# Rest\nDear", NIA)
    templates.leave_draft(PAUSE, "# Rest\nDear {first}", NIA)
    standing = {one.template.id: one for one in templates.standing()}
    assert standing[PAUSE].draft is not None
    assert standing[PAUSE].draft.text == "# Rest\nDear {first}"
    assert templates.is_ours(PAUSE)
    templates.keep(PAUSE, "# Rest\nDear {first}", NIA)
    now = {one.template.id: one for one in templates.standing()}[PAUSE]
    assert now.draft is None
    assert now.changed is not None
    assert now.changed.by == "Nia Farrow"


@pytest.mark.parametrize("may", [Access.READER, Access.REVIEWER])
def test_that_nobody_but_a_lead_changes_a_template(templates: Templates, may: Access) -> None:
    reader = User(id="u2", name="Asha Bell", role="", access=may)
    assert templates.standing()
    for change in (templates.keep, templates.leave_draft):
        with pytest.raises(VaultProblem, match="Only a lead"):
            change(PAUSE, "# Rest", reader)
    with pytest.raises(VaultProblem, match="Only a lead"):
        templates.reset(PAUSE, reader)
    assert templates.versions(PAUSE) == ()


def test_that_each_concern_points_at_its_words(templates: Templates) -> None:
    text = "# Rest\nDear {greeting}, your chronic pain.\n- Take **.5mg** as {medicine}."
    told = templates.check(drafted(templates.current(PAUSE), text))
    assert [(c.code, text[c.start : c.end]) for c in told] == [
        ("word", "chronic"),
        ("dose-for-all", ".5mg"),
        ("leading-zero", ".5"),
    ]
    fault = templates.check(drafted(templates.current(PAUSE), "One\nTwo } three"))[0]
    assert (fault.code, fault.start, fault.end) == ("template", 4, 15)
    unknown = templates.check(drafted(templates.current(PAUSE), "Dear {nobody}"))[0]
    assert (unknown.start, unknown.end) == (5, 13)


def test_that_a_text_message_takes_plain_sentences_only(templates: Templates) -> None:
    for text in ("# Hello {first}", "?{link} Book", "Hello **{first}**"):
        told = templates.check(drafted(templates.current("text-missed"), text))
        assert "template" in [concern.code for concern in told]


def test_that_every_template_can_be_tried_on_the_invented_person(templates: Templates) -> None:
    example = templates.example(Practice(name="Harebell Lane"))
    for template in templates.all():
        shown = templates.preview(template, example)
        text = shown.text if isinstance(shown, TextMessage) else shown.html
        assert "{" not in (text if isinstance(shown, TextMessage) else text.split("</style>")[-1])
    assert "Harebell Lane." in templates.preview(templates.current("text-reminder"), example).text  # type: ignore[union-attr]


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
