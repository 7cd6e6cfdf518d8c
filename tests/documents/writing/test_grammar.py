"""Templates: what they may say, what is refused, and that nothing in them runs."""

from itertools import pairwise

import pytest

from pharmreview.documents.checking.templates import checked, reading_age
from pharmreview.documents.outline import said
from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.writing.filling.places import PLACES, completing
from pharmreview.documents.writing.grammar import LONGEST, filled, lines_in
from pharmreview.documents.writing.ours import our_template, our_templates
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperKind, PaperTemplate, TextKind, TextMessage
from tests.documents.papers import PATIENT, PRACTICE, facts

PRESS = Press()


def template(text: str, sheet: str = "letter") -> PaperTemplate:
    return PaperTemplate(id="letter-pause", version="practice 2", title="T", sheet=sheet, text=text)


@pytest.mark.parametrize("ours", our_templates(), ids=lambda t: t.id)
def test_that_our_templates_raise_no_concern_and_name_only_known_places(ours: PaperTemplate) -> None:
    assert checked(ours) == ()
    assert set(ours.needs) <= set(PLACES)


def test_that_a_sentence_with_an_empty_place_is_left_out_whole() -> None:
    told = filled("One {a}. Two {b}. **Three.** Four {a}!", {"a": "", "b": "x"})
    assert said(told) == "Two x. Three."


@pytest.mark.parametrize("value", ["{{x}}", "{name}", "**bold**", "<b>", "# Title", "?{name} x"])
def test_that_what_is_filled_in_is_never_read_again(value: str) -> None:
    told = filled("Say {a} now.", {"a": value, "name": "no"})
    assert said(told) == f"Say {value} now."
    assert not any(run.bold for run in told)


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in range(10**9) %}a{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
        "{name.__class__}",
        "{open('/etc/passwd')}",
        "{../../secrets}",
        "{name!r:>9999999}",
        "{nobody}",
        "{",
        "a } b",
        "?{nobody} x",
    ],
)
def test_that_a_template_that_loops_or_reaches_out_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(PaperProblem) as refused:
        outline_of(facts(PaperKind.PAUSE, template=template(text)))
    assert refused.value.what.startswith("Line 1:")
    assert refused.value.remedy


def test_that_a_template_too_long_is_refused_and_the_longest_is_read() -> None:
    with pytest.raises(PaperProblem, match="longer than"):
        lines_in("a" * (LONGEST + 1))
    with pytest.raises(PaperProblem, match="longer than"):
        lines_in("\n" * 401)
    assert lines_in("{" * 10_000 + "}" * 9_999)


def test_that_a_condition_keeps_or_drops_its_line_and_a_bare_heading_goes() -> None:
    text = "# T\n## Gone\n?{worker} Worker {worker}.\n!{worker} No worker.\n## Kept\nWords."
    outline = outline_of(facts(PaperKind.PAUSE, template=template(text, sheet="plan")))
    told = [said(b.text) if not isinstance(b.text, str) else b.text for b in outline.blocks[1:]]
    assert told == ["Gone", "No worker.", "Kept", "Words."]
    gone = outline_of(facts(PaperKind.PAUSE, template=template("## A\n{worker}\n## B\nx", sheet="plan")))
    assert [b.text for b in gone.blocks[1:2]] == ["B"]


def test_that_room_to_write_in_is_shared_by_what_its_head_asks_and_the_rest_is_alike() -> None:
    rows = "| Day | What I did that mattered | Pain |\n| Monday | .. | .. |"
    table = outline_of(facts(PaperKind.PAUSE, template=template(rows, sheet="plan"))).blocks[1]
    day, did, pain = (column.share for column in table.columns)
    assert day == 33
    assert did > 2 * pain
    assert 98 <= day + did + pain <= 100
    rows = "| What I think | Ring one |\n| I had time. | 0 to 10 |"
    table = outline_of(facts(PaperKind.PAUSE, template=template(rows, sheet="plan"))).blocks[1]
    assert [column.share for column in table.columns] == [50, 50]


def test_that_a_paper_without_what_it_needs_is_refused_and_says_what() -> None:
    with pytest.raises(PaperProblem, match="the date a pause lasts until") as refused:
        outline_of(facts(PaperKind.PAUSE, details={}))
    assert refused.value.code == "paper-gap"
    with pytest.raises(PaperProblem, match="nobody to address"):
        outline_of(facts(PaperKind.HOSPITAL, recipient=()))


@pytest.mark.parametrize("name", PLACES)
def test_that_every_place_has_a_meaning_and_an_example_and_completes(name: str) -> None:
    known = PLACES[name]
    assert known.meaning
    assert known.example or known.is_when
    id_ = known.papers[0] if known.papers else "letter-pause"
    assert known in completing(known.name[:3], id_, "clinician")
    line = f"?{{{name}}} A" if known.is_when else f"A {{{name}}}"
    assert bool(checked(template(line, sheet="clinician"))) == bool(known.papers)


def test_that_an_unknown_place_is_pointed_out_with_the_one_meant() -> None:
    found = checked(template("Dear {greting}\nSee {review_date}."))
    assert [c.code for c in found] == ["placeholder", "placeholder"]
    assert "Did you mean {greeting}?" in found[0].what
    assert "{review_day}" in found[1].what
    (loop,) = checked(template("{% for x in y %}"))
    assert "Did you mean" not in loop.what


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Your chronic pain.", "word"),
        ("Take 5.0mg.", "trailing-zero"),
        ("Take .5mg.", "leading-zero"),
        ("Take 50µg.", "micrograms"),
        ("Take 10 iu.", "units"),
        ("Take 1200mg.", "comma"),
        ("Take 2 200mg tablets.", "two-numerals"),
        (" ".join(["word"] * 21) + ".", "sentence"),
        ("Pharmaceutical rationalisation necessitates multidisciplinary deliberation.", "reading-age"),
    ],
)
def test_that_a_fault_is_pointed_out_as_it_is_written(text: str, code: str) -> None:
    assert code in [c.code for c in checked(template(text))]


@pytest.mark.parametrize(
    ("words", "code"),
    [("Take 5 µg.", "micrograms"), ("Take 5.0 mg.", "trailing-zero"), ("DNA: an addict.", "")],
)
def test_that_an_unsafe_dose_is_pointed_out_for_a_clinician_too_but_not_their_own_words(
    words: str, code: str
) -> None:
    told = {concern.code for concern in checked(template(words, sheet="clinician"))} - {"dose-for-all"}
    assert told == ({code} if code else set())


def test_that_a_long_text_and_a_dear_letter_are_pointed_out() -> None:
    assert [c.code for c in checked(template("Come in. " * 40, sheet="text"))] == ["text-long"]
    assert [c.code for c in checked(template("It’s on.", sheet="text"))] == ["text-dear"]


def test_that_plain_words_read_younger_than_hard_ones() -> None:
    ages = [
        reading_age(t)
        for t in ("The cat sat. It was fat.", "We will phone you on Monday to see how you are.",
                  "Considerable deterioration necessitates immediate pharmacological reconsideration.")
    ]  # fmt: skip
    assert all(younger < older for younger, older in pairwise(ages))


@pytest.mark.parametrize("kind", list(TextKind))
def test_that_a_text_names_no_medicine_unless_it_says_so_and_fits_two_parts(kind: TextKind) -> None:
    patient = PATIENT.model_copy(update={"phone": "07700 900123", "facts": {"text-consent": "yes"}})
    message = PRESS.text(facts(PaperKind.SHEET, patient=patient), kind)
    assert message.parts <= 2
    assert not message.wide
    assert "{" not in message.text
    assert PRACTICE.phone in message.text.replace("\u00a0", " ")
    named = any(word in message.text for word in ("morphine", "medicine", "pain", "110mg"))
    assert named == kind.named
    assert bool(message.refused) == kind.named


@pytest.mark.parametrize(
    ("known", "phone", "kind", "said_why"),
    [
        ({}, "1", TextKind.MISSED, "has not been asked about texts"),
        ({"text-consent": "no"}, "1", TextKind.MISSED, "has said no to texts"),
        ({"text-consent": "yes"}, "", TextKind.MISSED, "no phone number"),
        ({"text-consent": "yes"}, "1", TextKind.INVITE_NAMED, "has not agreed"),
        ({"text-consent": "yes", "text-named": "yes"}, "1", TextKind.INVITE_NAMED, ""),
    ],
)
def test_that_no_text_goes_without_consent(
    known: dict[str, str], phone: str, kind: TextKind, said_why: str
) -> None:
    patient = PATIENT.model_copy(update={"phone": phone, "facts": known})
    refused = PRESS.text(facts(PaperKind.SHEET, patient=patient), kind).refused
    assert (said_why in refused) if said_why else refused == ""


def test_that_a_curly_mark_in_a_name_goes_as_a_plain_one_and_a_dear_letter_is_kept_and_named() -> None:
    def told(name: str) -> TextMessage:
        patient = PATIENT.model_copy(update={"preferred_name": name})
        return PRESS.text(facts(PaperKind.SHEET, patient=patient), TextKind.MISSED)

    curly, dear = told("D’Arcy"), told("Łucja")
    assert (curly.wide, curly.costly) == (False, ())
    assert "D'Arcy" in curly.text
    assert dear.wide
    assert "Łucja" in dear.text
    assert "“Ł”" in dear.costly[0].what


def test_that_a_text_without_what_it_needs_is_refused() -> None:
    with pytest.raises(PaperProblem, match="time of the appointment"):
        PRESS.text(
            facts(PaperKind.SHEET, details={"appointment_day": "Monday 7 December 2026"}), TextKind.REMINDER
        )
    with pytest.raises(PaperProblem, match="no template"):
        our_template("letter-nothing")


def test_that_the_days_of_visits_come_from_the_record_unless_others_are_typed() -> None:
    answers = {"follow_up.missed_1": "2026-11-23", "follow_up.booked": "2026-12-07"}
    typed = {"appointment_time": "2:30pm"}
    told = PRESS.text(facts(PaperKind.SHEET, answers=answers, details=typed), TextKind.REMINDER)
    assert "Monday 7 December 2026 at 2:30pm" in told.text

    def words(**details: str) -> str:
        return str(outline_of(facts(PaperKind.SECOND_INVITATION, answers=answers, details=details)))

    assert "We missed you on Monday 23 November 2026." in words()
    assert "We missed you on Tuesday." in words(missed_day="Tuesday")


def test_that_an_invitation_by_text_says_what_the_sender_does() -> None:
    for role, said_as in (("GP", "GP"), ("Advanced Nurse", "advanced nurse"), (" ", "clinician")):
        practice = PRACTICE.model_copy(update={"prepared_by": "Robin Hale", "prepared_by_role": role})
        for kind in (TextKind.INVITE, TextKind.INVITE_NAMED):
            told = PRESS.text(facts(PaperKind.SHEET, practice=practice), kind)
            assert f"Robin Hale, {said_as} at {practice.name}" in told.text
