"""Rows in order and those of them shown: against the plainest way of doing the same; and which are ticked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from ui.tables.rows.arrangement import Arrangement, Searched, in_order, ranked
from ui.tables.rows.ticks import Ticks


@dataclass(frozen=True)
class Row:
    key: str
    text: str
    figure: int | None


_ROW = st.builds(
    Row, st.text("abcdef", min_size=1, max_size=3), st.text("xyz", max_size=4), st.none() | st.integers(0, 3)
)
ROWS = st.lists(
    _ROW,
    unique_by=lambda row: row.key,
    max_size=12,
)


def by_figure(row: Row) -> int | None:
    return row.figure


def by_text(row: Row) -> str:
    return row.text


def arranged() -> Arrangement[Row]:
    return Arrangement(lambda row: row.key, lambda row: (row.text, row.figure))


def shown(rows: Arrangement[Row]) -> list[Row]:
    return [rows.shown_at(place) for place in range(rows.number_shown())]


def plainly(rows: Iterable[Row], typed: str, *, descending: bool) -> list[Row]:
    """By text, then by figure over it, the unknown last; only those whose text holds what was typed."""
    texts = sorted((row for row in rows if typed in row.text), key=by_text)
    known = [row for row in texts if row.figure is not None]
    known.sort(key=lambda row: row.figure or 0, reverse=descending)
    return known + [row for row in texts if row.figure is None]


def holding(typed: str):  # type: ignore[no-untyped-def]
    def pick(by: Searched, numbers: Iterable[int]) -> Sequence[int]:
        return [number for number in numbers if typed in by.texts[number]]

    return pick


@given(ROWS, ROWS, st.text("xyz", max_size=2), st.booleans())
def test_that_rows_changed_bit_by_bit_stand_as_if_all_had_been_set_at_once(
    first: list[Row], then: list[Row], typed: str, descending: bool
) -> None:
    rows = arranged()
    rows.sort([(by_text, False), (by_figure, descending)])
    rows.pick(holding(typed))
    rows.set_rows(first)
    gone = [row.key for row in first[::3]]
    rows.put(then, gone)
    kept = {row.key: row for row in first if row.key not in gone} | {row.key: row for row in then}
    assert shown(rows) == plainly(kept.values(), typed, descending=descending)
    assert [rows.place_of(row.key) for row in shown(rows)] == list(range(rows.number_shown()))


@given(ROWS, st.text("xyz", min_size=1, max_size=3))
def test_that_narrowing_letter_by_letter_shows_what_the_whole_word_shows(rows: list[Row], typed: str) -> None:
    narrowed, at_once = arranged(), arranged()
    for each in (narrowed, at_once):
        each.set_rows(rows * 1)
        each.sort([(by_text, False)])
    for end in range(1, len(typed) + 1):
        narrowed.pick(holding(typed[:end]), narrower=end > 1)
    at_once.pick(holding(typed))
    assert shown(narrowed) == shown(at_once)


@dataclass(frozen=True)
class Holding:
    """Picks whoever's text holds these letters, and tells how many it looked at."""

    letters: str
    looked_at: list[int] = field(default_factory=list, compare=False)

    def __call__(self, by: Searched, numbers: Iterable[int]) -> Sequence[int]:
        among = list(numbers)
        self.looked_at.append(len(among))
        return [number for number in among if self.letters in by.texts[number]]


def test_that_a_letter_more_looks_at_those_shown_alone_and_a_letter_taken_back_at_nobody() -> None:
    rows = arranged()
    rows.set_rows([Row(str(n), "xy" if n % 2 else "x", n) for n in range(6)] + [Row("z", "z", 9)])
    first, second, again = Holding("x"), Holding("xy"), Holding("x")
    rows.pick(first)
    rows.pick(second, narrower=True)
    rows.pick(again)
    assert (first.looked_at, second.looked_at, again.looked_at) == ([7], [6], [])
    assert rows.number_shown() == 6


@given(ROWS, st.lists(_ROW, max_size=3), st.sampled_from(("x", "xy", "y")), st.booleans())
def test_that_what_was_found_before_rows_changed_or_moved_is_looked_for_again(
    before: list[Row], after: list[Row], letters: str, sorts: bool
) -> None:
    rows, anew = arranged(), arranged()
    rows.set_rows(before)
    rows.pick(Holding(letters))
    rows.pick(Holding(letters + "z"), narrower=True)
    rows.put(after)
    if sorts:
        rows.sort([(by_text, True)], anew=True)
    rows.pick(Holding(letters))
    anew.set_rows(rows.everything())
    anew.sort([(by_text, True)] if sorts else [], anew=True)
    anew.pick(Holding(letters))
    assert shown(rows) == shown(anew)


@given(st.lists(st.none() | st.integers(0, 2), max_size=200), st.booleans())
def test_that_keys_shared_by_many_sort_as_keys_of_their_own(keys: list[int | None], descending: bool) -> None:
    order = list(in_order(range(len(keys)), ranked(keys), descending=descending))
    known = sorted((n for n, key in enumerate(keys) if key is not None), key=lambda n: keys[n] or 0)
    if descending:
        known = sorted((n for n, key in enumerate(keys) if key is not None), key=lambda n: -(keys[n] or 0))
    assert order == known + [number for number, key in enumerate(keys) if key is None]


def test_that_a_row_put_anew_keeps_its_number_so_that_nothing_moves() -> None:
    rows = arranged()
    rows.set_rows([Row("a", "x", 1), Row("b", "y", 2)])
    before = list(rows.standing())
    rows.put([Row("a", "z", 1)])
    assert list(rows.standing()) == before
    assert rows.row("a") == Row("a", "z", 1)


def test_that_a_range_grows_and_shrinks_and_spares_what_was_ticked_before() -> None:
    ticks = Ticks()
    ticks.set(["far"], on=True)
    assert ticks.begin_range(2) == 2
    ticks.set_range(["c", "d", "e"])
    assert ticks.begin_range(4) == 2
    ticks.set_range(["c"])
    assert list(ticks) == ["far", "c"]
    ticks.end_range()
    assert ticks.begin_range(7) == 7


def test_that_ticking_what_is_ticked_changes_nothing() -> None:
    ticks = Ticks()
    assert ticks.set(["a"], on=True)
    assert not ticks.set(["a"], on=True)
    assert not ticks.set_only(["a"])
    assert ticks.set(["a"], on=False)
    assert not len(ticks)


@given(
    st.lists(st.tuples(st.text("xyz", max_size=3), st.none() | st.integers(0, 3)), max_size=4), st.booleans()
)
def test_that_a_few_rows_set_in_among_many_stand_where_sorting_all_would_put_them(
    fresh: list[tuple[str, int | None]], descending: bool
) -> None:
    many = [Row(f"k{n}", "xyz"[n % 3] * (n % 4), (n * 7) % 4 if n % 5 else None) for n in range(60)]
    rows, anew = arranged(), arranged()
    for each in (rows, anew):
        each.sort([(by_text, False), (by_figure, descending)])
    rows.set_rows(many)
    changed = [Row(f"k{n * 17}", *said) for n, said in enumerate(fresh)]
    rows.put(changed)
    replaced = {row.key: row for row in many} | {row.key: row for row in changed}
    anew.set_rows(replaced.values())
    assert shown(rows) == shown(anew)


def test_that_what_rows_may_be_sorted_by_is_worked_out_as_they_come_and_not_again_for_sorting() -> None:
    asked: list[str] = []

    def by_key(row: Row) -> str:
        asked.append(row.key)
        return row.key

    rows = arranged()
    rows.may_sort_by([by_key])
    rows.put([Row("b", "x", 1), Row("a", "y", 2)])
    assert asked == ["b", "a"]
    rows.sort([(by_key, False)])
    assert [row.key for row in shown(rows)] == ["a", "b"]
    assert asked == ["b", "a"]


def test_that_a_row_set_in_after_the_sorting_was_taken_anew_stands_where_it_belongs() -> None:
    rows = arranged()
    rows.may_sort_by([by_figure])
    rows.set_rows([Row(f"k{n}", "xyz"[n % 3] * 3 + f"{n:02}", n % 4) for n in range(40)])
    rows.sort([(by_figure, False)])
    rows.may_sort_by([by_text])
    rows.sort([(by_text, False)], anew=True)
    rows.put([Row("new", "yyy20", 0)])
    assert [row.text for row in shown(rows)] == sorted(row.text for row in shown(rows))
