"""A program of its own that saves one case again and again, and says each save that was acknowledged.

Arguments: the folder, the user's id, and optionally the largest file in bytes it may write.
The passphrase is read from standard input.
"""

# ruff: noqa: T201 - it speaks to the test that started it

import os
import sys
from pathlib import Path

from pharmreview.domain.errors import VaultProblem
from tests.storage.filled import AT, filled_case, room_in


def main() -> None:
    folder, user_id, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if sys.argv[3:] else 0
    opened = room_in(folder).unlock(user_id, sys.stdin.readline().strip(), AT)
    case = filled_case(answers=60, rows=20)
    present = tuple(opened.store.each())
    if present:
        case = present[0].case
    print("open", flush=True)
    if limit:
        import resource

        most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    while True:
        typed = {**case.answers, "typing.now": "x" * (case.revision % 997)}
        try:
            case = opened.store.save(case.model_copy(update={"answers": typed}), "typed", opened.user, AT)
        except VaultProblem as problem:
            print(f"refused {problem.code}", flush=True)
            if not limit:
                raise
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            case = opened.store.save(case.model_copy(update={"answers": typed}), "typed", opened.user, AT)
            print(f"saved {case.revision}", flush=True)
            opened.store.check()
            opened.store.close()
            return
        os.write(1, f"saved {case.revision}\n".encode())


if __name__ == "__main__":
    main()
