"""Which phrases of another language go with the English, and what is filled into them in figures alone."""

from decimal import Decimal

from pharmreview.documents import words as say
from pharmreview.documents.outline import Run, Text
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.words.numbers import grouped

SAFETY = {
    "SN1": "sudden",
    "SN1_fits": "sudden_fits",
    "SN1_stop": "extra",
    "SN2": "old_dose",
    "SN2_sleepy": "old_dose_sleepy",
    "SN3": "mixing",
    "SN4": "emergency",
    "SN4_given": "emergency",
    "SN5": "today",
    "SN6": "low",
    "SN7": "drive",
    "SN9": "patches",
    "SN11": "pregnant",
}
"""The phrase of the other language for each safety item of the English plan."""
HELP = {
    "emergency": {"number": "999", "kit": "naloxone"},
    "today": {"number": "111"},
    "low": {"number": "111, option 2", "other": "Samaritans 116 123".replace(" ", say.HARD)},
    "mixing": {"others": "gabapentin, pregabalin"},
}
"""The numbers and names that go into a phrase."""


def in_figures(product: Product, count: Decimal) -> str:
    """How many of one product in figures alone: "1 × 30mg", "½ × 30mg", "5ml (10mg in 5ml)"."""
    of = say.strength(product)
    if product.main.per is not None:
        return f"{grouped(count)}ml ({of})".replace(" ", say.HARD)
    whole, part = divmod(count, 1)
    shown = f"{grouped(whole) if whole else ''}½" if part == Decimal("0.5") else grouped(count)
    return f"{shown} × {of}".replace(" ", say.HARD)


def run_on(*sentences: Text) -> Text:
    """Sentences of one language after one another."""
    told: list[Run] = []
    for sentence in sentences:
        if sentence and told:
            told[-1] = told[-1].model_copy(update={"text": f"{told[-1].text} "})
        told += sentence
    return tuple(told)


def bold(text: Text) -> Text:
    """The same in bold."""
    return tuple(run.model_copy(update={"bold": True}) for run in text)
