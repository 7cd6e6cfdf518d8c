"""The story: a wide place to write while listening, with what was said marked as said."""

from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument

from ui.forms.editors.editor import leave_undo_to_the_case
from ui.theme.active import colour
from ui.theme.tokens import MEDIUM
from ui.widgets.fields.note_field import NoteField

_OPENS, _CLOSES = "“", "”"
_BREAK = "\u2029"


class _Quotations(QSyntaxHighlighter):
    """Tints what stands between quotation marks, over line ends too."""

    inside: ClassVar[int] = 1

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt names it
        look = QTextCharFormat()
        look.setBackground(colour("words"))
        look.setForeground(colour("wordsink"))
        look.setFontWeight(QFont.Weight(MEDIUM))
        start = 0 if self.previousBlockState() == self.inside else text.find(_OPENS)
        while start >= 0:
            end = text.find(_CLOSES, start)
            if end < 0:
                self.setFormat(start, len(text) - start, look)
                self.setCurrentBlockState(self.inside if self._closes_later() else 0)
                return
            self.setFormat(start, end - start + 1, look)
            start = text.find(_OPENS, end + 1)
        self.setCurrentBlockState(0)

    def _closes_later(self) -> bool:
        """An opening mark left open at the end of a story tints its own line only."""
        block = self.currentBlock().next()
        while block.isValid():
            text = block.text()
            close, reopen = text.find(_CLOSES), text.find(_OPENS)
            if close >= 0 and (reopen < 0 or close < reopen):
                return True
            if reopen >= 0:
                return False
            block = block.next()
        return False


class StoryField(NoteField):
    """The story. `mark_quote` puts quotation marks round what is chosen, or takes them away again."""

    def __init__(self, name: str) -> None:
        super().__init__(name, least=6, most=24, fills=True)
        leave_undo_to_the_case(self)
        self._quotations = _Quotations(self.document())

    def mark_quote(self) -> None:
        """Mark what is chosen as said; with nothing chosen, open marks, or go on after them."""
        cursor = self.textCursor()
        chosen = cursor.selectedText()
        if not chosen:
            self._open_or_close(cursor)
            return
        bare = chosen.strip()
        before, after = chosen[: len(chosen) - len(chosen.lstrip())], chosen[len(chosen.rstrip()) :]
        if bare.startswith(_OPENS) and bare.endswith(_CLOSES):
            marked = bare[1:-1]
        else:
            marked = f"{_OPENS}{bare}{_CLOSES}"
        start = cursor.selectionStart()
        cursor.insertText((before + marked + after).replace(_BREAK, "\n"))
        cursor.setPosition(start + len(before))
        cursor.setPosition(start + len(before) + len(marked), cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _open_or_close(self, cursor: QTextCursor) -> None:
        words, back = self.document(), QTextDocument.FindFlag.FindBackward
        inside = words.find(_OPENS, cursor, back).position() > words.find(_CLOSES, cursor, back).position()
        end = words.find(_CLOSES, cursor)
        if inside and not end.isNull():
            cursor.setPosition(end.position())
        else:
            cursor.insertText(_OPENS + _CLOSES)
            cursor.movePosition(cursor.MoveOperation.Left)
        self.setTextCursor(cursor)

    def chosen_words(self) -> str:
        """What is chosen, on one line and without quotation marks."""
        words = self.textCursor().selectedText().replace(_BREAK, " ")
        return " ".join(words.replace(_OPENS, "").replace(_CLOSES, "").split())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_quotations"):
            self._quotations.rehighlight()
