"""What the engine must not plan, by name, with what to do instead."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pharmreview.domain.lines.line import Directions, Line, MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.lines.statements.wording import span_words
from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Release, Route, Supply
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Medicine, Refusal, TaperRequest
from pharmreview.domain.taper.wishes import Circumstance
from pharmreview.domain.value import Value
from pharmreview.domain.words.numbers import count, often

PLANNED = (MedicineClass.OPIOID, MedicineClass.GABAPENTINOID)
FORTNIGHT = 14
_THREE_DAYS = Decimal(72)
LIQUIDS = (Form.LIQUID, Form.DROPS, Form.LINCTUS, Form.SUSPENSION)
SOLIDS = (Form.TABLET, Form.CAPSULE, Form.SACHET, Form.GRANULES, Form.PATCH)


class ReadMedicine(Value):
    """A medicine of a request with what could be read of its name and its directions."""

    medicine: Medicine
    line: Line
    more: tuple[Line, ...] = ()
    """The further lines of the same medicine, in the order the request names them."""

    @property
    def lines(self) -> tuple[MedicationLine, ...]:
        """Every line that could be read."""
        return tuple(line for line in (self.line, *self.more) if isinstance(line, MedicationLine))

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """Name and directions of every line, as the record words them."""
        also = tuple((a.name, a.directions) for a in self.medicine.also)
        return ((self.medicine.name, self.medicine.directions), *also)

    @property
    def product(self) -> Product | None:
        """The product, where the name could be read."""
        return None if isinstance(self.line, OtherLine) else self.line.product

    @property
    def directions(self) -> Directions | None:
        """What is taken, where both name and directions could be read."""
        return self.line.directions if isinstance(self.line, MedicationLine) else None

    @property
    def medicine_class(self) -> MedicineClass | None:
        """Which of the four groups it is of; None for another medicine, or where that is not known."""
        if isinstance(self.line, UnreadLine) and self.line.medicine_class is not None:
            return self.line.medicine_class
        return None if self.product is None else self.product.medicine_class


def refusal(settings: TaperSettings, code: str, **facts: object) -> Refusal:
    """The refusal of that code, its words filled in."""
    wording = settings.refusals[code]
    return Refusal(code=code, text=wording.text.format(**facts), source=wording.source)


def refused(
    reads: Iterable[ReadMedicine],
    order: Iterable[str],
    settings: TaperSettings,
    request: TaperRequest | None = None,
) -> tuple[Refusal, ...]:
    """Every reason not to plan: the person, what nobody may taper here, what may not change."""
    changing = set(order)
    reads = tuple(reads)
    found = [] if request is None else [*_standing(reads, changing, settings, request)]
    for read in reads:
        for (name, _), line in zip(read.written, (read.line, *read.more), strict=True):
            code, facts = _anywhere(line)
            if not code and read.medicine.id in changing:
                code, facts = _changing(line, read.medicine)
            if code:
                found.append(refusal(settings, code, name=name, **facts))
    return tuple(found)


def _standing(
    reads: Sequence[ReadMedicine],
    changing: set[str],
    settings: TaperSettings,
    request: TaperRequest,
) -> Iterable[Refusal]:
    """The person's circumstances, and weekly steps after long use. Epilepsy concerns gabapentinoids alone."""
    every, months = request.pace.every_days, request.used_months
    if every is not None and every < FORTNIGHT and months is not None and months >= settings.short_use_months:
        name = next(r.medicine.name for r in reads if r.medicine.id in changing)
        facts = {
            "months": str(settings.short_use_months),
            "used": count(months, "month"),
            "every": often(every),
        }
        yield refusal(settings, "weekly-needs-short-use", name=name, **facts)
    for circumstance in request.circumstances:
        code = f"circumstance-{circumstance.value}"
        if circumstance is not Circumstance.EPILEPSY:
            yield refusal(settings, code)
            continue
        for read in reads:
            if read.medicine.id in changing and read.medicine_class is MedicineClass.GABAPENTINOID:
                yield refusal(settings, code, name=read.medicine.name)


def _anywhere(line: Line) -> tuple[str, dict[str, str]]:
    """Medicines that stop any plan, also one for another medicine of the same person."""
    product = None if isinstance(line, OtherLine) else line.product
    if product is not None and (code := _specialist(product)):
        return code, {}
    if isinstance(line, UnreadLine):
        code = "unread-medicine" if product is None else "unread-directions"
        return code, {"why": _ended(line.why), "example": example(product)}
    return "", {}


def _specialist(product: Product) -> str:
    main = product.main
    if main.name == "methadone":
        return "methadone"
    if product.supply is Supply.OUT_OF_SCOPE or (
        main.name == "buprenorphine"
        and product.route is not Route.TRANSDERMAL
        and main.unit is Unit.MILLIGRAM
    ):
        return "opioid-dependence"
    if main.name == "fentanyl" and product.release is Release.IMMEDIATE:
        return "immediate-release-fentanyl"
    if product.medicine_class is MedicineClass.OPIOID and product.form in (Form.INJECTION, Form.IMPLANT):
        return "form-not-planned"
    return ""


def _changing(line: Line, medicine: Medicine) -> tuple[str, dict[str, str]]:
    """What may stand frozen beside a plan but not change in one."""
    if not isinstance(line, MedicationLine) or line.product.medicine_class not in PLANNED:
        return "class-not-planned", {}
    product, taken = line.product, line.directions
    if product.form not in (*SOLIDS, *LIQUIDS):
        return "form-not-planned", {}
    measured = product.form not in LIQUIDS or product.main.per is not None
    if product.main.strength is None or product.main.unit is None or not measured:
        return "strength-needed", {}
    answered = medicine.interval_hours is not None
    if product.release is Release.MODIFIED and product.interval_hours is None and not answered:
        return "interval-needed", {"why": _ended(line.ask or "the name does not tell it")}
    if taken.changing:
        return "dose-changing", {}
    if taken.low != taken.high:
        return "dose-range", {}
    return ("nothing-taken", {}) if taken.high <= 0 else ("", {})


def _ended(why: str) -> str:
    """A reason as the end of a sentence: no full stop of its own."""
    return why.strip().rstrip(".")


def example(product: Product | None) -> str:
    """How directions of such a product are written out."""
    if product is not None and product.is_patch:
        return f"ONE PATCH EVERY {span_words(product.interval_hours or _THREE_DAYS)}".upper()
    if product is not None and product.form in LIQUIDS:
        per = product.main.per
        return "0.5ml FOUR TIMES A DAY" if per is not None and per.value == 1 else "5ml FOUR TIMES A DAY"
    return "ONE TWICE A DAY"


def not_whole(units: Decimal, product: Product) -> bool:
    """True where so many units would split what must not be split."""
    step = Decimal("0.5") if product.splittable else Decimal(1)
    return units % step != 0
