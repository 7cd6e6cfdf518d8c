"""What is kept for everyone: baselines, samples, settings, mappings, repairs; and calls on a person."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.case import Case
from pharmreview.domain.errors import InputProblem, Stopped, VaultProblem
from pharmreview.domain.lines.mapping import ColumnMapping
from pharmreview.domain.lines.repair import Repair, person_key
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.risk.rule import DatedLine
from pharmreview.domain.team.access import Access
from pharmreview.services.access import Session
from pharmreview.services.caseload.verbs import Caseload
from pharmreview.services.casework import Casework
from pharmreview.services.ports import User
from tests.conftest import ToldClock
from tests.fakes import FakeVault
from tests.services.caseload.searches import CODEINE, MST, TWICE, UNREADABLE, days, person, search


def repair(clock: ToldClock, reads: str = "Morphine 10mg tablets", **more: object) -> Repair:
    return Repair(
        name=UNREADABLE,
        directions="as directed",
        reads_name=reads,
        reads_directions=TWICE,
        how_known="the packet",
        by="x",
        at=clock.now(),
        **more,
    )


@pytest.fixture
def ben(caseload: Caseload, vault: FakeVault, clock: ToldClock) -> Caseload:
    """The same store in another window, opened by somebody else."""
    return Caseload(
        Session(User(id="user2", name="Ben", role="gp", access=Access.LEAD), vault), clock, caseload._tables
    )


# -- baselines and samples -----------------------------------------------------------------------------------


def test_that_a_baseline_counts_everyone_with_what_it_was_counted_by(
    caseload: Caseload, casework: Casework, clock: ToldClock
) -> None:
    cancer = (CodedTerm(term="Lung cancer", noted=date(2025, 1, 1)),)
    people = (
        person("A", "9990000018", row=2),
        person("B", "9990000026", row=10, medicines=((MST, "Two twice a day"),)),
        person("C", "9990000034", row=20, medicines=((UNREADABLE, "as directed"),)),
        person("D", "9990000042", row=30, terms=cancer),
    )
    caseload.bring_in(search(*people))
    told: list[tuple[int, int]] = []
    frozen = caseload.freeze_baseline("  Autumn  2026 ", lambda *at: told.append(at))
    assert (frozen.name, frozen.day, frozen.by) == ("Autumn 2026", clock.today(), "Ada")
    assert (frozen.people, frozen.excluded, frozen.at_or_above_line) == (3, 1, 1)
    assert frozen.high_dose_line == Decimal(90)
    assert (frozen.table, frozen.rules) == (caseload.settings().table, caseload._tables.rules.id)
    assert sum(frozen.tiers.values()) == sum(b.complete + b.incomplete for b in frozen.bands) == 3
    assert told == [(done, 4) for done in range(4)]
    excluded = next(s.case for s in tuple(casework.each()) if s.case.patient.family_name == "D")
    caseload.call_exclusion(excluded, "EXC1", "Lung cancer", False, "coded in error")
    again = caseload.freeze_baseline("After the call")
    assert (again.people, again.excluded) == (4, 0)
    assert caseload.baselines() == (frozen, again)


def test_that_an_override_moves_the_count(caseload: Caseload, casework: Casework) -> None:
    caseload.bring_in(search(person()))
    before = caseload.freeze_baseline("One").tiers
    case = next(iter(casework.each())).case
    tier = next(each for each in Tier if not before[each])
    caseload.override_tier(case, tier, "known well")
    assert caseload.freeze_baseline("Two").tiers[tier] == 1


def test_that_a_baseline_is_refused_in_a_sentence(caseload: Caseload, vault: FakeVault) -> None:
    with pytest.raises(InputProblem, match="nobody"):
        caseload.freeze_baseline("First")
    caseload.bring_in(search(person()))
    with pytest.raises(InputProblem, match="no name"):
        caseload.freeze_baseline("  ")
    caseload.freeze_baseline("First")
    with pytest.raises(InputProblem, match="already"):
        caseload.freeze_baseline("FIRST")
    with pytest.raises(Stopped):
        caseload.freeze_baseline("Second", should_stop=lambda: True)
    assert len(caseload.baselines()) == 1


def test_that_a_sample_is_kept_with_its_seed_and_drawn_the_same_on_another_day(
    caseload: Caseload, clock: ToldClock
) -> None:
    people = [f"case{number}" for number in range(50)]
    first = caseload.take_sample(5, "winter", people)
    clock.move(days=400)
    second = caseload.take_sample(5, "winter", people[::-1])
    assert (first.drawn, first.among, first.among_digest) == (second.drawn, 50, second.among_digest)
    assert caseload.samples() == (first, second)
    with pytest.raises(InputProblem):
        caseload.take_sample(51, "winter", people)
    assert len(caseload.samples()) == 2


# -- repairs -------------------------------------------------------------------------------------------------


def test_that_a_repair_is_kept_by_whoever_made_it_and_can_be_withdrawn(
    caseload: Caseload, vault: FakeVault, clock: ToldClock
) -> None:
    kept = caseload.repair(repair(clock))
    assert (kept.by, caseload.repairs()) == ("Ada", {kept.key: kept})
    assert vault.events[-1][:2] == ("repaired", "Ada")
    caseload.withdraw_repair(kept.key)
    assert caseload.repairs() == {}
    assert vault.events[-1][:2] == ("repair-withdrawn", "Ada")
    with pytest.raises(InputProblem):
        caseload.withdraw_repair(kept.key)
    clock.move(minutes=1)
    assert caseload.repair(repair(clock)).key in caseload.repairs()


def test_that_a_repair_nobody_can_read_is_refused(caseload: Caseload, clock: ToldClock) -> None:
    with pytest.raises(InputProblem):
        caseload.repair(repair(clock, reads="something"))
    assert caseload.repairs() == {}


def test_that_two_windows_cannot_repair_one_line_in_two_ways_unseen(
    caseload: Caseload, ben: Caseload, clock: ToldClock
) -> None:
    mine = repair(clock, reads="Morphine 20mg tablets")
    clock.move(minutes=1)
    theirs = ben.repair(repair(clock))
    with pytest.raises(VaultProblem, match="Ben has repaired") as refused:
        caseload.repair(mine)
    assert refused.value.code == "vault.stale"
    assert caseload.repair(repair(clock)) == theirs
    clock.move(minutes=1)
    changed = caseload.repair(repair(clock, reads="Morphine 20mg tablets"))
    assert ben.repairs() == {changed.key: changed}


def test_that_lines_alike_are_counted_in_the_store_and_in_a_preview(
    caseload: Caseload, clock: ToldClock
) -> None:
    unread = (UNREADABLE.upper(), " as  directed")
    caseload.bring_in(
        search(
            person("A", "9990000018", row=2, medicines=(unread, unread)),
            person("B", "9990000026", row=10, medicines=(unread, (CODEINE, TWICE))),
            person("C", "9990000034", row=20),
        )
    )
    preview = search(person("D", "9990000042", medicines=(unread,)), digest="two")
    key = repair(clock).key
    whose = person_key(Patient(nhs_number="9990000018"))
    own = repair(clock, whose=whose).key
    assert caseload.alike([key, own, "nothing\nlike it"], preview) == {
        key: (3, 2, 1, 1),
        own: (2, 1, 0, 0),
        "nothing\nlike it": (0, 0, 0, 0),
    }


# -- the pharmacist's word on a person -----------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_that_an_override_or_a_call_without_a_reason_is_refused(
    caseload: Caseload, vault: FakeVault, reason: str
) -> None:
    case = vault.save(Case(id="a1", patient=Patient()), "made", vault.users[0], caseload._clock.now())
    with pytest.raises(InputProblem, match="No reason"):
        caseload.override_tier(case, Tier.HIGH, reason)
    with pytest.raises(InputProblem, match="No reason"):
        caseload.call_exclusion(case, "EXC1", "x", True, reason)
    assert vault.kept["a1"].case == case


def test_that_an_override_is_in_the_history_and_can_be_taken_back(
    caseload: Caseload, vault: FakeVault
) -> None:
    case = vault.save(Case(id="a1", patient=Patient()), "made", vault.users[0], caseload._clock.now())
    case = caseload.override_tier(case, Tier.REFER, "seen by the team")
    case = caseload.override_tier(case, None, "back with the practice")
    assert case.tier_override is None
    assert [what for _, _, what, _ in vault.changes][1:] == [
        "Tier set to refer: seen by the team",
        "Tier set back to the rules: back with the practice",
    ]
    with pytest.raises(VaultProblem):
        caseload.override_tier(case.model_copy(update={"revision": 1}), Tier.HIGH, "from an old window")


def test_that_the_latest_call_on_an_entry_holds_and_others_stay(caseload: Caseload, vault: FakeVault) -> None:
    case = vault.save(Case(id="a1", patient=Patient()), "made", vault.users[0], caseload._clock.now())
    case = caseload.call_exclusion(case, "EXC1", "Lung cancer", True, "current")
    case = caseload.call_exclusion(case, "EXC1", "Basal cell carcinoma", False, "cured")
    case = caseload.call_exclusion(case, "EXC1", "Lung cancer", False, "in remission")
    assert [(c.because, c.stands, c.reason) for c in case.exclusion_calls] == [
        ("Basal cell carcinoma", False, "cured"),
        ("Lung cancer", False, "in remission"),
    ]


def test_that_a_day_to_look_again_is_kept_and_must_be_to_come(caseload: Caseload, vault: FakeVault) -> None:
    today = caseload._clock.now().date()
    case = vault.save(Case(id="a1", patient=Patient()), "made", vault.users[0], caseload._clock.now())
    with pytest.raises(InputProblem, match="has gone"):
        caseload.call_exclusion(case, "EXC10", "", True, "A hard month", today)
    again = today + timedelta(days=90)
    case = caseload.call_exclusion(case, "EXC10", "", True, "A hard month", again)
    assert [(c.code, c.look_again) for c in case.exclusion_calls] == [("EXC10", again)]


# -- what holds for everyone ---------------------------------------------------------------------------------


def test_that_settings_begin_as_shipped_and_what_was_in_force_at_a_search_is_known(
    caseload: Caseload,
) -> None:
    shipped = caseload.settings()
    assert shipped.revision == 0
    assert shipped.applied_to(caseload._tables.rules) == caseload._tables.rules
    first = caseload.bring_in(search(person())).record
    line = DatedLine(since=date(2020, 1, 1), milligrams=Decimal(120), source="an older scheme")
    kept = caseload.keep_settings(
        shipped.model_copy(update={"high_dose_lines": (line,), "stale_after": days(90)})
    )
    second = caseload.bring_in(search(person(), digest="two")).record
    assert (caseload.settings(), caseload.settings(at=second), caseload.settings(at=first)) == (
        kept,
        kept,
        shipped,
    )
    assert caseload.freeze_baseline("By the older line").high_dose_line == Decimal(120)


def test_that_newer_settings_of_another_window_are_not_written_over(
    caseload: Caseload, ben: Caseload
) -> None:
    mine, theirs = caseload.settings(), ben.settings()
    kept = ben.keep_settings(theirs.model_copy(update={"stale_after": days(100)}))
    with pytest.raises(VaultProblem) as refused:
        caseload.keep_settings(mine.model_copy(update={"stale_after": days(200)}))
    assert refused.value.code == "vault.stale"
    assert caseload.settings() == kept
    caseload.keep_settings(kept.model_copy(update={"stale_after": days(200)}))
    assert ben.settings().stale_after == days(200)


def test_that_every_setting_stays_with_who_set_it_and_when(caseload: Caseload, ben: Caseload) -> None:
    assert caseload.settings_kept() == ()
    first = ben.keep_settings(ben.settings().model_copy(update={"stale_after": days(100)}))
    caseload.keep_settings(first.model_copy(update={"stale_after": days(200)}))
    kept = caseload.settings_kept()
    assert [each.settings.stale_after for each in kept] == [days(100), days(200)]
    assert [each.by for each in kept] == [ben._session.user.name, caseload._session.user.name]
    assert all(each.at == caseload._clock.now() for each in kept)


def test_that_settings_by_a_table_nobody_knows_are_refused(caseload: Caseload) -> None:
    with pytest.raises(InputProblem):
        caseload.keep_settings(caseload.settings().model_copy(update={"table": "NOWHERE"}))
    assert caseload.settings().revision == 0


def test_that_a_mapping_is_kept_under_its_name_and_replaced_only_when_asked(caseload: Caseload) -> None:
    first = ColumnMapping(name=" Practice  search ", roles=(("drug", "medicine"),))
    caseload.mappings.keep(first)
    (kept,) = caseload.mappings.kept()
    assert kept.name == "Practice search"
    record = caseload.bring_in(search(person())).record
    other = ColumnMapping(name="practice search", roles=(("drug", "medicine"), ("dob", "date of birth")))
    with pytest.raises(InputProblem, match="already"):
        caseload.mappings.keep(other)
    caseload.mappings.keep(other, replacing=True)
    assert caseload.mappings.kept() == (other,)
    assert caseload.mappings.kept(at=record) == (kept,)


def test_that_a_mapping_is_renamed_or_deleted_and_what_it_was_stays_in_the_record(caseload: Caseload) -> None:
    mappings = caseload.mappings
    for name in ("Practice search", "Other"):
        mappings.keep(ColumnMapping(name=name, roles=(("drug", "medicine"),)))
    record = caseload.bring_in(search(person())).record
    with pytest.raises(InputProblem, match="already"):
        mappings.rename("Practice search", "other")
    with pytest.raises(InputProblem, match="no name"):
        mappings.rename("Practice search", " ")
    mappings.rename("Practice search", "practice Search")
    mappings.rename("practice Search", "Pain clinic")
    assert [mapping.name for mapping in mappings.kept()] == ["Other", "Pain clinic"]
    mappings.delete("Other")
    assert [mapping.name for mapping in mappings.kept()] == ["Pain clinic"]
    assert [mapping.name for mapping in mappings.kept(at=record)] == ["Practice search", "Other"]
    with pytest.raises(InputProblem, match="No mapping"):
        mappings.delete("Practice search")


@pytest.mark.parametrize(
    "mapping",
    [ColumnMapping(name=" ", roles=(("drug", "medicine"),)), ColumnMapping(name="Empty", roles=())],
)
def test_that_a_mapping_without_a_name_or_a_column_is_refused(
    caseload: Caseload, mapping: ColumnMapping
) -> None:
    with pytest.raises(InputProblem):
        caseload.mappings.keep(mapping)
    assert caseload.mappings.kept() == ()
