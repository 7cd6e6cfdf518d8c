# ruff: noqa: E501, ISC004, PT017 - the rows are what they are, and a refusal is looked at where it is caught
"""Inputs that nobody should send, each from its seed, and a way to see that they end in words."""

import random
import zipfile
from pathlib import Path

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.reader import peek, read_export, read_pasted

_ROWS = (
    "NHS Number,Surname,Drug,Directions,Issued\r\n9990000018,Tester,Codeine 30mg tablets,1 qds,01/11/2026\r\n",
    'Patient Details,,Opioids,\r\nFull Name,NHS Number,"Name, Dosage and Quantity",Date of Issue\r\n'
    '"TESTER, Ann",999 000 0018,"Zomorph 10mg capsules, ONE BD, 56 capsule",28-Oct-2026\r\n,,"Tramadol 50mg",\r\n',
    "NHS number;Full name;Consultation date;Medication name;Dose\n9990000018;Ann Tester;1-Nov-26;Butec;1 weekly\n",
)  # fmt: skip
_PIECES = (
    b"\0", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b'"', b'""', b",", b"\t", b";", b"|", b"\r", b"\n", b"\r\n",
    b"\x80", b"\xe2\x80\xae", b"=1+1", b"PK\x03\x04", b"\x1a", b"\xa0", b"'", b"\xf0\x9f\x92\x8a", b"x" * 5_000,
    b"," * 600, b"<!ENTITY a 'b'>",
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-7", "utf-32")


def hostile_bytes(seed: int) -> bytes:
    """One hostile file: an export spoilt, bytes at random, or both."""
    chance = random.Random(seed)
    kind = seed % 4
    if kind == 0:
        return chance.randbytes(chance.randint(1, 800))
    text = chance.choice(_ROWS) * chance.randint(1, 4)
    content = bytearray(text.encode(chance.choice(_ENCODINGS)))
    for _ in range(chance.randint(0, 12)):
        at = chance.randrange(len(content) + 1)
        if kind == 1:
            content[at:at] = chance.choice(_PIECES)
        elif kind == 2:
            del content[at : at + chance.randint(1, 40)]
        else:
            content[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(content)


def hostile_workbook(path: Path, whole: Path, seed: int) -> Path:
    """A workbook with one part spoilt or put in twice, or its own bytes spoilt."""
    chance = random.Random(seed)
    if seed % 2:
        content = bytearray(whole.read_bytes())
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        return path
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = bytearray(source.read(name))
            if chance.random() < 0.5:
                at = chance.randrange(len(part))
                part[at : at + chance.randint(0, 30)] = chance.choice(_PIECES)
            target.writestr(name, bytes(part))
    return path


def ends_in_words(path: Path, *, looked_at: bool = True) -> bool:
    """True where reading and looking at the file end in people or one sentence; anything else is raised."""
    for read in (read_export, peek)[: 1 + looked_at]:
        try:
            file = read(path)
        except InputProblem as problem:
            assert problem.what, path
            assert problem.remedy, path
            assert "\n" not in problem.sentence.replace(path.name, ""), problem.sentence
        else:
            if read is read_export:
                assert all(person.patient is not None for person in file.people)
    return True


def paste_ends_in_words(content: bytes) -> bool:
    """The same for text that was pasted."""
    text = content.decode("utf-8", errors="replace")
    try:
        file = read_pasted(text)
    except InputProblem as problem:
        assert problem.remedy
    else:
        assert file.rows + len(file.set_aside) >= 1
    return True
