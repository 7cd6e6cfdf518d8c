"""The story a review carries on stands in letters between services, where the person agreed to share it."""

import pytest

from pharmreview.documents.checking.concerns import passages
from pharmreview.documents.press import outline_of
from pharmreview.domain.paper import PaperFacts, PaperKind
from tests.documents.papers import STORY, facts

BETWEEN = [PaperKind.HOSPITAL, PaperKind.MDT]
SHARED = (
    "Kept in their words",
    "To sing again on Sundays.",
    "Physiotherapy: helped a little",
    "I fear the pain will get worse.",
    "Somebody to ring me each week.",
)


def told(paper: PaperFacts) -> str:
    return " ".join(passages(outline_of(paper)))


@pytest.mark.parametrize("kind", BETWEEN)
def test_that_the_story_goes_with_the_letter(kind: PaperKind) -> None:
    letter = told(facts(kind))
    assert all(words in letter for words in SHARED)


@pytest.mark.parametrize("kind", BETWEEN)
def test_that_what_may_not_be_shared_stays_here(kind: PaperKind) -> None:
    letter = told(facts(kind, story=STORY.model_copy(update={"may_share": False})))
    assert not any(words in letter for words in (*SHARED, "What was tried", "What stands in the way"))
    assert "Mornings matter most" in letter


def test_that_what_was_heard_and_agreed_stands_for_a_summary_nobody_wrote() -> None:
    story = STORY.model_copy(update={"summary": "Nights are worst."})
    assert "Nights are worst." in told(facts(PaperKind.HOSPITAL, story=story, answers={}))
