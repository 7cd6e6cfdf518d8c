"""The letter to the person after a review: what they told us, what was agreed, what happens next."""

from datetime import date

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Format,
    Heading,
    LetterHead,
    Outline,
    Paragraph,
    Text,
)
from pharmreview.documents.papers import person
from pharmreview.documents.papers.letter import closed, letter_head, to_the_person
from pharmreview.documents.papers.plan import PlanReading, changes
from pharmreview.documents.wording import joined, wording
from pharmreview.domain.paper import PaperFacts
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.decision import NO_CHANGE, SIMPLIFY
from pharmreview.domain.taper.plan import StepKind
from pharmreview.domain.words.days import long_day


def follow_up_letter(facts: PaperFacts) -> Outline:
    """The letter as an outline."""
    letter = _Letter(facts)
    name = person.person_name(facts.patient)
    return Outline(
        title=f"Follow-up letter: {name}",
        kind=facts.kind.value,
        format=Format.LETTER,
        template=letter.said.template,
        footer=letter.footer(),
        blocks=(letter.head(), Heading(level=1, text=letter.said.plain("head.title")), *letter.body()),
        pages_at_most=1,
    )


class _Letter:
    """The parts of one letter, in order."""

    def __init__(self, facts: PaperFacts) -> None:
        self.facts = facts
        self.said = wording("follow_up_letter")
        self.plan = PlanReading(facts) if changes(facts) else None
        self.phone = person.phone(facts)

    def footer(self) -> str:
        day = say.plain_day(self.facts.today)
        places = {
            "name": person.person_name(self.facts.patient),
            "nhs": say.nhs_number(self.facts.patient.nhs_number) or "NHS number not known",
            "date": day,
        }
        if self.plan is not None and not self.facts.agreed:
            return self.said.plain("head.footer_draft", **places)
        return self.said.plain("head.footer", version=str(self.facts.version), **places)

    def head(self) -> LetterHead:
        return letter_head(self.facts, self.said, to_the_person(self.facts))

    def body(self) -> list[Block]:
        text = self.said.text
        reviewed = say.plain_day(self.facts.reviewed or self.facts.today)
        goal = text_of(self.facts.answers, "decide.goal").strip().strip("“”\"'")
        paragraphs = [
            text("head.dear", name=person.greeting(self.facts.patient)),
            joined(text("body.thanks", reviewed=reviewed), text("body.effort")),
            text("body.goal", goal=goal),
            *(self._change() if self.plan is not None else self._no_change()),
            text("body.living", what=person.living_well(self.facts)),
            joined(self._watch(), text("body.emergency")),
            self._next(),
        ]
        blocks: list[Block] = [Paragraph(text=told) for told in paragraphs if told]
        return closed(blocks, self.facts, self.said)

    def _change(self) -> list[Text]:
        plan, text = self.plan, self.said.text
        if plan is None:
            return []
        step, before = plan.checked(plan.step), plan.before(plan.step)
        places = {"medicine": plan.medicine, "new": plan.daily(step), "day": long_day(step.start)}
        who = {"WD2": "change_person", "WD3": "change_safety"}.get(
            text_of(self.facts.answers, "decide.who_decided"), "change"
        )
        places["size"] = self.said.plain("body.small" if plan.is_small else "body.one")
        if not step.daily_dose:
            change = text("body.stopped" if plan.over else "body.stop", **places)
        elif step.kind in (StepKind.PAUSE, StepKind.HOLD) or before is None or plan.over:
            change = text("body.stay", **places)
        else:
            change = text(f"body.{who}", old=plan.most(before) + plan.dose(before), **places)
        part = text("body.part", part=say.measured_by(plan.products(step)[0])) if step.daily_dose else ()
        simpler = text("body.OPT6") if text_of(self.facts.answers, "decide.decision") == SIMPLIFY else ()
        enclosed = text("body.enclosed") if self.facts.enclosed else ()
        key = "pause" if step.daily_dose else ("pause_stopped" if plan.started else "pause_stop")
        pause = text(f"body.{key}") if self.phone else text(f"body.{key}_plain")
        return [joined(change, part, simpler, enclosed, text("body.others")), pause]

    def _no_change(self) -> list[Text]:
        text = self.said.text
        decision = text_of(self.facts.answers, "decide.decision")
        again = person.review_day(self.facts)
        none = joined(
            text("body.none" if decision in NO_CHANGE else "body.none_planned"),
            text(f"body.{decision}") if self.said.has(f"body.{decision}") else (),
            text("body.none_again", day=long_day(again) if again else ""),
        )
        return [none, text("body.keep")]

    def _watch(self) -> Text:
        return self.said.text("body.watch" if self.plan is not None else "body.watch_none", phone=self.phone)

    def _next(self) -> Text:
        contact, review = person.contact_day(self.facts), person.review_day(self.facts)
        told: list[tuple[date, Text]] = []
        if contact is not None:
            mode = person.contact_mode(self.facts)
            told.append((contact, self.said.text(f"body.{mode}", day=long_day(contact))))
        if review is not None and self.plan is not None:
            told.append((review, self.said.text("body.review", day=long_day(review))))
        return joined(*(text for _, text in sorted(told, key=lambda dated: dated[0])))
