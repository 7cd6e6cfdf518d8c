"""Long words are given places to break, and nothing else is changed."""

from ui.widgets.marks.breaking import breakable


def test_that_only_an_overlong_word_is_given_places_to_break() -> None:
    assert breakable("MST Continus 30mg modified-release tablets") == (
        "MST Continus 30mg modified-release tablets"
    )
    long = "x" * 70
    assert breakable(f"a {long} b").replace("\u200b", "") == f"a {long} b"
    assert max(map(len, breakable(long).split("\u200b"))) == 20
    accented = "e\u0301" * 40
    assert not any(piece.startswith("\u0301") for piece in breakable(accented).split("\u200b"))
