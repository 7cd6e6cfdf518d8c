"""The words by which a record names medicines. Their grammar is in the other files of this room."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Release, Route
from pharmreview.domain.value import Exact, Value


class Substance(Value):
    """An active ingredient of one of the four classes.

    `label` is how a product's name writes it where that differs ("Morphine sulfate"). `schedule` is that
    of its non-injected forms, None where it is not a controlled drug. A liquid of at most
    `weak_liquid_mg_per_ml` is schedule 5. `strengths` are the milligrams it comes in where a name may write
    them without a unit ("7.5 tablets").
    """

    name: str
    medicine_class: MedicineClass
    synonyms: tuple[str, ...] = ()
    label: str = ""
    schedule: str | None = None
    schedule_injected: str | None = None
    weak_liquid_mg_per_ml: Exact | None = None
    strengths: tuple[Exact, ...] = ()

    def schedule_of(
        self, form: Form, variety: str, strength: Exact | None, mg_per_ml: Decimal | None
    ) -> str | None:
        """The controlled-drug schedule of a product that no table lists; None where its strength decides.

        Undivided powder is past the strength up to which a medicine is of a lighter schedule, as an
        injection is (Misuse of Drugs Regulations 2001, schedule 5).
        """
        if form is Form.INJECTION or (form is Form.OTHER and variety == "powder"):
            return self.schedule_injected or self.schedule
        limit = self.weak_liquid_mg_per_ml
        if limit is None:
            return self.schedule
        if strength is None:
            return None
        return "5" if mg_per_ml is not None and mg_per_ml <= limit else self.schedule


class Compound(Value):
    """One name for a fixed set of substances, the medicine of interest first (co-codamol)."""

    name: str
    of: tuple[str, ...]
    also: tuple[str, ...] = ()


class Brand(Value):
    """A brand and what it settles by itself. What is None must come from the rest of the name.

    `strengths` are in mg, in the order of `of`, per `per_ml` of a liquid; empty where the brand comes in
    several.
    """

    name: str
    of: tuple[str, ...]
    form: Form | None = None
    route: Route | None = None
    release: Release | None = None
    variety: str = ""
    interval_hours: Exact | None = None
    strengths: tuple[Exact, ...] = ()
    per_ml: Exact | None = None


class Vocabulary(Value):
    """Every word a name is read by, with the products against which a reading is settled.

    `other_ingredients` and `other_names`, of brands, are of medicines outside the four classes, `other_words`
    of what else is prescribed; `stems` the endings that international names of such medicines share;
    `endings` are those that mark one of the four classes. `noise` are words that say nothing of the product.
    """

    table_id: str
    substances: tuple[Substance, ...]
    compounds: tuple[Compound, ...] = ()
    brands: tuple[Brand, ...] = ()
    other_ingredients: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    endings: tuple[tuple[str, MedicineClass], ...] = ()
    noise: frozenset[str] = frozenset()
    products: tuple[Product, ...] = ()

    def __hash__(self) -> int:
        return hash(self.table_id)

    @cached_property
    def spoken(self) -> Mapping[str, tuple[str, ...]]:
        """Each name of one word by which directions may speak of a medicine, and what that is made of.

        Without the "co-" of "co-codamol", in small letters. Nothing is known of what a brand outside the four
        classes is made of: it stands for itself.
        """
        made_of: dict[str, tuple[str, ...]] = {
            name: (name,) for name in (*self.other_names, *self.other_ingredients)
        }
        made_of |= {brand.name: brand.of for brand in self.brands}
        made_of |= {name: one.of for one in self.compounds for name in (one.name, *one.also)}
        made_of |= {name: (one.name,) for one in self.substances for name in (one.name, *one.synonyms)}
        plain = {name.casefold().removeprefix("co-"): of for name, of in made_of.items()}
        return {name: of for name, of in plain.items() if name.isalpha()}

    @cached_property
    def spoken_names(self) -> frozenset[str]:
        """These names alone."""
        return frozenset(self.spoken)

    @cached_property
    def spoken_opioids(self) -> frozenset[str]:
        """Those of these names that are of an opioid."""
        opioids = {one.name for one in self.substances if one.medicine_class is MedicineClass.OPIOID}
        return frozenset(name for name, of in self.spoken.items() if opioids.intersection(of))
