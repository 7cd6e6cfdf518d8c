"""A program of its own: opens a store with real threads, types, and dies in the middle of a word.

`python half_a_sentence.py make HOME EXPORT` makes the store and brings the people in;
`python half_a_sentence.py type HOME CASE_ID WORDS SECONDS` types the words into one person's story a key at a
time, tells "typed", goes on living for some seconds, and is gone without closing anything. With "draft" in
place of a case id they go to the end of the first template, with "service" before it to a new service's name,
with the key of an answer before it to that answer. Told to type on, it never rests and never ends.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pharmreview.bootstrap import bootstrap
from pharmreview.services.casework import Casework
from pharmreview.storage.keyring import Cost
from pharmreview.storage.store import StoreRoom
from pharmreview.system.places import Places
from pharmreview.system.whole import write_whole

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "four plain words here"


def app_over(home: Path):
    """The application over a folder, with a cheap key."""
    places = Places(home)
    return bootstrap(places=places, keeper=StoreRoom(places.store, write_whole, CHEAP))


def make(home: Path, export: Path) -> None:
    """Make the store and bring everyone in. Tells the id of one case."""
    app = app_over(home)
    made = app.access.create("Nia Farrow", "pharmacist", PASSPHRASE)
    preview = app.intake.preview(export)
    cases = Casework(made.session, app.clock)
    app.caseload(made.session).bring_in(preview)
    sys.stdout.write(next(iter(cases.each())).case.id)
    app.access.lock(made.session)


def written_in(window, where: str, until):
    """The field that is typed in, once it is there."""
    if where == "draft":
        window.go("practice")
        field = window.workspace.view("practice").templates.field
        until(field.toPlainText)
        field.moveCursor(QTextCursor.MoveOperation.End)
        return field
    what, _, case_id = where.rpartition(" ")
    window.open_person(case_id)
    until(lambda: window.workspace.place == "review")
    if not what:
        return window.workspace.view("review").page.story
    if what != "service":
        window.show_step(what.split(".")[0])
        window.workspace.view("review").page.reveal(what)
        until(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()
    window.show_step("follow_up")
    page = window.workspace.view("review").page
    page.show_part("signpost")
    page.directory.edit(None)
    return page.directory.editor.fields["name"]


def type_and_die(home: Path, case_id: str, words: str, seconds: float, on: str = "") -> None:
    """Come in through the door, open one person, type, live a little longer, typing this on, and die."""
    from ui.shell.application import Running

    qt = QApplication([])
    running = Running(qt, app_over(home))
    running.window.show()

    def until(happened) -> None:
        end = time.monotonic() + 20
        while not happened():
            assert time.monotonic() < end
            QTest.qWait(10)

    page = running.window.unlock.unlock_page
    until(page.who.value)
    page.passphrase.setText(PASSPHRASE)
    page.passphrase.returnPressed.emit()
    until(lambda: running.window.workspace is not None)
    story = written_in(running.window, case_id, until)
    for letter in words:
        QTest.keyClicks(story, letter)
        QTest.qWait(30)
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if on:
            QTest.keyClicks(story, on)
        QTest.qWait(10)
        time.sleep(0.001)  # qWait keeps the interpreter to itself, and the lanes need it too
    os._exit(9)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        type_and_die(Path(sys.argv[2]), sys.argv[3], sys.argv[4], float(sys.argv[5]), *sys.argv[6:])
