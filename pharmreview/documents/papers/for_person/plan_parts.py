"""The parts of the plan a person takes home that no template rewords: dates, boxes, and who to call."""

from datetime import date

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    KeyFacts,
    Masthead,
    Paragraph,
    Text,
    words,
)
from pharmreview.documents.papers import person
from pharmreview.documents.papers.plan import PlanReading
from pharmreview.documents.wording import Wording, joined, wording
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.paper import PaperFacts
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.plan import StepKind
from pharmreview.domain.words.days import long_day

_ALWAYS = ("SN1", "SN2", "SN3", "SN4", "SN5", "SN7", "SN6")
_SEDATIVES = (MedicineClass.BENZODIAZEPINE, MedicineClass.Z_DRUG)


class PlanParts:
    """The parts of one plan, in order."""

    def __init__(self, facts: PaperFacts) -> None:
        self.facts = facts
        self.said: Wording = wording("taper_plan")
        self.plan = PlanReading(facts)
        self.name = person.person_name(facts.patient)
        self.nhs = say.nhs_number(facts.patient.nhs_number)
        self.day = say.plain_day(facts.today)

    def _version(self) -> Text:
        if not self.facts.agreed:
            return self.said.text("head.draft")
        version = str(self.facts.version)
        return self.said.text(
            "head.replaces", version=version, replaces=person.replaced(self.facts)
        ) or self.said.text("head.first", version=version)

    def masthead(self, title: str) -> Masthead:
        """The top of the plan, under a title."""
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
        return Masthead(title=title, person=(who, number), aside=tuple(line for line in aside if line))

    def footer(self) -> str:
        """The foot of every page."""
        places = {"name": self.name, "nhs": self.nhs or "NHS number not known", "date": self.day}
        if not self.facts.agreed:
            return self.said.plain("head.footer_draft", **places)
        places["version"] = str(self.facts.version)
        return self.said.plain(
            "head.footer", prepared_by=person.reviewer(self.facts), **places
        ) or self.said.plain("head.footer_short", **places)

    def coming_dates(self) -> list[Block]:
        """The dates to come, in order, and what happens on each."""
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
        blocks: list[Block] = []
        if rows:
            heads = self.said.several("next.heads")
            blocks.append(KeyFacts(summary="Dates to come", heads=(heads[0], heads[1]), rows=rows))
        if after is None:
            blocks.append(Paragraph(text=self.said.text("next.last")))
        return blocks

    def pause(self) -> Box:
        """How to pause; after a stop, what to do if it is hard."""
        text, which, title, rest = self.said.text, "", "pause.title", "pause.rest"
        if not self.plan.step.daily_dose:
            which = "stopped_" if self.plan.started else "stop_"
        if which == "stopped_":
            title, rest = "pause.stopped_title", "pause.stopped_rest"
        stay = text(f"pause.{which}phone", phone=person.phone(self.facts)) or text(f"pause.{which}plain")
        body = (Paragraph(text=joined(stay, text(rest))),)
        return Box(kind=BoxKind.PAUSE, title=self.said.plain(title), body=body)

    def signs(self) -> Bullets:
        """What may be noticed with the medicine of the step."""
        group = (self.plan.group(self.plan.step) or MedicineClass.OPIOID).value
        return Bullets(items=tuple(words(item) for item in self.said.several(f"notice.{group}")), columns=2)

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

    def who_to_call(self) -> KeyFacts:
        """Who to call, by day and at other times, and the pharmacy."""
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
        return KeyFacts(summary="Who to call and how", heads=(heads[0], heads[1]), rows=told)


def _day(dated: tuple[date, Text]) -> date:
    return dated[0]
