"""The product names offered as somebody types: those that begin with each word typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmreview.domain.medicines.formulary import Formulary
    from pharmreview.domain.medicines.product import Product

MOST = 8
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_FIRST_FIGURE = re.compile(r"\d")


class Offers:
    """Names to choose from: every product of the formulary, and each of its brands in the same strength."""

    def __init__(self, formulary: Formulary) -> None:
        names = {name for product in formulary.products for name in _names(product)}
        self._names = tuple((name, _words(name)) for name in sorted(names, key=_in_order))

    def find(self, typed: str, most: int = MOST) -> tuple[str, ...]:
        """Names in which each word typed begins a word, in order of medicine and strength."""
        wanted = _words(typed)
        if not wanted:
            return ()
        found = (name for name, words in self._names if _all_begin(wanted, words))
        return tuple(name for name, _ in zip(found, range(most), strict=False))


def _names(product: Product) -> Iterable[str]:
    yield product.name
    strength = _FIRST_FIGURE.search(product.name)
    if strength is not None:
        for brand in product.brands:
            yield f"{brand} {product.name[strength.start() :]}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _all_begin(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return all(
        any(word == each if each[0].isdigit() else word.startswith(each) for word in words) for each in wanted
    )


def _in_order(name: str) -> tuple[object, ...]:
    words = _words(name)
    first = next((word for word in words if not word[0].isdigit()), "")
    figure = next((word for word in words if word[0].isdigit()), "0")
    return (first, len(figure.partition(".")[0]), figure, name)
