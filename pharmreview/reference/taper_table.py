"""The limits and defaults of taper plans, as `tapering.toml` states them."""

from functools import cache
from typing import Any

from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.pace import Ceiling, NamedPace, Syringe, TaperSettings, Wording
from pharmreview.domain.taper.plan import PaceBasis
from pharmreview.reference.data_file import read_data_file
from pharmreview.reference.provenance import provenance_of


@cache
def load_taper_settings() -> TaperSettings:
    """The settings every plan starts from."""
    data = read_data_file("tapering.toml")
    defaults, limits = data["defaults"], data["limits"]
    closed = read_data_file("closed_days.toml")["closed"]
    return TaperSettings(
        id=provenance_of(data["provenance"]).id,
        **{**defaults, "of": PaceBasis(defaults["of"])},
        **{**limits, "limited_schedules": tuple(limits["limited_schedules"])},
        syringes=tuple(Syringe(**entry) for entry in data["syringe"]),
        paces=tuple(NamedPace(**entry) for entry in data["pace"]),
        sources=data["sources"],
        bank_holidays=frozenset(entry["day"] for entry in closed["days"]),
        holidays_until=closed["until"],
        ceilings=tuple(Ceiling(**{**entry, "unit": Unit(entry["unit"])}) for entry in data["ceiling"]),
        most_a_day=data["most_a_day"],
        cautions=_wordings(data["caution"]),
        refusals=_wordings(data["refusal"]),
    )


def _wordings(entries: dict[str, Any]) -> dict[str, Wording]:
    return {code: Wording(**entry) for code, entry in entries.items()}
