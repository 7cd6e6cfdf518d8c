"""What a paper is made from and what comes of it: facts frozen when it is asked for, and pressed pages."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from pharmreview.domain.medicines.product import Product
from pharmreview.domain.patient import Patient, Practice
from pharmreview.domain.review.answer import Answers
from pharmreview.domain.taper.plan import TaperPlan
from pharmreview.domain.value import Value


class PaperKind(StrEnum):
    """The papers that can be made. The value is kept with every issued paper and never changes."""

    NEXT_STEP = "plan-next-step"
    NEXT_THREE = "plan-next-three"
    WHOLE_ROUTE = "plan-whole-route"
    FOLLOW_UP = "letter-follow-up"
    GP = "letter-gp"

    @property
    def series(self) -> str:
        """Papers of one series replace one another: every form of the plan is one series."""
        return "plan" if self.value.startswith("plan-") else self.value


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
    version: int
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
    recipient: tuple[str, ...] = Field(default=(), repr=False)
    """Name and address lines of whoever a clinician's letter goes to."""
    enclosed: str = ""
    """The title of a paper that goes with a letter."""
    tables: dict[str, str] = Field(default_factory=dict)
    app_version: str = ""


class Concern(Value):
    """Something to look at before printing. It warns and never blocks."""

    code: str
    what: str
    where: str = ""


class Pressed(Value):
    """A paper as pages: the PDF, its HTML twin, how many pages, and the wording it was made with."""

    title: str
    pdf: bytes = Field(repr=False)
    html: str = Field(repr=False)
    pages: int
    template: str
    concerns: tuple[Concern, ...] = ()


class PageImage(Value):
    """One page as a picture: width and height in pixels and rows of red, green, blue, alpha bytes."""

    width: int
    height: int
    pixels: bytes = Field(repr=False)
