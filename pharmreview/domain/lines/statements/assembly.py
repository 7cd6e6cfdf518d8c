"""Phrases put together: which amount goes with which frequency, and what joins one statement to the next."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.sentences.phrases.item import SMALLEST_SUPPLY, Amount, Item, Mark, Rate
from pharmreview.domain.lines.sentences.tokens import Unclear
from pharmreview.domain.lines.statements.statement import (
    COUNTED,
    KEPT,
    SAID,
    Limit,
    Sentence,
    Statement,
    drop_supply,
    in_unit_of,
    limit_of,
    refuse_after_limit,
    refuse_unequal_extra,
)
from pharmreview.domain.quantity.unit import WEIGHTS, Unit

_STRENGTH: Final = {"": 0, "soft": 1, "and": 2, "or": 3, "then": 4, "alter": 5}
_NO_DOSE_FOR_TIME: Final = "A time of day is named without its dose."
_TWO_DOSES: Final = "Two doses are stated and it cannot be told how they belong together."


class _Assembler:
    """Walks the phrases from left to right."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.at = 0
        self.sentence = Sentence()
        self.now = Statement()
        self.join = ""
        self.up_to = self.extra = self.may = self.bracketed = self.dose_last = self.all_needed = False
        self.vague = False
        """True after "or" and a word that is no direction, where a frequency was stated before it."""

    def run(self) -> Sentence:
        while self.at < len(self.items):
            item = self.items[self.at]
            self.at += 1
            if isinstance(item, Amount):
                self.take_amount(item)
            elif isinstance(item, Rate):
                self.take_rate(item)
            else:
                self.take_mark(item)
        only_needed = self.now.as_needed and not self.sentence.statements
        if self.now.amount or self.now.rates or self.now.join in {"then", "alter"} or only_needed:
            self.sentence.statements.append(self.now)
        return self.sentence.all_as_needed() if self.all_needed else self.sentence

    def following(self) -> Item | None:
        return self.items[self.at] if self.at < len(self.items) else None

    def take_amount(self, amount: Amount) -> None:
        if self.now.amount is not None and self.is_gloss(amount):
            self.sentence.glosses.append((self.now.amount, amount))
            return
        if self.says_again(amount):
            self.at += 1
            return
        if isinstance(self.following(), Mark) and self.following() == Mark("max") and self.postfixed(amount):
            return
        if amount.named and amount.unit is None and (self.now.rates or self.join in {"then", "alter"}):
            raise Unclear("A number after a name could be a dose or a strength.")
        if self.now.amount is None:
            self.first_amount(amount)
        elif self.now.rates or self.now.ends or self.join in {"then", "alter"}:
            self.new_statement(amount)
        elif self.now.amount.strength and not amount.strength and not self.join:
            self.now.amount = amount
        elif amount != self.now.amount or not self.bracketed:
            raise Unclear(_TWO_DOSES)
        self.now.up_to |= self.up_to
        self.up_to, self.join = False, ""

    def first_amount(self, amount: Amount) -> None:
        if self.now.rates and self.join in {"soft", "and"} and self.names_moment_next():
            if any(rate.kind == "moment" for _, rate in self.now.rates):
                raise Unclear(_NO_DOSE_FOR_TIME)
            self.now.header = self.now.rate
            self.now.rates = []
        self.now.amount = amount
        self.dose_last = bool(self.now.rates)

    def names_moment_next(self) -> bool:
        following = self.following()
        return isinstance(following, Rate) and following.kind == "moment"

    def new_statement(self, amount: Amount) -> None:
        if amount.named and isinstance(self.following(), Rate):
            raise Unclear("A second dose follows a name, and it may be of another medicine.")
        if self.join in {"", "soft", "and"} and self.now.ends:
            self.join = "next"
        self.sentence.statements.append(self.now)
        self.now = Statement(join=self.join, amount=amount, extra=self.extra, as_needed=self.may)
        self.extra = self.may = False

    def is_gloss(self, amount: Amount) -> bool:
        """A strength, or an amount in brackets, that says the same dose in another unit."""
        current = self.now.amount
        if current is None or self.join in {"and", "or", "then", "alter"}:
            return False
        if self.bracketed and isinstance(self.following(), Mark) and self.items[self.at] == Mark("right"):
            same = (current.low, current.high) == (amount.low, amount.high)
            rated = isinstance(next(iter(self.items[self.at + 1 :]), None), Rate)
            if not same and ((amount.unit is None and rated) or amount.unit is current.unit in WEIGHTS):
                raise Unclear(_TWO_DOSES)
            return same or (amount.unit is not None and current.unit is not amount.unit)
        weighed = amount.unit in WEIGHTS and current.unit not in WEIGHTS
        counted = current.unit in {Unit.TABLET, Unit.CAPSULE, Unit.PATCH} and not self.now.rates
        lone = self.now.rates and not self.sentence.statements and not self.sentence.glosses
        return weighed and (amount.strength or counted or (bool(lone) and self.following() is None))

    def says_again(self, amount: Amount) -> bool:
        """The end of "1 tds, 300mg tds" and of "1 mane 2 nocte (3 daily)": the same, said another way."""
        rate, current, after = self.following(), self.now.amount, self.items[self.at + 1 :]
        closed = self.bracketed and after[:1] == (Mark("right"),)
        if rate == Mark("total") and closed and current is not None:
            return amount.unit is current.unit and amount[:2] == self.sentence.day_with(self.now)
        if not isinstance(rate, Rate) or current is None or not (closed or not after):
            return False
        now = self.now.rate
        if now is None or _STRENGTH[self.join] >= _STRENGTH["and"]:
            return False
        same_rate = (rate.low, rate.high, rate.moments) == (now.low, now.high, now.moments or rate.moments)
        if same_rate and amount.unit in WEIGHTS and current.unit not in WEIGHTS:
            self.sentence.glosses.append((current, amount))
            return True
        once = rate.kind == "day" and amount[:2] == self.sentence.day_with(self.now)
        alike = amount.unit is current.unit or (current.unit is None and amount.unit in COUNTED)
        return closed and alike and (once or (same_rate and amount[:2] == current[:2]))

    def postfixed(self, amount: Amount) -> bool:
        """8 max, 8 tablets maximum in 24 hours: the limit comes before its word."""
        after = self.items[self.at + 1] if self.at + 1 < len(self.items) else None
        if self.now.amount is None or not (after is None or isinstance(after, Rate | Mark)):
            return False
        if isinstance(after, Rate) and after.kind != "day":
            return False
        self.at += 2 if isinstance(after, Rate) else 1
        self.add_limit(amount, after if isinstance(after, Rate) else None)
        return True

    def take_rate(self, rate: Rate) -> None:
        if self.vague:
            raise Unclear(_TWO_DOSES)
        refuse_after_limit(self.sentence, self.now, rate)
        if self.extra and rate.kind == "moment" and self.now.rates:
            refuse_unequal_extra([*self.sentence.statements, self.now])
        freq_first = self.dose_last and (self.join != "or" if rate.kind == "moment" else self.join != "")
        stepped = self.join in {"then", "alter"}
        if freq_first and not stepped and self.lacks_dose(rate):
            raise Unclear(_NO_DOSE_FOR_TIME)
        if rate.kind == "day" and self.dose_last and not stepped:
            raise Unclear("How often is stated, and then a number for the day.")
        opens = freq_first and isinstance(self.following(), Amount) and bool(self.now.rates)
        if stepped or opens:
            self.sentence.statements.append(self.now)
            self.now = Statement(join=self.join)
            self.join = ""
        self.now.rates.append((self.join, rate))
        self.now.up_to |= self.up_to
        self.now.extra |= self.extra
        self.up_to = self.extra = False
        self.join = ""

    def lacks_dose(self, rate: Rate) -> bool:
        """The night of "morning: 2, noon: 1, night": the doses before it came after their times."""
        named = [moment for _, each in self.now.rates for moment in each.moments]
        before = bool(named) and all(each.kind == "moment" for _, each in self.now.rates)
        again = rate.kind != "moment" or rate.moments[0] in named
        return (
            before and self.now.amount is not None and not again and not isinstance(self.following(), Amount)
        )

    def take_mark(self, mark: Mark) -> None:
        if mark.name in _STRENGTH:
            self.take_join(mark.name)
        elif mark.name == "max":
            self.take_limit()
        elif mark.name == "prn":
            self.now.as_needed |= self.now.join != "alter" or mark.value != "if"
            self.all_needed |= not (self.sentence.statements or self.now.amount or self.now.rates)
        elif mark.name == "upto":
            self.take_up_to()
        elif mark.name == "each":
            raise Unclear("The amount is stated for each dose, not for the day.")
        else:
            self.take_other(mark)

    def take_join(self, name: str) -> None:
        if name in {"then", "alter"} and self.now.amount is None and not self.now.rates:
            if name == "alter" and not self.sentence.statements:
                raise Unclear("The dose changes, and the directions do not say from what.")
            if self.sentence.statements or self.now.join:
                self.now.join = name
            return
        self.join = max(self.join, name, key=lambda join: _STRENGTH[join])
        self.extra |= self.bracketed and name == "and"

    def take_other(self, mark: Mark) -> None:
        if mark.name == "spell":
            self.now.ends = self.now.amount is not None or bool(self.now.rates)
            if isinstance(mark.value, Fraction):
                self.sentence.spells.append(mark.value)
        elif mark.name in {"left", "right"}:
            self.bracketed = mark.name == "left"
            self.take_join("soft")
        elif mark.name == "extra":
            self.extra = True
            self.now.extra |= bool(self.sentence.statements and self.now.amount and not self.now.rates)
        elif mark.name == "may":
            self.may = self.extra = bool(self.now.rates)
        elif mark.name == "or else":
            self.vague = bool(self.now.rates or self.sentence.limits)
        elif mark.name == "total":
            self.take_total()
        elif mark.name == "beside":
            self.take_beside(former=mark.value == "former")
        elif mark.name in KEPT and isinstance(mark.value, Fraction):
            getattr(self.sentence, KEPT[mark.name]).append(mark.value)
        elif mark.name in SAID:
            setattr(self.sentence, SAID[mark.name], True)
        else:
            self.join = "" if mark.name == "stop" else self.join

    def take_beside(self, *, former: bool) -> None:
        """With the 10mg tablet, reduced from 2 bd: of another line or time, once this one's is stated."""
        if self.now.amount is None or not self.now.rates or (self.now.amount.unit in WEIGHTS and not former):
            raise Unclear("An amount of another medicine is stated, and it cannot be told from this one's.")

    def take_up_to(self) -> None:
        """Up to 8 a day is a limit after a dose; before one, it says that less may be taken."""
        following = self.following()
        after = self.items[self.at + 1] if self.at + 1 < len(self.items) else None
        daily = isinstance(after, Rate) and after.kind == "day"
        if self.now.amount is not None and isinstance(following, Amount) and daily:
            one = self.now.amount.high == 1
            if following.unit is None and not self.now.rates and not one and following.high < SMALLEST_SUPPLY:
                raise Unclear("'Up to' a number a day could be doses or units.")
            rate = self.now.rate
            if (
                rate is not None
                and in_unit_of(self.now.amount, following).high > self.now.amount.high * rate.high
            ):
                raise Unclear("'Up to' a number a day is more than the doses come to.")
            self.take_limit()
            return
        self.up_to = True

    def take_limit(self) -> None:
        """Read the amount or the number of doses that follows "maximum"."""
        while isinstance(self.following(), Mark) and self.items[self.at] in {Mark("soft"), Mark("left")}:
            self.at += 1
        found = self.following()
        if isinstance(found, Rate) and found.kind == "weekday":
            self.up_to = True
            return
        if isinstance(found, Rate) and found.kind != "day":
            self.at += 1
            self.sentence.limits.append(Limit(None, found.high))
            return
        if not isinstance(found, Amount):
            raise Unclear("A maximum is stated that cannot be read.")
        self.at += 1
        rate = self.following()
        if isinstance(rate, Mark) and rate.name == "each":
            self.at += 1
            dose = self.now.amount
            if dose is None or in_unit_of(dose, found).high < dose.high:
                raise Unclear("A maximum is stated for each dose or course, and not for the day.")
            return
        if isinstance(rate, Mark) and rate.name == "spell":
            raise Unclear("A maximum is stated for longer than a day.")
        self.at += isinstance(rate, Rate)
        self.add_limit(found, rate if isinstance(rate, Rate) else None)

    def add_limit(self, amount: Amount, rate: Rate | None) -> None:
        self.sentence.limits.append(limit_of(amount, rate, self.now.amount))

    def take_total(self) -> None:
        """Total daily dose 10ml: kept, to be checked against what the rest comes to."""
        found = self.following()
        if isinstance(found, Amount):
            self.at += 1
            self.at += isinstance(self.following(), Rate)
            self.sentence.totals.append(found)


def sentence_of(items: Sequence[Item]) -> Sentence:
    """Put phrases together. Raises Unclear where it cannot be told how they belong together."""
    sentence = _Assembler(items).run()
    drop_supply(sentence.statements)
    return sentence
