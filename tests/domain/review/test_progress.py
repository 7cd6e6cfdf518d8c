"""What a review shows, what is empty, and what finishing waits for."""

from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.review.condition import Circumstance, Condition
from pharmreview.domain.review.progress import progress, shown_fields, waiting_for
from pharmreview.domain.review.step import ReviewForm
from pharmreview.domain.risk.finding import Tier
from pharmreview.reference.review_form import load_review_form

FORM = ReviewForm.model_validate_json(
    """{"id": "F", "lists": [
      {"id": "yes", "title": "", "source": "", "options": [
        {"code": "A", "label": "a"}, {"code": "B", "label": "b"}]}
    ], "steps": [
      {"id": "one", "number": 1, "title": "One", "purpose": "",
       "groups": [{"id": "g", "title": ""}], "fields": [
        {"id": "story", "kind": "note", "label": "Story", "group": "g"},
        {"id": "more", "kind": "text", "label": "More", "group": "g",
         "show_when": {"answer": "one.pick", "among": ["B"]}},
        {"id": "pick", "kind": "one", "choices": "yes", "label": "Pick", "group": "g"},
        {"id": "sum", "kind": "shown", "shows": "ome", "label": "Sum", "group": "g"}]},
      {"id": "two", "number": 2, "title": "Two", "purpose": "",
       "groups": [{"id": "g", "title": ""}], "fields": [
        {"id": "talked", "kind": "checks", "choices": "yes", "must": true, "label": "Talked", "group": "g"}]}
    ]}"""
)
ANY = Circumstance()


def test_that_a_field_shows_only_when_its_condition_holds() -> None:
    one = FORM.step("one")
    assert [f.id for f in shown_fields(one, {}, ANY)] == ["story", "pick", "sum"]
    assert [f.id for f in shown_fields(one, {"one.pick": "B"}, ANY)] == ["story", "more", "pick", "sum"]
    assert [f.id for f in shown_fields(one, {"one.pick": "A"}, ANY)] == ["story", "pick", "sum"]


def test_that_what_the_app_shows_is_never_counted_as_empty() -> None:
    (one, _two) = progress(FORM, {"one.pick": "A"}, {}, (), ANY)
    assert one.empty == ("Story",)
    assert one.words == "1 empty, optional"


def test_that_each_item_waits_until_ticked_or_passed_with_a_reason() -> None:
    assert [w.key for w in waiting_for(FORM, {}, {}, ANY)] == ["two.talked.A", "two.talked.B"]
    ticked = {"two.talked": ("A",)}
    assert [w.key for w in waiting_for(FORM, ticked, {}, ANY)] == ["two.talked.B"]
    assert waiting_for(FORM, ticked, {"two.talked.B": "no patches"}, ANY) == ()


def test_that_a_reason_of_spaces_passes_nothing() -> None:
    assert len(waiting_for(FORM, {"two.talked": ("A",)}, {"two.talked.B": "  "}, ANY)) == 1


def test_that_a_step_passed_over_with_reasons_is_not_called_untouched() -> None:
    reasons = {"two.talked.A": "on the telephone", "two.talked.B": "no patches"}
    assert progress(FORM, {}, {}, (), ANY)[1].words == "2 must items"
    assert progress(FORM, {}, reasons, (), ANY)[1].words == "passed with a reason"


def test_that_a_step_put_aside_says_come_back_and_has_no_tick() -> None:
    (one, _two) = progress(FORM, {"one.story": "x"}, {}, ("one",), ANY)
    assert (one.words, one.ticked) == ("skipped, come back", False)


def test_that_a_condition_on_the_tier_holds_from_that_tier_up() -> None:
    high = Condition(tier_at_least=Tier.HIGH)
    assert not high.holds({}, Circumstance(tier=Tier.MEDIUM))
    assert high.holds({}, Circumstance(tier=Tier.HIGH))
    assert high.holds({}, Circumstance(tier=Tier.REFER))


def test_that_an_item_is_asked_only_of_whom_it_is_about() -> None:
    form = load_review_form()
    patches = "safety.discussed.SN9"

    def asks(circumstance: Circumstance) -> bool:
        return patches in {w.key for w in waiting_for(form, {}, {}, circumstance)}

    assert not asks(Circumstance(takes=("opioid", "tablet")))
    assert asks(Circumstance(takes=("opioid", "patch")))
    assert asks(Circumstance(unread=True)), "what could not be read may be a patch"


def test_that_missing_data_never_ranks_below_medium() -> None:
    assert Condition(tier_at_least=Tier.MEDIUM).holds({}, Circumstance(tier=Tier.INCOMPLETE))


def test_that_a_condition_on_what_is_taken_reads_the_circumstance() -> None:
    patch = Condition(takes="patch")
    assert not patch.holds({}, Circumstance(takes=("opioid",)))
    assert patch.holds({}, Circumstance(takes=("opioid", "patch")))


@given(
    st.dictionaries(st.sampled_from(["one.story", "one.pick", "one.more"]), st.text(min_size=1), max_size=3)
)
def test_that_no_answer_outside_the_safety_net_makes_finishing_wait(answers: dict[str, str]) -> None:
    assert len(waiting_for(FORM, dict(answers), {}, ANY)) == 2


def test_that_a_step_of_a_later_review_is_not_done_by_what_stands_from_the_one_before() -> None:
    whole = {"one.story": "x", "one.pick": "A", "two.talked": ("A", "B")}
    (before, talked) = progress(FORM, whole, {}, (), ANY, {"two"})
    assert (before.words, before.ticked, talked.ticked) == ("as it was last time", False, True)
    (now, open_) = progress(FORM, {**whole, "two.talked": ("A",)}, {}, (), ANY, {"one"})
    assert (now.words, now.ticked, open_.words) == ("done", True, "1 must item")
    assert progress(FORM, {}, {}, (), ANY, set())[0].words == "not started"
