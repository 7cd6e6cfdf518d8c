"""A plan that is changed, agreed, paused and stepped back comes through a kill: none lost, none by half."""

import random
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from pharmreview.domain.case import Case, User
from pharmreview.domain.taper.plan import TaperPlan
from tests.storage.filled import AT, PASSPHRASE, room_in
from tests.storage.test_durability import made, started

NEXT = {"changed": "changed or agreed", "agreed": "paused", "paused": "stepped back", "back": "changed"}
"""What was under way when a kill came after this was acknowledged."""


def killed_while_planning(folder: Path, user: User, chance: random.Random) -> list[str]:
    """What the planner acknowledged last: what it was, the revision, the versions, the events."""
    child = started(folder, user, program="planner")
    assert child.stdout is not None
    assert child.stdout.readline().startswith(b"open ")
    heard = b"".join(child.stdout.readline() for _ in range(chance.randrange(8)))
    time.sleep(chance.uniform(0.0, 0.05))
    child.kill()
    output, errors = child.communicate()
    assert not errors
    whole = [line for line in (heard + output).decode().splitlines(keepends=True) if line.endswith("\n")]
    return whole[-1].split() if whole else []


def standing(folder: Path, user: User) -> Case | None:
    """Open without any repair, check everything, and give the case as it stands."""
    opened = room_in(folder).unlock(user.id, PASSPHRASE, AT)
    opened.store.check()
    cases = [saved.case for saved in opened.store.each()]
    for case in cases:
        assert opened.store.as_it_was(case.id, case.revision) == case
        assert len(opened.store.history(case.id)) == case.revision
    opened.store.close()
    return cases[0] if cases else None


def is_whole(plan: TaperPlan) -> bool:
    """Every step joins the next, the last one reaches the aim, and every day that is taken is issued."""
    joined = all((after.start - before.end).days == 1 for before, after in pairwise(plan.steps))
    issued = max(issue.end for issue in plan.issues) >= plan.steps[-1].end
    return joined and issued and plan.steps[-1].daily_dose == plan.request.aim.get("m1", 0)


def kill_again_and_again(folder: Path, times: int, seed: int) -> Counter[str]:
    """Kill it so often; what was under way each time."""
    chance, user = random.Random(seed), made(folder)
    under_way: Counter[str] = Counter()
    for _ in range(times):
        told = killed_while_planning(folder, user, chance)
        case = standing(folder, user)
        if told:
            what, (revision, versions, events) = told[0], map(int, told[1:])
            assert case is not None
            assert case.revision >= revision
            under_way[NEXT[what]] += 1
            if case.revision == revision:
                assert len(case.agreed) == versions
                assert len(case.agreed[-1].plan.events if versions else ()) == events
        if case is not None:
            assert [one.version for one in case.agreed] == list(range(1, len(case.agreed) + 1))
            assert all(is_whole(one.plan) for one in case.agreed)
    return under_way


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_that_a_hundred_kills_leave_every_plan_whole(tmp_path: Path) -> None:
    assert set(kill_again_and_again(tmp_path, 100, seed=5)) == set(NEXT.values())
