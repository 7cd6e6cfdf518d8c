"""The plan for the next step with a second language under the English.

The English is the plan as it always is. Under it stand fixed phrases of the other language, in which every
dose, number, day and name is filled in from the record.
"""

from collections.abc import Iterator
from decimal import Decimal

from pharmreview.documents import words as say
from pharmreview.documents.languages.language import Language, language
from pharmreview.documents.languages.rows import above
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    Format,
    Heading,
    NewPage,
    Outline,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    words,
)
from pharmreview.documents.papers import person
from pharmreview.documents.papers.for_person.take import take_blocks
from pharmreview.documents.papers.for_person.taper_plan import PlanParts
from pharmreview.documents.papers.plan import WAITS
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Release
from pharmreview.domain.paper import PaperFacts, PaperKind
from pharmreview.domain.taper.plan import DoseAt, Step
from pharmreview.domain.words.numbers import grouped

_SAFETY = {
    "SN1": "sudden",
    "SN1_fits": "sudden_fits",
    "SN1_stop": "extra",
    "SN2": "old_dose",
    "SN2_sleepy": "old_dose_sleepy",
    "SN3": "mixing",
    "SN4": "emergency",
    "SN4_given": "emergency",
    "SN5": "today",
    "SN6": "low",
    "SN7": "drive",
    "SN9": "patches",
    "SN11": "pregnant",
}
"""The phrase of the other language for each safety item of the English plan."""
_HELP = {
    "emergency": {"number": "999", "kit": "naloxone"},
    "today": {"number": "111"},
    "low": {"number": "111, option 2", "other": "Samaritans 116 123".replace(" ", say.HARD)},
    "mixing": {"others": "gabapentin, pregabalin"},
}


def two_languages(facts: PaperFacts) -> Outline:
    """The plan as an outline. Raises PaperProblem where it cannot say what it must, in either language."""
    if facts.kind is not PaperKind.NEXT_STEP:
        raise PaperProblem(
            "Only the plan for the next step can be printed in two languages.",
            "Choose that plan, or print this paper in English.",
            code="paper-language",
        )
    told = _Pairs(facts)
    draft = not told.other.checked_by
    return Outline(
        title=f"{told.title}: {told.name}",
        kind=facts.kind.value,
        format=Format.PLAN,
        template=f"{told.said.template}+{told.other.code}/{told.other.version}",
        footer=f"{told.footer()} {_DRAFT}" if draft else told.footer(),
        blocks=(*told.first_side(draft=draft), NewPage(), *told.second_side()),
        pages_at_most=4,
    )


_DRAFT = "Draft translation, not checked: not for a person."


def why_it_may_not_go(facts: PaperFacts) -> str:
    """Why a plan in two languages may not go out, in one sentence; empty where it may."""
    if not facts.language or language(facts.language).checked_by:
        return ""
    name = language(facts.language).name
    return f"Nobody has checked the {name} wording yet: print the English plan, and use an interpreter."


class _Pairs(PlanParts):
    """The parts of the plan, each with its second language."""

    def __init__(self, facts: PaperFacts) -> None:
        super().__init__(facts)
        self.other: Language = language(facts.language)
        self.step: Step = self.plan.checked(self.plan.step)
        self.taken: list[Product] = self.plan.products(self.step)

    def first_side(self, *, draft: bool) -> Iterator[Block]:
        """What was agreed, what to take, what comes next, how to pause."""
        yield self.masthead()
        yield Paragraph(text=self.other.says("title", bold=True, medicine=self.plan.medicine))
        if draft:
            body = Paragraph(text=above(words(f"{_DRAFT}"), self.other.says("draft")))
            yield Box(kind=BoxKind.SAFETY, title=f"Draft in {self.other.name}", body=(body,))
        yield from self.matters()
        yield from self._with_heading(self.agreed(), "agreed", [self._agreed()])
        yield from self._take()
        yield from self._with_heading(self.happens_next(), "next", self._dates())
        phone = self.other.says("pause_phone", phone=person.phone(self.facts)) or self.other.says(
            "pause_plain"
        )
        yield self._also(self.pause(), "pause", _run_on(phone, self.other.says("pause_rest")))

    def second_side(self) -> Iterator[Block]:
        """What may be noticed, how to stay safe, who to call."""
        group = self.plan.group(self.step) or MedicineClass.OPIOID
        known = (MedicineClass.OPIOID, MedicineClass.GABAPENTINOID)
        key = f"notice_{group.value}" if group in known else "notice_sedative"
        head, intro, bullets, helps, helping = self.notice()
        yield from self._with_heading([head, intro, bullets], "notice", [self.other.says(key)])
        yield from self._with_heading([helps, helping], "helps", [self.other.says("helps_rest")])
        yield self._safety()
        yield from self.living_and_spare()
        yield Paragraph(text=self.other.says("spare"))
        yield from self._with_heading(self.who_to_call(), "call", [])
        change, sign = self.can_change()
        yield change
        yield Paragraph(text=self.other.says("change", bold=True))
        yield sign

    def _with_heading(self, blocks: list[Block], key: str, lines: list[Text]) -> Iterator[Block]:
        """Blocks under their heading, both languages in it, and what the other says after them."""
        for block in blocks:
            also = isinstance(block, Heading)
            yield block.model_copy(update={"also": self.other.says(key, bold=True)}) if also else block
        yield from (Paragraph(text=line) for line in lines if line)

    def _also(self, box: Box, key: str, text: Text) -> Box:
        body = (*box.body, Paragraph(text=text))
        return box.model_copy(update={"also": self.other.says(key, bold=True), "body": body})

    def _agreed(self) -> Text:
        key = "agreed_wait" if self.step.kind in WAITS or self.plan.over else "agreed_lower"
        if not self.step.daily_dose:
            key = "agreed_stop"
        return self.other.says(key, medicine=self.plan.medicine)

    def _take(self) -> Iterator[Block]:
        head, *blocks = take_blocks(self.plan, self.said)
        day, patch = self.other.says_day(self.step.start), self.plan.is_patch(self.step)
        key = ("wear" if patch else "take") + ("_now" if self.plan.started else "_from")
        also = self.other.says(key, day=day)
        if not self.step.daily_dose:
            also = self.other.says("stop", medicine=self.plan.medicine, day=day)
        yield head.model_copy(update={"also": _bold(also)})
        for block in blocks:
            yield self._table(block) if isinstance(block, Table) else block
        for line in (self._how(), self._same()):
            if line:
                yield Paragraph(text=line)

    def _table(self, table: Table) -> Table:
        heads = ("when", "how_many", "dose")
        columns = tuple(
            column.model_copy(update={"also": self.other.says(key)})
            for column, key in zip(table.columns, heads, strict=True)
        )
        rows = [self._row(row, dose) for row, dose in zip(table.rows, self.step.doses, strict=False)]
        rows += [self._total(row) for row in table.rows[len(rows) :]]
        return table.model_copy(update={"columns": columns, "rows": tuple(rows)})

    def _row(self, row: Row, dose: DoseAt) -> Row:
        when, many, figure = row.cells
        taken = [_counted(self.plan.product(i.product), i.count) for i in dose.items if i.count]
        many = many.model_copy(
            update={"under": words(" + ".join(taken)) if taken else self.other.says("none")}
        )
        when = when.model_copy(update={"under": self.other.says(dose.when)})
        return row.model_copy(update={"cells": (when, many, figure)})

    def _total(self, row: Row) -> Row:
        label, many, figure = row.cells
        before = self.plan.before(self.step)
        told = before is not None and not self.plan.started and before.daily_dose != self.step.daily_dose
        now = self.other.says("now", dose=self.plan.dose(before)) if told and before else ()
        label = label.model_copy(update={"under": self.other.says("each_day")})
        return row.model_copy(update={"cells": (label, many.model_copy(update={"under": now}), figure)})

    def _how(self) -> Text:
        says, first, patch = self.other.says, self.taken[0], self.plan.is_patch(self.step)
        told: list[Text] = [] if self.plan.started else [says("until")]
        if not self.step.daily_dose:
            told.append(says("stop_patch") if patch else says("stop_line", medicine=self.plan.medicine))
        elif patch:
            told += [says("patch_off"), says("patch_only"), says("patch_heat")]
            if first.interval_hours and not first.interval_hours % 24:
                told.append(says("patch_days", days=grouped(first.interval_hours / 24)))
        else:
            told += self._swallowing(first)
        return _run_on(*told)

    def _swallowing(self, first: Product) -> Iterator[Text]:
        says = self.other.says
        if self.plan.as_needed(self.step):
            yield says("as_needed")
        if first.release is Release.MODIFIED:
            capsule = any(product.form is Form.CAPSULE for product in self.taken)
            yield says("whole_capsule" if capsule else "whole_tablet")
            if first.interval_hours is not None and not self.plan.once_a_day(self.step):
                yield says("hours", hours=grouped(first.interval_hours))
        if len(first.ingredients) > 1:
            yield says("part", part=first.main.name)
            kept = any("paracetamol" in kept.name.lower() for kept in self.step.unchanged)
            if any(part.name == "paracetamol" for part in first.ingredients):
                yield says("paracetamol_kept" if kept else "paracetamol_only", part="paracetamol")
        if say.is_liquid(first):
            yield says("syringe")
        if self.plan.breaks_any(self.step):
            yield says("half")

    def _same(self) -> Text:
        names = say.listed([kept.name for kept in self.step.unchanged if kept.daily_dose != 0])
        return _run_on(self.other.says("same_names", names=names), self.other.says("same"))

    def _dates(self) -> list[Text]:
        contact, review = person.contact_day(self.facts), person.review_day(self.facts)
        who = words(person.contact_name(self.facts)) or words(self.facts.practice.name)
        return [
            self.other.says("contact", day=self.other.says_day(contact), who=who) if contact else (),
            self.other.says("review", day=self.other.says_day(review)) if review else (),
        ]

    def _safety(self) -> Box:
        english = self.safety()
        bullets = english.body[0]
        phrases = [_SAFETY[key] for key in self.safety_keys()]
        told = [self.other.says(key, bold=False, **_HELP.get(key, {})) for key in phrases]
        hours = person.out_of_hours(self.facts) or self.said.plain("call.nhs_111")
        told.append(
            self.other.says("worried", phone=person.phone(self.facts), out_of_hours=hours)
            or self.other.says("worried_plain", out_of_hours=hours)
        )
        if not isinstance(bullets, Bullets):
            raise TypeError(bullets)
        pairs = [above(item, other) for item, other in zip(bullets.items, told, strict=True)]
        body = Bullets(items=tuple(pairs))
        return english.model_copy(update={"also": self.other.says("safety", bold=True), "body": (body,)})


def _counted(product: Product, count: Decimal) -> str:
    """How many of one product in figures alone: "1 × 30mg", "½ × 30mg", "5ml (10mg in 5ml)"."""
    of = say.strength(product)
    if product.main.per is not None:
        return f"{grouped(count)}ml ({of})".replace(" ", say.HARD)
    whole, part = divmod(count, 1)
    shown = f"{grouped(whole) if whole else ''}½" if part == Decimal("0.5") else grouped(count)
    return f"{shown} × {of}".replace(" ", say.HARD)


def _run_on(*sentences: Text) -> Text:
    """Sentences of one language after one another."""
    told: list[Run] = []
    for sentence in sentences:
        if sentence and told:
            told[-1] = told[-1].model_copy(update={"text": f"{told[-1].text} "})
        told += sentence
    return tuple(told)


def _bold(text: Text) -> Text:
    return tuple(run.model_copy(update={"bold": True}) for run in text)
