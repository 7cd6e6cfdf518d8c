"""Lists pasted from screens and messages: every line ends in a row or set aside with a reason."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.reader import read_pasted
from pharmreview.intake.sheets.survey import LOST
from tests.intake.unseen.pasted_lists import PASTED


def said(file):
    return tuple(
        (r.name, r.directions, r.quantity, r.issued.isoformat() if r.issued else "")
        for p in file.people
        for r in p.rows
    )


@pytest.mark.parametrize("case", PASTED, ids=[str(at) for at in range(len(PASTED))])
def test_that_a_pasted_list_says_what_its_words_say(case):
    text, expected, aside = case
    file = read_pasted(text)
    assert said(file) == expected
    assert len(file.set_aside) == aside
    assert all(row.why for row in file.set_aside)


line = st.one_of(
    st.sampled_from([part for text, _, _ in PASTED for part in text.split("\n")]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40),
    st.just(""),
)


@given(st.lists(line, min_size=1, max_size=12))
def test_that_no_line_is_dropped(lines):
    text = "\n".join(lines)
    shown = re.sub("[\x1c-\x1e]", LOST, text)  # An odd sign is shown as lost, and parts no lines.
    filled = [part for part in shown.splitlines() if part.strip()]
    try:
        file = read_pasted(text)
    except InputProblem:
        assert not filled
        return
    assert file.rows + len(file.set_aside) == len(filled)
