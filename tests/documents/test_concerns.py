"""What is pointed out before printing."""

import pytest

from pharmreview.documents.checking.concerns import about_words, concerns, hits_in, passages, sentences
from pharmreview.documents.checking.templates import reading_age
from pharmreview.documents.outline import Format, Outline, Paragraph, words
from pharmreview.documents.press import Press, outline_of
from pharmreview.domain.paper import PaperKind, TextKind
from pharmreview.domain.patient import Practice
from pharmreview.domain.review.decision import NO_CHANGE
from pharmreview.domain.review.pictures.drawn import PICTURES
from pharmreview.reference.review_form import load_review_form
from tests.documents.papers import ANSWERS, PATIENT, facts, patch_plan

PRESS = Press()
PICTURED = tuple(picture.code for picture in PICTURES)
POINTS = tuple(f"MED{number}" for number in range(1, 12))


def paper(text: str) -> Outline:
    return Outline(
        title="t",
        kind="k",
        format=Format.PLAN,
        template="t/1",
        footer="f",
        blocks=(Paragraph(text=words(text)),),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Your chronic pain.",
        "You failed to come.",
        "Stop this drug.",
        "Take ONE bd.",
        "You were drug-seeking.",
        "The plan stalled.",
        "We weaned you off.",
        "You DNA'd.",
        "Take 50 mcg.",
        "It will save money.",
        "It costs us a lot.",
    ],
)
def test_that_a_word_to_avoid_is_found(text: str) -> None:
    assert [concern.code for concern in concerns(paper(text), None)] == ["word"]


@pytest.mark.parametrize(
    "text", ["Your medicine helps.", "Drugstone Lane", "Mr Odell and Ms Prnova", "A cureless tale"]
)
def test_that_words_that_only_look_alike_are_left_be(text: str) -> None:
    assert concerns(paper(text), None) == ()


def test_that_a_sentence_of_more_than_twenty_words_is_pointed_out_with_its_length() -> None:
    found = concerns(paper("Go. " + " ".join(["word"] * 21) + ". Stop."), None)
    assert [(c.code, c.what) for c in found] == [
        ("sentence", "A sentence has 21 words; at most 20 read easily.")
    ]


def test_that_a_point_inside_a_number_does_not_end_a_sentence() -> None:
    assert sentences("Take 2.5mg at 8.30am. Then rest!") == ["Take 2.5mg at 8.30am.", "Then rest!"]


@pytest.mark.parametrize("text", ["Wear 25mcg.", "Wear 25ug.", "Wear 25 µg.", "Wear 12.5MCG."])
def test_that_micrograms_not_in_full_are_pointed_out(text: str) -> None:
    assert [concern.code for concern in concerns(paper(text), None)] == ["micrograms"]


@pytest.mark.parametrize("dose", ["25mcg", "12.5 µg", "1,000 iu"])
def test_that_an_unsafe_unit_is_pointed_out_with_its_whole_number(dose: str) -> None:
    text = f"Wear {dose} now."
    assert [text[hit.start : hit.end] for hit in hits_in(text)] == [dose]


def test_that_a_trailing_nought_is_pointed_out() -> None:
    assert [c.code for c in concerns(paper("Take 5.0mg today."), None)] == ["trailing-zero"]
    assert concerns(paper("Take 0.5mg of 10mg."), None) == ()


@pytest.mark.parametrize("kind", [k for k in PaperKind if k is not PaperKind.GP])
@pytest.mark.parametrize("decision", [f"OPT{n}" for n in range(1, 9)])
@pytest.mark.parametrize("who", ["WD1", "WD2", "WD3"])
def test_that_our_own_wording_raises_no_concern(kind: PaperKind, decision: str, who: str) -> None:
    answers = {**ANSWERS, "decide.decision": decision, "decide.who_decided": who}
    if kind is PaperKind.CHANGE and decision in NO_CHANGE:
        pytest.skip("a letter about a change is refused where nothing changes")
    for plan in (facts().plan, patch_plan()):
        outline = outline_of(facts(kind, answers=answers, plan=plan))
        assert concerns(outline, None) == ()
        for passage in passages(outline):
            assert "  " not in passage


OLDEST = 11
"""The reading age meant for what a person reads."""


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_what_a_person_reads_is_for_a_reading_age_of_eleven_or_younger(kind: PaperKind) -> None:
    everything = {**ANSWERS, "explain.pictures": PICTURED, "explain.points": POINTS}
    outline = outline_of(facts(kind, answers=everything))
    if outline.format is not Format.CLINICIAN:
        told = [passage.strip() for passage in passages(outline) if passage.strip()]
        assert reading_age(" ".join(p if p[-1] in ".!?:" else f"{p}." for p in told)) <= OLDEST


@pytest.mark.parametrize("kind", list(TextKind))
def test_that_a_text_message_is_for_a_reading_age_of_eleven_or_younger(kind: TextKind) -> None:
    assert reading_age(PRESS.text(facts(PaperKind.CHANGE), kind).text) <= OLDEST


def test_that_what_is_said_with_a_picture_or_a_point_is_short_and_plain() -> None:
    lists = {one.id: one.options for one in load_review_form().lists}
    for option in (*lists["pictures"], *lists["medicine-points"]):
        assert list(about_words(option.words)) == [], option.words


def test_that_missing_facts_about_the_person_are_pointed_out() -> None:
    patient = PATIENT.model_copy(update={"nhs_number": "", "address": (), "needs": ("Large print",)})
    found = Press().concerns(facts(PaperKind.FOLLOW_UP, patient=patient, practice=Practice(), agreed=False))
    assert {c.code for c in found} == {"needs", "nhs-number", "address", "phone", "draft"}
