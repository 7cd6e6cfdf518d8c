"""What the engine must not plan, by name, with what to do instead."""

from collections.abc import Iterable
from decimal import Decimal

from pharmreview.domain.lines.line import Directions, Line, MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Release, Route, Supply
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Medicine, Refusal
from pharmreview.domain.value import Value

PLANNED = (MedicineClass.OPIOID, MedicineClass.GABAPENTINOID)
LIQUIDS = (Form.LIQUID, Form.DROPS, Form.LINCTUS, Form.SUSPENSION)
SOLIDS = (Form.TABLET, Form.CAPSULE, Form.SACHET, Form.GRANULES, Form.PATCH)


class ReadMedicine(Value):
    """A medicine of a request with what could be read of its name and its directions."""

    medicine: Medicine
    line: Line

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
    reads: Iterable[ReadMedicine], order: Iterable[str], settings: TaperSettings
) -> tuple[Refusal, ...]:
    """Every reason not to plan: what nobody may taper here wherever it stands, and what may not change."""
    changing = set(order)
    found: list[Refusal] = []
    for read in reads:
        code, facts = _anywhere(read)
        if not code and read.medicine.id in changing:
            code, facts = _changing(read)
        if code:
            found.append(refusal(settings, code, name=read.medicine.name, **facts))
    return tuple(found)


def _anywhere(read: ReadMedicine) -> tuple[str, dict[str, str]]:
    """Medicines that stop any plan, also one for another medicine of the same person."""
    if read.product is not None and (code := _specialist(read.product)):
        return code, {}
    if isinstance(read.line, UnreadLine):
        code = "unread-medicine" if read.product is None else "unread-directions"
        return code, {"why": _ended(read.line.why)}
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


def _changing(read: ReadMedicine) -> tuple[str, dict[str, str]]:
    """What may stand frozen beside a plan but not change in one."""
    product, taken = read.product, read.directions
    if product is None or taken is None or product.medicine_class not in PLANNED:
        return "class-not-planned", {}
    if product.form in LIQUIDS:
        return "not-yet-planned", {}
    if product.form not in SOLIDS:
        return "form-not-planned", {}
    if product.main.strength is None or product.main.unit is None:
        return "strength-needed", {}
    answered = read.medicine.interval_hours is not None
    if product.release is Release.MODIFIED and product.interval_hours is None and not answered:
        ask = read.line.ask if isinstance(read.line, MedicationLine) else None
        return "interval-needed", {"why": _ended(ask or "the name does not tell it")}
    if taken.changing:
        return "dose-changing", {}
    if taken.low != taken.high:
        return "dose-range", {}
    return ("nothing-taken", {}) if taken.high <= 0 else ("", {})


def _ended(why: str) -> str:
    """A reason as the end of a sentence: no full stop of its own."""
    return why.strip().rstrip(".")


def not_whole(units: Decimal, product: Product) -> bool:
    """True where so many units would split what must not be split."""
    step = Decimal("0.5") if product.splittable else Decimal(1)
    return units % step != 0
