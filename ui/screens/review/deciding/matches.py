"""What may meet each thing in the way: the suggestions beside their reason, and what the clinician may do."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pharmreview.domain.review.answer import chosen
from pharmreview.domain.review.step import Option
from ui.forms.editors.choosing import said
from ui.screens.review.props import Props
from ui.theme.tokens import Role
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import empty_out


def matches(props: Props, fields: tuple[str, ...]) -> tuple[str, ...]:
    """A line for each option chosen in these fields of the step that something is known to meet."""
    by_code = {o.code: o for of in props.context.lists.values() for o in of.options}
    picked = [c for f in fields for c in chosen(props.answers, f"{props.step.id}.{f}") if c in by_code]
    told = []
    for option in (by_code[code] for code in picked):
        met = "; ".join(_worded(by_code[code], props.name) for code in option.suggests)
        if met or option.advice:
            sentences = [f"may be met with: {met}." if met else "", option.advice]
            told.append(f"“{said(option, props.name)}” {' '.join(s for s in sentences if s)}")
    return tuple(told)


class MatchesList(QWidget):
    """The lines, one under the other; nothing while nothing is in the way."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 0)
        self._column.setSpacing(3)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these lines."""
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        empty_out(self._column)
        for line in lines:
            self._column.addWidget(Label(line, Role.LABEL, "ink2", wrap=True))

    def lines(self) -> tuple[str, ...]:
        """The lines shown."""
        return self._shown


def _worded(option: Option, name: str) -> str:
    """A point about medicines is said in full; every other suggestion by its chip's words."""
    words = option.words if option.code.startswith("MED") else said(option, name)
    return words[:1].casefold() + words[1:].rstrip(".") if not words.startswith("I ") else words
