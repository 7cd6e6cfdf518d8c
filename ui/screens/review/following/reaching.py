"""Reaching somebody who did not come: the next step, why, and since when."""

from ui import text as words_of
from ui.screens.review.props import Reach
from ui.widgets.buttons.button import Button
from ui.widgets.panels.notice import Notice, Tone


class ReachingNotice(Notice):
    """What is next for the open person, with the way to its paper."""

    def __init__(self) -> None:
        super().__init__("", tone=Tone.QUIET)
        self.papers: Button = self.add_choice("Open papers", icon="papers")

    def show_reach(self, reach: Reach) -> None:
        """Show the next step, or that nothing is due."""
        rung = reach.rung
        self.papers.setVisible(rung is not None and bool(rung.paper))
        if rung is None:
            self.set_tone(Tone.QUIET)
            self.set_words("Nothing is due", reach.quiet)
            return
        self.set_tone(Tone.CAUTION)
        self.set_words(f"Next: {rung.what}.", f"{rung.why}. Since {words_of.day(rung.since)}.")
