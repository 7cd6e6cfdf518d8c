"""A PDF read back: its objects, inflated."""

import base64
import contextlib
import re
import zlib


def unpacked(pdf: bytes) -> str:
    """Every object and every stream of a file, as text."""
    told = [re.sub(rb"stream\r?\n.*?endstream", b"", pdf, flags=re.DOTALL).decode("latin-1")]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, flags=re.DOTALL):
        raw = stream.strip()
        with contextlib.suppress(ValueError):
            raw = (
                base64.a85decode(raw, adobe=False) if not raw.endswith(b"~>") else base64.a85decode(raw[:-2])
            )
        with contextlib.suppress(zlib.error):
            raw = zlib.decompress(raw)
        told.append(raw.decode("latin-1"))
    return "\n".join(told)


def flat(text: str) -> str:
    """Words with single spaces between them, however the lines fell."""
    return " ".join(text.split())
