"""Other medicines that directions name: how often these are taken is never said of this one."""

from collections.abc import Sequence
from typing import Final

from pharmreview.domain.lines.sentences.phrases.item import Item, Mark, Rate
from pharmreview.domain.lines.sentences.tokens import Token, Unclear
from pharmreview.domain.lines.sentences.vocabulary import UNKNOWN

_MEDICINES: Final = (
    "paracetamol codeine dihydrocodeine codamol dydramol codaprin tramadol morphine oxycodone fentanyl "
    "buprenorphine tapentadol hydromorphone methadone pethidine meptazinol oramorph sevredol mst zomorph "
    "morphgesic mxl oxycontin oxynorm longtec shortec targinact palexia zapain kapake solpadol tylex "
    "remedeine matrifen durogesic mezolar butrans butec transtec sevodyne abstral effentora zydol zamadol "
    "maxitram marol gabapentin pregabalin lyrica neurontin alzain diazepam lorazepam temazepam nitrazepam "
    "clonazepam oxazepam zopiclone zolpidem amitriptyline nortriptyline imipramine duloxetine venlafaxine "
    "sertraline citalopram fluoxetine mirtazapine trazodone ibuprofen naproxen diclofenac celecoxib "
    "etoricoxib meloxicam aspirin omeprazole lansoprazole senna lactulose laxido movicol macrogol "
    "docusate bisacodyl naloxone naloxegol cyclizine prochlorperazine metoclopramide ondansetron baclofen "
    "tizanidine methocarbamol carbamazepine topiramate prednisolone metformin ramipril amlodipine "
    "bisoprolol atorvastatin simvastatin levothyroxine"
)
_JOINING: Final = {"AND", "WITH"}
_AGAIN: Final = {"again", "afterwards", "further", "overnight", "regularly"}
_NAMED: Final = frozenset(_MEDICINES.split())


def refuse_other(item: Item, between: Sequence[Token], before: Sequence[Rate]) -> None:
    """Raise Unclear where how often stands behind another medicine: "two qds and diazepam at night".

    `between` are the words since the last dose or rate, `before` the rates stated so far: a name that comes
    first may be the product's own.
    """
    says_when = isinstance(item, Rate) or (isinstance(item, Mark) and item.name == "prn")
    word = between[-1] if len(between) > 1 and between[-2].kind in _JOINING else None
    joined = word is not None and word.kind == UNKNOWN and word.text not in _AGAIN
    if before and says_when and (joined or any(token.text in _NAMED for token in between)):
        raise Unclear("Something else is named, and it cannot be told which of the two is taken so often.")
