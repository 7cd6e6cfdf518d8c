"""Random taper requests over every product family, each plan checked against the eight promises.

Every fiftieth goes through the command line, twice; the rest straight to the service that it calls.

Run `python -m tests.random_tapers --count 1000 --seed 7`. The same seed gives the same requests.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from pharmreview.bootstrap import bootstrap
from pharmreview.cli.main import group
from pharmreview.cli.taper import plan_object
from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.taper.plan import TaperRequest
from pharmreview.services.tapering import Tapering
from tests.taper_promises import ALL, Broken, check_pauses, check_plan, dose_now, expect, kin

OFTEN = {1: "ONCE A DAY", 2: "TWICE A DAY", 3: "THREE TIMES A DAY", 4: "FOUR TIMES A DAY"}
COUNTS = ["", "ONE", "TWO", "THREE", "FOUR"]
PLANNED = ("tablet", "capsule", "patch", "oral solution", "oral drops", "oral suspension", "linctus")
VOLUMES = ("0.5", "1", "2.5", "5", "7.5", "10")
BY_COMMAND = 50
NOT_HERE = {
    "methadone",
    "pethidine",
    "dextromoramide",
    "diamorphine",
    "dipipanone",
    "pentazocine",
    "meptazinol",
}


NAMES = Counter(p["name"] for p in ALL)


def startable() -> list[dict[str, Any]]:
    """Products that a random person may take, whose name alone tells what they are."""
    return [
        p
        for p in ALL
        if p["listed"]
        and p["form"] in PLANNED
        and p["of"][0] not in NOT_HERE
        and p["route"] in ("oral", "transdermal")
        and NAMES[p["name"]] == 1
        and not p["variety"]
        and (p["hours"] is not None or p["release"] == "IR")
    ]


def medicine(
    rng: random.Random, id_: str, pool: list[dict[str, Any]]
) -> tuple[dict[str, str], dict[str, Any]]:
    """One medicine as a record words it, with what it is."""
    product = rng.choice(pool)
    if product["form"] == "patch":
        worn = rng.choice([1, 1, 1, 2])
        days = product["hours"] // 24
        words = f"APPLY {COUNTS[worn]} PATCH{'ES' if worn > 1 else ''} EVERY {days} DAYS"
        return {"id": id_, "name": product["name"], "directions": words}, {
            "product": product,
            "units": Fraction(worn),
        }
    if product["liquid"]:
        return measured(rng, id_, product)
    times = 24 // product["hours"] if product["hours"] else rng.choice([1, 2, 3, 4])
    each = rng.choice([1, 1, 2]) if len(product["of"]) > 1 else rng.choice([1, 1, 2, 3])
    words = f"{COUNTS[each]} {OFTEN[times]}"
    if not product["hours"] and rng.random() < 0.2:
        words += " WHEN REQUIRED"
    units = Fraction(each * times)
    return {"id": id_, "name": product["name"], "directions": words}, {"product": product, "units": units}


def measured(rng: random.Random, id_: str, product: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """A liquid, so many ml at a time."""
    times, ml = rng.choice([1, 2, 3, 4]), rng.choice(VOLUMES)
    words = f"{ml}ml {OFTEN[times]}"
    fact = {"product": product, "units": Fraction(ml) * times, "times": times}
    return {"id": id_, "name": product["name"], "directions": words}, fact


def with_more(rng: random.Random, asked: dict[str, Any], fact: dict[str, Any]) -> None:
    """Sometimes a further line of the same medicine, taken at night."""
    first = fact["product"]
    others = [p for p in kin(first) if p["form"] == first["form"] and NAMES[p["name"]] == 1]
    if first["form"] == "patch" or first["liquid"] or "WHEN" in asked["directions"] or not others:
        return
    more = rng.choice(others)
    if len(first["of"]) > 1 or more["strength"] == first["strength"]:
        return
    if more["variety"] != first["variety"] or asked["directions"].endswith("ONCE A DAY"):
        return
    asked["also"] = [{"name": more["name"], "directions": "ONE AT NIGHT"}]
    fact["parts"] = [{"product": first, "units": fact["units"]}, {"product": more, "units": Fraction(1)}]


def switch(rng: random.Random, fact: dict[str, Any], pool: list[dict[str, Any]]) -> dict[str, Any] | None:
    """A change to another product of the same ingredient and route, at the dose now taken or below."""
    first = fact["product"]
    mine = {p["name"] for p in kin(first)}
    others = [
        p
        for p in pool
        if p["of"][0] == first["of"][0] and p["route"] == first["route"] and p["name"] not in mine
    ]
    if not others:
        return None
    found: dict[str, Any] = {"to": [rng.choice(others)["name"]], "confirmed": True}
    if rng.random() < 0.6 and fact["units"] > 1:
        found["at"] = said(dose_now(fact) / 2)
    return found


def said(number: Fraction) -> str:
    """A dose as a request writes it."""
    return format(Decimal(number.numerator) / Decimal(number.denominator), "f")


def pace(rng: random.Random, product: dict[str, Any]) -> dict[str, Any]:
    """Any pace somebody might agree."""
    found: dict[str, Any] = {}
    kind = rng.choice(["percent", "percent", "percent", "fixed", "default"])
    if kind == "percent":
        found["percent"] = str(rng.choice([2, 5, 8, 10, 10, 12, 15, 20, 25, 40]))
        found["of"] = rng.choice(["current", "starting"])
    elif kind == "fixed":
        found["fixed"] = str(product["strength"][0] / 2 if product["strength"][0].denominator == 1 else 5)
        found["fixed"] = str(int(Fraction(found["fixed"])) or 1)
        found["unit"] = "microgram/hour" if product["form"] == "patch" else "mg"
    if rng.random() < 0.8:
        found["every_days"] = rng.choice([7, 10, 14, 21, 28, 28, 42, 56])
    if rng.random() < 0.5:
        found["slow_below_fraction"] = rng.choice(["0", "0.25", "0.33", "0.5", "1"])
    if rng.random() < 0.2:
        found["slow_percent"] = rng.choice(["2", "5", "8"])
    if rng.random() < 0.5:
        found["last_hold_days"] = rng.choice([0, 14, 28, 56])
    return found


def request(
    rng: random.Random, pool: list[dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """A whole request, without pauses, and what its medicines are."""
    pairs = [medicine(rng, f"m{n}", pool) for n in range(1, rng.choice([1, 1, 2, 3]) + 1)]
    facts = {asked["id"]: fact for asked, fact in pairs}
    order = rng.sample(list(facts), rng.choice([1, 1, len(facts)]))
    for asked_medicine, fact in pairs:
        if rng.random() < 0.15:
            with_more(rng, asked_medicine, fact)
    first = facts[order[0]]["product"]
    wanted = pace(rng, first)
    if "fixed" in wanted:
        order = order[:1]
    asked: dict[str, Any] = {
        "start": (date(2026, 12, 1) + timedelta(days=rng.randrange(900))).isoformat(),
        "medicines": [m for m, _ in pairs],
        "order": order,
        "aim": {id_: aim(rng, facts[id_]) for id_ in order},
        "pace": wanted,
    }
    if rng.random() < 0.25 and "fixed" not in wanted:
        change = switch(rng, facts[order[0]], pool)
        if change is not None:
            asked["switches"] = {order[0]: change}
    if "switches" not in asked and not first["liquid"] and rng.random() < 0.3:
        named = rng.sample(kin(first), rng.randrange(1, len(kin(first)) + 1))
        asked["products"] = {order[0]: list(dict.fromkeys(p["name"] for p in named))}
    if rng.random() < 0.6:
        asked["issue_days"] = rng.choice([7, 14, 28, 30, 56])
    if rng.random() < 0.3:
        asked["lower_first"] = "morning"
    if rng.random() < 0.2:
        mine = rng.choice(kin(first))["name"]
        asked["stock"] = [{"product": mine, "quantity": str(rng.randrange(1, 200))}]
    for id_ in asked.get("switches", ()):
        asked["aim"][id_] = "0"
    return asked, facts


def aim(rng: random.Random, fact: dict[str, Any]) -> str:
    """Nothing, or some units fewer of the product now taken."""
    if rng.random() < 0.6 or fact["units"] <= 1 or fact["product"]["liquid"]:
        return "0"
    return said(fact["product"]["strength"][0] * rng.randrange(1, int(fact["units"])))


def with_pauses(rng: random.Random, asked: dict[str, Any], straight: dict[str, Any]) -> dict[str, Any]:
    """The same request with one to three pauses that fall inside its plan."""
    first, last = (date.fromisoformat(straight["steps"][i][k]) for i, k in ((1, "from"), (-1, "to")))
    pauses, day = [], first
    for _ in range(rng.choice([1, 1, 2, 3])):
        start = day + timedelta(days=rng.randrange((last - day).days + 1))
        days = rng.choice([1, 5, 14, 28, 60])
        pauses.append({"from": start.isoformat(), "days": days, "reason": "holiday"})
        day, last = start + timedelta(days=days), last + timedelta(days=days)
    rng.shuffle(pauses)
    return {**asked, "pauses": pauses}


def plan(asked: dict[str, Any], folder: Path) -> str:
    """What the command prints for a request. Raises Broken where it does not end well."""
    path = folder / "request.json"
    path.write_text(json.dumps(asked), encoding="utf-8")
    result = CliRunner().invoke(group, ["taper", str(path)])
    if result.exit_code:
        raise Broken(f"exit {result.exit_code}: {result.stderr.strip()}")
    return result.stdout


@cache
def service() -> Tapering:
    """The service that the command calls."""
    return bootstrap().tapering


def planned(asked: dict[str, Any]) -> dict[str, Any]:
    """The same plan, straight from the service."""
    request = TaperRequest.model_validate_json(json.dumps(asked))
    found: dict[str, Any] = json.loads(service().plan(request).model_dump_json(by_alias=True))
    return found


def run(count: int, seed: int, paused: int = 1) -> Counter[str]:
    """Check so many random requests, one in `paused` with pauses too; how many were planned or refused.

    Raises Broken with the request.
    """
    rng, pool, tally = random.Random(seed), startable(), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            asked, facts = request(rng, pool)
            by_command = folder if number % BY_COMMAND == 0 else None
            tally.update(one(asked, facts, by_command, rng if number % paused == 0 else None))
    return tally


def one(
    asked: dict[str, Any], facts: dict[str, Any], folder: Path | None, rng: random.Random | None
) -> list[str]:
    """One request, through the command line where a folder is given; then with pauses drawn by `rng`."""
    now = asked
    try:
        straight = planned(asked)
        if folder is not None:
            text = plan(asked, folder)
            expect(8, plan(asked, folder) == text, "two runs differ")
            told = json.loads(text)
            same = plan_object(service().plan(TaperRequest.model_validate_json(json.dumps(asked))), asked)
            expect(8, told == json.loads(json.dumps(same)), "the command says otherwise")
            straight = told
        if straight["refusals"]:
            expect(0, not straight["steps"] and not straight["issues"], "a refusal with steps")
            expect(0, all(r["text"] and r["source"] for r in straight["refusals"]), "a refusal without words")
            return [f"refused {r['code']}" for r in straight["refusals"]]
        check_plan(asked, straight, facts)
        if rng is not None:
            now = with_pauses(rng, asked, straight)
            paused = planned(now)
            check_plan(now, paused, facts)
            check_pauses(now, paused, straight)
    except (Broken, PharmReviewError) as broken:
        raise Broken(f"{broken}\n{json.dumps(now, indent=1)}") from broken
    return ["planned", *sorted({kind_of(f["product"]) for f in facts.values()})]


def kind_of(product: dict[str, Any]) -> str:
    """The family of a product, for the tally."""
    if product["form"] == "patch":
        return "patches"
    return "liquids" if product["liquid"] else f"{product['release']} {product['form']}s"


def main() -> int:
    """The script: 0 when every promise is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    try:
        tally = run(given.count, given.seed)
    except Broken as broken:
        sys.stderr.write(f"{broken}\n")
        return 1
    sys.stdout.write("".join(f"{n:6d} {what}\n" for what, n in sorted(tally.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
