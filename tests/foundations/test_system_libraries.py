"""The libraries Qt needs from Debian and Ubuntu: found missing, installed where that is allowed, or named."""

import subprocess
from types import SimpleNamespace

import pytest

from workbench import system_libraries
from workbench.refusal import Refusal
from workbench.system_libraries import WITHOUT_A_SCREEN, by_hand, missing, needed, packages_for, uses_apt


class Machine:
    """Answers for apt-get, sudo and the loader; keeps what was asked of it."""

    def __init__(self, lacking: str, root: bool = False, sudo: bool = False, apt_ends: int = 0) -> None:
        self.lacking = lacking
        self.sudo = sudo
        self.apt_ends = apt_ends
        self.asked: list[list[str]] = []
        self.geteuid = lambda: 0 if root else 1000

    def run(self, command: list[str], **_: object) -> SimpleNamespace:
        self.asked.append(command)
        if command[:2] == ["sudo", "-n"] and not self.sudo:
            return SimpleNamespace(returncode=1, stdout="")
        if "install" in command:
            self.lacking = "" if self.apt_ends == 0 else self.lacking
            return SimpleNamespace(returncode=self.apt_ends, stdout="")
        if "apt-cache" in command[0]:
            return SimpleNamespace(returncode=0, stdout="libglib2.0-0t64\n" if "t64" in command[-1] else "")
        return SimpleNamespace(returncode=0, stdout=self.lacking)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch):
    def put(machine: Machine) -> Machine:
        monkeypatch.setattr(system_libraries, "sys", SimpleNamespace(platform="linux", executable="python3"))
        monkeypatch.setattr(system_libraries.subprocess, "run", machine.run)
        monkeypatch.setattr(system_libraries.os, "geteuid", machine.geteuid, raising=False)
        monkeypatch.setattr(system_libraries.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(system_libraries, "uses_apt", lambda _: True)
        monkeypatch.setattr(system_libraries, "missing", lambda _: machine.lacking.split())
        return machine

    return put


def test_that_tests_and_pictures_need_no_display_libraries() -> None:
    assert needed({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, with_window=False) == WITHOUT_A_SCREEN


def test_that_a_window_needs_the_libraries_of_the_display_that_is_there() -> None:
    assert "libxcb-icccm.so.4" in needed({"DISPLAY": ":0"}, with_window=True)
    assert "libwayland-cursor.so.0" not in needed({"DISPLAY": ":0"}, with_window=True)
    assert "libwayland-cursor.so.0" in needed({"WAYLAND_DISPLAY": "wayland-0"}, with_window=True)
    assert needed({}, with_window=True) == WITHOUT_A_SCREEN


@pytest.mark.skipif(
    not system_libraries.sys.platform.startswith("linux"), reason="the loader's names are Linux's"
)
def test_that_the_loader_names_what_is_missing() -> None:
    assert missing(["libc.so.6", "libpharmreview-is-not-there.so.9"]) == ["libpharmreview-is-not-there.so.9"]


def test_that_the_loaders_answer_is_read_a_name_a_line() -> None:
    def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 0, stdout="libGL.so.1\nlibEGL.so.1\n")

    assert missing(WITHOUT_A_SCREEN, run) == ["libGL.so.1", "libEGL.so.1"]


@pytest.mark.parametrize(
    ("release", "apt"),
    [
        ("ID=debian\nVERSION_ID=12", True),
        ('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"', True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"', True),
        ("ID=fedora", False),
        ("", False),
    ],
)
def test_that_debian_and_its_children_are_known_by_their_release_file(release: str, apt: bool) -> None:
    assert uses_apt(release) is apt


def test_that_the_package_takes_the_name_this_release_uses() -> None:
    asked = ["libglib-2.0.so.0", "libgthread-2.0.so.0", "libGL.so.1"]
    assert packages_for(asked, WITHOUT_A_SCREEN, {"libglib2.0-0t64", "libgl1"}.__contains__) == [
        "libgl1",
        "libglib2.0-0t64",
    ]
    assert packages_for(asked, WITHOUT_A_SCREEN, {"libglib2.0-0", "libgl1"}.__contains__) == [
        "libgl1",
        "libglib2.0-0",
    ]


def test_that_stale_lists_fall_back_on_the_oldest_name() -> None:
    assert packages_for(["libglib-2.0.so.0"], WITHOUT_A_SCREEN, lambda _: False) == ["libglib2.0-0"]


def test_that_nothing_is_run_where_nothing_is_missing(on) -> None:
    machine = on(Machine(lacking=""))
    system_libraries.ensure({}, with_window=False)
    assert machine.asked == []


def test_that_root_updates_the_lists_and_then_installs_without_a_question(on) -> None:
    machine = on(Machine(lacking="libGL.so.1\nlibglib-2.0.so.0", root=True))
    system_libraries.ensure({}, with_window=False)
    apt = [command for command in machine.asked if "apt-get" in command]
    assert apt[0][-1] == "update"
    assert apt[1][-2:] == ["libgl1", "libglib2.0-0t64"]
    assert "DEBIAN_FRONTEND=noninteractive" in apt[1]
    assert "-y" in apt[1]


def test_that_sudo_without_a_password_is_used(on) -> None:
    machine = on(Machine(lacking="libGL.so.1", sudo=True))
    system_libraries.ensure({}, with_window=False)
    assert any(command[:2] == ["sudo", "-n"] and "install" in command for command in machine.asked)


def test_that_without_the_right_to_install_the_exact_command_is_given(on) -> None:
    machine = on(Machine(lacking="libGL.so.1\nlibxkbcommon.so.0"))
    with pytest.raises(Refusal) as refused:
        system_libraries.ensure({}, with_window=False)
    assert by_hand(["libgl1", "libxkbcommon0"]) in refused.value.sentence
    assert not [command for command in machine.asked if "apt-get" in command]


def test_that_a_failed_installation_gives_the_exact_command(on) -> None:
    on(Machine(lacking="libGL.so.1", root=True, apt_ends=100))
    with pytest.raises(Refusal, match="libgl1"):
        system_libraries.ensure({}, with_window=False)


def test_that_elsewhere_the_missing_libraries_are_named(on, monkeypatch: pytest.MonkeyPatch) -> None:
    on(Machine(lacking="libEGL.so.1", root=True))
    monkeypatch.setattr(system_libraries, "uses_apt", lambda _: False)
    with pytest.raises(Refusal, match=r"libEGL\.so\.1"):
        system_libraries.ensure({}, with_window=False)


def test_that_other_systems_are_not_asked_for_libraries(on, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = on(Machine(lacking="libGL.so.1"))
    monkeypatch.setattr(system_libraries, "sys", SimpleNamespace(platform="win32", executable="python"))
    system_libraries.ensure({}, with_window=True)
    assert machine.asked == []
