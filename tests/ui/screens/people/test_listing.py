"""What a row says, sorts by and is found by; and what the panel explains."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter

import pytest

from pharmreview.domain.case import Case
from pharmreview.domain.patient import CodedTerm
from ui.screens.people.listing.columns import RANK, columns
from ui.screens.people.listing.filters import ALL, Wanted, counted
from ui.screens.people.listing.marks import Tally
from ui.screens.people.listing.person_row import PersonRow, row_of
from ui.screens.people.listing.worked import quickly_worked, worked
from ui.screens.people.panel.explaining import explain
from ui.screens.people.panel.table_words import TableWords, standing, table_words
from ui.screens.review.reckoning import working_lines
from ui.state.desk import Desk
from ui.tables.rows.arrangement import Arrangement
from ui.widgets.marks.badge import Tier

TODAY = date(2026, 11, 20)
MORPHINE = ("MST Continus 60mg tablets", "One To Be Taken Twice A Day")
UNREAD = ("MST Continus 10mg tablets", "take as directed")
AS_NEEDED = ("Codeine 30mg tablets", "1 prn max 2 in 24 hours")
Keep = Callable[..., Case]


def row(desk: Desk, case: Case) -> PersonRow:
    return row_of(case, worked(desk.app.assessed(case)), TODAY)


def shown(rows: list[PersonRow], wanted: Wanted) -> list[str]:
    arranged: Arrangement[PersonRow] = Arrangement(attrgetter("id"), attrgetter("found_by", "marks"))
    arranged.set_rows(rows)
    arranged.pick(wanted.picker())
    return [arranged.shown_at(place).id for place in range(arranged.number_shown())]


def is_found(made: PersonRow, typed: str) -> bool:
    return shown([made], Wanted(find=typed)) == [made.id]


def tallied(rows: list[PersonRow]) -> Tally:
    tally = Tally()
    for each in rows:
        tally.change(None, each.marks)
    return tally


def test_that_a_complete_total_is_a_figure_alone(desk: Desk, keep: Keep) -> None:
    made = row(desk, keep("ada", MORPHINE))
    assert (made.ome_words, made.ome, made.tier) == ("120", 120_000_000, Tier.HIGH)


def test_that_a_range_shows_both_ends_and_sorts_by_the_higher(desk: Desk, keep: Keep) -> None:
    made = row(desk, keep("ada", MORPHINE, AS_NEEDED))
    assert (made.ome_words, made.ome) == ("120 to 126", 126_000_000)


def test_that_an_incomplete_total_is_never_shown_as_final(desk: Desk, keep: Keep) -> None:
    made = row(desk, keep("ada", ("Codeine 30mg tablets", "two four times a day"), UNREAD, gender="Female"))
    assert made.ome_words == "at least 24"
    assert made.tier is Tier.INCOMPLETE


def test_that_nothing_counted_is_not_known_and_never_nought(desk: Desk, keep: Keep) -> None:
    made = row(desk, keep("ada", UNREAD))
    assert (made.ome_words, made.ome) == ("not known", None)
    assert made.next == "Ask about 1 line"


def test_that_incomplete_stands_above_medium_and_low() -> None:
    assert sorted(RANK, key=lambda tier: RANK[tier]) == [
        Tier.HIGH,
        Tier.REFER_FIRST,
        Tier.INCOMPLETE,
        Tier.MEDIUM,
        Tier.LOW,
    ]


def test_that_incomplete_is_never_counted_as_low(desk: Desk, keep: Keep) -> None:
    rows = [row(desk, keep("ada", UNREAD)), row(desk, keep("bea", AS_NEEDED, born=date(1980, 1, 1)))]
    tally = tallied(rows)
    tiers = {tier: number for tier, _, number in counted(tally.counts(), tally.total)["tier"]}
    assert (tiers["tier:incomplete"], tiers["tier:low"], tiers[ALL]) == (1, 1, 2)
    assert shown(rows, Wanted().choosing("tier", "tier:low")) == ["bea"]


def test_that_an_exclusion_in_the_record_is_seen_in_the_list(desk: Desk, keep: Keep) -> None:
    case = keep(
        "ada", MORPHINE, terms=(CodedTerm(term="On gold standards palliative care framework", row=9),)
    )
    made = row(desk, case)
    assert made.excluded.startswith("May be excluded: palliative")
    assert made.next == "Check exclusion"


def test_that_hidden_names_leave_initials_and_the_case_alone(desk: Desk, keep: Keep) -> None:
    case = keep(
        "k7x2", MORPHINE, family_name="MARLOW", given_name="Jean", title="Mrs", nhs_number="9990000018"
    )
    made = row(desk, case)
    person = columns(hidden=True)[0].cell(made)
    said = person.spoken
    assert "MARLOW" not in said
    assert "Jean" not in said
    assert "0018" not in said
    assert (person.words, person.under) == ("J. M.", "Case k7x2")
    panel = explain(case, desk.app.assessed(case), TableWords(), TODAY, hidden=True)
    assert not any("MARLOW" in line.words or "0018" in line.words for line in panel.head)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mull", True),
        ("MÜLLER", True),
        ("sian oneill", False),
        ("o'neill", False),
        ("999 000 0018", True),
        ("0018 mull", True),
        ("999 000 0026", False),
        ("muller", True),
        ("ada", True),
        ("14-aug-1962", True),
        ("smith", False),
        ("", True),
    ],
)
def test_that_a_person_is_found_by_name_number_or_birth(
    desk: Desk, keep: Keep, typed: str, found: bool
) -> None:
    case = keep("ada", family_name="Müller", nhs_number="9990000018", born=date(1962, 8, 14))
    assert is_found(row(desk, case), typed) is found


def test_that_apostrophes_of_any_kind_find_the_same_person(desk: Desk, keep: Keep) -> None:
    made = row(desk, keep("ada", family_name="O’NEILL"))
    assert is_found(made, "O'Neill")
    assert is_found(made, "oneill")


def test_that_a_row_waits_without_a_tier_until_it_is_worked_out(keep: Keep) -> None:
    made = row_of(keep("ada", MORPHINE), None, TODAY)
    assert (made.tier, made.ome, made.ome_words) == (None, None, "")


def test_that_a_patch_says_how_much_of_the_load_it_is(desk: Desk, keep: Keep) -> None:
    case = keep("ada", ("Matrifen 50micrograms/hour transdermal patches", "Apply one patch every 72 hours"))
    said = table_words(desk.app.tables.factor_tables["FPM_2020"])
    panel = explain(case, desk.app.assessed(case), said, TODAY, hidden=False)
    figure, foot = (line.words for line in panel.load)
    assert figure == "120 mg a day"
    assert foot == "the same load as this much oral morphine, all of it from the patch"
    assert [line.words for line in panel.working] == [
        "Matrifen 50micrograms/hour transdermal patches",
        "1 patch × 120 = 120 mg",
        (
            "Opioids Aware, 2020, compared with its source 21 Nov 2026, not yet checked by a clinician."
            " To compare, not to switch."
        ),
    ]


def test_that_what_is_regular_of_a_line_in_part_as_needed_is_said(desk: Desk, keep: Keep) -> None:
    case = keep("ada", ("Oxycodone 10mg capsules", "One bd and one extra at night if needed"))
    assessed = desk.app.assessed(case)
    panel = explain(case, assessed, TableWords(), TODAY, hidden=False)
    assert panel.working[1].words == "20 to 30 mg × 1.5 = 30 to 45 mg, 30 mg of it regular"
    line, regular, most = working_lines(assessed.assessment.ome)
    assert line.what == "Oxycodone 10mg capsules, in part as needed"
    assert (regular.result, most.result) == ("30", "up to 45")


def test_that_a_table_names_the_clinician_who_checked_it(desk: Desk) -> None:
    table = desk.app.tables.factor_tables["FPM_2020"]
    signed = table.model_copy(update={"checker": "A. Example, pharmacist"})
    assert standing(signed) == "compared with its source 21 Nov 2026, checked by A. Example, pharmacist"


def test_that_an_unread_line_is_shown_whole_with_its_reason(desk: Desk, keep: Keep) -> None:
    case = keep("ada", UNREAD)
    panel = explain(case, desk.app.assessed(case), TableWords(), TODAY, hidden=False)
    title, said = panel.unread
    assert title == "1 line could not be read"
    assert "“MST Continus 10mg tablets | take as directed”" in said
    assert panel.load[0].words == "Not known"


def test_that_the_panel_says_the_tier_never_decides(desk: Desk, keep: Keep) -> None:
    case = keep("ada", MORPHINE)
    panel = explain(case, desk.app.assessed(case), TableWords(), TODAY, hidden=False)
    assert panel.why[0].words == "Why high"
    assert panel.why[-1].words.endswith("It never decides treatment.")


def test_that_a_person_worked_out_quickly_is_as_one_assessed_in_full(trained: Desk) -> None:
    judging = trained.caseload().judging()
    rules = {rule.id: rule for rule in judging.book.rules}
    quick = 0
    for saved in tuple(trained.session.vault.each()):
        found = quickly_worked(judging.judged(saved.case), rules)
        quick += found is not None
        assert found in (None, worked(judging.assessed(saved.case)))
    assert quick > 8
