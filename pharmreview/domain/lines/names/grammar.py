"""The fixed words of a product name: units, salts, release, and what says its form."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.medicines.product import Form, Route
from pharmreview.domain.quantity.unit import Unit


class MassUnit(NamedTuple):
    """A unit of mass as written, and how many of `unit` it is."""

    unit: Unit
    times: Decimal


_MG = MassUnit(Unit.MILLIGRAM, Decimal(1))
_MICROGRAM = MassUnit(Unit.MICROGRAM, Decimal(1))
_GRAM = MassUnit(Unit.MILLIGRAM, Decimal(1000))

MASS = {
    **dict.fromkeys("mg mgs mgm milligram milligrams milligramme milligrammes".split(), _MG),
    **dict.fromkeys(
        "mcg mcgs mcgm ug ugs microgram micrograms microgramme microgrammes micro microg microgr "
        "microgra".split(),
        _MICROGRAM,
    ),
    **dict.fromkeys("g gm gms gram grams gramme grammes".split(), _GRAM),
}
VOLUME = {
    **dict.fromkeys("ml mls millilitre millilitres milliliter cc".split(), Decimal(1)),
    **dict.fromkeys("l litre litres liter".split(), Decimal(1000)),
}
HOUR = frozenset("h hr hrs hour hours hourly".split())
DAY = frozenset(("day", "days"))
EACH = frozenset(
    "dose actuation spray puff sachet tablet tab capsule cap patch ampoule amp vial unit lozenge film "
    "suppository".split()
)
NUMBER_WORDS = {"three": 3, "four": 4, "seven": 7}

SALTS = {
    **dict.fromkeys("sulfate sulphate sulf sulph sulfat sulphat sul sulpha".split(), "sulfate"),
    **dict.fromkeys(
        "hydrochloride hydrochlor hydrochlori hydrochlorid hydrochl hcl hyd hydroch".split(), "hydrochloride"
    ),
    **dict.fromkeys("phosphate phos phosph phosphat phosp".split(), "phosphate"),
    **dict.fromkeys(("tartrate", "tart", "hydrogen", "bitartrate", "hydrotartrate"), "tartrate"),
    **dict.fromkeys(("hydrobromide", "hbr"), "hydrobromide"),
    **dict.fromkeys(("napsylate", "napsilate"), "napsilate"),
    **{word: word for word in ("maleate", "pectinate", "citrate", "lactate", "acetate", "pentahydrate")},
    **{word: word for word in ("hemihydrate", "dipotassium", "base", "anhydrous")},
}

RELEASE_TAGS = frozenset("mr sr xl cr la er xr pr retard".split())
_RELEASE_FIRST = frozenset("modified prolonged sustained slow extended controlled delayed mod".split())
_RELEASE_CUT = frozenset("modified prolonged sustained extended".split())
_RELEASE_SECOND = frozenset("release rel releas relea".split())

VARIETIES = {
    "effervescent": "effervescent",
    "eff": "effervescent",
    "soluble": "soluble",
    "dispersible": "dispersible",
    "orodispersible": "orodispersible",
    "melt": "orodispersible",
    "melts": "orodispersible",
    "sublingual": "sublingual",
    "buccal": "buccal",
    "chewable": "chewable",
    "lyophilisate": "oral lyophilisate",
    "lyophilisates": "oral lyophilisate",
}

_TABLET = frozenset(
    "tablet tablets tab tabs tabl table tablett caplet caplets lyophilisate lyophilisates".split()
)
_CAPSULE = frozenset("capsule capsules cap caps capsul capsu".split())
_PATCH = frozenset("patch patches patc transdermal transderm transder td matrix".split())
_RECTAL = frozenset("rectal rectally rectube rectubes enema enemas rectum".split())
_SUPPOSITORY = frozenset("suppository suppositories supps supp suppos".split())
_INJECTION = frozenset("injection injections inj injectable infusion intravenous intramuscular".split())
_VESSEL = frozenset(
    "ampoule ampoules amp amps vial vials syringe syringes cartridge cartridges minijet bags".split()
)
_MOUTH = frozenset("oral orally oromucosal nasal nebuliser unit linctus drops".split())
_LIQUID = frozenset(
    "solution soln solutio liquid liq elixir syrup mixture concentrate concentrated oral".split()
)
_SUSPENSION = frozenset("suspension susp suspensio".split())
_TOPICAL = frozenset("cream ointment gel lotion foam shampoo".split())
_FILM = frozenset(("film", "films"))
_SPRAY = frozenset(("spray", "sprays"))
_FORM_WORDS = ((frozenset(("suppository",)), _SUPPOSITORY),)
OTHER_WORDS = frozenset(
    "sugar free paediatric pre filled prefilled with integral applicator for of in the and plus a an to per "
    "strength modified release coated film gastro resistant hard soft powder dose diluent flavour flavoured "
    "colour free adult children bottle bottles pack titration starter system iontophoretic nebuliser "
    "inhalation cigarettes impregnated implant implants tube tubes emulsion strip strips po pv nasal "
    "immediate standard each containing".split()
)
_IMPLANT = frozenset(("implant", "implants"))
_INHALED = frozenset("nebuliser nebules inhalation inhaled cigarettes cigarette".split())
FORM_WORDS = (
    _TABLET | _CAPSULE | _PATCH | _RECTAL | _SUPPOSITORY | _INJECTION | _VESSEL | _MOUTH | _LIQUID
    | _SUSPENSION | _TOPICAL | _FILM | _SPRAY | _IMPLANT | _INHALED
    | frozenset("lozenge lozenges granules granule sachet sachets powder".split())
)  # fmt: skip
KNOWN_WORDS = (
    FORM_WORDS | OTHER_WORDS | VARIETIES.keys() | RELEASE_TAGS | _RELEASE_FIRST | _RELEASE_SECOND | HOUR | DAY
)
_WHOLE_WORDS = (
    "tablets capsules modified prolonged transdermal patches solution suspension sachets effervescent "
    "dispersible orodispersible sublingual suppositories injection linctus granules lozenges ampoules "
    "hydrochloride phosphate sulfate sulphate"
).split()


class Shape(NamedTuple):
    """What the words say about the form: None where they say nothing."""

    form: Form | None
    route: Route | None = None
    variety: str = ""


def completed(word: str) -> str:
    """The whole word that a cut-off last word begins, where there is only one."""
    if len(word) < 4:
        return word
    found = [whole for whole in _WHOLE_WORDS if whole.startswith(word)]
    return found[0] if len(found) == 1 else word


def release_words(words: Sequence[str], position: int) -> int:
    """How many words at `position` say that the release is modified; 0 where they do not."""
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else ""
    if word in RELEASE_TAGS:
        return 1
    if word in _RELEASE_FIRST and following in _RELEASE_SECOND:
        return 2
    if word == "long" and following == "acting":
        return 2
    return 1 if word in _RELEASE_CUT else 0


def shape_of(words: Collection[str]) -> Shape:
    """The form, route and kind that the words of a name state. Injection outranks the vessel it comes in."""
    said = frozenset(words)
    variety = _variety(said)
    if said & _INJECTION or (said & _VESSEL and not said & _MOUTH and not said & _RECTAL):
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
        strong = bool(said & {"concentrate", "concentrated"})
        return Shape(Form.LIQUID, Route.ORAL, "concentrated" if strong else variety)
    if "powder" in said:
        return Shape(Form.OTHER, Route.OTHER, "powder")
    route = Route.SUBLINGUAL if "sublingual" in said else Route.BUCCAL if "buccal" in said else None
    return Shape(None, route, variety)
