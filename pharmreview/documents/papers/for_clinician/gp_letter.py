"""The parts of the letter to the GP that no template rewords: the headline, the tasks, safety and dates."""

from pharmreview.documents import words as say
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    IdentityBar,
    KeyFacts,
    LetterHead,
    Paragraph,
    Run,
    Text,
    words,
)
from pharmreview.documents.papers import letter, person
from pharmreview.documents.papers.for_clinician.prescribing import (
    change_key,
    change_places,
    codes,
    ome_key,
    ome_pair,
    review_name,
    takes_opioids,
    tells_of_opioids,
)
from pharmreview.documents.papers.plan import PlanReading, changes
from pharmreview.documents.wording import joined, wording
from pharmreview.domain.paper import PaperFacts
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.decision import TAPERS

_ASKED = ("SN1", "SN2", "SN3", "SN4", "SN5", "SN6", "SN7", "SN10")
"""Items a letter names where they were not talked about. Violence at home is never named in a letter."""


class GpParts:
    """The parts of one letter that no template rewords, in order."""

    def __init__(self, facts: PaperFacts) -> None:
        self.facts = facts
        self.said = wording("gp_letter")
        self.plan = PlanReading(facts) if changes(facts) else None
        self.name = person.person_name(facts.patient)
        self.day = say.band_day(facts.today)
        self.nhs = say.nhs_number(facts.patient.nhs_number)
        self.reviewer = person.reviewer(facts) or facts.practice.name or "the reviewer"

    def footer(self) -> str:
        """The foot of every page, with the tables that its figures stand on."""
        places = {
            "name": self.name,
            "nhs": self.nhs or "NHS number not known",
            "version": str(self.facts.version),
            "date": self.day,
            "app": self.facts.app_version or "(version not known)",
        }
        tables = "; ".join(
            f"{name} ({when})" if when else name for name, when in sorted(self.facts.tables.items())
        )
        told = self.said.plain("head.footer", tables=f"Tables: {tables}." if tables else "", **places)
        return told or self.said.plain("head.footer_plain", **places)

    def head(self) -> LetterHead:
        """Who it goes to and who sends it."""
        practice = self.facts.practice
        sender = [
            self.said.text("head.from", name=practice.prepared_by),
            words(practice.prepared_by_role),
            words(practice.name if self.facts.recipient else ""),
            words(practice.phone),
            words(practice.email),
        ]
        told = [line for line in sender if line]
        recipient = letter.to_the_gp(self.facts)
        day = words(self.day)
        return LetterHead(
            practice=practice.name,
            address=recipient,
            sender=(*told, (), day),
            picture=practice.letterhead,
        )

    def identity(self) -> IdentityBar:
        """Who it is about."""
        patient, text = self.facts.patient, self.said.text
        family, given = patient.family_name.upper(), patient.given_name
        name = person.on_one_line(", ".join(part for part in (family, given) if part.strip()))
        title = f" ({patient.title})" if patient.title.strip() else ""
        age = patient.age_on(self.facts.today)
        born = text("head.born", born=say.band_day(patient.born))
        if born and age is not None:
            born = (*born, Run(text=f" ({age}y)"))
        parts = (
            words(f"{name}{title}", bold=True),
            born,
            text("head.gender", gender=patient.gender),
            text("head.nhs", nhs=self.nhs) or text("head.nhs_unknown"),
        )
        return IdentityBar(parts=tuple(part for part in parts if part))

    def headline(self) -> Box:
        """The decision, the change of dose and the OME."""
        decision = text_of(self.facts.answers, "decide.decision")
        key = decision if self.said.has(f"headline.{decision}") else ("reduce" if self.plan else "none")
        day = say.band_day(self.facts.reviewed) or self.day
        review = review_name(self.facts, self.plan, self.said)
        lines = [self.said.text(f"headline.{key}", review=review, date=day)]
        if self.plan is not None:
            lines += self._change_lines(self.plan)
            if not self.facts.agreed:
                lines.append(self.said.text("head.draft"))
        elif decision in TAPERS:
            lines.append(self.said.text("headline.unplanned"))
        lines.append(self.said.text("headline.replaces", replaces=person.replaced(self.facts)))
        title, *rest = ["".join(run.text for run in line) for line in lines if line]
        body = (Paragraph(text=words("\n".join(rest), bold=True)),) if rest else ()
        return Box(kind=BoxKind.HEADLINE, title=title, body=body)

    def _change_lines(self, plan: PlanReading) -> list[Text]:
        plan.checked(plan.step)
        before = plan.before(plan.step)
        if before is None:
            return []
        change = self.said.text(f"headline.{change_key(plan)}", **change_places(plan, before))
        if not tells_of_opioids(self.facts, plan):
            return [change]
        ome = self.said.text(f"headline.{ome_key(plan, before)}", **ome_pair(plan, before))
        return [change, joined(ome, self.said.text("headline.ome_most") if self.facts.ome_is_most else ())]

    def please_do(self) -> Bullets:
        """What the GP is asked to do."""
        plan, text, name = self.plan, self.said.text, self.reviewer
        if plan is None:
            return Bullets(items=(text("please.unwell_none", name=name),))
        days = plan.issue_days()
        acute = text("please.acute_one" if days == 1 else "please.acute", days=str(days) if days else "")
        do = [
            text("please.repeat", medicine=plan.medicine),
            joined(acute, text("please.route", name=name)),
            text("please.unwell" if plan.step.daily_dose else "please.unwell_stop", name=name),
        ]
        return Bullets(items=tuple(item for item in do if item))

    def please_do_not(self) -> Bullets:
        """What the GP is asked not to do."""
        text = self.said.text
        if self.plan is None:
            other = text("please.none_change", name=self.reviewer)
        else:
            other = text("please.second", medicine=self.plan.medicine)
        return Bullets(items=(text("please.sedating"), other))

    def safety(self) -> Bullets:
        """What was talked about, and what is not recorded."""
        text = self.said.text
        told = person.discussed(self.facts)
        items = [text(f"safety.{code}") for code in told if self.said.has(f"safety.{code}")]
        if text_of(self.facts.answers, "safety.naloxone_given") == "yes":
            items.append(text("safety.naloxone"))
        elif items and takes_opioids(self.facts):
            items.append(text("safety.naloxone_no"))
        missed = [self.said.plain(f"short.{c}") for c in _ASKED if c not in told]
        if not items:
            items.append(text("safety.none"))
        elif missed:
            items.append(text("safety.not", items=say.listed(missed)))
        return Bullets(items=tuple(items), columns=2 if len(items) > 1 else 1)

    def follow_up(self) -> list[Block]:
        """The dates of contact and review, where there are any."""
        rows: list[tuple[str, Text]] = []
        contact, review = person.contact_day(self.facts), person.review_day(self.facts)
        if contact is not None:
            mode = text_of(self.facts.answers, "follow_up.contact_mode")
            how = self.said.plain(
                f"follow_up.{mode}" if self.said.has(f"follow_up.{mode}") else "follow_up.contact"
            )
            who = person.contact_name(self.facts)
            rows.append(
                (say.band_day(contact), self.said.text("follow_up.with", how=how, name=who) or words(how))
            )
        if review is not None:
            rows.append((say.band_day(review), self.said.text("follow_up.review", name=self.reviewer)))
        if not rows:
            return []
        heads = self.said.several("follow_up.heads")
        return [KeyFacts(summary="Follow-up", heads=(heads[0], heads[1]), rows=tuple(rows))]

    def codes(self) -> Paragraph:
        """The codes that fit what was reviewed, a line each."""
        return Paragraph(text=words("\n".join(codes(self.facts, self.plan, self.said))))

    def who_to_ask(self) -> list[Block]:
        """Who prepared it, and how to reach them."""
        practice = self.facts.practice
        rest = (practice.prepared_by_role, practice.name, practice.phone)
        who = self.said.text(
            "follow_up.ask", name=practice.prepared_by, rest=", ".join(part for part in rest if part.strip())
        )
        return [Paragraph(text=who, room_above=12)] if who else []
