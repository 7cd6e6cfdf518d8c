"""What the person does on the turned screen: an answer, how much of the route, whether their name shows."""

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.case import Case
from pharmreview.domain.review.answer import text_of, with_answer
from ui.screens.taper.gestures.held import Held
from ui.screens.taper.person.person_view import PersonView
from ui.screens.taper.person.shown import HIDDEN, NAME_KEY, Shown, shown_of
from ui.screens.taper.working.figures import SAYS_KEY


class TurnGestures(QObject):
    """The answer and the wish about the name are kept with the case; how much is shown is not."""

    changed = Signal(object)
    """Told with what the person sees now."""

    def __init__(self, held: Held) -> None:
        super().__init__(held)
        self._held = held
        self._range = ""

    def begin(self) -> Shown:
        """The screen is turned: it opens on the range that is chosen for print."""
        self._range = ""
        return self.shown()

    def serve(self, view: PersonView) -> None:
        """Have a view show what changes, and its gestures do what they mean."""
        self.changed.connect(view.show_shown)
        self._held.changed.connect(self._tell)
        view.said.connect(self.say)
        view.range_set.connect(self.set_range)
        view.name_turned.connect(self.turn_name)

    def shown(self) -> Shown:
        """What the person sees now."""
        changing = next((m for m in self._held.props.medicines if m.changing), None)
        return shown_of(self._held.inputs, self._range, "" if changing is None else changing.name)

    def set_range(self, code: str) -> None:
        """How much of the route is shown."""
        self._range = code
        self._tell()

    def say(self, code: str) -> None:
        """What the person says of the plan; the same again takes it back."""
        case = self._held.inputs.case
        same = case is not None and text_of(case.answers, SAYS_KEY) == code
        self._answer("What the person says of the plan", SAYS_KEY, "" if same else code)

    def turn_name(self) -> None:
        """Show no name, or show it again."""
        case = self._held.inputs.case
        hidden = case is not None and text_of(case.answers, NAME_KEY) == HIDDEN
        self._answer("Name on the turned screen", NAME_KEY, "" if hidden else HIDDEN)

    def _answer(self, text: str, key: str, value: str) -> None:
        def change(case: Case) -> Case:
            return case.model_copy(update={"answers": with_answer(case.answers, key, value)})

        self._held.desk.open_case.edit(text, change)
        self._tell()

    def _tell(self, _props: object = None) -> None:
        self.changed.emit(self.shown())
