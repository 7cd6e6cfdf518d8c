"""The colours, by what they are for, in three themes.

Every pair that must be read together meets its contrast figure; the tests compute it from these values.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One theme's colours as "#RRGGBB"; a field's name is what the colour is for."""

    bg: str
    surface: str
    raised: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    band: str
    bandink: str
    band2: str
    bandline: str
    accent: str
    onaccent: str
    tint: str
    tintline: str
    words: str
    wordsline: str
    wordsink: str
    caution: str
    cautionline: str
    cautionink: str
    stop: str
    stoptint: str
    stopink: str
    done: str
    donetint: str
    plum: str
    plumtint: str
    highbg: str
    highink: str
    medbg: str
    medink: str
    medline: str
    lowbg: str
    lowink: str
    hatch: str
    hatchbg: str
    past: str
    focusin: str
    focusout: str
    rail: str
    title: str


LIGHT = Palette(
    bg="#F4F2EC",
    surface="#FFFFFF",
    raised="#FBFAF6",
    line="#DDDAD0",
    edge="#7B858A",
    ink="#17262D",
    ink2="#46565E",
    ink3="#5F6E75",
    band="#0F3A45",
    bandink="#FFFFFF",
    band2="#BCD6DB",
    bandline="#3C6873",
    accent="#0B6270",
    onaccent="#FFFFFF",
    tint="#E3F0F1",
    tintline="#9BC3C8",
    words="#FBF1E3",
    wordsline="#B8722A",
    wordsink="#4A2F10",
    caution="#FDF2D6",
    cautionline="#A66A0E",
    cautionink="#5E3B00",
    stop="#B3261E",
    stoptint="#FCECEA",
    stopink="#7C150F",
    done="#2A693D",
    donetint="#E5F1E7",
    plum="#7A3A78",
    plumtint="#F5EAF4",
    highbg="#8F3210",
    highink="#FFFFFF",
    medbg="#FAE7C6",
    medink="#613A00",
    medline="#B98434",
    lowbg="#E7EDEF",
    lowink="#22343C",
    hatch="#B9B4A6",
    hatchbg="#F1EEE5",
    past="#BFDCDF",
    focusin="#17262D",
    focusout="#FFC233",
    rail="#EAE7DE",
    title="#E4E1D8",
)

DARK = Palette(
    bg="#10191D",
    surface="#172328",
    raised="#1C2A30",
    line="#31434B",
    edge="#8FA3AB",
    ink="#EDF2F3",
    ink2="#BECBD0",
    ink3="#9FB0B6",
    band="#0B4350",
    bandink="#FFFFFF",
    band2="#B5D8DE",
    bandline="#3F7A86",
    accent="#7CCFDA",
    onaccent="#04242A",
    tint="#16363D",
    tintline="#3C7681",
    words="#32281A",
    wordsline="#DDA560",
    wordsink="#F7E6CC",
    caution="#33290F",
    cautionline="#E2B24C",
    cautionink="#F8E2AC",
    stop="#FF9C92",
    stoptint="#3B1B19",
    stopink="#FFC9C3",
    done="#8FD3A2",
    donetint="#173122",
    plum="#E0A9DC",
    plumtint="#33203A",
    highbg="#F2A27E",
    highink="#2B0D02",
    medbg="#4A3813",
    medink="#FBE3B0",
    medline="#C39A4A",
    lowbg="#2A3A41",
    lowink="#E3EBED",
    hatch="#5F7078",
    hatchbg="#212F35",
    past="#28606A",
    focusin="#0B1215",
    focusout="#FFC233",
    rail="#131E22",
    title="#0B1215",
)

HIGH_CONTRAST = Palette(
    bg="#000000",
    surface="#000000",
    raised="#000000",
    line="#FFFFFF",
    edge="#FFFFFF",
    ink="#FFFFFF",
    ink2="#FFFFFF",
    ink3="#FFFFFF",
    band="#000000",
    bandink="#FFFF66",
    band2="#FFFFFF",
    bandline="#FFFFFF",
    accent="#66F0FF",
    onaccent="#000000",
    tint="#00303A",
    tintline="#66F0FF",
    words="#000000",
    wordsline="#FFB454",
    wordsink="#FFFFFF",
    caution="#000000",
    cautionline="#FFD24D",
    cautionink="#FFE9A6",
    stop="#FF9C92",
    stoptint="#000000",
    stopink="#FFC9C3",
    done="#7CF29B",
    donetint="#000000",
    plum="#FF9CF5",
    plumtint="#000000",
    highbg="#FFFFFF",
    highink="#000000",
    medbg="#000000",
    medink="#FFFFFF",
    medline="#FFFFFF",
    lowbg="#000000",
    lowink="#FFFFFF",
    hatch="#FFFFFF",
    hatchbg="#000000",
    past="#00616F",
    focusin="#000000",
    focusout="#FFFF00",
    rail="#000000",
    title="#000000",
)
