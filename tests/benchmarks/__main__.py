"""Each figure beside its floor from the same run: ``python -m tests.benchmarks [name ...]``."""

import sys
from importlib import import_module
from pathlib import Path


def main(wanted: list[str]) -> int:
    """Measure, and print each figure as soon as it is known; 1 when one passes its limit."""
    names = sorted(p.stem.removeprefix("bench_") for p in Path(__file__).parent.glob("bench_*.py"))
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        print(f"There is no benchmark called {unknown[0]}. Choose from {', '.join(names)}.")  # noqa: T201
        return 2
    kept = True
    for name in wanted or names:
        for figure in import_module(f"tests.benchmarks.bench_{name}").measure():
            kept = kept and figure.within
            print(figure.line() if figure.within else f"{figure.line()} NOT MET", flush=True)  # noqa: T201
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
