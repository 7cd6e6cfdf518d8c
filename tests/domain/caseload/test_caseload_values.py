"""What an import changed, what was counted, who was drawn: pure, exact, and refused in a sentence."""

import itertools
import random
from datetime import date
from decimal import Decimal

import pytest

from pharmreview.domain.case import TotalSeen
from pharmreview.domain.caseload.baseline import BANDS, Standing, counted
from pharmreview.domain.caseload.sample import digest_of, drawn
from pharmreview.domain.caseload.searches.changes import Movement, PersonChange, Unclear, changes_of, movement
from pharmreview.domain.caseload.settings import ListSettings, refuse_unusable
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.risk.rule import DatedLine, StaleAfter

DAY = date(2026, 11, 20)


def total(high: str, *, complete: bool = True, table: str = "T1") -> TotalSeen:
    number = Decimal(high)
    return TotalSeen(
        as_of=DAY,
        table=table,
        low=number,
        high=number,
        regular_high=number,
        complete=complete,
        tier="medium",
    )


@pytest.mark.parametrize(
    ("before", "after", "same_words", "moved"),
    [
        (total("60"), total("60.5"), False, (Movement.UP, None)),
        (total("60"), total("59"), False, (Movement.DOWN, None)),
        (total("60"), total("60"), False, (Movement.SAME, None)),
        (total("60", complete=False), total("90"), False, (Movement.UNCLEAR, Unclear.WAS_INCOMPLETE)),
        (total("60"), total("30", complete=False), False, (Movement.UNCLEAR, Unclear.IS_INCOMPLETE)),
        (total("60"), total("90", complete=False), True, (Movement.UNCLEAR, Unclear.IS_INCOMPLETE)),
        (
            total("60", complete=False),
            total("60", complete=False),
            False,
            (Movement.UNCLEAR, Unclear.BOTH_INCOMPLETE),
        ),
        (total("60", complete=False), total("60", complete=False), True, (Movement.SAME, None)),
        (total("60"), total("60", table="T2"), True, (Movement.UNCLEAR, Unclear.ANOTHER_TABLE)),
    ],
)
def test_that_only_two_whole_totals_by_one_table_go_up_or_down(
    before: TotalSeen, after: TotalSeen, same_words: bool, moved: tuple[Movement, Unclear | None]
) -> None:
    assert movement(before, after, same_words=same_words) == moved


def test_that_changes_count_everyone_and_name_whoever_moved_or_came_back() -> None:
    people = [
        PersonChange(Movement.NEW, first_row=2),
        PersonChange(Movement.SAME, "a1"),
        PersonChange(Movement.SAME, "a2", returned=True),
        PersonChange(Movement.GONE, "a3"),
    ]
    changes = changes_of(people, older=False)
    assert (changes.counts[Movement.SAME], changes.counts[Movement.UP], changes.returned) == (2, 0, 1)
    assert sum(changes.counts.values()) == 4
    assert [p.case_id for p in changes.people] == ["", "a2", "a3"]
    assert [p.case_id for p in changes.of(Movement.GONE)] == ["a3"]


def standing(high: str, tier: Tier = Tier.LOW, **more: object) -> Standing:
    facts = {"tier": tier, "cohort": None, "high": Decimal(high), "complete": True, "excluded": False}
    return Standing(**{**facts, **more})


def test_that_a_count_puts_each_person_in_one_band_and_leaves_out_the_excluded() -> None:
    people = [
        standing("0"),
        standing("49.99"),
        standing("50", Tier.MEDIUM),
        standing("90", Tier.HIGH, cohort="COH3", in_search=False),
        standing("120", Tier.HIGH, complete=False),
        standing("500", Tier.HIGH, excluded=True),
    ]
    counts = counted(people, Decimal(90))
    assert (counts.people, counts.excluded, counts.at_or_above_line, counts.not_in_search) == (5, 1, 2, 1)
    assert [(b.complete, b.incomplete) for b in counts.bands] == [(2, 0), (1, 0), (1, 0), (0, 1), (0, 0)]
    assert counts.tiers == {
        Tier.LOW: 2,
        Tier.MEDIUM: 1,
        Tier.HIGH: 2,
        Tier.REFER: 0,
        Tier.INCOMPLETE: 0,
    }
    assert counts.cohorts == {"": 4, "COH3": 1}


def test_that_the_bands_meet_and_leave_nothing_out() -> None:
    assert BANDS[0].since == 0
    assert BANDS[-1].under is None
    assert all(low.under == high.since for low, high in itertools.pairwise(BANDS))


def test_that_a_sample_is_the_same_whatever_order_the_people_come_in() -> None:
    people = [f"case{number}" for number in range(500)]
    first = drawn(20, "winter", people)
    assert len(set(first)) == 20
    for turn in range(20):
        mixed = list(people)
        random.Random(turn).shuffle(mixed)
        assert drawn(20, " winter ", [*mixed, mixed[0]]) == first
        assert digest_of(mixed) == digest_of(people)
    assert drawn(20, "spring", people) != first
    assert drawn(21, "winter", people)[:20] == first
    assert digest_of(people[1:]) != digest_of(people)


def test_that_nobody_is_drawn_more_often_than_chance_would_have_it() -> None:
    people = [f"case{number}" for number in range(10)]
    times = dict.fromkeys(people, 0)
    for seed in range(2000):
        for person in drawn(3, str(seed), people):
            times[person] += 1
    assert all(520 < each < 680 for each in times.values())


@pytest.mark.parametrize(
    ("size", "seed", "people", "words"),
    [
        (0, "a", ["x1"], "at least one"),
        (-1, "a", ["x1"], "at least one"),
        (2, "a", ["x1"], "cannot be drawn from 1 person"),
        (3, "a", ["x1", "x2", "x2"], "cannot be drawn from 2 people"),
        (1, "a", [], "nobody"),
        (1, "  ", ["x1"], "no seed"),
    ],
)
def test_that_a_sample_that_cannot_be_drawn_is_refused_in_a_sentence(
    size: int, seed: str, people: list[str], words: str
) -> None:
    with pytest.raises(InputProblem, match=words):
        drawn(size, seed, people)


LINE = DatedLine(since=DAY, milligrams=Decimal(90), source="set here")
AGE = StaleAfter(since=DAY, days=183, source="set here")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"high_dose_lines": ()}, "no high-dose line"),
        ({"high_dose_lines": (LINE, LINE)}, "same day"),
        ({"high_dose_lines": (LINE.model_copy(update={"milligrams": Decimal(0)}),)}, "more than 0"),
        ({"stale_after": ()}, "no age"),
        ({"stale_after": (AGE, AGE)}, "one day"),
        ({"stale_after": (AGE.model_copy(update={"days": 0}),)}, "stale"),
        ({"stale_after": (AGE.model_copy(update={"days": 100_000}),)}, "stale"),
    ],
)
def test_that_settings_nobody_could_judge_by_are_refused(change: dict[str, object], words: str) -> None:
    good = ListSettings(high_dose_lines=(LINE,), stale_after=(AGE,), table="T1")
    refuse_unusable(good)
    with pytest.raises(InputProblem, match=words):
        refuse_unusable(good.model_copy(update=change))
