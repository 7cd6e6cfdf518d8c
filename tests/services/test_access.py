"""Five tries, then a wait; who tried is written down; a lock always lets go of the store."""

from datetime import timedelta

import pytest

from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.domain.team.access import Access as May
from pharmreview.domain.team.access import Deed, why_not
from pharmreview.services.access import LONGEST_WAIT, Access, Session, Team
from tests.conftest import ToldClock
from tests.fakes import FakeKeeper

PASSPHRASE = "nine green bottles"


@pytest.fixture
def keeper() -> FakeKeeper:
    return FakeKeeper()


@pytest.fixture
def access(keeper: FakeKeeper, clock: ToldClock) -> Access:
    return Access(keeper, clock)


@pytest.fixture
def ada(access: Access) -> str:
    made = access.create("Ada", "pharmacist", PASSPHRASE)
    access.lock(made.session)
    return made.session.user.id


def wrong(access: Access, user_id: str) -> VaultProblem:
    with pytest.raises(VaultProblem) as refused:
        access.unlock(user_id, "not the passphrase")
    return refused.value


def test_that_there_is_no_store_until_one_is_made(access: Access, keeper: FakeKeeper) -> None:
    assert access.stores() == ()
    made = access.create("Ada", "pharmacist", PASSPHRASE)
    assert access.stores() == ("store",)
    assert made.recovery_code == keeper.code
    assert access.users() == (made.session.user,)


def test_that_the_right_passphrase_opens(access: Access, keeper: FakeKeeper, ada: str) -> None:
    session = access.unlock(ada, PASSPHRASE)
    assert session.user.name == "Ada"
    assert session.vault is keeper.vault
    assert PASSPHRASE not in repr(session)


def test_that_each_wrong_try_says_how_many_are_left(access: Access, ada: str) -> None:
    told = [wrong(access, ada) for _ in range(4)]
    assert [problem.remedy.partition("Type it again. ")[2] for problem in told] == [
        "4 tries are left before a wait.",
        "3 tries are left before a wait.",
        "2 tries are left before a wait.",
        "1 try is left before a wait.",
    ]
    assert {problem.code for problem in told} == {"vault.passphrase"}


def test_that_a_wrong_try_and_an_unknown_user_are_told_alike(keeper: FakeKeeper, clock: ToldClock) -> None:
    Access(keeper, clock).create("Ada", "pharmacist", PASSPHRASE)
    known, unknown = wrong(Access(keeper, clock), "user1"), wrong(Access(keeper, clock), "nobody")
    assert (known.sentence, known.code) == (unknown.sentence, unknown.code)


def test_that_the_fifth_wrong_try_closes_the_door_for_thirty_seconds(
    access: Access, clock: ToldClock, ada: str
) -> None:
    last = [wrong(access, ada) for _ in range(5)][-1]
    assert (last.code, last.remedy) == ("vault.wait", "Wait 30 seconds, then try again.")
    clock.move(seconds=29)
    with pytest.raises(VaultProblem) as refused:
        access.unlock(ada, PASSPHRASE)
    assert refused.value.remedy == "Wait 1 second, then try again."
    clock.move(seconds=1)
    assert access.wait() == timedelta(0)
    assert access.unlock(ada, PASSPHRASE).user.name == "Ada"
    assert access.tries_left == 5


def test_that_each_further_five_close_it_for_twice_as_long(
    access: Access, clock: ToldClock, ada: str
) -> None:
    waits = []
    for _ in range(8):
        for _ in range(5):
            wrong(access, ada)
        waits.append(access.wait())
        clock.move(seconds=waits[-1].total_seconds())
    assert waits[:5] == [timedelta(seconds=30 * 2**n) for n in range(5)]
    assert waits[5:] == [LONGEST_WAIT] * 3


def test_that_a_clock_set_back_does_not_lengthen_the_wait(access: Access, clock: ToldClock, ada: str) -> None:
    for _ in range(5):
        wrong(access, ada)
    clock.move(days=-3650)
    assert access.wait() == timedelta(seconds=30)
    clock.move(seconds=30)
    assert access.unlock(ada, PASSPHRASE).user.name == "Ada"


def test_that_another_name_does_not_open_a_closed_door(access: Access, ada: str) -> None:
    for user_id in (ada, "nobody", ada, "nobody", ada):
        problem = wrong(access, user_id)
    assert problem.code == "vault.wait"
    with pytest.raises(VaultProblem):
        access.recover(ada, "0000-1111", "a quite new passphrase")


def test_that_wrong_tries_are_written_down_at_the_next_unlocking(
    access: Access, keeper: FakeKeeper, ada: str
) -> None:
    wrong(access, ada)
    wrong(access, "nobody")
    assert "unlock-failed" not in [event[0] for event in keeper.vault.events]
    access.unlock(ada, PASSPHRASE)
    failed = [event for event in keeper.vault.events if event[0] == "unlock-failed"]
    assert failed == [("unlock-failed", "Ada", "", ""), ("unlock-failed", "", "", "")]
    access.unlock(ada, PASSPHRASE)
    assert len([event for event in keeper.vault.events if event[0] == "unlock-failed"]) == 2


def test_that_a_store_that_cannot_be_opened_does_not_count_as_a_wrong_try(
    access: Access, keeper: FakeKeeper, ada: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise VaultProblem("The disk is full.", "Free some space.", code="vault.full")

    monkeypatch.setattr(keeper, "unlock", full)
    with pytest.raises(VaultProblem) as refused:
        access.unlock(ada, PASSPHRASE)
    assert refused.value.sentence == "The disk is full. Free some space."
    assert access.tries_left == 5


def test_that_locking_is_recorded_and_lets_go(access: Access, keeper: FakeKeeper, ada: str) -> None:
    session = access.unlock(ada, PASSPHRASE)
    access.lock(session)
    assert keeper.vault.closed
    assert keeper.vault.events[-1][:2] == ("locked", "Ada")


def test_that_a_full_disk_does_not_keep_the_store_open(access: Access, keeper: FakeKeeper, ada: str) -> None:
    session = access.unlock(ada, PASSPHRASE)
    keeper.vault.refusal = VaultProblem("The disk is full.", "Free some space.")
    with pytest.raises(VaultProblem):
        access.lock(session)
    assert keeper.vault.closed


def test_that_the_recovery_code_opens_and_sets_a_passphrase(access: Access, ada: str) -> None:
    with pytest.raises(VaultProblem):
        access.recover(ada, "0000-2222", "a quite new passphrase")
    assert access.tries_left == 4
    assert access.recover(ada, "0000-1111", "a quite new passphrase").user.name == "Ada"
    assert access.unlock(ada, "a quite new passphrase").user.name == "Ada"


def test_that_a_changed_passphrase_is_recorded(access: Access, keeper: FakeKeeper, ada: str) -> None:
    session = access.unlock(ada, PASSPHRASE)
    with pytest.raises(VaultProblem):
        access.change_passphrase(session, "not the passphrase", "a quite new passphrase")
    assert access.tries_left == 4
    access.change_passphrase(session, PASSPHRASE, "a quite new passphrase")
    assert keeper.vault.events[-1][0] == "passphrase-changed"
    assert access.tries_left == 5
    wrong(access, ada)
    access.unlock(ada, "a quite new passphrase")


def test_that_somebody_else_can_be_let_in(access: Access, clock: ToldClock, ada: str) -> None:
    session = access.unlock(ada, PASSPHRASE)
    team = Team(session, clock)
    ben = team.add("Ben", "nurse", May.REVIEWER, "a second passphrase", "a second passphrase")
    assert [user.name for user in access.users()] == ["Ada", "Ben"]
    assert (ben.role, ben.access) == ("nurse", May.REVIEWER)
    with pytest.raises(InputProblem, match="differ"):
        team.add("Cy", "", May.READER, "a third passphrase", "another passphrase")


def test_that_a_lead_changes_and_takes_away_access_but_never_their_own(
    access: Access, clock: ToldClock, ada: str
) -> None:
    team = Team(access.unlock(ada, PASSPHRASE), clock)
    ben = team.add("Ben", "", May.READER, "a second passphrase", "a second passphrase")
    team.change(ben.id, May.LEAD)
    assert [user.access for user in team.members()] == [May.LEAD, May.LEAD]
    team.change(ben.id, May.NONE)
    assert [user.name for user in team.members()] == ["Ada"]
    for user_id in (ada, ben.id):
        with pytest.raises(InputProblem):
            team.change(user_id, May.READER)


@pytest.mark.parametrize("may", [May.READER, May.REVIEWER])
def test_that_only_a_lead_keeps_the_team(access: Access, clock: ToldClock, ada: str, may: May) -> None:
    session = access.unlock(ada, PASSPHRASE)
    other = Session(session.user.model_copy(update={"id": "u2", "access": may}), session.vault)
    for deed in (
        lambda: Team(other, clock).change(ada, May.NONE),
        lambda: Team(other, clock).add("Ben", "", May.LEAD, PASSPHRASE, PASSPHRASE),
    ):
        with pytest.raises(VaultProblem, match="Only a lead"):
            deed()


@pytest.mark.parametrize("deed", list(Deed))
def test_that_every_deed_is_refused_unless_it_is_allowed(deed: Deed) -> None:
    allowed = {may for may in May if not why_not(may, deed)}
    reviewing = {May.REVIEWER} if deed in {Deed.REVIEW, Deed.ISSUE} else set()
    assert allowed == {May.LEAD} | reviewing


def test_that_a_long_wait_is_told_in_minutes(access: Access, clock: ToldClock, ada: str) -> None:
    for _ in range(4):
        for _ in range(5):
            problem = wrong(access, ada)
        clock.move(seconds=access.wait().total_seconds())
    assert problem.remedy == "Wait 4 minutes, then try again."
