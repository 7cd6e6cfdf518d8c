"""The verbs of what people said of their visits: a form put in, taken out again, and what all come to."""

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.experience import Learnt, Said, asked_to_be_known, learnt, of_the_form
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.review.answer import Answers
from pharmreview.domain.review.step import ReviewForm
from pharmreview.domain.team.access import Deed
from pharmreview.services.access import Session
from pharmreview.services.caseload.kept import Kind, Shelf
from pharmreview.services.caseload.searches.people import new_id
from pharmreview.services.ports import Clock, EventKind


class Experience:
    """What is kept of the forms that came back. It belongs to the session's thread."""

    def __init__(self, session: Session, clock: Clock, form: ReviewForm) -> None:
        self._session = session
        self._clock = clock
        self._form = form
        self._said = Shelf(session, clock, Kind.EXPERIENCE, Said, EventKind.EXPERIENCE_KEPT)

    def put_in(self, answers: Answers) -> str:
        """Keep one form without a name; returns what it is taken out again by.

        Raises InputProblem for a form with nothing in it, VaultProblem for somebody who may only look.
        """
        self._session.user.refuse_unless(Deed.REVIEW)
        given = of_the_form(answers)
        if not given:
            raise InputProblem("There is nothing in this form yet.", "Type what came back, then put it in.")
        name = new_id(set(self._said.in_force()))
        self._said.put(name, Said(put_in=self._clock.today(), answers=given))
        return name

    def take_out(self, name: str) -> None:
        """Put a form out of the count; it stays in the record."""
        self._session.user.refuse_unless(Deed.REVIEW)
        if name in self._said.in_force():
            self._said.withdraw(name, EventKind.EXPERIENCE_KEPT)

    def learnt(self) -> Learnt:
        """What everyone said, those who asked for their answers to stand in their record included.

        Each review of a person counts: what was said of one stands with it when the next begins.
        """
        nameless = [said.answers for _, said in self._said.in_force().values()]
        reviews = (each for saved in self._session.vault.each() for each in _reviews(saved.case))
        known = [of_the_form(answers) for answers in reviews if asked_to_be_known(answers)]
        return learnt(self._form, nameless, known)


def _reviews(case: Case) -> tuple[Answers, ...]:
    return (*(one.answers for one in case.earlier), case.answers)
