"""One person while a file is being read, and whether two of them are the same."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from pharmreview.domain.lines.row import ALIKE, SHARED_NUMBER, TWICE, ExportPerson, Stretch
from pharmreview.domain.patient import CodedTerm, EntryWords, Patient
from pharmreview.domain.value import settled
from pharmreview.intake.fields.dates import birth_date
from pharmreview.intake.fields.names import Order, person_name
from pharmreview.intake.fields.nhs import NUMBER_PROBLEMS, nhs_number

Words = tuple[str, date | None, str]
"""The words of a coded entry, its date, and the text beside it."""

_NO_FACTS: Mapping[str, str] = MappingProxyType({})
_NOT_BORN = "The date of birth could not be read."


class Draft:
    """The cells of one person's first row, and what has been found under them.

    Called, it makes the Patient: most are asked for one at a time, long after the file was read.
    """

    shared = apart = alike = False
    """Whether somebody else has the number, the person stands in more than one place, or may be another."""
    sheet = 0
    entries: tuple[EntryWords, ...] = ()
    """The words of each coded entry once, with the text beside it; known when the person is settled."""
    facts: Mapping[str, str] = _NO_FACTS
    """The age that the file states, where it states no date of birth that can be read; known likewise."""
    start = stop = 0
    """From where until where in the columns of the file the person's rows stand, 0 where there are none."""
    others: Sequence[range] = ()
    """Where more of them stand, apart from those; a list of its own once there are any."""
    _noted: dict[Words, int] | None = None
    _key: tuple[str, str] | None = None

    def __init__(
        self, number: int, who: tuple[str, ...], details: tuple[str, ...], run_day: date | None
    ) -> None:
        self.first_row = number
        self.who = who
        self.details = details
        self.born = birth_date(who[-1], run_day)
        self.digits, self.problem = nhs_number(who[0])

    @property
    def typed(self) -> str:
        """The digits typed for an NHS number, holding or not; empty where a spreadsheet damaged them."""
        if self.problem is None:
            return self.digits
        return "" if self.problem == "damaged" else "".join(c for c in self.who[0] if c.isdigit())

    @property
    def record(self) -> str:
        """The GP system's own number, or empty."""
        return self.who[1].strip()

    @property
    def names(self) -> tuple[str, ...]:
        """The cells that hold the person's names."""
        return self.who[2:-1]

    def named(self) -> tuple[str, str, str]:
        """Title, family name and given name."""
        full, family, given, name, family_first = self.names
        order = Order.GIVEN_FIRST if full else Order.FAMILY_FIRST if family_first else Order.NOT_TOLD
        full = full or family_first or name
        title, family_of_full, given_of_full = person_name(full, order) if full else ("", "", "")
        return title, family.strip() or family_of_full, given.strip() or given_of_full

    def name_key(self) -> tuple[str, str]:
        """Family and given name in small letters alone: hyphens and spaces make no difference."""
        if self._key is None:
            _, family, given = self.named()
            self._key = (_folded(family), _folded(given))
        return self._key

    @property
    def places(self) -> tuple[range, ...]:
        """Where in the columns of the file the person's rows stand, those that stand together as one."""
        return (range(self.start, self.stop), *self.others)

    def take(self, start: int, end: int) -> None:
        """Rows of the columns, from one place until another, are the person's."""
        if not self.stop:
            self.start = start
        before = self.others[-1].stop if self.others else self.stop or start
        if before == start and not self.others:
            self.stop = end
            return
        others = self.others = self.others if isinstance(self.others, list) else []
        begun = others.pop().start if before == start else start
        others.append(range(begun, end))

    def note(self, words: Words, row: int) -> None:
        """Keep a coded entry, the first time that it stands under this person."""
        if self._noted is None:
            self._noted = {}
        self._noted.setdefault(words, row)

    def settled(self, rows: Stretch, numbered: bool, dated: bool) -> ExportPerson:
        """The person with every row. The file has such columns where told."""
        if self._noted is not None:
            self._noted = _each_once(self._noted)
            self.entries = tuple([(term, text) for term, _, text in self._noted])
        if self.born is None and (age := self.details[1].strip()).isdecimal():
            self.facts = {"age": age}
        odd = self.problem is not None or self.shared or self.apart or self.alike or self.born is None
        return ExportPerson(self, rows, self.first_row, self._problems(numbered, dated) if odd else ())

    def _problems(self, numbered: bool, dated: bool) -> tuple[str, ...]:
        """What is wrong with the person's own details, in sentences."""
        said = [NUMBER_PROBLEMS[self.problem]] if numbered and self.problem is not None else []
        marked = ((self.shared, SHARED_NUMBER), (self.apart, TWICE), (self.alike, ALIKE))
        said += [sentence for mark, sentence in marked if mark]
        return tuple([*said, _NOT_BORN] if dated and self.born is None else said)

    @property
    def terms(self) -> tuple[CodedTerm, ...]:
        """Every coded entry once."""
        return tuple(
            [
                settled(CodedTerm, term=term, noted=noted, text=text, row=row)
                for (term, noted, text), row in (self._noted or {}).items()
            ]
        )

    def __call__(self) -> Patient:
        title, _, gender, usual_gp, address, postcode, phone = (text.strip() for text in self.details)
        written_title, family, given = self.named()
        return settled(
            Patient,
            family_name=family,
            given_name=given,
            title=title or written_title,
            preferred_name="",
            nhs_number=self.digits,
            nhs_number_problem=self.problem,
            born=self.born,
            gender=gender,
            address=_addressed(address, postcode),
            phone=phone,
            usual_gp=usual_gp,
            record_number=self.record,
            needs=(),
            terms=self.terms,
            facts=dict(self.facts),
        )


def _addressed(address: str, postcode: str) -> tuple[str, ...]:
    """The address with its postcode on a line of its own, once; a postcode alone reaches nobody."""
    if not address:
        return ()
    bare = "".join(postcode.split()).casefold()
    return (address,) if bare in "".join(address.split()).casefold() else (address, postcode)


def _each_once(noted: dict[Words, int]) -> dict[Words, int]:
    """The coded entries with their rows: spelt in other capitals, one is the same."""
    if len(noted) < 2:
        return noted
    spelt: dict[Words, Words] = {}
    for words in noted:
        spelt.setdefault((words[0].casefold(), *words[1:]), words)
    return {words: noted[words] for words in spelt.values()}


def same_person(a: Draft, b: Draft) -> bool:
    """The same only where a number or, without any, a name agrees and nothing that both state differs."""
    if a.born and b.born and a.born != b.born:
        return False
    if a.who[:-1] == b.who[:-1] and (a.typed or a.record):
        return True
    key_a, key_b = a.name_key(), b.name_key()
    differ = any(x and y and x != y for x, y in zip(key_a, key_b, strict=True))
    if differ and not (a.born is not None and a.born == b.born and _words(a) == _words(b)):
        return False
    if a.digits and b.digits:
        return a.digits == b.digits
    record_a, record_b = a.record, b.record
    if record_a and record_b:
        return record_a == record_b
    if a.typed and b.typed:
        return a.typed == b.typed
    return key_a == key_b and any(key_a)


def _words(draft: Draft) -> list[str]:
    """The words of the name in any order: "Ann Smith" and "SMITH Ann" are alike."""
    _, family, given = draft.named()
    return sorted(f"{family} {given}".casefold().split())


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
