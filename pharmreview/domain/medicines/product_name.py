"""What a product is called on screen and paper, in the order of the UK dictionary."""

from pharmreview.domain.digits import plain
from pharmreview.domain.medicines.likeness import Described
from pharmreview.domain.medicines.product import Form, Ingredient, Release
from pharmreview.domain.quantity.unit import Unit

_PLURAL = {
    Form.TABLET: "tablets",
    Form.CAPSULE: "capsules",
    Form.PATCH: "transdermal patches",
    Form.SACHET: "sachets",
    Form.GRANULES: "granules sachets",
    Form.LOZENGE: "lozenges",
    Form.FILM: "buccal films",
    Form.SUPPOSITORY: "suppositories",
    Form.IMPLANT: "implants",
}
_TAGS = frozenset(("sr", "xl", "pr", "mr", "la", "retard", "continus", "24hr"))


def strength_text(ingredient: Ingredient, *, with_volume: bool = True) -> str:
    """10mg, 200microgram, 52.5micrograms/hour, 10mg/5ml; empty where the strength is not known."""
    if ingredient.strength is None or ingredient.unit is None:
        return ""
    number = plain(ingredient.strength)
    if ingredient.unit is Unit.MICROGRAM_PER_HOUR:
        return f"{number}micrograms/hour"
    if ingredient.per is None or not with_volume:
        return f"{number}{ingredient.unit.value}"
    unit = "micrograms" if ingredient.unit is Unit.MICROGRAM else ingredient.unit.value
    return f"{number}{unit}{_volume(ingredient)}"


def name_of(product: Described, brand: str = "", compound: str = "") -> str:
    """A product's name: brand where there is one, else compound or ingredients, strength, release, form."""
    if brand or compound or len(product.ingredients) == 1:
        label = brand or compound or _label(product.ingredients[0])
        body = f"{label} {_joined(product.ingredients)}"
    else:
        body = " / ".join(f"{_label(i)} {strength_text(i)}" for i in product.ingredients)
    return " ".join(f"{body} {_form_words(product, brand)}".split())


def _label(ingredient: Ingredient) -> str:
    return f"{ingredient.name} {ingredient.salt}".strip().capitalize()


def _joined(ingredients: tuple[Ingredient, ...]) -> str:
    if any(i.strength is None for i in ingredients):
        return ""
    *before, last = ingredients
    return "/".join([*(strength_text(i, with_volume=False) for i in before), strength_text(last)])


def _volume(ingredient: Ingredient) -> str:
    if ingredient.per is None:
        return ""
    return "/ml" if ingredient.per.value == 1 else f"/{plain(ingredient.per.value)}ml"


def _form_words(product: Described, brand: str) -> str:
    says_release = not _TAGS.isdisjoint(brand.casefold().split())
    releases = product.release is Release.MODIFIED and product.form is not Form.PATCH and not says_release
    variety = product.variety.removesuffix("sugar free").strip()
    tail = " sugar free" if product.variety.endswith("sugar free") else ""
    form = _PLURAL.get(product.form, product.form.value)
    if product.form is Form.OTHER:
        form, variety = variety, ""
    elif variety == "unit dose vial":
        form, variety = f"{form} unit dose vials", ""
    elif product.form is Form.SACHET and variety:
        variety = f"{variety} powder"
    elif variety == "oral lyophilisate":
        form, variety = "oral lyophilisates", ""
    return f"{'modified-release ' if releases else ''}{variety} {form}{tail}"
