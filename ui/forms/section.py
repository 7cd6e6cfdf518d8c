"""A group of fields under its heading. A folded one opens when its heading is pressed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.review.step import Group
from ui import text as words_of
from ui.theme.active import current_theme
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card

_COLUMNS = 2
TWO_ABREAST_FROM = 620


class Section(Card):
    """A card of field rows. Narrow rows stand two abreast where there is room.

    `opens` says whether a group declared as folded is folded here; `plain` leaves out frame and heading.
    """

    def __init__(
        self, group: Group, *, folds: bool = True, plain: bool = False, parent: QWidget | None = None
    ) -> None:
        folded = group.folded and folds
        title = "" if folded or plain else group.title
        super().__init__(title, frame="plain" if plain else "card", subtitle=group.help, parent=parent)
        self._group = group
        self._rows: list[tuple[QWidget, bool, bool]] = []
        self._abreast = True
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(10)
        self._heading: Button | None = None
        self._count = Label("", Role.TABLE, "ink2")
        if plain:
            own = self.layout()
            if own is not None:
                own.setContentsMargins(0, 0, 0, 0)
        if folded:
            self._add_heading(group)
        self.add(self._inside)
        self._inside.setVisible(not folded)

    @property
    def group_id(self) -> str:
        """The permanent id of the group."""
        return self._group.id

    def add_row(self, row: QWidget, *, wide: bool, grows: bool = False) -> None:
        """Put a field row at the end. One that `grows` is as wide as a wide one where it stands alone."""
        row.setParent(self._inside)
        self._rows.append((row, wide, grows))

    def lay_out(self) -> None:
        """Place the rows that show, wide ones across, narrow ones two abreast."""
        for row, *_ in self._rows:
            self._grid.removeWidget(row)
        down = across = 0
        shown = [each for each in self._rows if not each[0].isHidden()]
        for place, (row, wide, grows) in enumerate(shown):
            alone = not across and all(after for _, after, _ in shown[place + 1 : place + 2])
            if wide or not self._abreast or (grows and alone):
                down += 1 if across else 0
                self._grid.addWidget(row, down, 0, 1, _COLUMNS)
                down, across = down + 1, 0
            else:
                self._grid.addWidget(row, down, across, Qt.AlignmentFlag.AlignTop)
                across += 1
                if across == _COLUMNS:
                    down, across = down + 1, 0
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.setVisible(bool(shown))

    def fit(self, width: int) -> None:
        """Stand narrow rows two abreast, or not, for this width."""
        abreast = width >= current_theme().px(TWO_ABREAST_FROM)
        if abreast != self._abreast:
            self._abreast = abreast
            self.lay_out()

    def say(self, answered: int) -> None:
        """Say how much stands under a folded heading."""
        self._count.setText("empty" if not answered else f"{words_of.number(answered)} noted")

    def unfold(self) -> None:
        """Open a folded group."""
        if self._heading is not None and not self._inside.isVisibleTo(self):
            self._turn()

    def _add_heading(self, group: Group) -> None:
        self._heading = Button(group.title, Kind.QUIET, icon="chevron-right")
        self._heading.setAccessibleDescription("Folded group")
        self._heading.clicked.connect(self._turn)
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addWidget(self._count)
        head.addStretch(1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        self.add(holder)

    def _turn(self) -> None:
        opens = not self._inside.isVisibleTo(self)
        self._inside.setVisible(opens)
        if self._heading is not None:
            self._heading.set_icon_name("chevron-down" if opens else "chevron-right")
