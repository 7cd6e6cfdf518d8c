"""The one way the workbench stops: a sentence that says what is wrong and how to mend it."""


class Refusal(Exception):
    """Setup cannot go on.

    :param sentence: what is wrong and what to do, for the person at the keyboard.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
