"""What a paper is made from and what comes of it: facts frozen when it is asked for, and pressed pages."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from pharmreview.domain.medicines.product import Product
from pharmreview.domain.patient import Patient, Practice
from pharmreview.domain.review.answer import Answers
from pharmreview.domain.review.together.carried import Carried
from pharmreview.domain.review.together.spoken import Spoken
from pharmreview.domain.taper.plan import TaperPlan
from pharmreview.domain.value import Value


class PaperKind(StrEnum):
    """The papers that can be made. The value is kept with every issued paper and never changes."""

    NEXT_STEP = "plan-next-step"
    NEXT_THREE = "plan-next-three"
    WHOLE_ROUTE = "plan-whole-route"
    FOLLOW_UP = "letter-follow-up"
    GP = "letter-gp"
    INVITATION = "letter-invitation"
    SECOND_INVITATION = "letter-second-invitation"
    CHANGE = "letter-change"
    PAUSE = "letter-pause"
    PHARMACY = "letter-pharmacy"
    HOSPITAL = "letter-hospital"
    MDT = "request-mdt"
    GROUP = "invitation-group"
    SUPPORT = "letter-support"
    DISCHARGE = "letter-discharge-feedback"
    CARE_PLAN = "plan-of-care"
    SHEET = "sheet-conversation"
    DIARY = "diary-home"
    EXPERIENCE = "survey-experience"
    TALKED = "leaflet-talked"
    CALL = "script-phone"

    @property
    def series(self) -> str:
        """Papers of one series replace one another: every form of the plan is one series."""
        return "plan" if self in _PLANS else self.value


_PLANS = (PaperKind.NEXT_STEP, PaperKind.NEXT_THREE, PaperKind.WHOLE_ROUTE)


class TextKind(StrEnum):
    """The text messages that can be made. The value is the id of the message and never changes."""

    INVITE = "text-invite"
    INVITE_NAMED = "text-invite-named"
    REMINDER = "text-reminder"
    MISSED = "text-missed"
    FOLLOW_UP = "text-follow-up"
    FOLLOW_UP_RING = "text-follow-up-ring"
    CHANGED = "text-changed"
    CHANGED_NAMED = "text-changed-named"
    PAUSE = "text-pause"
    GROUP = "text-group"
    EXPERIENCE = "text-experience"

    @property
    def named(self) -> bool:
        """Whether it names a medicine or a condition, which goes only to someone who agreed to that."""
        return self.value.endswith("-named")


class Setting(StrEnum):
    """How a paper for the person is set: 14 point, 18 point with lists for tables, or one thing at a time."""

    STANDARD = "standard"
    LARGE = "large"
    SIMPLE = "simple"


_LARGE_WORDS = ("large print", "18 point", "low vision", "sight", "partially sighted")
_SIMPLE_WORDS = ("easy read", "simple", "learning disabilit")
_CREAM_WORDS = ("cream", "dyslexia", "coloured paper", "yellow paper")


def setting_for(needs: Sequence[str]) -> tuple[Setting, bool]:
    """How a paper is set for someone with these recorded needs, and whether on cream."""
    told = " ".join(needs).casefold()
    cream = any(word in told for word in _CREAM_WORDS)
    if any(word in told for word in _SIMPLE_WORDS):
        return Setting.SIMPLE, cream
    return (Setting.LARGE if any(word in told for word in _LARGE_WORDS) else Setting.STANDARD), cream


class PaperTemplate(Value):
    """The wording a paper is made with: ours, or the practice's own version of it.

    It is not printed without a value for each of `needs`, nor without each of `blocks` in its words. `sheet`
    is letter, plan, clinician, text, or nameless: a sheet to send back, on which nothing says whose it is.
    """

    id: str
    version: str
    title: str
    sheet: str
    text: str
    needs: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    address: str = ""
    """Whose address stands in the window: person, gp, recipient, or none."""

    @property
    def is_nameless(self) -> bool:
        """Whether nothing on it may say whose it is."""
        return self.sheet == "nameless"


class Blank(Value):
    """A place typed for each paper: its name, its meaning, an example, and whether it must be given."""

    name: str
    meaning: str
    example: str
    needed: bool = False


class PaperLanguage(Value):
    """A language that a plan can be printed in beside English.

    `code` is its BCP 47 tag. Until `checked_by` names somebody, such a plan is a draft that may not go out.
    """

    code: str
    name: str
    own_name: str
    checked_by: str = ""


class CurrentMedicine(Value):
    """A medicine as the record words it, for the clinician's table."""

    name: str = Field(repr=False)
    directions: str = Field(default="", repr=False)
    last_issued: date | None = None
    unread: str = ""
    """Why the line could not be read, in words; empty where it was read."""


class Replaced(Value):
    """The issued version that a new one replaces."""

    version: int
    issued: date


class PaperFacts(Value):
    """Everything one paper says, frozen. The same facts make the same bytes.

    `plan` is None where nothing changes. `products` holds every product the plan names, by that name.
    `ome_working` holds one sentence a line; `tables` the ids of the tables used with their review dates.
    """

    kind: PaperKind
    version: int = 1
    today: date
    patient: Patient
    practice: Practice
    answers: Answers = Field(default_factory=dict, repr=False)
    reviewed: date | None = None
    """The day of the review, where it is not the day of the paper."""
    plan: TaperPlan | None = None
    agreed: bool = False
    replaces: Replaced | None = None
    products: dict[str, Product] = Field(default_factory=dict)
    medicines: tuple[CurrentMedicine, ...] = ()
    ome_working: tuple[str, ...] = ()
    ome_is_most: bool = False
    """Whether the OME counts the most that may be taken of something, such as an as-needed medicine."""
    recipient: tuple[str, ...] = Field(default=(), repr=False)
    """Name and address lines of whoever a clinician's letter goes to."""
    enclosed: str = ""
    """The title of a paper that goes with a letter."""
    tables: dict[str, str] = Field(default_factory=dict)
    app_version: str = ""
    details: dict[str, str] = Field(default_factory=dict, repr=False)
    """What was typed for this one paper, by the name of the place it fills."""
    template: PaperTemplate | None = None
    """The wording to use; ours where there is none."""
    setting: Setting = Setting.STANDARD
    cream: bool = False
    story: Carried = Carried()
    """What the review carries on; the rest of it goes to other services only where it may be shared."""
    spoken: Spoken = Spoken()
    """What was spoken of, given and begun, in the words of the review's lists."""
    language: str = ""
    """The second language of a plan, as a BCP 47 tag; or English alone."""


class Concern(Value):
    """Something to look at before printing. It warns and never blocks."""

    code: str
    what: str
    where: str = ""
    start: int = -1
    """The first letter of a template that it points at; -1 where it is about the whole."""
    end: int = -1


class Pressed(Value):
    """A paper as pages: the PDF, its HTML twin, how many pages, and the wording it was made with."""

    title: str
    pdf: bytes = Field(repr=False)
    html: str = Field(repr=False)
    pages: int
    template: str
    concerns: tuple[Concern, ...] = ()
    refused: str = ""
    """Why it may be looked at but may not go out, in one sentence; empty where it may."""


class TextMessage(Value):
    """A text message as it would be sent: its words, its parts, what makes it dear, and why it may not go.

    `refused` is one sentence, or empty. `length` and `room` count as the network does.
    """

    kind: TextKind
    text: str = Field(repr=False)
    length: int
    parts: int
    wide: bool
    room: int
    costly: tuple[Concern, ...] = ()
    refused: str = ""


class RecordPart(Value):
    """One section of the summary for the GP's record, as plain text that begins with who it is about."""

    title: str
    text: str = Field(repr=False)


class KeptTemplate(Value):
    """A version of a template as it was kept, by whom and when; `ours` where ours was put back."""

    template: PaperTemplate
    by: str
    at: datetime
    ours: bool = False


class TemplateDraft(Value):
    """Words of a template as somebody left them: written, not kept, and in no paper."""

    id: str
    text: str
    by: str
    at: datetime


class Standing(Value):
    """How a template stands: as it is used now, the practice's versions of it oldest first, and its draft."""

    template: PaperTemplate
    ours: PaperTemplate
    versions: tuple[KeptTemplate, ...] = ()
    draft: TemplateDraft | None = None

    @property
    def changed(self) -> KeptTemplate | None:
        """The version in use, where it is the practice's own; None where ours is used."""
        return self.versions[-1] if self.versions and not self.versions[-1].ours else None


class Unmade(Value):
    """A paper of a batch that could not be made: its place in the batch, what is wrong, how to mend it."""

    at: int
    what: str
    remedy: str


class Batched(Value):
    """Many papers in one PDF: how many pages, on which page each starts, and those that could not be made."""

    pdf: bytes = Field(repr=False)
    pages: int
    starts: tuple[int, ...] = ()
    unmade: tuple[Unmade, ...] = ()


class PageImage(Value):
    """One page as a picture: width and height in pixels and rows of red, green, blue, alpha bytes."""

    width: int
    height: int
    pixels: bytes = Field(repr=False)
