"""The eight promises of a plan, checked on its JSON alone by a second pair of eyes.

Nothing here comes from the planner: strengths and factors are read from the data files, sums are made
with fractions, and the smallest possible step is found by trying every combination of units.
"""

import tomllib
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations_with_replacement, pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "resources" / "data"
EXCEEDS = "smallest-step-exceeds-pace"
NEVER_ABOVE = Fraction(25, 100)
PARACETAMOL_A_DAY = Fraction(4000)
PATCHES_AT_ONCE = 2
LONGEST_ISSUE = 30
DAY = timedelta(days=1)

ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += [f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


class Broken(AssertionError):
    """A promise that a plan does not keep, and where."""


def products() -> list[dict[str, Any]]:
    """Every product of the data file, one mapping each, strengths as fractions."""
    data = tomllib.loads((DATA / "products.toml").read_text(encoding="utf-8"))
    found = []
    for family in data["family"]:
        for row in family["products"]:
            halving = row.get("halving", family.get("halving", "unknown"))
            found.append(
                {
                    "name": row["name"],
                    "of": tuple(family["of"]),
                    "strength": [Fraction(s) for s in row["strength"]],
                    "form": family["form"],
                    "variety": family.get("variety", ""),
                    "release": family.get("release", "IR"),
                    "route": family.get("route", "oral"),
                    "hours": int(family["interval_hours"]) if "interval_hours" in family else None,
                    "schedule": family.get("schedule"),
                    "listed": family.get("supply", "listed") == "listed",
                    "scored": halving == "scored" and family["form"] == "tablet",
                    "liquid": "per_ml" in family,
                }
            )
    return found


ALL = products()


def kin(product: dict[str, Any]) -> list[dict[str, Any]]:
    """The listed solid products of the same medicine, route, release and interval."""
    same = ("of", "route", "release", "hours")
    return [
        p
        for p in ALL
        if p["listed"]
        and p["form"] in ("tablet", "capsule", "patch")
        and all(p[k] == product[k] for k in same)
    ]


def expect(promise: int, holds: bool, where: object) -> None:
    if not holds:
        raise Broken(f"promise {promise}: {where}")


def words(number: Fraction) -> str:
    """A quantity in words, by its own rules."""
    whole, half = divmod(number, 1)
    text = _whole(int(whole)) or ("" if half else "zero")
    if not half:
        return text
    return f"{text} and a half" if text else "half"


def _whole(n: int) -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" and {_whole(n % 100)}" if n % 100 else "")
    rest = n % 1000
    return f"{_whole(n // 1000)} thousand" + ((" and " if rest < 100 else " ") + _whole(rest) if rest else "")


def ome_factors() -> dict[tuple[str, str], Fraction]:
    """FPM_2020: milligrams of oral morphine for one mg of a medicine, or for one patch of a strength."""
    data = tomllib.loads((DATA / "equivalence.toml").read_text(encoding="utf-8"))
    table = next(t for t in data["table"] if t["provenance"]["id"] == "FPM_2020")
    factors = {}
    for row in table["rows"]:
        if row.get("factor") and row["route"] in ("oral", "transdermal"):
            strength = str(Fraction(row["strength"])) if row.get("strength") else ""
            factors[row["medicine"], strength or row["basis"]] = Fraction(row["factor"])
    return factors


FACTORS = ome_factors()


def ome_of(product: dict[str, Any], count: Fraction) -> Fraction | None:
    """The OME of so many units of a product; None where the table has no figure."""
    main, strength = product["of"][0], product["strength"][0]
    if main in ("gabapentin", "pregabalin"):
        return Fraction(0)
    if product["form"] == "patch":
        own = FACTORS.get((main, str(strength)))
        return own * count if own is not None else None
    if product["route"] != "oral":
        return None
    each = FACTORS.get(("/".join(product["of"]), "per-mg"), FACTORS.get((main, "per-mg")))
    return None if each is None else each * strength * count


def check_plan(request: dict[str, Any], plan: dict[str, Any], medicines: dict[str, dict[str, Any]]) -> None:
    """Raise Broken for the first promise that the plan does not keep.

    `medicines` says for each id of the request: the product now taken and how many units a day.
    """
    steps = plan["steps"]
    allowed = {id_: _allowed(request, id_, m["product"]) for id_, m in medicines.items()}
    _one_changes(request, steps, medicines)
    _never_rises(request, steps)
    for step in steps:
        _made_of_products(step, allowed[step["medicine"]], medicines[step["medicine"]]["product"])
    _within_pace(request, steps, allowed, medicines)
    _dates_join(request, steps)
    _supplied(plan, allowed, medicines)
    _load_falls(steps, medicines, allowed)


def _allowed(request: dict[str, Any], id_: str, product: dict[str, Any]) -> dict[str, dict[str, Any]]:
    family = {p["name"]: p for p in kin(product)}
    named = request.get("products", {}).get(id_)
    return family if named is None else {name: family[name] for name in named}


def _one_changes(request: dict[str, Any], steps: list[Any], medicines: dict[str, Any]) -> None:
    now = {id_: m["units"] * m["product"]["strength"][0] for id_, m in medicines.items()}
    for step in steps:
        kept = {k["medicine"]: Fraction(k["daily_dose"]) for k in step["unchanged"]}
        expect(1, set(kept) == set(now) - {step["medicine"]}, f"unchanged at {step['from']}: {kept}")
        expect(
            1, all(now[id_] == dose for id_, dose in kept.items()), f"a frozen dose moved at {step['from']}"
        )
        before, after = now[step["medicine"]], Fraction(step["daily_dose"])
        expect(1, before - after == Fraction(step["reduction"]), f"reduction at {step['from']}")
        if step["kind"] in ("start", "pause", "hold"):
            expect(1, before == after, f"a {step['kind']} changes the dose at {step['from']}")
        now[step["medicine"]] = after


def _never_rises(request: dict[str, Any], steps: list[Any]) -> None:
    last: dict[str, Fraction] = {}
    for step in steps:
        dose = Fraction(step["daily_dose"])
        before = last.get(step["medicine"], dose)
        expect(2, dose <= before, f"the dose rises on {step['from']}")
        if step["kind"] in ("reduce", "stop"):
            expect(2, dose < before, f"a reduction that is none on {step['from']}")
        expect(2, (step["kind"] == "stop") == (dose == 0), f"stop and nothing disagree on {step['from']}")
        last[step["medicine"]] = dose
    for id_, dose in last.items():
        expect(2, dose == Fraction(request["aim"][id_]), f"{id_} ends on {dose}")
    expect(2, set(last) == set(request["order"]), "a medicine of the order has no steps")


def _made_of_products(step: Any, allowed: dict[str, Any], now: dict[str, Any]) -> None:
    total = Fraction(0)
    known = {now["name"]: now, **allowed} if step["kind"] in ("start", "pause", "hold") else allowed
    for dose in step["doses"]:
        for item in dose["items"]:
            expect(3, item["product"] in known, f"{item['product']} is not on the list")
            product, count = known[item["product"]], Fraction(item["count"])
            expect(3, count > 0, f"no units of {item['product']}")
            whole = Fraction(1, 2) if product["scored"] and product["release"] == "IR" else Fraction(1)
            expect(3, count % whole == 0, f"{count} of {item['product']}")
            expect(3, product["hours"] == now["hours"], f"{item['product']} has another interval")
            total += count * product["strength"][0]
    expect(3, total == Fraction(step["daily_dose"]), f"items add up to {total}, not {step['daily_dose']}")
    taken = len([d for d in step["doses"] if d["items"]])
    if now["form"] == "patch":
        expect(3, taken <= 1, "patches at several times")
    elif now["hours"]:
        expect(3, taken * now["hours"] <= 24, f"{taken} doses of a {now['hours']}-hourly product")


def _release(product: dict[str, Any]) -> Fraction:
    label: Fraction = product["strength"][0]
    return Fraction(25, 2) if (product["of"][0], label) == ("fentanyl", 12) else label


def next_below(dose: Fraction, release: Fraction, allowed: list[dict[str, Any]]) -> Fraction:
    """The highest dose below this one that units of these products can make."""
    if allowed[0]["form"] == "patch":
        best = (Fraction(0), Fraction(0))
        for count in range(1, PATCHES_AT_ONCE + 1):
            for chosen in combinations_with_replacement(allowed, count):
                made = (
                    sum(map(_release, chosen), Fraction(0)),
                    sum((p["strength"][0] for p in chosen), Fraction(0)),
                )
                if made[0] < release and made > best:
                    best = made
        return best[1]
    coins = {(p["strength"][0], p["strength"][1] if len(p["of"]) > 1 else Fraction(0)) for p in allowed}
    coins |= {
        (s / 2, other / 2)
        for s, other in set(coins)
        for p in allowed
        if p["scored"] and p["strength"][0] == s
    }
    ceiling = PARACETAMOL_A_DAY if allowed[0]["of"][1:2] == ("paracetamol",) else None
    least: dict[Fraction, Fraction] = {Fraction(0): Fraction(0)}
    edge = dict(least)
    while edge:
        grown: dict[Fraction, Fraction] = {}
        for total, other in edge.items():
            for strength, more in coins:
                new, beside = total + strength, other + more
                if (
                    new < dose
                    and (ceiling is None or beside <= ceiling)
                    and beside < least.get(new, beside + 1)
                ):
                    least[new] = grown[new] = beside
        edge = grown
    return max(least)


def _within_pace(
    request: dict[str, Any], steps: list[Any], allowed: dict[str, Any], medicines: dict[str, Any]
) -> None:
    pace = request.get("pace", {})
    for id_ in request["order"]:
        first = medicines[id_]["units"] * medicines[id_]["product"]["strength"][0]
        release = medicines[id_]["units"] * _release(medicines[id_]["product"])
        mine = list(allowed[id_].values())
        before = first
        for step in (s for s in steps if s["medicine"] == id_ and s["kind"] in ("reduce", "stop")):
            dose = Fraction(step["daily_dose"])
            if "fixed" in pace:
                asked = Fraction(pace["fixed"])
            else:
                base = before if pace.get("of", "current") == "current" else first
                asked = base * Fraction(pace.get("percent", "10")) / 100
            limit = min(asked, before * NEVER_ABOVE)
            lost = before - dose
            shown = Fraction(step["reduction_percent"])
            expect(
                4, abs(lost / before * 100 - shown) <= Fraction(1, 20), f"{shown} percent on {step['from']}"
            )
            flagged = EXCEEDS in step["flags"]
            expect(4, flagged == (lost > asked), f"flag on {step['from']}: {before} to {dose}")
            if lost > limit:
                smallest = next_below(before, release, mine)
                expect(4, dose == smallest, f"{before} to {dose} where {smallest} can be made")
            release = (
                sum(
                    (
                        _release(allowed[id_][i["product"]]) * int(i["count"])
                        for d in step["doses"]
                        for i in d["items"]
                    ),
                    Fraction(0),
                )
                if mine[0]["form"] == "patch"
                else dose
            )
            before = dose


def _dates_join(request: dict[str, Any], steps: list[Any]) -> None:
    for step in steps:
        days = (date.fromisoformat(step["to"]) - date.fromisoformat(step["from"])).days + 1
        expect(5, days == step["days"] >= 1, f"days of {step['from']}")
    for one, two in pairwise(steps):
        joined = date.fromisoformat(one["to"]) + DAY == date.fromisoformat(two["from"])
        expect(5, joined, f"{one['to']} and {two['from']}")
    expect(5, steps[0]["kind"] == "start" and steps[0]["number"] == 0, "the first step is not the start")
    expect(5, steps[1]["from"] == request["start"], "the first step is not on the start")
    numbered = [s["number"] for s in steps if s["kind"] != "start"]
    expect(5, numbered == list(range(1, len(numbered) + 1)), "step numbers")
    pauses = [(s["from"], s["days"]) for s in steps if s["kind"] == "pause"]
    asked = sorted((p["from"], p["days"]) for p in request.get("pauses", []))
    expect(5, pauses == asked, f"pauses {pauses} for {asked}")


def check_pauses(request: dict[str, Any], paused: dict[str, Any], straight: dict[str, Any]) -> None:
    """A plan with pauses against the same plan without: each later change moves by exactly their days."""

    def changes(plan: dict[str, Any]) -> list[Any]:
        return [s for s in plan["steps"] if s["kind"] in ("reduce", "stop")]

    expect(5, len(changes(paused)) == len(changes(straight)), "a pause changes the number of reductions")
    for with_, without in zip(changes(paused), changes(straight), strict=True):
        expect(5, with_["daily_dose"] == without["daily_dose"], "a pause changes a dose")
        before = sum(p["days"] for p in request["pauses"] if p["from"] <= with_["from"])
        moved = date.fromisoformat(with_["from"]) - date.fromisoformat(without["from"])
        expect(5, moved.days == before, f"{with_['from']} moved by {moved.days}, not {before}")
    late = sum(p["days"] for p in request["pauses"])
    ends = [date.fromisoformat(p["steps"][-1]["to"]) for p in (paused, straight)]
    expect(5, (ends[0] - ends[1]).days == late, "the end does not move by the pauses")


def _supplied(plan: dict[str, Any], allowed: dict[str, Any], medicines: dict[str, Any]) -> None:
    steps, issues = plan["steps"], plan["issues"]
    covered = steps[1]["from"]
    for issue in issues:
        first, last = date.fromisoformat(issue["from"]), date.fromisoformat(issue["to"])
        expect(6, issue["from"] == covered, f"an issue starts on {issue['from']}, not {covered}")
        covered = (last + DAY).isoformat()
        expect(6, (last - first).days + 1 == issue["days"], f"days of the issue from {issue['from']}")
        product = medicines[issue["medicine"]]["product"]
        if product["schedule"] in ("2", "3", "4"):
            expect(6, issue["days"] <= LONGEST_ISSUE, f"{issue['days']} days in one issue")
        needed: dict[str, Fraction] = defaultdict(Fraction)
        day = first
        while day <= last:
            step = next(s for s in steps if s["from"] <= day.isoformat() <= s["to"])
            expect(6, step["medicine"] == issue["medicine"], f"an issue of {issue['medicine']} on {day}")
            if product["form"] != "patch" or (day - first).days % (product["hours"] // 24) == 0:
                for dose in step["doses"]:
                    for item in dose["items"]:
                        needed[item["product"]] += Fraction(item["count"])
            day += DAY
        given = {i["product"]: Fraction(i["quantity"]) for i in issue["items"]}
        expect(6, given == dict(needed), f"issue from {issue['from']}: {given} for {dict(needed)}")
        for item in issue["items"]:
            said = words(Fraction(item["quantity"]))
            expect(
                6,
                item["quantity_words"] == said,
                f"{item['quantity']} is {said}, not {item['quantity_words']}",
            )
    expect(
        6, (date.fromisoformat(covered) - DAY).isoformat() == steps[-1]["to"], "supply ends before the plan"
    )


def _load_falls(steps: list[Any], medicines: dict[str, Any], allowed: dict[str, Any]) -> None:
    now = {id_: ome_of(m["product"], m["units"]) for id_, m in medicines.items()}
    last: Fraction | None = None
    for step in steps:
        id_ = step["medicine"]
        known = {medicines[id_]["product"]["name"]: medicines[id_]["product"], **allowed[id_]}
        parts = [ome_of(known[i["product"]], Fraction(i["count"])) for d in step["doses"] for i in d["items"]]
        own = None if None in parts else sum((p for p in parts if p is not None), Fraction(0))
        now[id_] = own
        total = None if None in now.values() else sum((p for p in now.values() if p is not None), Fraction(0))
        for name, mine in (("ome_medicine", own), ("ome_total", total)):
            said = None if step[name] is None else Fraction(step[name])
            expect(7, said == mine, f"{name} on {step['from']} is {said}, not {mine}")
        expect(7, last is None or total is None or total <= last, f"OME rises on {step['from']}")
        last = total
