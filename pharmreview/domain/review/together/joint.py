"""A joint visit: who had which part, one sentence all of them sign, and whether a signature holds."""

from datetime import datetime

from pharmreview.domain.review.answer import Answers, AnswerValue, chosen, text_of
from pharmreview.domain.value import Value

PLACES = ("J1", "J2", "J3", "J4")
"""Where clinicians stand in the grid of a joint visit, by the permanent codes of its rows."""
MESSAGE = "follow_up.joint_message"
_GRID = "follow_up.joint"


class Signature(Value):
    """One clinician's name under the agreed sentence.

    `on_their_word` is the signed-in user who noted it for somebody who was not signed in, "" for their own
    hand. `holds` is false once the sentence reads otherwise than it did when it was signed.
    """

    place: str
    name: str
    at: datetime
    on_their_word: str = ""
    holds: bool = True


class Clinician(Value):
    """One clinician of a joint visit: name, role, the codes of their parts, what they bring, signature."""

    place: str
    name: str
    role: str = ""
    parts: tuple[str, ...] = ()
    view: str = ""
    signature: Signature | None = None


def clinicians(answers: Answers) -> tuple[Clinician, ...]:
    """Everyone named in the joint visit, in order."""
    found = []
    for place in PLACES:
        name = text_of(answers, f"{_GRID}.{place}.name").strip()
        if name:
            found.append(
                Clinician(
                    place=place,
                    name=name,
                    role=text_of(answers, f"{_GRID}.{place}.role").strip(),
                    parts=chosen(answers, f"{_GRID}.{place}.parts"),
                    view=text_of(answers, f"{_GRID}.{place}.view").strip(),
                    signature=_signature(answers, place, name),
                )
            )
    return tuple(found)


def signed(answers: Answers, place: str, user: str, at: datetime) -> dict[str, AnswerValue]:
    """The answer that puts a clinician's name under the sentence as it now stands.

    Signed by the user themself where the names agree; else noted by the user on that clinician's word.
    Nothing is signed where there is no sentence or nobody stands at the place: an empty dict.
    """
    sentence = " ".join(text_of(answers, MESSAGE).split())
    name = text_of(answers, f"{_GRID}.{place}.name").strip()
    if not sentence or not name:
        return {}
    noted_by = "" if same_name(name, user) else user
    return {f"{_GRID}.{place}.signed": (sentence, name, at.isoformat(timespec="minutes"), noted_by or "-")}


def is_agreed(answers: Answers) -> bool:
    """True where two or more clinicians are here and every one has signed the sentence as it stands."""
    here = clinicians(answers)
    return len(here) > 1 and all(one.signature is not None and one.signature.holds for one in here)


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case, spaces and a title."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    words = [word.strip(".").casefold() for word in name.split()]
    return " ".join(word for word in words if word not in {"dr", "mr", "mrs", "ms", "miss", "mx", "prof"})


def _signature(answers: Answers, place: str, name: str) -> Signature | None:
    kept = chosen(answers, f"{_GRID}.{place}.signed")
    if len(kept) != len(("sentence", "name", "at", "by")):
        return None
    sentence, signer, at, noted_by = kept
    stands = " ".join(text_of(answers, MESSAGE).split())
    return Signature(
        place=place,
        name=signer,
        at=datetime.fromisoformat(at),
        on_their_word="" if noted_by == "-" else noted_by,
        holds=sentence == stands and same_name(signer, name),
    )
