"""Two windows change one case: nothing of either is lost, and no version is chosen in silence."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.case import Case, Finish
from pharmreview.domain.caseload.joined import joined
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.together.sitting import Sitting

DAY = date(2026, 11, 29)
BEFORE = Case(id="a", revision=3, patient=Patient(family_name="A", facts={"falls": "no"}), begun=DAY)
KEYS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(("1", "2", "3")))


def case(answers: dict[str, Any], **more: Any) -> Case:
    return BEFORE.model_copy(update={"answers": answers, **more})


@given(KEYS, KEYS, KEYS, st.booleans())
def test_that_every_change_of_one_side_stands_and_a_change_of_both_is_named(
    before: dict[str, Any], here: dict[str, Any], there: dict[str, Any], ours: bool
) -> None:
    together = joined(case(before), case(here), case(there, revision=4), ours=ours)
    assert together is not None
    assert together.case.revision == 4
    for key in {*before, *here, *there}:
        was, mine, theirs = before.get(key), here.get(key), there.get(key)
        stands = together.case.answers.get(key)
        clash = was not in (mine, theirs) and mine != theirs
        assert (key in together.both) == clash
        if clash:
            assert stands == (mine if ours else theirs)
        else:
            assert stands == (theirs if mine == was else mine)
            assert (key in together.here) == (mine != was and mine != theirs)
            assert (key in together.there) == (theirs != was and mine != theirs)


def test_that_facts_sittings_and_the_private_note_of_both_windows_are_kept() -> None:
    mine = Sitting(review=1, day=DAY, by="Nia", steps=("listen",))
    theirs = Sitting(review=1, day=DAY, by="Robin", steps=("follow_up",))
    here = case(
        {"prepare.falls": "yes"},
        patient=Patient(family_name="A", facts={"falls": "yes"}),
        sittings=(mine,),
        private_note="ask her daughter",
    )
    there = case({"follow_up.joint_apart": "the codeine"}, sittings=(theirs,), skipped=("explain",))
    together = joined(BEFORE, here, there, ours=False)
    assert together is not None
    assert together.both == ()
    assert together.case.patient.facts == {"falls": "yes"}
    assert together.case.sittings == (theirs, mine)
    assert (together.case.private_note, together.case.skipped) == ("ask her daughter", ("explain",))
    assert (together.here, together.there) == (
        ("prepare.falls", "private_note"),
        ("follow_up.joint_apart", "skipped"),
    )


@pytest.mark.parametrize(
    "there",
    [
        BEFORE.model_copy(update={"review_number": 2}),
        BEFORE.model_copy(
            update={
                "finish": Finish(
                    finished_at=datetime(2026, 11, 29, tzinfo=UTC), finished_by="Robin", decision="OPT1"
                )
            }
        ),
    ],
)
def test_that_a_review_begun_or_finished_twice_is_not_put_together(there: Case) -> None:
    end = Finish(finished_at=datetime(2026, 11, 28, tzinfo=UTC), finished_by="Nia", decision="OPT3")
    assert joined(BEFORE, BEFORE.model_copy(update={"finish": end}), there, ours=True) is None
