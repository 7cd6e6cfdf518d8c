"""Answers worked out once: looked up like a dictionary, so that whole columns are, without a step each."""

from collections.abc import Callable
from typing import TypeVar

Q = TypeVar("Q")
A = TypeVar("A")
_MOST_REMEMBERED = 262_144


class Remembered(dict[Q, A]):
    """What `work` answers to each question, asked the first time and remembered."""

    def __init__(self, work: Callable[[Q], A]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, question: Q) -> A:
        answer = self._work(question)
        if len(self) < _MOST_REMEMBERED:
            self[question] = answer
        return answer
