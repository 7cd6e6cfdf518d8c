"""Long words are given places to break, and nothing else is changed."""

from PySide6.QtWidgets import QLabel

from ui.widgets.marks.breaking import breakable, drawn
from ui.widgets.marks.label import Label


def test_that_only_an_overlong_word_is_given_places_to_break() -> None:
    assert breakable("MST Continus 30mg modified-release tablets") == (
        "MST Continus 30mg modified-release tablets"
    )
    long = "x" * 70
    assert breakable(f"a {long} b").replace("\u200b", "") == f"a {long} b"
    assert max(map(len, breakable(long).split("\u200b"))) == 20
    accented = "e\u0301" * 40
    assert not any(piece.startswith("\u0301") for piece in breakable(accented).split("\u200b"))


def test_that_a_painted_number_is_never_parted_from_its_unit() -> None:
    assert drawn("ONE 30 mg + TWO 10 mg").split(" ") == ["ONE", "30\u00a0mg", "+", "TWO", "10\u00a0mg"]
    assert drawn("2 changes, 75 micrograms/hour") == "2 changes, 75\u00a0micrograms/hour"
    assert "x" * 20 in drawn("x" * 70).split("\u200b")


def test_that_a_wrapped_label_keeps_a_number_with_its_unit_and_tells_its_words_as_given(qapp: object) -> None:
    label = Label("A step of 5 mg", wrap=True)
    assert (label.text(), QLabel.text(label)) == ("A step of 5 mg", "A step of 5\u00a0mg")
    label.setText("10 mg less")
    assert (label.text(), QLabel.text(label)) == ("10 mg less", "10\u00a0mg less")
    assert QLabel.text(Label("10 mg")) == "10 mg"
