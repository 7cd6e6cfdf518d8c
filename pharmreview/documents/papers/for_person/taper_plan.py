"""The plan a person takes home: the next step, the next three, or the whole route.

Its parts are those of the project's review content, section 15.
"""

from datetime import date

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    Format,
    Heading,
    KeyFacts,
    Masthead,
    NewPage,
    Outline,
    Paragraph,
    SideBySide,
    SignLine,
    Text,
    words,
)
from pharmreview.documents.papers import person
from pharmreview.documents.papers.for_person.take import take_blocks
from pharmreview.documents.papers.for_person.whole_route import route_blocks
from pharmreview.documents.papers.plan import PlanReading
from pharmreview.documents.wording import Wording, joined, wording
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.paper import PaperFacts, PaperKind, Setting
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.decision import SIMPLIFY, TRIAL
from pharmreview.domain.taper.plan import StepKind
from pharmreview.domain.words.days import long_day

_ALWAYS = ("SN1", "SN2", "SN3", "SN4", "SN5", "SN7", "SN6")
_SEDATIVES = (MedicineClass.BENZODIAZEPINE, MedicineClass.Z_DRUG)
_STEPS_SHOWN = {PaperKind.NEXT_THREE: 3, PaperKind.WHOLE_ROUTE: None}


def taper_plan(facts: PaperFacts) -> Outline:
    """The plan as an outline. Raises PaperProblem where a part that must be there is missing or wrong."""
    told = PlanParts(facts)
    route: list[Block] = []
    if facts.kind in _STEPS_SHOWN:
        route = [NewPage(), *route_blocks(told.plan, told.said, _STEPS_SHOWN[facts.kind])]
    blocks = _ordered(told, route, larger=facts.setting is not Setting.STANDARD)
    return Outline(
        title=f"{told.title}: {told.name}",
        kind=facts.kind.value,
        format=Format.PLAN,
        template=told.said.template,
        footer=told.footer(),
        blocks=tuple(blocks),
        pages_at_most=2 if facts.kind is PaperKind.NEXT_STEP else 6,
    )


def _ordered(told: "PlanParts", route: list[Block], *, larger: bool) -> list[Block]:
    """What is agreed and taken first, what keeps safe and who to call after.

    In larger type what to take stands whole on a page of its own, and so does the safety box.
    """
    agreed = [told.masthead(), *told.matters(), *told.agreed()]
    taken = [*take_blocks(told.plan, told.said), *told.happens_next()]
    called = [*told.who_to_call(), *told.can_change()]
    if larger:
        first = [told.pause(), *told.living(), NewPage(), *taken]
        second = [told.safety(), *told.spare(), *told.notice()]
    else:
        first = [*taken, told.pause()]
        second = [*told.notice(), told.safety(), *told.living_and_spare()]
    return [*agreed, *first, *route, NewPage(), *second, *called]


class PlanParts:
    """The parts of one plan, in order."""

    def __init__(self, facts: PaperFacts) -> None:
        self.facts = facts
        self.said: Wording = wording("taper_plan")
        self.plan = PlanReading(facts)
        self.name = person.person_name(facts.patient)
        key = facts.kind.value.removeprefix("plan-")
        named = [self.plan.medicine, *(self.plan.later_medicines if key == "whole-route" else ())]
        self.title = self.said.plain(f"title.{key}", medicine=say.listed(named))
        self.nhs = say.nhs_number(facts.patient.nhs_number)
        self.day = say.plain_day(facts.today)

    def _version(self) -> Text:
        if not self.facts.agreed:
            return self.said.text("head.draft")
        version = str(self.facts.version)
        return self.said.text(
            "head.replaces", version=version, replaces=person.replaced(self.facts)
        ) or self.said.text("head.first", version=version)

    def masthead(self) -> Masthead:
        patient, practice, text = self.facts.patient, self.facts.practice, self.said.text
        born = say.plain_day(patient.born) if patient.born else ""
        who = text("head.born", name=self.name, born=born) or text("head.name", name=self.name)
        number = text("head.nhs", nhs=self.nhs) or text("head.nhs_unknown")
        aside = (
            text("head.name", name=practice.name),
            words(practice.phone),
            self._version(),
            words(self.day),
        )
        return Masthead(title=self.title, person=(who, number), aside=tuple(line for line in aside if line))

    def footer(self) -> str:
        places = {"name": self.name, "nhs": self.nhs or "NHS number not known", "date": self.day}
        if not self.facts.agreed:
            return self.said.plain("head.footer_draft", **places)
        places["version"] = str(self.facts.version)
        return self.said.plain(
            "head.footer", prepared_by=person.reviewer(self.facts), **places
        ) or self.said.plain("head.footer_short", **places)

    def matters(self) -> list[Block]:
        goal = text_of(self.facts.answers, "decide.goal").strip().strip("“”\"'")
        quote = self.said.text("matters.quote", goal=goal)
        if not quote:
            return []
        title = self.said.plain("matters.title")
        return [Box(kind=BoxKind.QUOTE, title=title, body=(Paragraph(text=quote),))]

    def agreed(self) -> list[Block]:
        text, medicine = self.said.text, self.plan.medicine
        answers = self.facts.answers
        kind, decision = self.plan.step.kind, text_of(answers, "decide.decision")
        who = {"WD2": "person", "WD3": "safety"}.get(text_of(answers, "decide.who_decided"), "together")
        opening = {StepKind.PAUSE: "pausing", StepKind.HOLD: "holding", StepKind.STOP: "stopping"}
        key = opening.get(kind, who)
        if self.plan.over:
            key = "ended" if kind is StepKind.STOP else "reached"
        size = self.said.plain("agreed.small" if self.plan.is_small else "agreed.one")
        day = long_day(self.plan.step.start)
        parts = [text(f"agreed.{key}", medicine=medicine, size=size, day=day)]
        if decision == TRIAL:
            parts.append(text("agreed.trial"))
        if decision == SIMPLIFY:
            parts.append(text("agreed.simpler"))
        group = self.plan.group(self.plan.step)
        if group is not None:
            parts.append(text(f"why.{group.value}", medicine=medicine))
        if self.facts.kind is PaperKind.WHOLE_ROUTE:
            parts.append(self._aim())
        return [Heading(level=2, text=self.said.plain("agreed.title")), Paragraph(text=joined(*parts))]

    def _aim(self) -> Text:
        last = self.plan.of_medicine(self.plan.step)[-1]
        if last is self.plan.step and (self.plan.over or not last.daily_dose):
            return ()
        if not last.daily_dose:
            return self.said.text("agreed.off", medicine=self.plan.medicine)
        if self.plan.is_patch(last):
            return ()
        return self.said.text("agreed.towards", aim=self.plan.dose(last))

    def happens_next(self) -> list[Block]:
        dates: list[tuple[date, Text]] = []
        contact = person.contact_day(self.facts)
        if contact is not None:
            mode, who = person.contact_mode(self.facts), person.contact_name(self.facts)
            dates.append((contact, self.said.text(f"next.{mode}", who=who or "The surgery")))
        review = person.review_day(self.facts)
        if review is not None:
            key = "next.review" if self.plan.after(self.plan.step) else "next.review_last"
            dates.append((review, self.said.text(key)))
        after = self.plan.after(self.plan.step)
        if after is not None:
            key = {StepKind.PAUSE: "pause", StepKind.HOLD: "hold", StepKind.STOP: "stop"}.get(
                after.kind, "step"
            )
            if key == "step" and after.medicine != self.plan.step.medicine:
                key = "step_other"
            if key in ("pause", "hold") and after.days == 1:
                key += "_one"
            places = {"days": str(after.days), "medicine": self.plan.name(after)}
            dates.append((after.start, self.said.text(f"next.{key}", **places)))
        rows = tuple(
            (long_day(day).replace(" ", say.HARD), text)
            for day, text in sorted(dates, key=_day)
            if day >= self.facts.today
        )
        blocks: list[Block] = [Heading(level=2, text=self.said.plain("next.title"))]
        if rows:
            heads = self.said.several("next.heads")
            blocks.append(KeyFacts(summary="Dates to come", heads=(heads[0], heads[1]), rows=rows))
        if after is None:
            blocks.append(Paragraph(text=self.said.text("next.last")))
        return blocks

    def pause(self) -> Box:
        text, which, title, rest = self.said.text, "", "pause.title", "pause.rest"
        if not self.plan.step.daily_dose:
            which = "stopped_" if self.plan.started else "stop_"
        if which == "stopped_":
            title, rest = "pause.stopped_title", "pause.stopped_rest"
        stay = text(f"pause.{which}phone", phone=person.phone(self.facts)) or text(f"pause.{which}plain")
        body = (Paragraph(text=joined(stay, text(rest))),)
        return Box(kind=BoxKind.PAUSE, title=self.said.plain(title), body=body)

    def notice(self) -> list[Block]:
        group = (self.plan.group(self.plan.step) or MedicineClass.OPIOID).value
        items = tuple(words(item) for item in self.said.several(f"notice.{group}"))
        helps = "helps.text_patch" if self.plan.is_patch(self.plan.step) else "helps.text"
        return [
            Heading(level=2, text=self.said.plain("notice.title")),
            Paragraph(text=self.said.text("notice.intro"), held=True),
            Bullets(items=items, columns=2),
            Heading(level=2, text=self.said.plain("helps.title")),
            Paragraph(text=self.said.text(helps)),
        ]

    def safety_keys(self) -> list[str]:
        """The items that are always printed, those for this medicine, and pregnancy where it was raised."""
        group, patch = self.plan.group(self.plan.step), self.plan.is_patch(self.plan.step)
        keys = [*_ALWAYS]
        if group in _SEDATIVES:
            keys[0] = "SN1_fits"
        if not self.plan.step.daily_dose:
            keys[0] = "SN1_stop"
        if group is not MedicineClass.OPIOID and group is not None:
            keys[1] = "SN2_sleepy"
        if text_of(self.facts.answers, "safety.naloxone_given") == "yes":
            keys[keys.index("SN4")] = "SN4_given"
        if patch:
            keys.append("SN9")
        if "SN11" in person.discussed(self.facts) or self.facts.patient.facts.get("pregnant") == "yes":
            keys.append("SN11")
        return keys

    def safety(self) -> Box:
        """What is always printed, what this medicine needs, and where to ask."""
        items = [self.said.text(f"safety.{key}") for key in self.safety_keys()]
        hours = person.out_of_hours(self.facts) or self.said.plain("call.nhs_111")
        items.append(
            self.said.text("safety.SN10", phone=person.phone(self.facts), out_of_hours=hours)
            or self.said.text("safety.SN10_plain", out_of_hours=hours)
        )
        title = self.said.plain("safety.title")
        return Box(kind=BoxKind.SAFETY, title=title, body=(Bullets(items=tuple(items)),))

    def living(self) -> list[Heading | Paragraph]:
        """The living-well step, where there is one."""
        living = self.said.text("living.text", what=person.living_well(self.facts))
        return (
            [Heading(level=2, text=self.said.plain("living.title")), Paragraph(text=living)] if living else []
        )

    def spare(self) -> list[Heading | Paragraph]:
        """What becomes of what is left over."""
        units = say.spare_units(self.plan.products(self.plan.step))
        heading = Heading(level=2, text=self.said.plain("spare.title", units=units))
        return [heading, Paragraph(text=self.said.text("spare.text"))]

    def living_and_spare(self) -> list[Block]:
        """Both side by side, where there are both."""
        living, spare = self.living(), self.spare()
        return [SideBySide(left=tuple(living), right=tuple(spare))] if living else [*spare]

    def who_to_call(self) -> list[Block]:
        practice, plain = self.facts.practice, self.said.plain
        name = person.who_to_call(self.facts)[0] or person.reviewer(self.facts)
        role = person.role(practice) if name == person.reviewer(self.facts) else ""
        who = ", ".join(part for part in (name, role) if part) or plain("call.surgery")
        lines = ", ".join(part for part in (person.phone(self.facts), practice.hours) if part)
        rows = [
            (who, lines),
            (plain("call.out_of_hours"), person.out_of_hours(self.facts) or plain("call.nhs_111")),
            person.pharmacy(self.facts),
        ]
        told = tuple((label, words(value)) for label, value in rows if label.strip() and value.strip())
        heads = self.said.several("call.heads")
        facts = KeyFacts(summary="Who to call and how", heads=(heads[0], heads[1]), rows=told)
        return [Heading(level=2, text=plain("call.title")), facts]

    def can_change(self) -> list[Block]:
        again = _sentence(text_of(self.facts.answers, "decide.think_again"))
        text = joined(self.said.text("change.text"), self.said.text("change.think_again", think_again=again))
        labels = (self.said.plain("change.initials"), self.said.plain("change.date"))
        return [Paragraph(text=text), SignLine(labels=labels)]


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


def _day(dated: tuple[date, Text]) -> date:
    return dated[0]
