"""The worked schedules of docs/how-we-plan.md as the engine makes them; run as a script it writes them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from pharmreview.bootstrap import bootstrap
from pharmreview.domain.digits import plain
from pharmreview.domain.taper.plan import Medicine, Step, TaperRequest
from pharmreview.domain.taper.wishes import PracticeFormulary, Switch

PAGE = Path(__file__).parents[1] / "docs" / "how-we-plan.md"
HEADING = "## Worked schedules"
HEAD = "| Now | Directions | Doses a day |\n| --- | --- | --- |\n"
EXCEEDS, SWITCH = "smallest-step-exceeds-pace", "product-switch"

CODAMOL = tuple(f"Co-codamol {codeine}mg/500mg tablets" for codeine in (8, 15, 30))
TO_WEEKLY = Switch(
    to=("Buprenorphine 20micrograms/hour transdermal patches",), at=Decimal(35), confirmed=True
)

TAKEN: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("Morphine sulfate 60mg modified-release tablets", "ONE TWICE A DAY", {}),
    ("Oxycodone 40mg modified-release tablets", "ONE TWICE A DAY", {}),
    ("Fentanyl 75micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 72 HOURS", {}),
    ("Buprenorphine 20micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 7 DAYS", {}),
    ("Buprenorphine 40micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 7 DAYS", {}),
    (CODAMOL[2], "TWO FOUR TIMES A DAY", {"formulary": PracticeFormulary(used=CODAMOL)}),
    ("Tramadol 50mg capsules", "TWO FOUR TIMES A DAY", {}),
    ("Gabapentin 300mg capsules", "TWO THREE TIMES A DAY", {}),
    ("Pregabalin 300mg capsules", "ONE TWICE A DAY", {}),
    ("Morphine sulfate 10mg/5ml oral solution", "5ml FOUR TIMES A DAY", {}),
    (
        "Hapoctasin 52.5micrograms/hour transdermal patches",
        "APPLY ONE PATCH EVERY 72 HOURS",
        {"switches": {"m1": TO_WEEKLY}},
    ),
)
"""What is taken, and what the request asks for beside every default."""


def schedule(name: str, directions: str, asked: dict[str, object]) -> str:
    """The doses of one plan by every default, with each reduction in percent."""
    medicine = Medicine(id="m1", name=name, directions=directions)
    request = TaperRequest.model_validate({"start": date(2026, 12, 9), "medicines": (medicine,), **asked})
    plan = bootstrap().tapering.plan(request)
    return ", ".join(map(_told, plan.steps))


def _told(step: Step) -> str:
    if step.reduction_percent is None:
        return plain(step.daily_dose)
    if SWITCH in step.flags:
        return f"{plain(step.daily_dose)} (other patches)"
    star = "*" if EXCEEDS in step.flags else ""
    return f"{plain(step.daily_dose)} ({plain(step.reduction_percent)}{star})"


def page(text: str) -> str:
    """The page with its table of schedules made again."""
    before, after = text.partition(HEADING)[::2]
    said = after[: after.index("| Now")]
    rows = "".join(f"| {name} | {words} | {schedule(name, words, asked)} |\n" for name, words, asked in TAKEN)
    return f"{before}{HEADING}{said}{HEAD}{rows}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
