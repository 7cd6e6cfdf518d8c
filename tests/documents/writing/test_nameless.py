"""A sheet to send back without a name says nothing of whose it is, in any form of it."""

import pytest

from pharmreview.documents.press import Press
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperKind
from tests.documents.papers import facts


def test_that_nothing_in_any_form_of_the_sheet_says_whose_it_is() -> None:
    press, asked = Press(), facts(PaperKind.EXPERIENCE)
    made = press.press(asked)
    told = " ".join((made.title, made.html, *press.page_texts(made.pdf)))
    assert "I felt listened to and believed" in told
    patient = asked.patient
    assert patient.family_name
    assert patient.nhs_number
    for whose in (patient.family_name, patient.given_name, patient.nhs_number[:3] + " "):
        assert whose.casefold() not in told.casefold()
    assert patient.family_name.encode() not in made.pdf


def test_that_a_practice_s_own_words_may_not_put_a_name_on_it() -> None:
    press = Press()
    ours = press.ours(PaperKind.EXPERIENCE.value)
    named = ours.model_copy(update={"text": f"{ours.text}\nThank you, {{first}}."})
    with pytest.raises(PaperProblem, match="carries no name, so it may not say what the person likes"):
        press.press(facts(PaperKind.EXPERIENCE, template=named))
    (concern,) = press.check(named)
    assert concern.where == "first"
    assert named.text[concern.start : concern.end] == "{first}"
    assert not press.check(ours)
