"""Values: what a copy takes with it."""

from functools import cached_property

from pharmreview.domain.value import Value


class _Tablet(Value):
    milligrams: int
    halves: tuple[int, ...] = ()

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


def test_that_a_copy_is_of_its_own_fields_and_knows_which_were_given():
    first = _Tablet(milligrams=10)
    copied, deep = first.model_copy(update={"halves": (5, 5)}), first.model_copy(deep=True)
    assert (first.halves, copied.halves, deep) == ((), (5, 5), first)
    assert copied.model_dump(exclude_unset=True) == {"milligrams": 10, "halves": (5, 5)}
    assert first.model_dump(exclude_unset=True) == deep.model_dump(exclude_unset=True) == {"milligrams": 10}
    assert copied.model_dump_json() == '{"milligrams":10,"halves":[5,5]}'
