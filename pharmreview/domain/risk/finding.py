"""One thing that matters about a person's medicines: what, why, whence."""

from enum import StrEnum

from pharmreview.domain.value import Value


class Tier(StrEnum):
    """Where a person stands in the list. It orders the list; it never decides treatment."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    REFER = "refer"
    INCOMPLETE = "incomplete"


class Finding(Value):
    """A declared rule that holds for a person: its words, the tier it raises, where it comes from."""

    code: str
    what: str
    because: str
    tier: Tier | None
    source: str


class Exclusion(Value):
    """A reason not to review here, with the record entry that gave it. `sure` is False where the
    pharmacist must look (history of, in remission, basal cell carcinoma)."""

    code: str
    what: str
    because: str
    row: int = 0
    sure: bool = True
    medicines: tuple[str, ...] = ()
    """The medicines, as the record names them, that alone are excluded; empty for the whole review."""


class TierResult(Value):
    """The tier, with the findings that put it there."""

    tier: Tier
    reasons: tuple[Finding, ...]
