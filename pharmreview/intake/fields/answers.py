"""What a cell of a column that asks something may answer, and the kinds of prescription, as data.

Source: the kinds of issue that EMIS Web, SystmOne and Vision name and those of the electronic prescription
service, from general knowledge. No real export was seen, and `EXPORT_FORMATS` confirms no such column: a
word that is missing here leaves a line to be read with its cell, and never changes a dose.
"""

YES = frozenset(("y", "yes", "true", "t", "1", "x", "✓", "✔", "☑"))
NO = frozenset(("", "n", "no", "false", "f", "0", "-", "–", "n/a", "none", "nil", "☐", "✗"))

_KINDS = (
    "acute repeat repeats variable automatic dispensing dispense rd erd rmtm regular scheduled template "
    "issue issued prescription medication drug item nhs private hospital current only authorised electronic "
    "handwritten eps"
)
KINDS_OF_PRESCRIPTION = frozenset(_KINDS.split())
"""Words of a kind of prescription: none says how a medicine is taken."""
