"""What is kept of the whole list: searches brought in, baselines, samples, and what everyone is judged by."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pharmreview.domain.risk.rule import DatedLine, StaleAfter, in_force
from ui.screens.people.side.drawer import Drawer
from ui.screens.people.side.list_words import (
    again_words,
    baseline_lines,
    count_lines,
    sample_words,
    search_lines,
    settings_lines,
)
from ui.state.half_typed import Place
from ui.widgets.buttons.button import Button
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.text_field import NumberField, TextField
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.lines import Line, LineStack, Look

if TYPE_CHECKING:
    from datetime import date

    from pharmreview.domain.caseload.baseline import Counts
    from pharmreview.domain.caseload.sample import Sample
    from pharmreview.domain.caseload.settings import ListSettings
    from ui.screens.people.deciding import Kept
    from ui.state.half_typed import HalfTyped

PAGES: Final = (
    ("searches", "Searches"),
    ("baselines", "Baselines"),
    ("sample", "Sample"),
    ("settings", "Settings"),
)
_SUBMIT = {"searches": "", "baselines": "Freeze", "sample": "Take the sample", "settings": "Keep settings"}

_HERE = "Set for this list"


class ListDrawer(Drawer):
    """`freeze_wanted` tells a name, `sample_wanted` a size and a seed, `sample_shown` a sample's id,
    `copy_wanted` the page whose lines are to be copied, `settings_wanted` the ListSettings to keep."""

    freeze_wanted: ClassVar[Signal] = Signal(str)
    sample_wanted: ClassVar[Signal] = Signal(int, str)
    sample_shown: ClassVar[Signal] = Signal(str)
    copy_wanted: ClassVar[Signal] = Signal(str)
    settings_wanted: ClassVar[Signal] = Signal(object)

    def __init__(self) -> None:
        super().__init__("Keep", "Close")
        self._kept: Kept | None = None
        self.bar = SegmentedBar("This list", PAGES, small=True)
        self.lines = {page: LineStack() for page, _ in PAGES}
        self.counts = LineStack()
        self.name = TextField("Name of the baseline")
        self.how_many = NumberField("How many people", minimum=Decimal(1))
        self.seed = TextField("Seed")
        self.earlier = DropDown("Earlier samples", prompt="Show an earlier sample")
        self.milligrams = NumberField(
            "High-dose line", minimum=Decimal(1), maximum=Decimal(1000), unit="mg a day"
        )
        self.since = DateField("Since")
        self.stale = NumberField("A line is stale after", minimum=Decimal(1), unit="days")
        self.table = DropDown("Equivalence table in use")
        self._places: dict[str, Place] = {}
        self._name = Captioned("&Name", self.name, help_line="A baseline is never altered.")
        self._among = Captioned("&How many people", self.how_many)
        self._seed = Captioned(
            "&Seed", self.seed, help_line="Any word. The same one draws the same people again."
        )
        self.copies = {
            "baselines": Button("Copy the baselines", icon="copy", small=True),
            "sample": Button("Copy who was drawn", icon="copy", small=True),
        }
        self._fields = self._captioned()
        self._pages = {page: self._page(page) for page, _ in PAGES}
        self.set_title("This list")
        self.body.addWidget(self.bar)
        for page in self._pages.values():
            self.body.addWidget(page)
        self.end_body()
        self.bar.chosen.connect(self.turn_to)
        self.earlier.chosen.connect(self.sample_shown)
        for each, button in self.copies.items():
            button.clicked.connect(lambda _on, page=each: self.copy_wanted.emit(page))
        for row in (self._name, self._among, self._seed):
            row.control.typed.connect(lambda _words, row=row: row.set_problem(""))  # type: ignore[attr-defined]
        self.wanted.connect(self._submit)

    def _captioned(self) -> dict[str, tuple[QWidget, ...]]:
        """The fields of each page, under their labels."""
        return {
            "searches": (),
            "baselines": (
                self._name,
                self.counts,
                self.copies["baselines"],
            ),
            "sample": (
                self._among,
                self._seed,
                self.earlier,
                self.copies["sample"],
            ),
            "settings": (
                Captioned(
                    "&New high-dose line", self.milligrams, help_line="“At or above” counts as high dose."
                ),
                Captioned("Stale &after", self.stale),
                Captioned(
                    "&Since",
                    self.since,
                    help_line="Both hold for searches run on this day or later.",
                ),
                Captioned("&Table", self.table),
            ),
        }

    def turn_to(self, page: str) -> None:
        """Show one of the pages."""
        self.bar.set_value(page)
        self.set_problem("")
        for each, widget in self._pages.items():
            widget.setVisible(each == page)
        self.submit.setVisible(bool(_SUBMIT[page]))
        self.submit.set_words(_SUBMIT[page] or "Keep")

    def begin(self, page: str) -> None:
        """Open on a page."""
        self.turn_to(page)
        self.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_again(self, half_typed: HalfTyped, where: str) -> None:
        if self._places:
            return
        for page, fields in (
            ("baselines", {"name": self.name}),
            ("sample", {"how many": self.how_many, "seed": self.seed}),
            ("settings", {"line": self.milligrams, "stale": self.stale}),
        ):
            for name, field in fields.items():
                place = self._places[f"{page}/{name}"] = Place(
                    half_typed, field, field.typed, field.set_value
                )
                place.stand(f"{where}/{page}/{name}", field.value())
        since = self._places["settings/since"] = Place(
            half_typed, self.since, self.since.written, self.since.set_typed
        )
        since.stand(f"{where}/settings/since", self.since.typed())

    def begin_afresh(self) -> None:
        """What the page shown asked for is done: nothing half typed for it stays."""
        page = self.bar.value()
        for name, place in self._places.items():
            if name.startswith(f"{page}/"):
                place.let_go()
        if page == "baselines":
            self.name.set_value("")

    def show_kept(self, kept: Kept, today: date) -> None:
        """Show what is kept."""
        self._kept = kept
        self.lines["searches"].set_lines(search_lines(kept.searches, kept.titles))
        self.lines["baselines"].set_lines(baseline_lines(kept.baselines, kept.titles))
        self.copies["baselines"].setVisible(bool(kept.baselines))
        self.copies["sample"].setVisible(bool(kept.samples))
        self.earlier.set_options([(each.id, sample_words(each)) for each in reversed(kept.samples)])
        self.earlier.setVisible(bool(kept.samples))
        self.lines["settings"].set_lines(settings_lines(kept, today))
        self.table.set_options(list(kept.titles.items()))
        self.table.set_value(kept.settings.table)
        self.stale.set_number(Decimal(in_force(kept.settings.stale_after, today).days))
        self.milligrams.set_number(None)
        self.since.set_value(today)
        for name, field in (("stale", self.stale), ("line", self.milligrams), ("since", self.since)):
            if f"settings/{name}" in self._places:
                self._places[f"settings/{name}"].otherwise(
                    field.typed() if isinstance(field, DateField) else field.value()
                )

    def show_sample(self, sample: Sample | None) -> None:
        """Say how anybody can take this sample again."""
        self.lines["sample"].set_lines([Line(again_words(sample), Look.QUIET)] if sample else [])

    def show_counts(self, counts: Counts | None, line: Decimal) -> None:
        """What would be frozen now; None while people are still being worked out."""
        waiting = Line("The counts are shown once everyone is worked out.", Look.QUIET)
        head = Line("As they stand now", Look.SMALL)
        self.counts.set_lines((waiting,) if counts is None else (head, *count_lines(counts, line)))

    def show_among(self, words: str) -> None:
        """From whom a sample would be drawn."""
        self._among.set_help(words)

    def _page(self, page: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in self._fields[page]:
            column.addWidget(field)
        column.addWidget(self.lines[page])
        holder.hide()
        return holder

    def _submit(self) -> None:
        page = self.bar.value()
        self.set_problem("")
        if page == "baselines":
            if _is_given(self._name, self.name.value(), "Type a name, such as the month."):
                self.freeze_wanted.emit(self.name.value())
        elif page == "sample":
            size, seed = self.how_many.number(), self.seed.value()
            if _is_given(self._among, size, "Type how many people to draw.") and _is_given(
                self._seed, seed, "Type any word as the seed."
            ):
                self.sample_wanted.emit(int(size or 0), seed)
        elif page == "settings" and self._kept is not None:
            self._keep_settings(self._kept.settings)

    def _keep_settings(self, now: ListSettings) -> None:
        lines = now.high_dose_lines
        milligrams, since, stale = self.milligrams.number(), self.since.value(), self.stale.number()
        if stale is None:
            self.set_problem("Type after how many days a line is stale.")
            return
        if since is None:
            self.set_problem("Type the day from which this holds.")
            return
        if milligrams is not None:
            fresh = DatedLine(since=since, milligrams=milligrams, source=_HERE)
            lines = (*(each for each in lines if each.since != since), fresh)
        ages = now.stale_after
        if int(stale) != in_force(ages, since).days:
            age = StaleAfter(since=since, days=int(stale), source=_HERE)
            ages = (*(each for each in ages if each.since != since), age)
        table = self.table.value() or now.table
        change = {"high_dose_lines": lines, "stale_after": ages, "table": table}
        self.settings_wanted.emit(now.model_copy(update=change))


def _is_given(row: Captioned, given: object, problem: str) -> bool:
    """Whether something was given; where nothing was, that is said in its place and the keys go there."""
    missing = given is None or (isinstance(given, str) and not given.strip())
    row.set_problem(problem if missing else "")
    if missing:
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)
    return not missing
