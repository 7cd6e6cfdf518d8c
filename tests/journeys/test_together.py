"""A sheet comes back, and two clinicians sign one sentence, each in a session of their own: by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.conftest import ToldClock
from tests.journeys.conftest import NAME, PASSPHRASE, SMALL, Clinic, Open
from tests.journeys.test_keyboard import key
from tests.journeys.test_living import type_over
from tests.journeys.test_review import PERSON, bring_in

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
GP, GP_WORDS = "Dr Robin Hale", "another four words here"
SENTENCE = "We go one small step at a time."
JOINT, MDT = 4, 5
"""How many parts of the follow-up come before each."""


def go(clinic: Clinic, step: str) -> None:
    """Forward through the steps until one is open."""
    while clinic.step != step:
        clinic.press("Ctrl+PgDown")


def part(clinic: Clinic, place: int) -> None:
    """A part of the follow-up, from its first field by the chips above it."""
    go(clinic, "follow_up")
    clinic.press("Shift+Tab")
    key(clinic, Qt.Key.Key_Right, place)
    key(clinic, Qt.Key.Key_Space)


def add_the_gp(clinic: Clinic) -> None:
    """Who else may open the store, in Practice."""
    clinic.press("Ctrl+5")
    clinic.tab_to("Practice: ")
    key(clinic, Qt.Key.Key_Right, 2)
    for name, words in (("Name", GP), ("Role", "GP"), ("Passphrase", GP_WORDS)):
        type_over(clinic, name, words)
    clinic.tab_to("Passphrase again")
    clinic.type_words(GP_WORDS)
    clinic.press("Return")
    clinic.find_person(PERSON.lower())


def change_over(clinic: Clinic, keys: str, words: str) -> None:
    """One locks, the other opens."""
    clinic.press("Ctrl+L", "Alt+W", keys, "Tab")
    clinic.type_words(words)
    clinic.press("Return")
    clinic.find_person(PERSON.lower())


def test_that_two_clinicians_work_on_one_record_by_keys_alone(opened: Open, clock: ToldClock) -> None:
    clinic = opened(SMALL)
    clinic.make_store()
    bring_in(clinic)
    clinic.find_person(PERSON.lower())
    go(clinic, "sheet")
    for stamp in ("sent", "returned", "discussed"):
        clinic.tab_to(f"Medicines decision guide: {stamp}")
        clinic.press("Space")
    type_over(clinic, "About my pain", "My back, for ten years.")
    add_the_gp(clinic)

    part(clinic, JOINT)
    clinic.tab_to("I am here")
    clinic.press("Space")
    assert clinic.focused().accessibleName() == "First clinician, role"
    type_over(clinic, "First clinician, what they bring", "Steps of 5 mg can be made.")
    type_over(clinic, "Second clinician, name", GP)
    type_over(clinic, "Second clinician, what they bring", "Sleep comes first.")
    clinic.tab_to("One message")
    clinic.type_words(SENTENCE)
    clinic.press("Ctrl+Shift+G")
    type_over(clinic, "Points still apart", "When to look at the codeine.")
    change_over(clinic, "Down", GP_WORDS)
    part(clinic, JOINT)
    clinic.tab_to("One message")
    clinic.press("Ctrl+Shift+G")
    told = clinic.case().answers
    signed = [told[f"follow_up.joint.{place}.signed"][:2] for place in ("J1", "J2")]
    assert signed == [(SENTENCE, NAME), (SENTENCE, GP)]
    assert told["follow_up.joint.J2.view"] == "Sleep comes first."
    assert told["follow_up.joint_apart"] == "When to look at the codeine."

    change_over(clinic, "Up", PASSPHRASE)
    part(clinic, MDT)
    clinic.tab_to("Consent to discuss")
    clinic.press("Space")
    type_over(clinic, "The question", "Is there help with sleep?")
    clinic.tab_to("Pain hard to manage")
    clinic.press("Space", "Ctrl+Return")
    assert clinic.case().answers["follow_up.mdt_listed"] == clock.today().isoformat()
    assert clinic.focused().accessibleName() == "Take off the list"
    assert clinic.place == "review"
