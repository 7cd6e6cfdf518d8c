"""Where things are kept on each platform."""

from pathlib import Path

from pharmreview.system.places import Places, find_places

HOME = Path("home") / "ada"


def test_that_the_variable_decides(tmp_path: Path) -> None:
    assert find_places({"PHARMREVIEW_HOME": str(tmp_path)}, "win32", HOME) == Places(tmp_path)
    assert find_places({"PHARMREVIEW_HOME": "~/x"}, "linux", HOME).home == Path.home() / "x"
    assert find_places({"PHARMREVIEW_HOME": "x"}, "linux", HOME).home == Path.cwd() / "x"


def test_that_a_blank_variable_does_not(tmp_path: Path) -> None:
    assert find_places({"PHARMREVIEW_HOME": " "}, "linux", tmp_path).home.is_relative_to(tmp_path)


def test_that_each_platform_has_its_own_place() -> None:
    local = str(HOME / "Local")
    assert find_places({"LOCALAPPDATA": local}, "win32", HOME).home == HOME / "Local" / "PharmReview"
    assert find_places({}, "win32", HOME).home == HOME / "AppData" / "Local" / "PharmReview"
    assert find_places({}, "darwin", HOME).home == HOME / "Library" / "Application Support" / "PharmReview"
    assert find_places({}, "linux", HOME).home == HOME / ".local" / "share" / "pharmreview"
    assert find_places({"XDG_DATA_HOME": "/data"}, "linux", HOME).home == Path("/data/pharmreview")
    assert find_places({"XDG_DATA_HOME": "data"}, "linux", HOME).home == HOME / ".local/share/pharmreview"


def test_that_everything_lies_in_one_folder(tmp_path: Path) -> None:
    places = Places(tmp_path)
    assert {places.store.parent, places.diary.parent, places.settings.parent} == {tmp_path}
