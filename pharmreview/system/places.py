"""Where things are kept on this computer."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "PHARMREVIEW_HOME"


@dataclass(frozen=True)
class Places:
    """The program's own folder, and what lies in it."""

    home: Path

    @property
    def store(self) -> Path:
        """The folder of the store: the encrypted file, its keys and its backups."""
        return self.home / "store"

    @property
    def diary(self) -> Path:
        """The diary of ids and codes."""
        return self.home / "diary.log"

    @property
    def settings(self) -> Path:
        """Settings of the window; nothing about a patient."""
        return self.home / "settings.json"

    @property
    def practice(self) -> Path:
        """The practice's own name and address."""
        return self.home / "practice.json"

    @property
    def templates(self) -> Path:
        """The practice's own wording of letters and texts; nothing about a patient."""
        return self.home / "templates.json"


def find_places(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform, user_home: Path | None = None
) -> Places:
    """The folder named by PHARMREVIEW_HOME, else the one where this platform keeps local data.

    Local and not roaming: a store that follows its user between computers would be copied while open.
    """
    own = environ.get(HOME_VARIABLE, "").strip()
    if own:
        return Places(Path(own).expanduser().absolute())
    home = user_home or Path.home()
    if platform == "win32":
        local = environ.get("LOCALAPPDATA", "")
        return Places((Path(local) if local else home / "AppData" / "Local") / "PharmReview")
    if platform == "darwin":
        return Places(home / "Library" / "Application Support" / "PharmReview")
    data = environ.get("XDG_DATA_HOME", "")
    return Places((Path(data) if data.startswith("/") else home / ".local" / "share") / "pharmreview")
