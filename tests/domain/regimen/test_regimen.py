"""Each product once, at the dosage of its latest issue; the rest set aside with a reason; nothing lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.lines.line import product_key, said_by
from pharmreview.domain.lines.row import DAY_NOT_TOLD
from pharmreview.domain.regimen.regimen import (
    DUPLICATE,
    EARLIER,
    EARLIER_DOSAGE,
    ENDED,
    OVER,
    SAME_DAY,
    UNDATED,
    regimen_of,
)
from pharmreview.domain.words.days import long_day
from tests.medicine_lines import AS_OF, line, other, product, taken, unread


def state(*lines):
    return [(e.counted, e.why) for e in regimen_of(lines, AS_OF).entries]


def test_that_the_latest_issue_counts_and_earlier_ones_are_set_aside():
    old, new = line(issued=date(2026, 9, 1)), line(issued=date(2026, 10, 1))
    assert state(old, new) == [(False, EARLIER), (True, None)]


def test_that_an_earlier_dosage_is_set_aside_as_such():
    new = line(issued=date(2026, 10, 1), directions="TWO TWICE A DAY")
    assert state(line(issued=date(2026, 9, 1)), new) == [(False, EARLIER_DOSAGE), (True, None)]


def test_that_a_latest_issue_that_cannot_be_read_hides_nothing():
    old, new = line(issued=date(2026, 9, 1)), unread(name=line().row.name, issued=date(2026, 10, 1))
    assert state(old, new) == [(False, EARLIER), (True, None)]


def ended(made, day):
    return made.model_copy(update={"row": replace(made.row, ended=day)})


@pytest.mark.parametrize(
    ("issued", "last", "counted"),
    [
        (date(2026, 11, 1), date(2026, 11, 19), False),
        (date(2026, 11, 1), AS_OF, True),
        (date(2026, 11, 1), date(2027, 1, 1), True),
        (None, date(2026, 11, 19), False),
        (date(2026, 11, 1), date(2026, 10, 31), True),
    ],
)
def test_that_a_line_that_ended_before_the_day_of_the_search_is_set_aside_and_says_when(
    issued, last, counted
):
    [(is_counted, why)] = state(ended(line(issued=issued), last))
    assert is_counted is counted
    assert why == (None if counted else ENDED.format(day=long_day(last)))


def test_that_a_line_that_the_file_calls_past_is_set_aside_whenever_it_was_issued():
    assert state(ended(line(issued=AS_OF), DAY_NOT_TOLD)) == [(False, OVER)]


def test_that_a_line_that_ended_gives_way_to_one_of_its_product_that_has_not():
    over = ended(line(issued=date(2026, 11, 10)), date(2026, 11, 15))
    going = line(issued=date(2026, 10, 1), directions="TWO TWICE A DAY")
    assert [counted for counted, _ in state(over, going)] == [False, True]


def test_that_a_line_that_ended_is_the_earlier_dosage_of_a_later_issue():
    over = ended(line(issued=date(2026, 10, 1)), date(2026, 10, 28))
    now = line(issued=date(2026, 11, 1), directions="TWO TWICE A DAY")
    assert state(over, now) == [(False, EARLIER_DOSAGE), (True, None)]


def test_that_the_same_entry_twice_counts_once():
    assert state(line(), line(name="MORPHINE sulfate  10mg modified-release tablets ", number=9)) == [
        (True, None),
        (False, DUPLICATE),
    ]


def test_that_one_product_under_two_names_counts_under_each():
    issue, template = line(issued=date(2026, 10, 1)), line(name="Morphine SR 10mg tabs", issued=None)
    assert state(issue, template) == [(True, None), (True, None)]


def test_that_names_are_compared_without_case_and_spaces():
    assert product_key(" MST  Continus 10 mg tablets") == product_key("mst continus 10mg Tablets")


@pytest.mark.parametrize(("days", "counted"), [(183, True), (184, False)])
def test_that_a_line_is_stale_only_after_the_dated_setting(days, counted):
    [(is_counted, why)] = state(line(issued=AS_OF - timedelta(days=days)))
    assert is_counted is counted
    assert (why is None) is counted


def test_that_a_line_without_a_date_counts():
    assert state(line(issued=None)) == [(True, None)]


def test_that_two_dosages_of_one_day_count_the_higher_and_keep_the_doubt():
    low = line(dose=taken("2"), directions="ONE BD")
    high = line(dose=taken("3"), directions="ONE TDS", number=3)
    regimen = regimen_of([low, high], AS_OF)
    assert [(e.counted, e.why) for e in regimen.entries] == [(False, SAME_DAY), (True, None)]
    assert [d.why for d in regimen.doubts] == [SAME_DAY]


def test_that_an_undated_dosage_against_a_dated_one_is_a_doubt():
    regimen = regimen_of(
        [line(issued=None, dose=taken("4"), directions="TWO BD"), line(dose=taken("2"))], AS_OF
    )
    assert [e.why for e in regimen.entries] == [None, UNDATED]
    assert regimen.doubts


def test_that_lines_that_name_no_medicine_are_not_each_other_s_repeats():
    assert state(unread(name=""), unread(name="")) == [(True, None), (True, None)]


def test_that_another_medicine_of_the_same_ingredient_counts_beside_it():
    assert (
        state(line(), line(of=product(strength="30"), name="MST Continus 30mg tablets")) == [(True, None)] * 2
    )


names = st.sampled_from(["A 10mg tablets", "a 10MG  tablets", "B 5mg capsules", ""])
issued = st.none() | st.dates(date(2026, 1, 1), date(2026, 11, 20))
kinds = st.sampled_from([line, other, unread])


@st.composite
def any_line(draw):
    return draw(kinds)(
        name=draw(names),
        issued=draw(issued),
        directions=draw(st.sampled_from(["ONE BD", "one  bd.", "TWO BD"])),
    )


@given(st.lists(any_line(), max_size=12))
def test_that_every_line_is_kept_in_its_place_and_each_product_counts_at_most_once(lines):
    regimen = regimen_of(lines, AS_OF)
    assert [e.line for e in regimen.entries] == lines
    assert all((e.why is None) is e.counted for e in regimen.entries)
    counted = [product_key(x.row.name) for x in regimen.current if x.row.name]
    assert len(counted) == len(set(counted))


@given(st.lists(any_line(), max_size=8))
def test_that_a_product_is_set_aside_whole_only_when_it_is_stale(lines):
    regimen = regimen_of(lines, AS_OF)
    counted = {one for x in regimen.current for one in (said_by(x).key, said_by(x).identity)}
    for x in lines:
        if not counted & {said_by(x).key, said_by(x).identity}:
            assert x.row.issued is not None
            assert x.row.issued < AS_OF - timedelta(days=183)
