"""A program of its own, without a window: leaves one draft of a template after another until it is killed.

`python half_a_draft.py PATH` tells the number of each draft once it is left.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from pharmreview.domain.paper import TemplateDraft
from pharmreview.system.template_file import TemplateFile

WORDS = "Dear {greeting}, we were sorry to miss you. "


def draft(number: int) -> TemplateDraft:
    """A draft that is longer the later it is, so that half of it would be seen."""
    at = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    return TemplateDraft(id="letter-pause", text=f"{number} {WORDS * (number % 400)}", by="Nia Farrow", at=at)


if __name__ == "__main__":
    file = TemplateFile(Path(sys.argv[1]))
    for number in range(1_000_000):
        file.keep_drafts((draft(number),))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
