"""What is typed into the import and kept nowhere yet, left with the other words half typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.forms.repair.half import HalfRepair
from ui.screens.intake.pasting.state import Pasted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pharmreview.services.intake import Preview
    from ui.forms.repair.props import Draft
    from ui.screens.intake.props import Inputs
    from ui.state.half_typed import HalfTyped

_IMPORT = "import/"
_WRITTEN = ("text", "name", "number", "day")


class Half:
    """The pasted list and whose it is, the name of a mapping, and what is typed to put rows right."""

    def __init__(self, half_typed: HalfTyped) -> None:
        self._half_typed = half_typed
        self._left: Inputs | None = None

    def pasted(self) -> Pasted:
        """The list and the person's details as they were left."""
        text, name, number, day = (self._half_typed.words(f"{_IMPORT}{part}") for part in _WRITTEN)
        return Pasted(text=text, name=name, number=number, day=day)

    def mapping(self) -> str:
        """The name that a mapping was to be kept under."""
        return self._half_typed.words(f"{_IMPORT}mapping")

    def drafts(self, preview: Preview, keys: tuple[str, ...]) -> Mapping[str, Draft]:
        """What was typed for rows of this file, by their keys."""
        found = {key: self._repair(preview, key).draft() for key in keys}
        return {key: draft for key, draft in found.items() if draft is not None}

    def leave(self, inputs: Inputs) -> None:
        """Leave what is typed now."""
        before, self._left = self._left, inputs
        if before is None or inputs.pasted is not before.pasted:
            for name in _WRITTEN:
                self._half_typed.write(f"{_IMPORT}{name}", getattr(inputs.pasted, name))
        if inputs.columns is not None:
            self._half_typed.write(f"{_IMPORT}mapping", inputs.columns.name)
        if before is not None and inputs.preview is not None and before.preview is not None:
            self._leave_drafts(inputs.preview, before.mending.drafts, inputs.mending.drafts)

    def _leave_drafts(
        self, preview: Preview, before: Mapping[str, Draft], after: Mapping[str, Draft]
    ) -> None:
        for key, draft in after.items():
            if key in before and before[key] != draft:
                self._repair(preview, key).leave(draft)
        for key in before.keys() - after.keys():
            self._repair(preview, key).let_go()

    def let_go(self) -> None:
        """The people were brought in, or somebody thought better of it."""
        self._left = None
        self._half_typed.forget(_IMPORT)

    def _repair(self, preview: Preview, key: str) -> HalfRepair:
        return HalfRepair(self._half_typed, f"{_IMPORT}{preview.file.digest}/{key}")
