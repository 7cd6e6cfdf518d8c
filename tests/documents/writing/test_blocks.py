"""The practice's own words round blocks that nobody may reword: moved, written round, never left out."""

import pytest

from pharmreview.documents.checking.templates import checked
from pharmreview.documents.outline import Box, BoxKind, Paragraph, SideBySide, Table, TableStyle, said
from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.writing.filling.places import BLOCKS, PLACES
from pharmreview.documents.writing.ours import our_template
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts, PaperKind, PaperTemplate, Setting
from tests.documents.papers import ANSWERS, facts
from tests.documents.reading import flat

PRESS = Press()
PLAN = our_template("plan-next-step")
WITH_BLOCKS = [our_template(kind.value) for kind in PaperKind if our_template(kind.value).blocks]


def reworded(template: PaperTemplate, old: str, new: str) -> PaperTemplate:
    assert old in template.text
    return template.model_copy(update={"text": template.text.replace(old, new), "version": "4-practice-1"})


def made(template: PaperTemplate, **changed: object) -> PaperFacts:
    return facts(PaperKind(template.id), template=template, **changed)


def words(paper: PaperFacts) -> str:
    return flat(" ".join(PRESS.page_texts(PRESS.press(paper).pdf)))


def test_that_the_practice_writes_its_own_words_into_the_plan_and_the_doses_stay() -> None:
    own = reworded(PLAN, "We agreed to lower your {medicine}", "Together we chose to bring {medicine} down")
    own = reworded(own, "## What we agreed", "## Our decision")
    before, after = words(facts()), words(made(own))
    assert "Our decision Together we chose to bring morphine down by a small step." in after
    assert "What we agreed" not in after
    for told in ("Swallow them whole, about 12 hours apart.", "Do not go back to an old dose.", "110mg"):
        assert before.count(told) == after.count(told) > 0
    assert PRESS.press(made(own)).template == "plan-next-step/4-practice-1"


def test_that_blocks_may_be_moved() -> None:
    text = PLAN.text.replace("!{larger} {safety_box}\n", "").replace(
        "{what_to_take}", "!{larger} {safety_box}\n{what_to_take}"
    )
    outline = outline_of(made(PLAN.model_copy(update={"text": text})))
    kinds = [b.kind for b in outline.blocks if isinstance(b, Box)]
    assert kinds == [BoxKind.QUOTE, BoxKind.SAFETY, BoxKind.PAUSE]


@pytest.mark.parametrize("template", WITH_BLOCKS, ids=lambda t: t.id)
def test_that_a_template_without_a_needed_block_is_refused_by_its_name(template: PaperTemplate) -> None:
    for name in template.blocks:
        lines = [line for line in template.text.split("\n") if f"{{{name}}}" not in line]
        without = template.model_copy(update={"text": "\n".join(lines)})
        (told,) = [concern for concern in checked(without) if concern.code == "template"]
        assert f"must hold {{{name}}}: {PLACES[name].meaning}." in told.what
        with pytest.raises(PaperProblem, match=name) as refused:
            PRESS.press(made(without))
        assert refused.value.remedy


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("?{pausing} {what_to_take}", "must hold"),
        ("!{larger} {what_to_take}", "must hold"),
        ("?{larger} ?{changing} {what_to_take}\n!{larger} {what_to_take}", "must hold"),
        ("{what_to_take}\n{what_to_take}", "more than once"),
        ("{what_to_take}\n!{larger} {what_to_take}", "more than once"),
        ("Now: {what_to_take}", "cannot stand within a line"),
        ("- {what_to_take}", "cannot stand within a line"),
        ("> {what_to_take}", "cannot stand within a line"),
        ("{what_to_take}\n{headline}", "a block of another paper"),
        ("{what_to_take}\n?{headline} Words.", "a block of another paper"),
        ("{what_to_take}\nIt is {pausing}.", "has no words of its own"),
    ],
)
def test_that_a_block_cannot_be_hidden_doubled_or_put_into_words(new: str, why: str) -> None:
    spoilt = reworded(PLAN, "\n{what_to_take}\n", f"\n{new}\n")
    assert any(c.code == "template" and why in c.what for c in checked(spoilt))
    with pytest.raises(PaperProblem, match=why):
        PRESS.press(made(spoilt))


def test_that_a_block_in_large_print_and_one_otherwise_are_the_same_block() -> None:
    both = reworded(PLAN, "\n{what_to_take}\n", "\n?{larger} {what_to_take}\n!{larger} {what_to_take}\n")
    assert checked(both) == ()
    for setting in Setting:
        assert outline_of(made(both, setting=setting)) == outline_of(facts(template=both, setting=setting))
    tables = [b for b in outline_of(made(both)).blocks if isinstance(b, Table)]
    assert [table.style for table in tables] == [TableStyle.TAKE]


def test_that_a_dose_typed_into_the_words_is_pointed_out() -> None:
    own = reworded(PLAN, "Keep to your usual day.", "Take 10mg at night. Keep to your usual day.")
    told = [concern for concern in checked(own) if concern.code == "dose-for-all"]
    assert [own.text[c.start : c.end] for c in told] == ["10mg", "10mg"]
    assert "everybody" in told[0].what


def test_that_a_line_that_goes_on_starts_where_the_one_before_it_is_left_out() -> None:
    text = "One.\n?{pausing} Two.\n+ Three.\n+ Four.\n?{pausing} + Five.\n+ Six."
    pause = PaperTemplate(id="letter-pause", version="1", title="T", sheet="plan", text=text)
    (told,) = [
        b for b in outline_of(facts(PaperKind.PAUSE, template=pause)).blocks if isinstance(b, Paragraph)
    ]
    assert said(told.text) == "One.\nThree. Four. Six."


def test_that_a_section_stands_beside_the_one_before_only_where_that_says_something() -> None:
    text = "## Left\n{worker}\n<> ## Right\nWords.\n## After\nMore."
    beside = PaperTemplate(id="letter-pause", version="1", title="T", sheet="plan", text=text)

    def kinds(**answers: str) -> list[str]:
        paper = facts(PaperKind.PAUSE, template=beside, answers=ANSWERS | answers)
        return [type(block).__name__ for block in outline_of(paper).blocks[1:]]

    assert kinds(**{"follow_up.recovery_worker": "Sam Reed"}) == ["SideBySide", "Heading", "Paragraph"]
    assert kinds() == ["Heading", "Paragraph", "Heading", "Paragraph"]
    with_worker = facts(
        PaperKind.PAUSE, template=beside, answers=ANSWERS | {"follow_up.recovery_worker": "Sam Reed"}
    )
    (both,) = [b for b in outline_of(with_worker).blocks if isinstance(b, SideBySide)]
    assert [len(both.left), len(both.right)] == [2, 2]


def test_that_beside_a_second_language_our_own_words_stand_and_that_is_said() -> None:
    own = reworded(PLAN, "## What helps", "## What may be good for you")
    pressed = PRESS.press(made(own, language="pl"))
    text = flat(" ".join(PRESS.page_texts(pressed.pdf)))
    assert "What helps" in text
    assert "What may be good for you" not in text
    assert "the practice's" in " ".join(c.what for c in pressed.concerns if c.code == "language")
    assert not [c for c in PRESS.press(facts(language="pl", template=PLAN)).concerns if c.code == "language"]


def test_that_every_block_stands_in_ours_and_in_no_text_message() -> None:
    stands = {name for t in WITH_BLOCKS for name in BLOCKS if f"{{{name}}}" in t.text}
    pictures = {name for name in BLOCKS if name.startswith("picture_")}
    assert stands == BLOCKS - pictures
    assert all(f"{{{name}}}" in our_template("leaflet-talked").text for name in pictures)
