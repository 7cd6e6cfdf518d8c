"""The eight promises on random requests, and proof that the checker sees a broken one."""

import copy
import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pharmreview.domain.taper.plan import TaperPlan, TaperRequest
from tests.random_tapers import plan, request, run, service, startable
from tests.taper_promises import Broken, check_plan


@pytest.mark.parametrize("seed", range(10))
def test_that_random_requests_break_no_promise(seed: int) -> None:
    tally = run(500, seed=20261209 + seed, paused=4)
    assert tally["planned"] >= 425
    assert {"liquids", "patches", "MR tablets", "MR capsules", "IR tablets", "IR capsules"} <= set(tally)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_that_a_hundred_thousand_random_requests_break_no_promise() -> None:
    tally = run(100_000, seed=1)
    assert tally["planned"] >= 85_000


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A request of two medicines, its plan and what they are."""
    rng, folder = random.Random(3), tmp_path_factory.mktemp("kept")
    while True:
        asked, facts = request(rng, startable())
        found = json.loads(plan(asked, folder))
        if len(facts) > 1 and len(found["steps"]) > 5 and found["steps"][1]["doses"][0]["items"]:
            return asked, found, facts


def test_that_a_plan_read_back_with_every_field_checked_is_the_same_plan() -> None:
    rng, pool, read = random.Random(11), startable(), 0
    while read < 40:
        asked, _ = request(rng, pool)
        made = service().plan(TaperRequest.model_validate_json(json.dumps(asked)))
        written = made.model_dump_json(by_alias=True)
        assert TaperPlan.model_validate_json(written) == made
        assert TaperPlan.model_validate_json(written).model_dump_json(by_alias=True) == written
        read += bool(made.steps)


def spoil(kind: str, plan: dict[str, Any]) -> None:
    """Break one promise in one place."""
    step = plan["steps"][2]
    if kind == "unchanged":
        step["unchanged"] = []
    elif kind == "rises":
        step["daily_dose"], step["reduction"] = plan["steps"][0]["daily_dose"] + "0", "-1"
    elif kind == "items":
        dose = next(d for d in step["doses"] if d["items"])
        dose["items"][0]["count"] = str(Decimal(dose["items"][0]["count"]) + 1)
    elif kind == "stranger":
        next(d for d in step["doses"] if d["items"])["items"][0]["product"] = "Aspirin 75mg tablets"
    elif kind == "flag":
        flags = step["flags"]
        step["flags"] = [] if flags else ["smallest-step-exceeds-pace"]
    elif kind == "gap":
        step["from"] = plan["steps"][3]["from"]
    elif kind == "quantity":
        plan["issues"][0]["items"][0]["quantity"] = "1"
    elif kind == "words":
        plan["issues"][0]["items"][0]["quantity_words"] = "a few"
    elif kind == "supply":
        plan["issues"].pop()
    elif kind == "ome":
        step["ome_total"] = "1"


@pytest.mark.parametrize(
    "kind",
    ["unchanged", "rises", "items", "stranger", "flag", "gap", "quantity", "words", "supply", "ome"],
)
def test_that_a_planted_breach_is_found(
    kept: tuple[dict[str, Any], dict[str, Any], dict[str, Any]], kind: str
) -> None:
    asked, found, facts = kept
    check_plan(asked, found, facts)
    spoilt = copy.deepcopy(found)
    spoil(kind, spoilt)
    with pytest.raises(Broken):
        check_plan(asked, spoilt, facts)


def test_that_the_script_writes_only_where_it_is_told(tmp_path: Path) -> None:
    asked, _ = request(random.Random(1), startable())
    plan(asked, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["request.json"]
