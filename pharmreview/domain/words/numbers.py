"""Numbers as British words and as grouped digits."""

from decimal import Decimal
from functools import lru_cache

from pharmreview.domain.digits import plain

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905 - a list of nineteen strings reads worse
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - as above
_HUNDRED = 100
_THOUSAND = 1000
_MILLION = 1_000_000
_HALF = Decimal("0.5")
_TENTHS = 10


def grouped(number: Decimal) -> str:
    """Plain digits in thousands, no trailing zeros: "1,200", "2.5". No digit is lost."""
    whole, point, rest = plain(number).partition(".")
    return f"{Decimal(whole):,}{point}{rest}"


def count(how_many: int, one: str, many: str | None = None) -> str:
    """ "1 person", "3 people": the number with its noun. `many` defaults to the noun with an s."""
    return f"{how_many:,} {one if how_many == 1 else many or one + 's'}"


def often(how_many: int, one: str = "day") -> str:
    """ "every day", "every 28 days": how often something comes round."""
    return f"every {one}" if how_many == 1 else f"every {count(how_many, one)}"


@lru_cache(maxsize=4096)
def in_words(quantity: Decimal) -> str:
    """A quantity as controlled drugs are written: 112 is "one hundred and twelve", 10.5 is "ten and a half".

    Tenths of a millilitre are said one by one: 64.4 is "sixty-four point four". Raises ValueError for what
    has more places, and from a million on.
    """
    whole, part = divmod(quantity, 1)
    tenths = part * _TENTHS
    if quantity < 0 or tenths % 1 or whole >= _MILLION:
        msg = f"{plain(quantity)} cannot be written in words"
        raise ValueError(msg)
    if quantity == _HALF:
        return "half"
    if part not in (0, _HALF):
        return f"{_whole(int(whole))} point {_ONES[int(tenths)]}"
    return _whole(int(whole)) + (" and a half" if part else "")


def _whole(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    if number < _HUNDRED:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    for size, name in ((_THOUSAND, "thousand"), (_HUNDRED, "hundred")):
        if number >= size:
            above, below = divmod(number, size)
            joint = " and " if below < _HUNDRED else " "
            return f"{_whole(above)} {name}" + (joint + _whole(below) if below else "")
    return _ONES[number]
