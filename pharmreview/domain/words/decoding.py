"""Text that was written as UTF-8 and read as Windows-1252, as it was meant: "1â€“2" is "1–2"."""


def rightly_decoded(text: str) -> str:
    """The text as it was meant, where its bytes in Windows-1252 are UTF-8; else the text itself."""
    if text.isascii():
        return text
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    """The byte of a letter. The five that Windows-1252 leaves open stand for themselves."""
    return letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else "cp1252")
