"""Each figure beside its floor from the same run: ``python -m tests.benchmarks [name ...]``."""

import sys
from importlib import import_module
from pathlib import Path

from tests.benchmarks.figure import Figure


def main(wanted: list[str]) -> int:
    """Measure and print; 1 when a figure passes its limit."""
    names = sorted(p.stem.removeprefix("bench_") for p in Path(__file__).parent.glob("bench_*.py"))
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        print(f"There is no benchmark called {unknown[0]}. Choose from {', '.join(names)}.")  # noqa: T201
        return 2
    figures: list[Figure] = []
    for name in wanted or names:
        for figure in import_module(f"tests.benchmarks.bench_{name}").measure():
            figures.append(figure)
            print(figure.line(), flush=True)  # noqa: T201
    return 0 if all(f.within for f in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
