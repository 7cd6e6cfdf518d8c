"""A line half put right: what was typed for it, left with the words that are kept nowhere yet."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from ui.forms.repair.props import Draft

if TYPE_CHECKING:
    from ui.state.half_typed import HalfTyped


_PARTS = frozenset(field.name for field in fields(Draft))


class HalfRepair:
    """What is typed for one line, by the place that stands for it."""

    def __init__(self, half_typed: HalfTyped, where: str) -> None:
        self._half_typed = half_typed
        self._where = where

    def draft(self) -> Draft | None:
        """What was left; None where nothing was."""
        left = self._half_typed.words(self._where)
        if not left:
            return None
        return Draft(**{name: said for name, said in json.loads(left).items() if name in _PARTS})

    def leave(self, draft: Draft) -> None:
        """Leave what is typed now."""
        self._half_typed.write(self._where, json.dumps(asdict(draft), ensure_ascii=False))

    def let_go(self) -> None:
        """It was kept, or is not wanted."""
        self._half_typed.write(self._where, "")
