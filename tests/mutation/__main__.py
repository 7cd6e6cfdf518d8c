"""Mutation testing of the planner and the count of oral morphine: `python -m tests.mutation`.

`--only PATTERN` tries the mutants whose place matches; `--sample N --seed S` so many of them, drawn at
random; `--jobs N` in so many processes. Outcomes go line by line to the file that `--out` names, and what it
tells already is not tried twice, as long as the function keeps its text: an interrupted run goes on where it
was. `--again` tries those once more that no test killed; `--longest SECONDS` leaves out slower tests.
"""

import argparse
import json
import math
import os
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from pharmreview.bootstrap import bootstrap
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.session import Outcome, Trial

KILLED = ("killed", "timed out")
ROOT = Path(__file__).parents[2]
ROOMS = ("pharmreview/domain/taper", "pharmreview/domain/ome")
TESTS = ("tests/domain/taper", "tests/domain/ome")
ASIDE = Path(tempfile.gettempdir()) / "pharmreview-mutation"
"""Where results are kept: never in the tree."""

QUIETLY = ("-qq", "--no-summary", "--tb=no", "--assert=plain", "-k", "not random_requests")
"""Settings of the session. Random requests are left out: they reach every function and take long."""


def all_mutants() -> list[Mutant]:
    """Every mutant of both rooms, file after file."""
    found: list[Mutant] = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found += mutants_of(module, path)
    return found


def outcomes(results: Path) -> dict[str, tuple[str, str]]:
    """How each mutant ended that was tried, the latest time, and by which test; by its mark."""
    lines = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
    return {mark: (end, by) for mark, end, _, _, by in map(json.loads, lines)}


def tell(mutants: Sequence[Mutant], results: Path) -> None:
    """What came of it, module by module."""
    ends = outcomes(results)
    by_module: dict[str, Counter[str]] = {}
    for mutant in mutants:
        end = ends[mutant.mark][0] if mutant.mark in ends else "not tried"
        for name in (mutant.module, "all"):
            by_module.setdefault(name, Counter())[end] += 1
    for name, tally in sorted(by_module.items(), key=lambda kv: kv[0] == "all"):
        tried = tally.total() - tally["not tried"]
        share = sum(tally[end] for end in KILLED) * 100 / max(1, tried)
        sys.stdout.write(f"{name}: {share:.1f} percent of {tried} killed {dict(tally)}\n")


def main() -> int:
    """Try the mutants and say how many were killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--longest", type=float, default=math.inf)
    parser.add_argument("--out", type=Path, default=ASIDE / "results.jsonl")
    given = parser.parse_args()
    for folder in (ASIDE, given.out.parent):
        folder.mkdir(parents=True, exist_ok=True)
    every = all_mutants()
    chosen = [m for m in every if re.search(given.only, m.where)]
    if given.sample is not None:
        chosen = random.Random(given.seed).sample(chosen, min(given.sample, len(chosen)))
    ends = outcomes(given.out)
    done = {mark for mark, (end, _) in ends.items() if end in KILLED or not given.again}
    left = [m for m in chosen if m.mark not in done]
    killers: dict[str, list[str]] = {}
    for mutant in every:
        end, by = ends.get(mutant.mark, ("", ""))
        if end == "killed":
            killers.setdefault(f"{mutant.module} {mutant.function}", []).append(by)
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutation", max_examples=40, deadline=None, derandomize=True, database=None, phases=phases
    )
    bootstrap()
    with given.out.open("a", encoding="utf-8", buffering=1) as out:

        def told(outcome: Outcome) -> None:
            mutant = outcome.mutant
            line = [mutant.mark, outcome.end, mutant.where, mutant.change, outcome.by]
            out.write(json.dumps(line, ensure_ascii=False) + "\n")

        trial = Trial(
            left,
            frozenset(m.module for m in every),
            told,
            killers,
            ASIDE / "learnt.json",
            given.jobs,
            given.longest,
        )
        if left:
            pytest.main([*QUIETLY, *TESTS], plugins=[trial])
    tell(chosen, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
