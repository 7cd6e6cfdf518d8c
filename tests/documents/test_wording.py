"""Templates: what is filled in, what is left out, what is refused."""

import tomllib
from importlib.resources import files

import pytest

from pharmreview.documents.outline import said
from pharmreview.documents.wording import Wording, joined, wording
from pharmreview.domain.errors import PaperProblem

TEMPLATES = ("taper_plan", "gp_letter", "letters")
SAMPLE = Wording(
    "sample", {"id": "sample", "version": "3", "a": {"b": "Take **{dose}** from {day}.", "l": ["x"]}}
)


def test_that_places_are_filled_and_stars_make_bold() -> None:
    runs = SAMPLE.text("a.b", dose="50mg", day="Monday")
    assert [(run.text, run.bold) for run in runs] == [
        ("Take ", False),
        ("50mg", True),
        (" from Monday.", False),
    ]


def test_that_a_sentence_with_an_empty_place_is_left_out() -> None:
    assert SAMPLE.text("a.b", dose="50mg", day="  ") == ()


def test_that_a_place_nobody_fills_is_refused() -> None:
    with pytest.raises(PaperProblem) as refused:
        SAMPLE.text("a.b", dose="50mg")
    assert refused.value.code == "paper-placeholder"
    assert "{day}" in refused.value.what


@pytest.mark.parametrize("value", ["{day}", "{{x}}", "**bold**", "<b>", "%s", "\\1", "{dose}"])
def test_that_what_is_filled_in_means_nothing_but_itself(value: str) -> None:
    told = SAMPLE.text("a.b", dose=value, day=value)
    assert said(told) == f"Take {value} from {value}."
    assert [run.bold for run in told] == [False, True, False]


def test_that_missing_words_are_refused_by_name() -> None:
    with pytest.raises(PaperProblem, match=r"a\.none"):
        SAMPLE.text("a.none")
    with pytest.raises(PaperProblem, match=r"a\.b"):
        SAMPLE.several("a.b")
    assert SAMPLE.template == "sample/3"


def test_that_missing_sentences_leave_no_gap() -> None:
    told = SAMPLE.text("a.b", dose="1mg", day="Monday")
    assert said(joined((), told, (), told)) == "Take 1mg from Monday. Take 1mg from Monday."


@pytest.mark.parametrize("name", TEMPLATES)
def test_that_every_template_names_its_source_and_version(name: str) -> None:
    source = (files("resources") / "templates" / f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    assert {"id", "version", "source", "author", "reviewed", "next_review"} <= set(data)
    assert wording(name).template == f"{data['id']}/{data['version']}"


def test_that_an_unknown_template_is_refused() -> None:
    with pytest.raises(PaperProblem, match="no_such"):
        wording("no_such")


_INSIDES = (
    "dose.__class__", "dose.__init__.__globals__", "0", "dose[0]", "dose!r", "dose:>9999999999", "self",
    "x()", "__import__('os')",
    "dose|safe", "% for x in y %", "{dose}", "DOSE", "dose }", " dose", "dose\n", "", "é", "dose.a",
    "../../etc/passwd",
)  # fmt: skip
_OUTSIDES = (
    "{%s}",
    "{{%s}}",
    "${%s}",
    "<%%= %s %%>",
    "{%% %s %%}",
    "%%(%s)s",
    "#{%s}",
    "{%s",
    "%s}",
    "{!%s}",
)


@pytest.mark.parametrize("outside", _OUTSIDES)
@pytest.mark.parametrize("inside", _INSIDES)
def test_that_a_template_reaches_nothing_but_the_places_it_is_given(inside: str, outside: str) -> None:
    written = outside % inside
    hostile = Wording("hostile", {"id": "hostile", "version": "1", "a": {"b": f"Take {written} now."}})
    try:
        told = said(hostile.text("a.b", dose="50mg"))
    except PaperProblem as refused:
        assert refused.code == "paper-placeholder"  # noqa: PT017 - either answer is right
    else:
        assert told.split() == f"Take {written} now.".replace("{dose}", "50mg").split()
