"""Mutation testing of the planner and the count of oral morphine: `python -m tests.mutation`.

`--sample N --seed S` tries so many of the mutants, drawn at random; `--only PATTERN` those whose place
matches; `--again FILE` those that survived an earlier run; `--budget SECONDS` bounds the tests run on one
mutant. Outcomes go line by line to the file that `--out` names.
"""

import argparse
import json
import os
import random
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from pharmreview.bootstrap import bootstrap
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.session import Outcome, Trial

LEFT = ("survived", "not reached")
ROOT = Path(__file__).parents[2]
ROOMS = ("pharmreview/domain/taper", "pharmreview/domain/ome")
TESTS = ("tests/domain/taper", "tests/domain/ome")
QUIETLY = (
    "-qq",
    "--no-summary",
    "--tb=no",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
    "-k",
    "not random_requests",
)
"""Settings of the session. Random requests are left out: they reach every function and take long."""


def all_mutants() -> list[Mutant]:
    """Every mutant of both rooms, file after file."""
    found: list[Mutant] = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found += mutants_of(module, path)
    return found


def main() -> int:
    """Try the mutants and say how many were killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--again", type=Path)
    parser.add_argument("--learnt", type=Path, default=Path("learnt.json"))
    parser.add_argument("--budget", type=float, default=120.0)
    parser.add_argument("--out", type=Path, default=Path("mutation.jsonl"))
    given = parser.parse_args()
    chosen = [m for m in all_mutants() if re.search(given.only, m.where)]
    if given.again is not None:
        lines = [json.loads(line) for line in given.again.read_text(encoding="utf-8").splitlines()]
        # A line may have moved since: the function and the change name a mutant.
        left = {(where.split()[-1], change) for end, where, change, _ in lines if end in LEFT}
        chosen = [m for m in chosen if (m.function, m.change) in left]
    if given.sample is not None:
        chosen = random.Random(given.seed).sample(chosen, min(given.sample, len(chosen)))
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutation", max_examples=40, deadline=None, derandomize=True, database=None, phases=phases
    )
    bootstrap()
    tally: Counter[str] = Counter()
    with given.out.open("w", encoding="utf-8") as out:

        def told(outcome: Outcome) -> None:
            tally[outcome.end] += 1
            mutant = outcome.mutant
            line = [outcome.end, mutant.where, mutant.change, outcome.by]
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            out.flush()

        pytest.main([*QUIETLY, *TESTS], plugins=[Trial(chosen, told, given.budget, given.learnt)])
    whole = sum(tally.values())
    killed = tally["killed"] + tally["timed out"]
    sys.stdout.write(f"{dict(tally)}: {killed} of {whole}, {killed * 100 / max(1, whole):.1f} percent\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
