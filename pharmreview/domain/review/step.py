"""How a review step is declared: its fields, prompts and coded lists. Everything else reads this.

`kind` is a closed union. A new kind is one class here, one editor, one line on paper and one strategy for
the tests; a test over the union fails until all of them exist.
"""

from typing import Annotated, Literal

from pydantic import Field as Declared

from pharmreview.domain.review.condition import ALWAYS, Condition
from pharmreview.domain.review.reading import Reading
from pharmreview.domain.value import Value


class Option(Value):
    """One entry of a coded list. The code is permanent; labels may be edited.

    `label` is the clinician's word for it, `words` what can be said with the person, `suggests` the codes
    of other lists worth offering beside it: offered, never applied. `advice` is what the clinician may do
    about it, shown while it is chosen. Under `show_when` it is there to be chosen.
    """

    code: str
    label: str
    words: str = ""
    suggests: tuple[str, ...] = ()
    advice: str = ""
    show_when: Condition = ALWAYS


class CodedList(Value):
    """A list of options with where it comes from. `other` lets people write in what is missing."""

    id: str
    title: str
    source: str
    options: tuple[Option, ...]
    other: bool = True


class _Field(Value):
    """What every field has. `id` is permanent: answers are kept under it."""

    id: str
    label: str
    help: str = ""
    group: str = ""
    must: bool = False
    """Finishing waits for it, or for a typed reason. Safety items only."""
    wanted: bool = False
    """Named in the rail while empty; never waits."""
    fact: str = ""
    """The fact about the person this writes; it goes back to the top of the stream."""
    afresh: bool = False
    """Of its day: a later review asks it again, and only shows what was answered before."""
    flags: str = ""
    """The step that is marked in the rail while this is answered yes; nothing opens by itself."""
    show_when: Condition = ALWAYS


class TextField(_Field):
    """A few words. A `sentence`, and what the person said, may run over more lines than one."""

    kind: Literal["text"]
    own_words: bool = False
    sentence: bool = False


class NoteField(_Field):
    """Room to write. `own_words` marks what the person said; `tall` a field the screen is built round."""

    kind: Literal["note"]
    own_words: bool = False
    tall: bool = False


class LinesField(_Field):
    """Short lines in the person's order, first things first. `most` of 0 is as many as they like."""

    kind: Literal["lines"]
    most: int = 0


class DateField(_Field):
    """A date, kept in ISO form."""

    kind: Literal["date"]


class NumberField(_Field):
    """A whole or decimal number with its unit; `least` and `most` are the believable range."""

    kind: Literal["int", "dec"]
    unit: str = ""
    least: int = 0
    most: int = 0


class YesNoField(_Field):
    """Yes, no, or not asked; with a line of words beside it where `note` names what to write."""

    kind: Literal["yn"]
    note: str = ""


class OneField(_Field):
    """One choice from a coded list."""

    kind: Literal["one"]
    choices: str


class ManyField(_Field):
    """Any number of choices from a coded list, in the order they were made; `most` of 0 is no limit.

    With `cards`, each choice stands as a card with its words, as things to show and tell do.
    """

    kind: Literal["many"]
    choices: str
    most: int = 0
    cards: bool = False


class ScaleField(_Field):
    """Nought to ten, with what the ends mean."""

    kind: Literal["scale10"]
    low: str
    high: str


class PersonField(_Field):
    """A member of the team, by name."""

    kind: Literal["person"]


class MedicineField(_Field):
    """One of the medicines on the person's own list."""

    kind: Literal["med"]


class DocumentField(_Field):
    """A paper given to the person: what has become of it (sent, returned, discussed)."""

    kind: Literal["doc"]
    choices: str


class Column(Value):
    """A column of a grid: a choice from a list, several with `many`, or words where it has no list.

    A `stamp` is a day, given by a tick on that day and kept in ISO form.
    """

    id: str
    label: str
    choices: str = ""
    many: bool = False
    stamp: bool = False


class GridField(_Field):
    """A row for each option of `rows`, answered in each column."""

    kind: Literal["grid"]
    rows: str
    columns: tuple[Column, ...]


class CheckField(_Field):
    """Items to tick as discussed, each with a reason instead where it was not. `must` is of every item."""

    kind: Literal["checks"]
    choices: str


class ShownField(_Field):
    """Something the app works out and shows here; nothing is typed."""

    kind: Literal["shown"]
    shows: Literal["medicines", "ome", "high-dose", "tier", "plan", "then-and-now", "then-and-now_12"]


Field = Annotated[
    TextField
    | NoteField
    | LinesField
    | DateField
    | NumberField
    | YesNoField
    | OneField
    | ManyField
    | ScaleField
    | PersonField
    | MedicineField
    | DocumentField
    | GridField
    | CheckField
    | ShownField,
    Declared(discriminator="kind"),
]


class Group(Value):
    """Fields that belong together under a heading. A folded group opens when asked.

    With `afresh`, every field of it is of its day. With `each_sitting`, every sitting asks it, and what an
    earlier one told is kept beside it. The id of a group `after` another is that one's with an ending; it has
    the same fields, their ids with that ending, and beside each what was answered in that one.
    """

    id: str
    title: str
    help: str = ""
    folded: bool = False
    afresh: bool = False
    each_sitting: bool = False
    dated: bool = False
    """Whether the day on which it was last written in is kept. A group of each sitting has its day."""
    after: str = ""

    def before(self, field_id: str) -> str:
        """The id of the field of which this group's one asks again."""
        return field_id.removesuffix(self.id.removeprefix(self.after))


class Step(Value):
    """One step of a review. `prompts` names a coded list of things to say, picked or not."""

    id: str
    number: int
    title: str
    purpose: str
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    prompts: str = ""


class ReviewForm(Value):
    """The whole declaration: steps in order, the lists they draw on, and what may be given to read."""

    id: str
    steps: tuple[Step, ...]
    lists: tuple[CodedList, ...]
    reading: tuple[Reading, ...] = ()

    def step(self, step_id: str) -> Step:
        """The step of this id. Raises KeyError when there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def options(self, list_id: str) -> CodedList:
        """The coded list of this id. Raises KeyError when there is none."""
        for one in self.lists:
            if one.id == list_id:
                return one
        raise KeyError(list_id)

    def field(self, key: str) -> Field | None:
        """The field of a key `step.field`; None where none is declared."""
        step_id, _, field_id = key.partition(".")
        step = next((s for s in self.steps if s.id == step_id), None)
        return None if step is None else next((f for f in step.fields if f.id == field_id), None)
