"""The keys of each place, for the list of keys: they work where that place is shown, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """What keys do in a place, in words."""

    words: str
    keys: tuple[str, ...]
    place: str


_GO_ON = ("Ctrl+Return", "Ctrl+Enter")

PLACE_KEYS = (
    PlaceKey("Do the main action", _GO_ON, "Any screen"),
    PlaceKey("Leave what is open: a drawer, an editor, a page", ("Esc",), "Any screen"),
    PlaceKey("Hide or show names", ("F8",), "Today and People"),
    PlaceKey("Open the chosen person", ("Return",), "People"),
    PlaceKey("Tick or untick", ("Space",), "People"),
    PlaceKey("Tick on to the row above or below", ("Shift+Up", "Shift+Down"), "People"),
    PlaceKey("Tick everyone shown", ("Ctrl+A",), "People"),
    PlaceKey("Sort by the chosen column", ("Ctrl+Up",), "People"),
    PlaceKey("Go from the find box to the list", ("Down",), "People"),
    PlaceKey("Go to the filters", ("Ctrl+F",), "People"),
    PlaceKey("Clear filters", ("Ctrl+Shift+X",), "People"),
    PlaceKey("Put an unread line right", ("F2",), "People"),
    PlaceKey("Set the tier by hand", ("Ctrl+Shift+T",), "People"),
    PlaceKey("Write to everyone ticked", ("Ctrl+Shift+P",), "People"),
    PlaceKey("Searches, baselines, samples and settings", ("Ctrl+Shift+L",), "People"),
    PlaceKey("Next unread row", ("Alt+N",), "Import a search"),
    PlaceKey("Put the chosen row right", ("F2",), "Import a search"),
    PlaceKey("Say what the columns hold", ("Ctrl+M",), "Import a search"),
    PlaceKey("Paste a list or a file", ("Ctrl+V",), "Import a search"),
    PlaceKey("Show or hide the risk", ("F7",), "Review steps"),
    PlaceKey("Skip this step", ("Ctrl+Shift+K",), "Review steps"),
    PlaceKey("Finish the review", ("Ctrl+Shift+F",), "Review steps"),
    PlaceKey("Mark the words as a quotation", ("Ctrl+'",), "Review steps"),
    PlaceKey("Add to the agenda", ("Ctrl+Shift+A",), "Review steps"),
    PlaceKey("Put in a snippet", ("Ctrl+;",), "Review steps"),
    PlaceKey("Open or shut the private note", ("Ctrl+Shift+N",), "Review steps"),
    PlaceKey("Sign my part of a joint visit", ("Ctrl+Shift+G",), "Review steps"),
    PlaceKey("The next picture, the picture before", ("Right", "Left"), "Review steps"),
    PlaceKey("Choose which options stand side by side", ("Ctrl+Shift+O",), "Review steps"),
    PlaceKey("Add a pause", ("Ctrl+H",), "Taper"),
    PlaceKey("The chosen step a week longer, or shorter", ("Shift+Right", "Shift+Left"), "Taper"),
    PlaceKey("Split the chosen step", ("Ctrl+Shift+D",), "Taper"),
    PlaceKey("Join the chosen step with the next", ("Ctrl+Shift+J",), "Taper"),
    PlaceKey("Clear what was set by hand", ("Ctrl+Shift+B",), "Taper"),
    PlaceKey("Smaller steps by another product", ("Ctrl+Shift+R",), "Taper"),
    PlaceKey("How the figures of the step were reached", ("Ctrl+Shift+W",), "Taper"),
    PlaceKey("How the plan ends", ("Ctrl+Shift+T",), "Taper"),
    PlaceKey("Compare with another pace, or leave it", ("Ctrl+D",), "Taper"),
    PlaceKey("Use plan B", ("Ctrl+Shift+U",), "Taper"),
    PlaceKey("Remove the pause", ("Del",), "Taper"),
    PlaceKey("What happened to a plan that runs", ("Ctrl+E",), "Taper"),
    PlaceKey("Versions of the plan", ("Ctrl+Shift+V",), "Taper"),
    PlaceKey("Supply: issues, stock at home, packs", ("Ctrl+Shift+I",), "Taper"),
    PlaceKey("Supply: save the dates for a calendar", ("Ctrl+Shift+O",), "Taper"),
    PlaceKey("Notes on the plan", ("Ctrl+Shift+E",), "Taper"),
    PlaceKey("From the chart to its table, and back", ("Alt+T",), "Taper"),
    PlaceKey("Next step only, next 3, whole route", tuple(f"Ctrl+Shift+{n}" for n in (1, 2, 3)), "Taper"),
    PlaceKey("From answer to answer", ("Left", "Right"), "Turned screen"),
    PlaceKey("Next step, next 3, whole route", ("1", "2", "3"), "Turned screen"),
    PlaceKey("Hide or show my name", ("F8",), "Turned screen"),
    PlaceKey("Turn back", ("F9", "Esc"), "Turned screen"),
    PlaceKey("Choose in which form to save", ("Ctrl+Shift+S",), "Papers"),
    PlaceKey("Copy for the record", ("Ctrl+Shift+C",), "Papers and review steps"),
    PlaceKey("Find any paper", ("Ctrl+F",), "Papers"),
    PlaceKey("Keep a text and copy it to send", ("Ctrl+Shift+M",), "Papers"),
    PlaceKey("Next page, previous page", ("PgDown", "PgUp"), "Papers"),
    PlaceKey("Offer places at the caret", ("Ctrl+Space",), "Practice"),
    PlaceKey("The next thing to look at", ("Alt+N",), "Practice"),
    PlaceKey("Versions of the template", ("Ctrl+Shift+V",), "Practice"),
    PlaceKey("Put the version looked at back", ("Ctrl+Shift+B",), "Practice"),
    PlaceKey("Put our words back", ("Ctrl+Shift+Y",), "Practice"),
    PlaceKey("Try the words on the other person", ("Alt+P",), "Practice"),
    PlaceKey("Next page, page before", ("Alt+PgDown", "Alt+PgUp"), "Practice"),
    PlaceKey("From the templates to the letterhead, and back", ("Ctrl+Shift+H",), "Practice"),
    PlaceKey("Choose a picture for the letterhead", ("Ctrl+O",), "Practice"),
)
