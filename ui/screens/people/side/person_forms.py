"""The pharmacist's own word on one person: their tier, and whether an entry of the record excludes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from pharmreview.domain.risk.finding import Exclusion, Tier
from ui.screens.people.listing.person_row import BADGES
from ui.screens.people.side.drawer import Drawer, ReasonField
from ui.state.half_typed import HalfTyped, Place
from ui.widgets.buttons.button import Button
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.date_field import DateField
from ui.widgets.marks.badge import badge_word
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.lines import Line, Look


class ReasonedForm(Drawer):
    """A decision that is kept with its reason."""

    reason: ReasonField

    def find_again(self, half_typed: HalfTyped, where: str) -> None:
        self.reason.find_again(half_typed, where)


class TierForm(ReasonedForm):
    """`kept` tells the Tier given and the reason; None for the tier takes it back."""

    kept: ClassVar[Signal] = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("Set tier")
        self.tiers = ChipSet(
            "Tier", [ChipOption(str(t), badge_word(badge)) for t, badge in BADGES.items()], single=True
        )
        self.captioned = Captioned("&Tier", self.tiers)
        self.reason = ReasonField()
        self.take_back = Button("Take it back")
        self.foot.insertWidget(1, self.take_back)
        for part in (self.captioned, self.reason):
            self.body.addWidget(part)
        self.end_body()
        self.tiers.changed.connect(lambda _ids: self.captioned.set_problem(""))
        self.wanted.connect(self._set)
        self.take_back.clicked.connect(self._take_back)

    def begin(self, who: str, said: Sequence[Line], tier: Tier, *, by_hand: bool) -> None:
        """Ask about one person: what the rules say, and the tier now."""
        self.set_title(f"The tier of {who}", said)
        self.tiers.set_value([str(tier)] if by_hand else [])
        self.take_back.setVisible(by_hand)
        self.captioned.set_problem("")
        self.reason.clear()
        self.set_problem("")
        self.tiers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set(self) -> None:
        chosen = self.tiers.value()
        if not chosen:
            self.captioned.set_problem("Choose a tier.")
            return
        reason = self.reason.given()
        if reason:
            self.kept.emit(Tier(chosen[0]), reason)

    def _take_back(self) -> None:
        reason = self.reason.given()
        if reason:
            self.kept.emit(None, reason)


class CallForm(ReasonedForm):
    """`kept` tells the Exclusion, whether it stands, and the reason."""

    kept: ClassVar[Signal] = Signal(object, bool, str)

    def __init__(self) -> None:
        super().__init__("Keep")
        self._exclusion: Exclusion | None = None
        self.bar = SegmentedBar(
            "Does it exclude?", [("yes", "Excludes"), ("no", "Does not exclude")], small=True
        )
        self.captioned = Captioned("&Does it exclude?", self.bar)
        self.reason = ReasonField()
        for part in (self.captioned, self.reason):
            self.body.addWidget(part, 0, Qt.AlignmentFlag(0))
        self.end_body()
        self.bar.chosen.connect(lambda _id: self.captioned.set_problem(""))
        self.wanted.connect(self._keep)

    def begin(self, who: str, exclusion: Exclusion, said: Sequence[Line], stands: bool | None) -> None:
        """Ask about one entry of one person's record, with what was said of it before."""
        self._exclusion = exclusion
        self.set_title(f"May {who} be excluded?", said)
        self.bar.set_value(None if stands is None else ("yes" if stands else "no"))
        self.captioned.set_problem("")
        self.reason.clear()
        self.set_problem("")
        self.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        said = self.bar.value()
        if said is None:
            self.captioned.set_problem("Say whether it excludes.")
            return
        reason = self.reason.given()
        if reason and self._exclusion is not None:
            self.kept.emit(self._exclusion, said == "yes", reason)


class LeaveForm(ReasonedForm):
    """`kept` tells the Exclusion said by hand, the reason, and a date to look again or None."""

    kept: ClassVar[Signal] = Signal(object, str, object)

    def __init__(self) -> None:
        super().__init__("Leave out")
        self._offered: dict[str, Exclusion] = {}
        self._day: Place | None = None
        self.because = DropDown("What keeps them out", prompt="Choose")
        self.because.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.captioned = Captioned("What keeps them &out", self.because)
        self.reason = ReasonField()
        self.again = DateField("Look again on")
        self.when = Captioned(
            "&Look again on",
            self.again,
            help_line="They wait for your word again from that day. Leave it blank for no date.",
        )
        for part in (self.captioned, self.reason, self.when):
            self.body.addWidget(part)
        self.end_body()
        self.because.chosen.connect(lambda _id: self.captioned.set_problem(""))
        self.again.refused.connect(self.when.set_problem)
        self.wanted.connect(self._keep)

    def find_again(self, half_typed: HalfTyped, where: str) -> None:
        super().find_again(half_typed, where)
        if self._day is None:
            self._day = Place(half_typed, self.again, self.again.written, self.again.set_typed)
        self._day.stand(f"{where}/again")

    def begin(self, who: str, offered: Sequence[Exclusion], today: date) -> None:
        """Ask why one person is left out of review; a day to look again is to come."""
        self._offered = {each.code: each for each in offered}
        self.set_title(f"Leave {who} out of review for now", [Line("They stay on the list.", Look.QUIET)])
        self.because.set_options([(each.code, each.what) for each in offered])
        self.because.set_value(None)
        self.captioned.set_problem("")
        self.reason.clear()
        self.again.set_range(today + timedelta(days=1), None)
        self.again.set_typed("")
        self.when.set_problem("")
        self.set_problem("")
        self.because.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        chosen = self._offered.get(self.because.value() or "")
        if chosen is None:
            self.captioned.set_problem("Choose what keeps them out.")
            return
        self.again.commit()
        reason = self.reason.given()
        if reason and not (self.again.typed() and self.again.value() is None):
            self.kept.emit(chosen, reason, self.again.value())
