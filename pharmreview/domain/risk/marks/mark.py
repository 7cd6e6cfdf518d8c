"""A mark: something that rules look for. An index gives each its bit."""

from collections.abc import Iterable, Mapping

from pharmreview.domain.medicines.product import MedicineClass

Mark = tuple[str, object]
"""Something that rules look for: a class, a group of medicines, a coded term, a kind of release."""
OPIOID: Mark = ("class", MedicineClass.OPIOID)
MODIFIED: Mark = ("release", "modified")
REGULAR_MODIFIED: Mark = ("release", "regular modified")
REGULAR_SHORT: Mark = ("release", "regular short")
EARLIER_KNOWN: Mark = ("lines", "a dose rose, or an earlier total is known")
MISSING: Mark = ("line", "should add to the total and cannot be converted")
BY_NAME: Mark = ("line", "only the name tells what it is")
UNEVEN: Mark = ("line", "adds what is no whole number of parts of a milligram")
AGE_UNKNOWN: Mark = ("age", "unknown")
SEDATIVES = (MedicineClass.GABAPENTINOID, MedicineClass.BENZODIAZEPINE, MedicineClass.Z_DRUG)


class Index:
    """The marks that rules look for, each a bit."""

    def __init__(self, bits: Mapping[Mark, int]) -> None:
        self.bits = bits

    def mask(self, marks: Iterable[Mark]) -> int:
        """The bits of some marks; a mark that no rule looks for has none."""
        mask = 0
        for mark in marks:
            mask |= self.bits.get(mark, 0)
        return mask
