"""What a search changes: new, gone, up, down, the same, not to be compared; and nothing is lost by it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.case import Case, CaseState
from pharmreview.domain.caseload.searches.changes import Changes, Movement, Unclear
from pharmreview.domain.caseload.searches.imports import is_in, latest, latest_of_each
from pharmreview.domain.errors import Stopped, VaultProblem
from pharmreview.domain.lines.repair import Repair
from pharmreview.domain.lines.row import ExportPerson
from pharmreview.domain.risk.finding import Tier
from pharmreview.services.caseload.searches import beside
from pharmreview.services.caseload.searches.importing import Phase
from pharmreview.services.caseload.verbs import Caseload
from pharmreview.services.casework import Casework
from tests.conftest import ToldClock
from tests.fakes import FakeVault
from tests.services.caseload.searches import CODEINE, DAY, MST, NHS, TWICE, UNREADABLE, person, search

LATER = DAY + timedelta(days=28)
ANN, BEA, CY = "9990000018", "9990000026", "9990000034"


def ann(*medicines: tuple[str, str]) -> ExportPerson:
    return person("Ann", ANN, medicines=medicines or ((MST, TWICE),))


def bea(row: int = 9) -> ExportPerson:
    return person("Bea", BEA, row=row)


def moved(changes: Changes) -> dict[str, str]:
    return {change.family_name: change.movement.value for change in changes.people}


def only(casework: Casework) -> Case:
    (saved,) = tuple(casework.each())
    return saved.case


@pytest.mark.parametrize(
    ("medicines", "movement", "unclear"),
    [
        (((MST, "Two twice a day"),), Movement.UP, None),
        (((MST, "One daily"),), Movement.DOWN, None),
        (((MST, TWICE),), Movement.SAME, None),
        (((MST, "ONE  twice a day"),), Movement.SAME, None),
        (((MST, TWICE), (UNREADABLE, "as directed")), Movement.UNCLEAR, Unclear.IS_INCOMPLETE),
    ],
)
def test_that_a_person_moves_by_the_high_end_of_a_whole_total(
    caseload: Caseload,
    medicines: tuple[tuple[str, str], ...],
    movement: Movement,
    unclear: Unclear | None,
) -> None:
    (case_id,) = caseload.bring_in(search(ann())).created
    preview = search(ann(*medicines), digest="two", day=LATER)
    changes = caseload.compare(preview)
    assert changes.counts[movement] == sum(changes.counts.values()) == 1
    record = caseload.bring_in(preview).record
    assert record.counts == changes.counts
    if movement is Movement.SAME:
        assert (changes.people, record.moved) == ((), {})
        return
    (change,) = changes.people
    assert (change.movement, change.unclear, change.case_id) == (movement, unclear, case_id)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.high, change.before.as_of, change.after.as_of) == (Decimal(60), DAY, LATER)
    assert record.moved == {movement: (case_id,)}
    assert record.unclear == ({} if unclear is None else {unclear: (case_id,)})


def test_that_a_total_that_was_a_floor_is_never_up_or_down(caseload: Caseload) -> None:
    caseload.bring_in(search(ann((MST, TWICE), (UNREADABLE, "as directed"))))
    whole = caseload.compare(search(ann((MST, "Two twice a day")), digest="two", day=LATER))
    assert [c.unclear for c in whole.people] == [Unclear.WAS_INCOMPLETE]
    other = caseload.compare(
        search(ann((MST, "Two twice a day"), (UNREADABLE, "1")), digest="two", day=LATER)
    )
    assert [c.unclear for c in other.people] == [Unclear.BOTH_INCOMPLETE]
    again = search(ann((MST, TWICE), (UNREADABLE, "as directed")), digest="two", day=LATER)
    assert caseload.compare(again).counts[Movement.SAME] == 1


def test_that_a_repair_made_since_makes_the_earlier_total_whole(
    caseload: Caseload, casework: Casework, clock: ToldClock
) -> None:
    two = ((MST, TWICE), (UNREADABLE, "as directed"))
    caseload.bring_in(search(ann(*two)))
    caseload.repair(repair(clock))
    repairs = tuple(caseload.repairs().values())
    assert [r.by for r in repairs] == ["Ada"]
    caseload.bring_in(search(ann((MST, TWICE)), digest="two", day=LATER))
    first, second = only(casework).seen
    assert (first.complete, first.high, second.high) == (True, Decimal(80), Decimal(60))
    assert caseload.imports()[-1].counts[Movement.DOWN] == 1


def repair(clock: ToldClock, reads: str = "Morphine 10mg tablets", by: str = "Somebody else") -> Repair:
    return Repair(
        name=UNREADABLE,
        directions="as directed",
        reads_name=reads,
        reads_directions=TWICE,
        how_known="asked the person",
        by=by,
        at=clock.now(),
    )


def test_that_a_total_by_another_table_is_worked_out_again_before_it_is_compared(
    caseload: Caseload,
) -> None:
    tables = sorted(caseload._tables.factor_tables)
    here = caseload._tables.factors.id
    other = next(each for each in tables if each != here)
    caseload.bring_in(search(ann(), table=other))
    changes = caseload.compare(search(ann(), digest="two", day=LATER, table=here))
    assert changes.counts[Movement.SAME] == 1


def test_that_whoever_is_gone_stays_and_is_not_in_the_latest_search(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(search(ann(), bea()))
    preview = search(ann(), digest="two", day=LATER)
    assert moved(caseload.compare(preview)) == {"Bea": "gone"}
    caseload.bring_in(preview)
    record = latest(caseload.imports())
    assert record is not None
    assert {s.case.patient.family_name: is_in(s.case, [record]) for s in tuple(casework.each())} == {
        "Ann": True,
        "Bea": False,
    }
    third = search(ann(), digest="three", day=LATER)
    assert moved(caseload.compare(third)) == {}
    back = search(ann(), bea(), digest="four", day=LATER + timedelta(days=28))
    changes = caseload.compare(back)
    assert [(c.family_name, c.movement, c.returned) for c in changes.people] == [("Bea", Movement.SAME, True)]
    bea_id = next(s.case.id for s in tuple(casework.each()) if s.case.patient.family_name == "Bea")
    record = caseload.bring_in(back).record
    assert (record.returned, changes.returned) == ((bea_id,), 1)
    assert all(is_in(s.case, [record]) for s in tuple(casework.each()))


def test_that_an_older_search_replaces_nothing_and_adds_to_what_was_seen(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(search(ann((MST, TWICE)), bea(), digest="new", day=LATER))
    preview = search(ann((MST, "One daily")), person("Cy", CY, row=30), digest="old")
    changes = caseload.compare(preview)
    assert changes.older
    assert moved(changes) == {"Ann": "earlier", "Cy": "new"}
    caseload.bring_in(preview)
    people = {s.case.patient.family_name: s.case for s in tuple(casework.each())}
    assert people["Ann"].rows[0].directions == TWICE
    assert [(t.as_of, t.high) for t in people["Ann"].seen] == [(DAY, Decimal(30)), (LATER, Decimal(60))]
    record = latest(caseload.imports())
    assert record is not None
    assert record.digest == "new"
    assert (is_in(people["Ann"], [record]), is_in(people["Cy"], [record])) == (True, False)


def test_that_overrides_calls_and_totals_seen_hold_at_the_next_search(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(search(ann()))
    case = caseload.override_tier(only(casework), Tier.HIGH, "  lives alone ")
    case = caseload.call_exclusion(case, "EXC1", "Lung cancer", False, "an old entry")
    case = casework.save(case.model_copy(update={"state": CaseState.ON_HOLD}), "held")
    caseload.bring_in(search(ann((MST, "Two twice a day"), (CODEINE, "1 at night")), digest="two", day=LATER))
    after = only(casework)
    assert after.tier_override is not None
    assert (after.tier_override.tier, after.tier_override.reason, after.tier_override.by) == (
        Tier.HIGH,
        "lives alone",
        "Ada",
    )
    assert after.exclusion_calls == case.exclusion_calls
    assert after.state is CaseState.ON_HOLD
    assert [(t.as_of, t.high, t.complete) for t in after.seen] == [
        (DAY, Decimal(60), True),
        (LATER, Decimal(123), True),
    ]


def test_that_a_case_from_before_totals_were_kept_has_its_earlier_one_worked_out(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(search(ann()))
    casework.save(only(casework).model_copy(update={"seen": ()}), "as an older version kept it")
    preview = search(ann((MST, "Two twice a day")), digest="two", day=LATER)
    assert caseload.compare(preview).counts[Movement.UP] == 1
    caseload.bring_in(preview)
    assert [(t.as_of, t.high) for t in only(casework).seen] == [(DAY, Decimal(60)), (LATER, Decimal(120))]


def test_that_comparing_keeps_nothing(caseload: Caseload, vault: FakeVault) -> None:
    caseload.bring_in(search(ann()))
    before = (dict(vault.kept), list(vault.events), list(vault.entries_kept))
    caseload.compare(search(bea(), digest="two", day=LATER))
    assert (vault.kept, vault.events, vault.entries_kept) == before


@pytest.mark.parametrize("stop_after", [1, 2, 3, 4])
def test_that_an_import_that_is_stopped_keeps_nothing(
    caseload: Caseload,
    vault: FakeVault,
    clock: ToldClock,
    stop_after: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside, "PEOPLE_IN_A_LOT", 1)
    caseload.bring_in(search(ann()))
    kept, entries = dict(vault.kept), list(vault.entries_kept)
    told: list[tuple[Phase, int, int]] = []
    preview = search(
        ann((MST, "One daily")),
        bea(),
        person("Cy", CY, row=30),
        digest="two",
        day=LATER,
        repairs=(repair(clock),),
    )
    with pytest.raises(Stopped):
        caseload.bring_in(preview, lambda *at: told.append(at), lambda: len(told) > stop_after - 1)
    in_order = [(Phase.COPYING, 0, 0), (Phase.COMPARING, 0, 1), (Phase.KEEPING, 0, 3), (Phase.KEEPING, 1, 3)]
    assert told == in_order[:stop_after]
    assert (vault.kept, vault.entries_kept) == (kept, entries)


def test_that_many_people_are_kept_some_at_a_time_with_a_look_before_each(
    caseload: Caseload, vault: FakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str | int] = []
    save = vault.save_all
    monkeypatch.setattr(
        vault, "save_all", lambda cases, *how: (done.append(len(cases)), save(cases, *how))[1]
    )
    many = 2 * beside.PEOPLE_IN_A_LOT + 50
    people = [person(f"P{n}", "", record=str(n), row=n + 2) for n in range(many)]
    caseload.bring_in(search(*people), should_stop=lambda: bool(done.append("look")))
    assert done == ["look", 100, "look", 100, "look", 50]


def test_that_repairs_made_on_a_preview_are_kept_with_it(caseload: Caseload, clock: ToldClock) -> None:
    lines = ((UNREADABLE, "as directed"),)
    record = caseload.bring_in(search(ann(*lines), repairs=(repair(clock),))).record
    assert [r.name for r in caseload.repairs().values()] == [UNREADABLE]
    assert caseload.repairs(at=record) == caseload.repairs()


def test_that_a_store_with_people_is_backed_up_before_a_search(caseload: Caseload, vault: FakeVault) -> None:
    caseload.bring_in(search(ann()))
    assert vault.backups == []
    caseload.bring_in(search(ann(), digest="two", day=LATER))
    assert vault.backups == ["before-import"]


def test_that_no_search_comes_in_when_the_backup_fails(caseload: Caseload, vault: FakeVault) -> None:
    caseload.bring_in(search(ann()))
    kept = dict(vault.kept)
    vault.refusal = VaultProblem("The disk is full.", "Free some space.")
    with pytest.raises(VaultProblem):
        caseload.bring_in(search(bea(), digest="two", day=LATER))
    assert vault.kept == kept


def test_that_no_event_of_an_import_says_who_is_in_it(
    caseload: Caseload, vault: FakeVault, clock: ToldClock
) -> None:
    caseload.bring_in(search(ann((UNREADABLE, "as directed")), repairs=(repair(clock),)))
    caseload.freeze_baseline("Spring")
    told = " ".join(f"{kind} {detail}" for kind, _, _, detail in vault.events)
    for word in ("Ann", NHS, "Morphine", UNREADABLE, "one.csv", str(date(1960, 2, 29))):
        assert word not in told


NORTH, SOUTH = "Opioids, North Surgery", "Opioids, South Surgery"


def test_that_another_practices_search_calls_nobody_gone_and_the_first_ones_people_stay_on_the_list(
    caseload: Caseload, casework: Casework
) -> None:
    caseload.bring_in(search(ann(), bea(), title=NORTH))
    other = search(person("Cy", CY, row=30), digest="two", day=LATER, title=SOUTH)
    assert moved(caseload.compare(other)) == {"Cy": "new"}
    caseload.bring_in(other)
    assert [record.search for record in caseload.imports()] == [NORTH, SOUTH]
    on_the_list = latest_of_each(caseload.imports()).values()
    assert all(is_in(saved.case, on_the_list) for saved in casework.each())
    next_north = search(ann(), digest="three", day=LATER + timedelta(days=28), title=NORTH)
    assert moved(caseload.compare(next_north)) == {"Bea": "gone"}


def test_that_a_search_may_be_said_to_be_the_next_of_another_or_one_of_its_own(caseload: Caseload) -> None:
    caseload.bring_in(search(ann(), bea(), title=NORTH))
    renamed = search(ann(), digest="two", day=LATER, title="Opioids again, North Surgery")
    assert moved(caseload.compare(renamed)) == {}
    assert moved(caseload.compare(renamed, search=NORTH)) == {"Bea": "gone"}
    again = search(ann(), digest="two", day=LATER, title=NORTH)
    assert moved(caseload.compare(again, search="One of its own")) == {}
    assert caseload.bring_in(again, search="One of its own").record.search == "One of its own"


def test_that_a_file_without_a_title_is_of_the_search_whose_people_it_holds(caseload: Caseload) -> None:
    caseload.bring_in(search(ann(), bea(), digest="march 2026", title=""))
    april = search(ann(), digest="april", day=LATER, title="")
    assert caseload.compare(april).search == "march"
    strangers = search(person("Cy", CY, row=30), digest="march (2)", day=LATER, title="")
    assert caseload.compare(strangers).search == "march 2"
