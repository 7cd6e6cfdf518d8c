"""Values: what a copy takes with it."""

from functools import cached_property

from pharmreview.domain.value import Value


class _Tablet(Value):
    milligrams: int

    @cached_property
    def twice(self) -> int:
        return 2 * self.milligrams


def test_that_a_copy_works_out_anew_what_the_first_had_worked_out():
    first = _Tablet(milligrams=10)
    assert first.twice == 20
    copied = first.model_copy(update={"milligrams": 30})
    assert copied.twice == 60
    assert copied == _Tablet(milligrams=30)
    assert (first.twice, first.model_copy().twice) == (20, 20)
