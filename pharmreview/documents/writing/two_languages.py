"""The plan for the next step with a second language under the English.

The English is ours, whatever the practice's own words are: nobody has put those into the other language.
Under it stand fixed phrases of that language, in which every dose, number, day and name is filled in from
the record.
"""

from collections.abc import Iterator, Sequence

from pharmreview.documents import words as say
from pharmreview.documents.languages.language import Language, language
from pharmreview.documents.languages.phrases import HELP, SAFETY, bold, in_figures, run_on
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
    SideBySide,
    Table,
    Text,
    words,
)
from pharmreview.documents.papers import person
from pharmreview.documents.papers.for_person.plan_parts import PlanParts
from pharmreview.documents.papers.plan import WAITS
from pharmreview.documents.writing.blocks import Marked
from pharmreview.documents.writing.ours import our_template
from pharmreview.documents.writing.paper import read_for
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Release
from pharmreview.domain.paper import PaperFacts, PaperKind, Setting
from pharmreview.domain.taper.plan import DoseAt, Step
from pharmreview.domain.words.numbers import grouped


def two_languages(facts: PaperFacts) -> Outline:
    """The plan as an outline. Raises PaperProblem where it cannot say what it must, in either language."""
    if facts.kind is not PaperKind.NEXT_STEP:
        raise PaperProblem(
            "Only the plan for the next step can be printed in two languages.",
            "Choose that plan, or print this paper in English.",
            code="paper-language",
        )
    told = _Pairs(facts)
    ours = our_template(facts.kind.value)
    read = read_for(facts.model_copy(update={"setting": Setting.STANDARD}), ours)
    draft = not told.other.checked_by
    return Outline(
        title=f"{read.title}: {told.name}",
        kind=facts.kind.value,
        format=Format.PLAN,
        template=f"{ours.id}/{ours.version}+{told.other.code}/{told.other.version}",
        footer=f"{told.footer()} {_DRAFT}" if draft else told.footer(),
        blocks=(told.masthead(read.title), *told.opening(draft=draft), *told.paired(read.blocks)),
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

    def opening(self, *, draft: bool) -> Iterator[Block]:
        """The title in the other language, and that it is a draft."""
        yield Paragraph(text=self.other.says("title", bold=True, medicine=self.plan.medicine))
        if draft:
            body = Paragraph(text=above(words(f"{_DRAFT}"), self.other.says("draft")))
            yield Box(kind=BoxKind.SAFETY, title=f"Draft in {self.other.name}", body=(body,))

    def paired(self, marked: Sequence[Marked]) -> Iterator[Block]:
        """Every section of our plan, each with what the other language says of it."""
        for section in _sections(marked):
            line, first = section[0]
            blocks = [block for _, block in section]
            if line.kind == "block":
                yield from self._block(line.words, blocks)
            elif isinstance(first, Heading):
                yield from self._with_heading(blocks, *self._section(line.words))
            elif isinstance(first, SideBySide):
                yield from (*blocks, Paragraph(text=self.other.says("spare")))
            elif isinstance(first, Paragraph):
                yield from (first, Paragraph(text=self.other.says("change", bold=True)))
            else:
                yield from blocks

    def _block(self, place: str, blocks: list[Block]) -> Iterator[Block]:
        """A block that no template rewords, with the other language in or under it."""
        first = blocks[0]
        if place == "{what_to_take}":
            yield from self._take(blocks)
        elif place == "{pause_box}" and isinstance(first, Box):
            phone = self.other.says("pause_phone", phone=person.phone(self.facts))
            told = phone or self.other.says("pause_plain")
            yield self._also(first, "pause", run_on(told, self.other.says("pause_rest")))
        elif place == "{safety_box}" and isinstance(first, Box):
            yield self._safety(first)
        else:
            yield from blocks

    def _section(self, title: str) -> tuple[str, list[Text]]:
        """The phrase for a heading of ours, and what the other language says under it."""
        says = self.other.says
        group = self.plan.group(self.step) or MedicineClass.OPIOID
        known = (MedicineClass.OPIOID, MedicineClass.GABAPENTINOID)
        told: dict[str, tuple[str, list[Text]]] = {
            "What we agreed": ("agreed", [self._agreed()]),
            "What happens next": ("next", self._dates()),
            "What you may notice": (
                "notice",
                [says(f"notice_{group.value}" if group in known else "notice_sedative")],
            ),
            "What helps": ("helps", [says("helps_rest")]),
            "Who to call": ("call", []),
        }
        return told.get(title, ("", [says("spare")]))

    def _with_heading(self, blocks: list[Block], key: str, lines: list[Text]) -> Iterator[Block]:
        """Blocks under their heading, both languages in it, and what the other says after them."""
        for block in blocks:
            also = isinstance(block, Heading) and key
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

    def _take(self, taken: list[Block]) -> Iterator[Block]:
        head, *blocks = taken
        day, patch = self.other.says_day(self.step.start), self.plan.is_patch(self.step)
        key = ("wear" if patch else "take") + ("_now" if self.plan.started else "_from")
        also = self.other.says(key, day=day)
        if not self.step.daily_dose:
            also = self.other.says("stop", medicine=self.plan.medicine, day=day)
        yield head.model_copy(update={"also": bold(also)})
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
        taken = [in_figures(self.plan.product(i.product), i.count) for i in dose.items if i.count]
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
        return run_on(*told)

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
        return run_on(self.other.says("same_names", names=names), self.other.says("same"))

    def _dates(self) -> list[Text]:
        contact, review = person.contact_day(self.facts), person.review_day(self.facts)
        who = words(person.contact_name(self.facts)) or words(self.facts.practice.name)
        return [
            self.other.says("contact", day=self.other.says_day(contact), who=who) if contact else (),
            self.other.says("review", day=self.other.says_day(review)) if review else (),
        ]

    def _safety(self, english: Box) -> Box:
        bullets = english.body[0]
        phrases = [SAFETY[key] for key in self.safety_keys()]
        told = [self.other.says(key, bold=False, **HELP.get(key, {})) for key in phrases]
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


def _sections(marked: Sequence[Marked]) -> Iterator[list[Marked]]:
    """Each heading with what stands under it, to the end of a block; and each thing that stands alone."""
    section: list[Marked] = []
    for line, block in marked:
        opens = isinstance(block, Box | SideBySide | NewPage | Heading)
        last = section[-1][0] if section else line
        under = bool(section) and isinstance(section[0][1], Heading) and last.kind != "block"
        if section and last is not line and (opens or not under):
            yield section
            section = []
        section.append((line, block))
    if section:
        yield section
