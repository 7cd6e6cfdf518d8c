"""The eight promises of a plan, checked on its JSON alone by a second pair of eyes.

Nothing here comes from the planner: strengths and factors are read from the data files, sums are made
with fractions, and the smallest possible step is found by trying every combination of units.
"""

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "resources" / "data"
SWITCH = "product-switch"
EXCEEDS = "smallest-step-exceeds-pace"
NEVER_ABOVE = Fraction(25, 100)
PARACETAMOL_A_DAY = Fraction(4000)
PARACETAMOL_AT_ONCE = Fraction(1000)
PATCHES_AT_ONCE = 2
LONGEST_ISSUE = 30
DAY = timedelta(days=1)

ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += [f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


class Broken(AssertionError):
    """A promise that a plan does not keep, and where."""


def products() -> list[dict[str, Any]]:
    """Every product of the data file, one mapping each: strengths of a unit, or of one ml, as fractions."""
    data = tomllib.loads((DATA / "products.toml").read_text(encoding="utf-8"))
    found = []
    for family in data["family"]:
        for row in family["products"]:
            halving = row.get("halving", family.get("halving", "unknown"))
            per = Fraction(family.get("per_ml", 1))
            found.append(
                {
                    "name": row["name"],
                    "of": tuple(family["of"]),
                    "strength": [Fraction(s) / per for s in row["strength"]],
                    "in_each_ml": family.get("per_ml") == "1",
                    "form": family["form"],
                    "variety": family.get("variety", ""),
                    "brand": family.get("brand", ""),
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
SHUT = {
    d["day"] for d in tomllib.loads((DATA / "closed_days.toml").read_text(encoding="utf-8"))["closed"]["days"]
}


KIN: dict[int, list[dict[str, Any]]] = {}


def kin(product: dict[str, Any]) -> list[dict[str, Any]]:
    """What `relatives` finds, found once for each product of the data file."""
    if id(product) not in KIN:
        KIN[id(product)] = relatives(product)
    return KIN[id(product)]


@cache
def number(text: str) -> Fraction:
    """The exact number that a plan writes."""
    return Fraction(text)


def relatives(product: dict[str, Any]) -> list[dict[str, Any]]:
    """The listed solid products of the same medicine, route, release and interval.

    For a liquid the liquids of the same strength in each ml.
    """
    same = ("of", "route", "release", "hours", "liquid")
    alike = [p for p in ALL if p["listed"] and all(p[k] == product[k] for k in same)]
    if product["liquid"]:
        return [p for p in alike if p["strength"] == product["strength"]]
    return [p for p in alike if p["form"] in ("tablet", "capsule", "patch")]


def _of_one_make(one: dict[str, Any], named: dict[str, Any]) -> bool:
    """One product named in a change means the strengths of its form and brand."""
    return all(one[k] == named[k] for k in ("form", "variety")) and named["brand"] in ("", one["brand"])


def expect(promise: int, holds: bool, *where: object) -> None:
    """`where` in parts: most promises are kept, and words for numbers cost more than comparing them."""
    if not holds:
        raise Broken(f"promise {promise}: {' '.join(map(str, where))}")


@cache
def words(number: Fraction) -> str:
    """A quantity in words, by its own rules."""
    whole, half = divmod(number, 1)
    if half and half != Fraction(1, 2):
        return f"{_whole(int(whole)) or 'zero'} point {ONES[int(half * 10)]}"
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


class Ground:
    """What is known of each medicine at each step, and may be used there; a switch changes both."""

    def __init__(
        self, request: dict[str, Any], steps: list[Any], medicines: dict[str, dict[str, Any]]
    ) -> None:
        self.medicines = medicines
        self.named = request.get("products", {})
        self.switched: dict[str, str] = {}
        self.families: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
        self.to: dict[str, dict[str, Any]] = {}
        for id_, switch in request.get("switches", {}).items():
            flagged = [s["from"] for s in steps if s["medicine"] == id_ and SWITCH in s["flags"]]
            expect(3, len(flagged) == 1, f"{len(flagged)} changes of product of {id_}")
            self.switched[id_] = flagged[0]
            self.to[id_] = next(p for p in ALL if p["name"] == switch["to"][0])

    def product(self, step: Any) -> dict[str, Any]:
        """The product taken at first, or the one that was changed to."""
        id_ = step["medicine"]
        after = id_ in self.switched and step["from"] >= self.switched[id_]
        found: dict[str, Any] = self.to[id_] if after else self.medicines[id_]["product"]
        return found

    def allowed(self, step: Any) -> dict[str, dict[str, Any]]:
        """The products that may be used at a step, by name."""
        product = self.product(step)
        key = (step["medicine"], product["name"])
        if key not in self.families:
            family = {p["name"]: p for p in kin(product)}
            if product is self.to.get(step["medicine"]) and not product["liquid"]:
                family = {name: p for name, p in family.items() if _of_one_make(p, product)}
            named = self.named.get(step["medicine"])
            self.families[key] = family if named is None else {name: family[name] for name in named}
        return self.families[key]

    def known(self, step: Any) -> dict[str, dict[str, Any]]:
        """The same with everything taken before, which a pause or a start may keep."""
        id_ = step["medicine"]
        parts = self.medicines[id_].get("parts") or [self.medicines[id_]]
        return {**{p["product"]["name"]: p["product"] for p in parts}, **self.allowed(step)}


def dose_now(fact: dict[str, Any]) -> Fraction:
    """The dose taken at the start."""
    parts = fact.get("parts") or [fact]
    return sum((p["units"] * p["product"]["strength"][0] for p in parts), Fraction(0))


def check_plan(request: dict[str, Any], plan: dict[str, Any], medicines: dict[str, dict[str, Any]]) -> None:
    """Raise Broken for the first promise that the plan does not keep.

    `medicines` says for each id of the request: the product now taken and how many units (ml) a day.
    """
    steps = plan["steps"]
    ground = Ground(request, steps, medicines)
    _one_changes(steps, medicines)
    _never_rises(request, steps)
    for step in steps:
        _made_of_products(step, ground)
    _within_pace(request, steps, ground)
    _dates_join(request, steps)
    _supplied(plan, ground)
    _load_falls(steps, ground)


def _one_changes(steps: list[Any], medicines: dict[str, Any]) -> None:
    now = {id_: dose_now(m) for id_, m in medicines.items()}
    for step in steps:
        kept = {k["medicine"]: number(k["daily_dose"]) for k in step["unchanged"]}
        frozen = {id_: dose for id_, dose in now.items() if id_ != step["medicine"]}
        expect(1, kept == frozen, "unchanged at", step["from"], kept, "for", frozen)
        before, after = now[step["medicine"]], number(step["daily_dose"])
        expect(1, before - after == number(step["reduction"]), f"reduction at {step['from']}")
        if step["kind"] in ("start", "pause", "hold"):
            expect(1, before == after, f"a {step['kind']} changes the dose at {step['from']}")
        now[step["medicine"]] = after


def _never_rises(request: dict[str, Any], steps: list[Any]) -> None:
    last: dict[str, Fraction] = {}
    for step in steps:
        dose = number(step["daily_dose"])
        before = last.get(step["medicine"], dose)
        expect(2, dose <= before, f"the dose rises on {step['from']}")
        if step["kind"] in ("reduce", "stop"):
            expect(2, dose < before, f"a reduction that is none on {step['from']}")
        expect(2, (step["kind"] == "stop") == (dose == 0), f"stop and nothing disagree on {step['from']}")
        last[step["medicine"]] = dose
    for id_, dose in last.items():
        expect(2, dose == Fraction(request["aim"][id_]), f"{id_} ends on {dose}")
    expect(2, set(last) == set(request["order"]), "a medicine of the order has no steps")


def _made_of_products(step: Any, ground: Ground) -> None:
    total = Fraction(0)
    now = ground.product(step)
    known = ground.known(step) if step["kind"] in ("start", "pause", "hold") else ground.allowed(step)
    for dose in step["doses"]:
        for item in dose["items"]:
            expect(3, item["product"] in known, f"{item['product']} is not on the list")
            product, count = known[item["product"]], number(item["count"])
            expect(3, count > 0, "no units of", item["product"])
            if product["liquid"]:
                held = number(item["amount"]) == count * product["strength"][0]
                expect(3, item["unit"] == "ml" and held, count, "ml of", item["product"])
            else:
                whole = Fraction(1, 2) if product["scored"] and product["release"] == "IR" else Fraction(1)
                expect(3, count % whole == 0 and item.get("unit") is None, count, "of", item["product"])
            expect(3, product["hours"] == now["hours"], item["product"], "has another interval")
            total += count * product["strength"][0]
    expect(3, total == number(step["daily_dose"]), "items add up to", total, "not", step["daily_dose"])
    taken = len([d for d in step["doses"] if d["items"]])
    if now["liquid"] and step["kind"] != "start":
        volumes = [number(i["count"]) for d in step["doses"] for i in d["items"]]
        expect(3, measurable(volumes, now) or step["kind"] == "pause", "volumes", volumes)
    if now["form"] == "patch":
        expect(3, taken <= 1, "patches at several times")
    elif now["hours"]:
        expect(3, taken * now["hours"] <= 24, f"{taken} doses of a {now['hours']}-hourly product")


def measurable(volumes: list[Fraction], product: dict[str, Any]) -> bool:
    """Halves of a ml; of a liquid stated in each ml also tenths, where all of them are at most one ml."""
    if all(v % Fraction(1, 2) == 0 for v in volumes):
        return True
    return product["in_each_ml"] and all(v % Fraction(1, 10) == 0 and v <= 1 for v in volumes)


def _release(product: dict[str, Any]) -> Fraction:
    label: Fraction = product["strength"][0]
    return Fraction(25, 2) if (product["of"][0], label) == ("fentanyl", 12) else label


@cache
def volumes_of_a_day(times: int, most: int, *, fine: bool) -> list[Fraction]:
    """Every volume up to one, in ml, that so many measures of one syringe make; the smallest first."""
    step = Fraction(1, 10) if fine else Fraction(1, 2)
    one = [step * n for n in range(int((1 if fine else most) / step) + 1)]
    found = {Fraction(0)}
    for _ in range(times):
        found = {a + b for a in found for b in one if a + b <= most}
    return sorted(found)


def next_below(
    dose: Fraction,
    release: Fraction,
    allowed: list[dict[str, Any]],
    times: int,
    once: Fraction = PARACETAMOL_AT_ONCE,
    beside: Fraction | None = None,
) -> Fraction:
    """The highest dose below this one that units of these products can make, by so many times a day.

    `once` is the most paracetamol that one of those times may have, `beside` the most of another second
    ingredient in a day.
    """
    if allowed[0]["liquid"]:
        each = allowed[0]["strength"][0]
        if allowed[0]["of"][1:2] == ("paracetamol",):
            dose = min(dose, PARACETAMOL_A_DAY / allowed[0]["strength"][1] * each + each / 1000)
        below, most = dose / each, (int(dose / each) // 20 + 1) * 20
        made = [volumes_of_a_day(times, most, fine=fine) for fine in {False, allowed[0]["in_each_ml"]}]
        return each * max(volumes[bisect_left(volumes, below) - 1] for volumes in made)
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
    with_paracetamol = allowed[0]["of"][1:2] == ("paracetamol",)
    made_of = (
        frozenset(coins),
        once if with_paracetamol else None,
        times if with_paracetamol else 0,
        None if with_paracetamol else beside,
    )
    if made_of not in MADE or MADE[made_of][0] < dose:
        MADE[made_of] = (dose, sorted(made_in_a_day(dose, *made_of)))
    found = MADE[made_of][1]
    return found[bisect_left(found, dose) - 1]


MADE: dict[
    tuple[frozenset[tuple[Fraction, Fraction]], Fraction | None, int, Fraction | None],
    tuple[Fraction, list[Fraction]],
] = {}
"""What units of these strengths make, below the highest dose asked about so far."""


def made_in_a_day(
    dose: Fraction,
    coins: Iterable[tuple[Fraction, Fraction]],
    once: Fraction | None,
    times: int,
    beside: Fraction | None,
) -> Iterable[Fraction]:
    """Every dose below this one; with paracetamol, put together from what each time may have."""
    if once is None:
        return made_below(dose, coins, beside)
    one, day = made_below(dose, coins, once), {Fraction(0): Fraction(0)}
    for _ in range(times):
        longer = dict(day)
        for total, other in day.items():
            for strength, more in one.items():
                new, beside = total + strength, other + more
                if new < dose and beside <= PARACETAMOL_A_DAY and beside < longer.get(new, beside + 1):
                    longer[new] = beside
        day = longer
    return day


def made_below(
    dose: Fraction, coins: Iterable[tuple[Fraction, Fraction]], ceiling: Fraction | None
) -> dict[Fraction, Fraction]:
    """Every dose below this one that units make with no more beside than the ceiling."""
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
    return least


def _agreed(pace: dict[str, Any], before: Fraction, first: Fraction) -> Fraction:
    """The largest reduction that was asked for."""
    if "fixed" in pace:
        asked = Fraction(pace["fixed"])
    else:
        base = before if pace.get("of", "current") == "current" else first
        asked = base * Fraction(pace.get("percent", "10")) / 100
    if "slow_percent" in pace and before < first * Fraction(pace.get("slow_below_fraction", "0.33")):
        asked = min(asked, before * Fraction(pace["slow_percent"]) / 100)
    return asked


def _within_pace(request: dict[str, Any], steps: list[Any], ground: Ground) -> None:
    pace = request.get("pace", {})
    for id_ in request["order"]:
        fact = ground.medicines[id_]
        first = before = dose_now(fact)
        release = fact["units"] * _release(fact["product"])
        once = PARACETAMOL_AT_ONCE
        begun = False
        for step in (s for s in steps if s["medicine"] == id_):
            allowed = ground.allowed(step)
            if not begun:  # a pause agreed for the day on which it would begin stands before its start
                once = max(once, _paracetamol_at_once(step, ground))
                begun = step["kind"] == "start"
            elif SWITCH in step["flags"]:
                once = PARACETAMOL_AT_ONCE
            expect(3, _paracetamol_at_once(step, ground) <= once, f"paracetamol at once on {step['from']}")
            if step["kind"] in ("reduce", "stop"):
                asked = _agreed(pace, before, first)
                _reduced(step, before, (release, once, _beside(fact)), asked, list(allowed.values()))
            before = number(step["daily_dose"])
            release = before
            if ground.product(step)["form"] == "patch":
                worn = [i for d in step["doses"] for i in d["items"]]
                known = ground.known(step)
                release = sum((_release(known[i["product"]]) * int(i["count"]) for i in worn), Fraction(0))


def _beside(fact: dict[str, Any]) -> Fraction | None:
    """The most of a second ingredient in a day that has no limit of its own: what is taken now."""
    product = fact["product"]
    return None if len(product["of"]) < 2 else fact["units"] * product["strength"][1]


def _paracetamol_at_once(step: Any, ground: Ground) -> Fraction:
    """The most paracetamol that one time of the day has, in milligrams."""
    known = ground.known(step)
    return max(
        sum(
            (
                number(item["count"]) * known[item["product"]]["strength"][1]
                for item in dose["items"]
                if known[item["product"]]["of"][1:2] == ("paracetamol",)
            ),
            Fraction(0),
        )
        for dose in step["doses"]
    )


def _reduced(
    step: Any,
    before: Fraction,
    of: tuple[Fraction, Fraction, Fraction | None],
    asked: Fraction,
    allowed: list[Any],
) -> None:
    """`of` is what the dose before gives, the most paracetamol at once, and of another second ingredient."""
    release, once, beside = of
    lost = before - number(step["daily_dose"])
    shown = number(step["reduction_percent"])
    expect(4, abs(lost / before * 100 - shown) <= Fraction(1, 20), shown, "percent on", step["from"])
    flagged = EXCEEDS in step["flags"]
    expect(4, flagged == (lost > asked), "flag on", step["from"], before, "to", step["daily_dose"])
    if lost > min(asked, before * NEVER_ABOVE):
        smallest = next_below(before, release, allowed, len(step["doses"]), once, beside)
        right = number(step["daily_dose"]) == smallest
        expect(4, right, before, "to", step["daily_dose"], "where", smallest, "can be made")


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


def _supplied(plan: dict[str, Any], ground: Ground) -> None:
    steps, issues = plan["steps"], plan["issues"]
    ends = [step["to"] for step in steps]
    covered = steps[1]["from"]
    for issue in issues:
        first, last = date.fromisoformat(issue["from"]), date.fromisoformat(issue["to"])
        expect(6, issue["from"] == covered, f"an issue starts on {issue['from']}, not {covered}")
        covered = (last + DAY).isoformat()
        expect(6, (last - first).days + 1 == issue["days"], f"days of the issue from {issue['from']}")
        product = ground.product({"medicine": issue["medicine"], "from": issue["from"]})
        if product["schedule"] in ("2", "3", "4"):
            expect(6, issue["days"] <= LONGEST_ISSUE, f"{issue['days']} days in one issue")
        needed: dict[str, Fraction] = defaultdict(Fraction)
        for step in steps[bisect_left(ends, issue["from"]) :]:
            lo, hi = max(step["from"], issue["from"]), min(step["to"], issue["to"])
            if lo > hi:
                break
            expect(6, step["medicine"] == issue["medicine"], f"an issue of {issue['medicine']} on {lo}")
            begin, end = ((date.fromisoformat(d) - first).days for d in (lo, hi))
            wear = product["hours"] // 24 if product["form"] == "patch" else 1
            times = end // wear - (begin - 1) // wear
            for dose in step["doses"] if times else ():
                for item in dose["items"]:
                    needed[item["product"]] += number(item["count"]) * times
        given = {
            i["product"]: number(i["quantity"]) + number(i.get("from_home", "0")) for i in issue["items"]
        }
        on = date.fromisoformat(issue.get("issue_on", issue["from"]))
        expect(
            6,
            "issue_on" not in issue or (on <= first and on.weekday() < 5 and on not in SHUT),
            f"issued on {on}",
        )
        expect(6, given == needed, "issue from", issue["from"], given, "for", dict(needed))
        for item in issue["items"]:
            said = words(number(item["quantity"]))
            expect(6, item["quantity_words"] == said, said, "is not", item["quantity_words"])
    expect(
        6, (date.fromisoformat(covered) - DAY).isoformat() == steps[-1]["to"], "supply ends before the plan"
    )


def _added(parts: list[Fraction | None]) -> Fraction | None:
    return None if None in parts else sum((p for p in parts if p is not None), Fraction(0))


def _load_falls(steps: list[Any], ground: Ground) -> None:
    now = {
        id_: _added([ome_of(p["product"], p["units"]) for p in m.get("parts") or [m]])
        for id_, m in ground.medicines.items()
    }
    last: Fraction | None = None
    for step in steps:
        id_ = step["medicine"]
        known = ground.known(step)
        parts = [ome_of(known[i["product"]], number(i["count"])) for d in step["doses"] for i in d["items"]]
        own = now[id_] = _added(parts)
        total = _added(list(now.values()))
        for name, mine in (("ome_medicine", own), ("ome_total", total)):
            said = None if step[name] is None else number(step[name])
            expect(7, said == mine, name, "on", step["from"], "is", said, "not", mine)
        expect(7, last is None or total is None or total <= last, f"OME rises on {step['from']}")
        last = total
