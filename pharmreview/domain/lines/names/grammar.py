"""The fixed words of a product name: units, salts, release, and what says its form."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pharmreview.domain.medicines.product import Form, Route
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.words.spelling import places_of, steps_between


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class MassUnit(NamedTuple):
    """A unit of mass as written, and how many of `unit` it is."""

    unit: Unit
    times: Decimal


_MG = MassUnit(Unit.MILLIGRAM, Decimal(1))
_MICROGRAM = MassUnit(Unit.MICROGRAM, Decimal(1))
_GRAM = MassUnit(Unit.MILLIGRAM, Decimal(1000))

MASS = {
    **dict.fromkeys(_words("mg mgs mgm milligram milligrams milligramme milligrammes"), _MG),
    **dict.fromkeys(
        _words(
            "mcg mcgs mcgm ug ugs microgram micrograms microgramme microgrammes micro microg microgr microgra"
        ),
        _MICROGRAM,
    ),
    **dict.fromkeys(_words("g gm gms gram grams gramme grammes"), _GRAM),
}
VOLUME = {
    **dict.fromkeys(_words("ml mls millilitre millilitres milliliter cc"), Decimal(1)),
    **dict.fromkeys(_words("l litre litres liter"), Decimal(1000)),
}
HOUR = _words("h hr hrs hour hours hourly")
DAY = frozenset(("day", "days"))
EACH = _words(
    "dose actuation spray puff sachet tablet tab capsule cap patch ampoule amp vial unit lozenge film "
    "suppository"
)
DENIALS = _words(
    "stop stopped omit omitted suspended withheld discontinued ceased cancelled allergy allergic intolerant "
    "intolerance declined avoid never not adverse reaction ineffective contraindicated"
)
NUMBER_WORDS = {"three": 3, "four": 4, "seven": 7}

SALTS = {
    **dict.fromkeys(_words("sulfate sulphate sulf sulph sulfat sulphat sul sulpha"), "sulfate"),
    **dict.fromkeys(
        _words("hydrochloride hydrochlor hydrochlori hydrochlorid hydrochl hcl hyd hydroch"), "hydrochloride"
    ),
    **dict.fromkeys(_words("phosphate phos phosph phosphat phosp"), "phosphate"),
    **dict.fromkeys(("tartrate", "tart", "hydrogen", "bitartrate", "hydrotartrate"), "tartrate"),
    **dict.fromkeys(("hydrobromide", "hbr"), "hydrobromide"),
    **dict.fromkeys(("napsylate", "napsilate"), "napsilate"),
    **{word: word for word in ("maleate", "pectinate", "citrate", "lactate", "acetate", "pentahydrate")},
    **{word: word for word in ("hemihydrate", "dipotassium", "base", "anhydrous")},
}

RELEASE_TAGS = _words("mr sr xl cr la er xr pr retard")
_RELEASE_FIRST = _words("modified prolonged sustained slow extended controlled delayed mod")
_AT_ONCE = _words("immediate standard normal instant rapid quick fast")
_RELEASE_CUT = _words("modified prolonged sustained extended")
_RELEASE_SECOND = _words("release rel releas relea")

VARIETIES = {
    "effervescent": "effervescent",
    "eff": "effervescent",
    "soluble": "soluble",
    "dispersible": "dispersible",
    "orodispersible": "orodispersible",
    "orodisp": "orodispersible",
    "melt": "orodispersible",
    "melts": "orodispersible",
    "sublingual": "sublingual",
    "buccal": "buccal",
    "chewable": "chewable",
    "lyophilisate": "oral lyophilisate",
    "lyophilisates": "oral lyophilisate",
}

_TABLET = _words("tablet tablets tab tabs tabl table tablett caplet caplets lyophilisate lyophilisates")
_CAPSULE = _words("capsule capsules cap caps capsul capsu")
_PATCH = _words("patch patches patc transdermal transderm transder td matrix")
_RECTAL = _words("rectal rectally rectube rectubes enema enemas rectum")
_SUPPOSITORY = _words("suppository suppositories supps supp suppos")
_INJECTION = _words("injection injections inj injectable infusion intravenous intramuscular")
_VESSEL = _words("ampoule ampoules amp amps vial vials syringe syringes cartridge cartridges minijet bags")
_MOUTH = _words("oral orally oromucosal nasal nebuliser unit linctus drops")
_LIQUID = _words(
    "solution soln solutio liquid liq elixir syrup mixture mix concentrate concentrated conc oral"
)
_SUSPENSION = _words("suspension susp suspensio")
_TOPICAL = _words("cream ointment gel lotion foam shampoo")
_FILM = frozenset(("film", "films"))
_SPRAY = frozenset(("spray", "sprays"))
OTHER_WORDS = _words(
    "sugar free paediatric pre filled prefilled with integral applicator for of in the and plus a an to per "
    "strength modified release coated film gastro resistant hard soft powder dose diluent flavour flavoured "
    "colour free adult children bottle bottles pack titration starter system iontophoretic nebuliser "
    "inhalation cigarettes impregnated implant implants tube tubes emulsion strip strips po pv nasal "
    "immediate standard each containing"
)
_IMPLANT = frozenset(("implant", "implants"))
_INHALED = _words("nebuliser nebules inhalation inhaled cigarettes cigarette")
FORM_WORDS = (
    _TABLET | _CAPSULE | _PATCH | _RECTAL | _SUPPOSITORY | _INJECTION | _VESSEL | _MOUTH | _LIQUID
    | _SUSPENSION | _TOPICAL | _FILM | _SPRAY | _IMPLANT | _INHALED
    | _words("lozenge lozenges granules granule sachet sachets powder")
)  # fmt: skip
KNOWN_WORDS = (
    FORM_WORDS | OTHER_WORDS | VARIETIES.keys() | RELEASE_TAGS | _RELEASE_FIRST | _RELEASE_SECOND
    | HOUR | DAY | EACH | MASS.keys() | VOLUME.keys()
)  # fmt: skip
_NOT_MISSPELT = KNOWN_WORDS | SALTS.keys() | _AT_ONCE
_WHOLE_WORDS = _words(
    "tablets capsules modified prolonged transdermal patches solution suspension sachets effervescent "
    "dispersible orodispersible sublingual suppositories injection linctus granules lozenges ampoules "
    "hydrochloride phosphate sulfate sulphate"
)


_TELLING = {
    word: places_of(word)
    for word in _WHOLE_WORDS - SALTS.keys()
    | _words(
        "tablet capsule patch soluble buccal nasal spray drops rectal oromucosal sachet lozenge release "
        "concentrated"
    )
}


class Shape(NamedTuple):
    """What the words say about the form: None where they say nothing."""

    form: Form | None
    route: Route | None = None
    variety: str = ""


NO_SHAPE = Shape(None)


def completed(word: str) -> str:
    """The whole word that a cut-off last word begins, where there is only one."""
    if len(word) < 4:
        return word
    found = [whole for whole in _WHOLE_WORDS if whole.startswith(word)]
    return found[0] if len(found) == 1 else word


@lru_cache(maxsize=4096)
def misspelt(word: str) -> str:
    """The word of form or release that an unknown word is a slip or two away from; "" where there is none."""
    allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    near = [(steps_between(whole, places, word), whole) for whole, places in _TELLING.items() if allowed]
    steps, whole = min(near, default=(allowed + 1, ""))
    return whole if steps <= allowed else ""


def release_words(words: Sequence[str], position: int) -> int:
    """How many words at `position` say that the release is modified; 0 where they do not.

    A word that nobody knows before "release" says so too: it is "modified" misspelt, never "immediate".
    """
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else ""
    if word in RELEASE_TAGS:
        return 1
    if word in _RELEASE_FIRST and following in _RELEASE_SECOND:
        return 2
    if word == "long" and following == "acting":
        return 2
    if following in _RELEASE_SECOND and word.isalpha() and word not in _NOT_MISSPELT:
        return 0 if word.startswith("im") else 2
    return 1 if word in _RELEASE_CUT else 0


def shape_of(words: Collection[str]) -> Shape:
    """The form, route and kind that the words of a name state. Injection outranks the vessel it comes in."""
    said = frozenset(words)
    variety = _variety(said)
    if said & _INJECTION or (said & _VESSEL and not said & (_MOUTH | _RECTAL | {"buccal"})):
        return Shape(Form.INJECTION, Route.INJECTED)
    if said & _SUPPOSITORY:
        return Shape(Form.SUPPOSITORY, Route.RECTAL)
    if said & _RECTAL:
        return Shape(Form.OTHER, Route.RECTAL, "rectal solution")
    if said & _INHALED or said & _TOPICAL:
        return Shape(Form.OTHER, Route.OTHER, next(iter(sorted(said & (_INHALED | _TOPICAL)))))
    if said & _IMPLANT:
        return Shape(Form.IMPLANT, Route.INJECTED)
    if "nasal" in said:
        spray = said & _SPRAY
        return Shape(
            Form.NASAL_SPRAY if spray else Form.OTHER, Route.NASAL, "" if spray else "nasal solution"
        )
    return _solid(said, variety) or _liquid(said, variety)


def two_forms(words: Collection[str]) -> bool:
    """Tablets and capsules are both named."""
    said = frozenset(words)
    return not said.isdisjoint(_TABLET) and not said.isdisjoint(_CAPSULE)


def _variety(said: frozenset[str]) -> str:
    kinds = [kind for word, kind in VARIETIES.items() if word in said]
    if "sugar" in said and "free" in said:
        kinds.append("sugar free")
    return " ".join(dict.fromkeys(kinds))


def _solid(said: frozenset[str], variety: str) -> Shape | None:
    if said & {"lozenge", "lozenges"}:
        return Shape(Form.LOZENGE, Route.BUCCAL)
    if said & _FILM and "coated" not in said:
        return Shape(Form.FILM, Route.SUBLINGUAL if "sublingual" in said else Route.BUCCAL)
    if said & {"system", "iontophoretic"}:
        return Shape(Form.OTHER, Route.TRANSDERMAL, "iontophoretic system")
    if said & _PATCH:
        return Shape(Form.PATCH, Route.TRANSDERMAL)
    if said & {"granules", "granule"}:
        return Shape(Form.GRANULES, Route.ORAL, "sugar free" if "free" in said else "")
    if said & {"sachet", "sachets"}:
        return Shape(Form.SACHET, Route.ORAL, variety)
    if said & _TABLET:
        route = Route.BUCCAL if "buccal" in said else Route.ORAL
        under = {"sublingual", "lyophilisate", "lyophilisates"}
        return Shape(Form.TABLET, Route.SUBLINGUAL if said & under else route, variety)
    if said & _CAPSULE:
        return Shape(Form.CAPSULE, Route.ORAL, variety)
    return None


def _liquid(said: frozenset[str], variety: str) -> Shape:
    if said & {"oromucosal", "buccal"} and said & (_LIQUID | _VESSEL | {"oromucosal"}):
        return Shape(Form.OTHER, Route.BUCCAL, "oromucosal solution")
    if "linctus" in said:
        return Shape(Form.LINCTUS, Route.ORAL, variety)
    if "drops" in said:
        return Shape(Form.DROPS, Route.ORAL, variety)
    if said & _SUSPENSION:
        return Shape(Form.SUSPENSION, Route.ORAL, variety)
    if said & _LIQUID:
        if "dose" in said and said & _VESSEL:
            return Shape(Form.LIQUID, Route.ORAL, "unit dose vial")
        strong = bool(said & {"concentrate", "concentrated", "conc"})
        return Shape(Form.LIQUID, Route.ORAL, "concentrated" if strong else variety)
    if "powder" in said:
        return Shape(Form.OTHER, Route.OTHER, "powder")
    route = Route.SUBLINGUAL if "sublingual" in said else Route.BUCCAL if "buccal" in said else None
    return Shape(None, route, variety)
