"""What a column shows, declared once: words, sort key, tip, alignment and what stands beside the words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ui.widgets.marks.badge import Tier, badge_word

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, ready to paint: bold or plain words, grey words beside or below, a sign or a badge.

    `under` is a grey line of its own below the rest; `raw` words are a file's own, in even letters. `tick`
    is the row's box, ticked or not; None where rows have none.
    """

    words: str
    quiet: str = ""
    bold: bool = False
    below: bool = False
    right: bool = False
    sign: str = ""
    tone: str = "ink"
    badge: Tier | None = None
    wraps: bool = False
    under: str = ""
    raw: bool = False
    tick: bool | None = None

    def __hash__(self) -> int:
        """By its words alone: cells are looked up by the hundred, and few differ in the rest only."""
        return hash((self.words, self.quiet))

    @property
    def spoken(self) -> str:
        """The whole cell as one line, for a screen reader and for copying."""
        first = badge_word(self.badge) if self.badge is not None else self.words
        ticked = "ticked," if self.tick else ""
        said = " ".join(part for part in (ticked, first, self.quiet, self.under) if part)
        return said.replace("\n", "; ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """A column. `text` is required; a column with no `sort_key` cannot be sorted.

    `quiet` is grey text after the words, or under them with `below`; `under` is a grey line below both.
    A `sort_key` of None always comes last. `raw` words are shown in even letters, as a file holds them.
    Only a column that `wraps` may be narrower than its longest cell; doses never wrap by choice.
    """

    id: str
    title: str
    text: Callable[[Row], str]
    quiet: Callable[[Row], str] | None = None
    sort_key: Callable[[Row], Any] | None = None
    tooltip: Callable[[Row], str] | None = None
    sign: Callable[[Row], str] | None = None
    tone: Callable[[Row], str] | None = None
    badge: Callable[[Row], Tier | None] | None = None
    under: Callable[[Row], str] | None = None
    bold: bool = False
    below: bool = False
    right: bool = False
    wraps: bool = False
    raw: bool = False

    def cell(self, row: Row) -> Cell:
        """The row's cell in this column."""
        return Cell(
            words=self.text(row),
            quiet=self.quiet(row) if self.quiet else "",
            bold=self.bold,
            below=self.below,
            right=self.right,
            sign=self.sign(row) if self.sign else "",
            tone=self.tone(row) if self.tone else "ink",
            badge=self.badge(row) if self.badge else None,
            wraps=self.wraps,
            under=self.under(row) if self.under else "",
            raw=self.raw,
        )


def sorting_words(titles: Sequence[str]) -> str:
    """ "Sorted by tier, then OME", or nothing."""
    said = [title if title[:2].isupper() else title[:1].lower() + title[1:] for title in titles]
    return f"Sorted by {', then '.join(said)}" if said else ""


def heard_title(columns: Sequence[Column[Row]], place: int, sorting: tuple[int, bool] | None) -> str:
    """A column's title as a screen reader says it, with the way it is sorted by: "Tier, sorted ascending"."""
    title = columns[place].title
    if sorting is None or sorting[0] != place:
        return title
    return f"{title}, sorted {'descending' if sorting[1] else 'ascending'}"
