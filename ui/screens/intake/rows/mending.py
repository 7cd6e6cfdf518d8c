"""What has been put right by hand in a file so far, what is being typed, and what was taken back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pharmreview.domain.lines.line import Reading
from pharmreview.domain.lines.repair import Repair, person_key
from ui.forms.repair.props import Broken, Draft, first_draft, how_words, is_for_all

if TYPE_CHECKING:
    from datetime import datetime

    from ui.screens.intake.rows.sorting import FileRow, Sorted

NO_MEDICINE = "This row names no medicine. Correct it in the GP record and search again."


@dataclass(frozen=True, slots=True)
class Mending:
    """`open` is the key of the row in the editor. A draft stays until it is kept or the file is let go."""

    open: str = ""
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    made: tuple[Repair, ...] = ()
    undone: tuple[Repair, ...] = ()

    def opened(self, row: FileRow) -> Mending:
        """With this row in the editor, and what was typed for it before."""
        drafts = self.drafts if row.key in self.drafts else {**self.drafts, row.key: first(row)}
        return replace(self, open=row.key, drafts=drafts)

    def drafted(self, draft: Draft) -> Mending:
        """With something typed."""
        return replace(self, drafts={**self.drafts, self.open: draft})

    def left(self) -> Mending:
        """With the editor shut; what was typed stays."""
        return replace(self, open="")

    def kept(self, repair: Repair) -> Mending:
        """With the row in the editor put right."""
        drafts = {key: draft for key, draft in self.drafts.items() if key != self.open}
        return replace(self, open="", drafts=drafts, made=(*self.made, repair), undone=())

    def took_back(self) -> Mending:
        """Without the repair made last."""
        return replace(self, open="", made=self.made[:-1], undone=(*self.undone, *self.made[-1:]))

    def did_again(self) -> Mending:
        """With the repair taken back last."""
        return replace(self, open="", made=(*self.made, *self.undone[-1:]), undone=self.undone[:-1])

    @property
    def draft(self) -> Draft | None:
        """What is typed for the row in the editor; None while it is shut."""
        return self.drafts.get(self.open)


def first(row: FileRow) -> Draft:
    """What stands in the editor at first: the record's words, or those that stand for them already."""
    repaired = None if row.standing is None else row.standing.said.repaired
    if repaired is None:
        return first_draft(broken(row))
    name = repaired.reads_name
    return Draft(name=name or repaired.name, directions=repaired.reads_directions, another=not name)


def broken(row: FileRow, rows: Sorted | None = None) -> Broken:
    """A row as the editor takes it."""
    if row.standing is None:
        raise ValueError(row.key)
    means, source = row.standing.said.meaning, row.standing.row
    same = 0 if rows is None else rows.same_words[row.words_key]
    return Broken(
        key=row.key,
        name=source.name,
        directions=source.directions,
        why=row.why,
        candidates=means.candidates,
        name_reads=means.product is not None and means.status is Reading.UNREAD,
        others=max(same - 1, 0),
    )


def repair_of(row: FileRow, draft: Draft, by: str, at: datetime) -> Repair:
    """A draft as it is kept. Raises InputProblem where it does not say enough."""
    if row.standing is None or row.person is None:
        raise ValueError(row.key)
    return Repair(
        name=row.standing.row.name,
        directions=row.standing.row.directions,
        reads_name="" if draft.another else draft.name.strip(),
        reads_directions="" if draft.another else draft.directions.strip(),
        how_known=how_words(draft),
        by=by,
        at=at,
        whose="" if is_for_all(draft) else person_key(row.person.person.patient),
    )
