"""A window over the sample prefecture, without a screen."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dxdesk import app
from dxdesk.models.accounts import sign_in
from dxdesk.models.desk import Desk
from dxdesk.samples import build_sample_desk
from dxdesk.ui.jobs import Jobs
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.workplace import Workplace
from tests.conftest import LIGHT, PASSWORD, clock


class Said:
    """Messages that are written down instead of shown; every question is answered with the verb.

    A file goes into the folder ``place``, and ``file`` is what is read; as long as there is none,
    nobody answers.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.place: Path | None = None
        self.file: Path | None = None

    def tell(self, title: str, text: str) -> None:
        self.texts.append(f"{title}：{text}")

    def ask(self, title: str, text: str, verb: str, then: Callable[[], None]) -> None:
        self.texts.append(f"{title}：{text}（{verb}）")
        then()

    def ask_where(self, title: str, name: str, kind: str, then: Callable[[Path], None]) -> None:
        self.texts.append(f"{title}：{name}")
        if self.place is not None:
            then(self.place / name)

    def ask_file(self, title: str, kind: str, then: Callable[[Path], None]) -> None:
        self.texts.append(f"{title}：{kind}")
        if self.file is not None:
            then(self.file)

    def ask_folder(self, title: str, then: Callable[[Path], None]) -> None:
        self.texts.append(title)
        if self.place is not None:
            then(self.place)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The program's own fonts, colours and words; putting them on takes a moment, so only once."""
    if not qapp.styleSheet():
        app.make_application()


@pytest.fixture(autouse=True)
def no_key_is_held(qapp: QApplication) -> Iterator[None]:
    """Qt believes Ctrl to be held after a test that pressed it; the next one would select otherwise."""
    yield
    if qapp.keyboardModifiers():
        nobody = QWidget()
        QTest.keyRelease(nobody, Qt.Key.Key_Control)
        nobody.deleteLater()


@pytest.fixture(scope="session", autouse=True)
def nothing_left_for_the_end(qapp: QApplication) -> Iterator[None]:
    """What Python made for Qt goes while both are still there.

    Without a screen Qt keeps what was copied until after Python has ended, and dies deleting it.
    """
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def built_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "見本.dxdesk"
    made = build_sample_desk(path, "佐藤", PASSWORD, clock=clock, cost=LIGHT)
    made.desk.close(with_backup=False)
    return path


@pytest.fixture
def sample_path(built_samples: Path, tmp_path: Path) -> Path:
    """A copy of the sample desk that a test may change."""
    path = tmp_path / built_samples.name
    shutil.copytree(built_samples, path)
    return path


@pytest.fixture
def sample(sample_path: Path) -> Iterator[Desk]:
    desk = sign_in(sample_path, PASSWORD, clock=clock)
    yield desk
    desk.close(with_backup=False)


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def workplace(sample: Desk, said: Said, qapp: QApplication) -> Iterator[Workplace]:
    jobs = Jobs()
    yield Workplace(sample, jobs, said)
    jobs.close()


@pytest.fixture
def window(workplace: Workplace, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with the sample desk open."""
    made = MainWindow(workplace)
    made.resize(1280, 660)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.stop()


@pytest.fixture
def settle(workplace: Workplace, qtbot: QtBot) -> Callable[[], None]:
    """Wait until nothing is running any more."""

    def wait() -> None:
        qtbot.waitUntil(lambda: workplace.jobs.idle, timeout=20_000)

    return wait


def widgets(parent: QWidget) -> list[QWidget]:
    """Every widget in another one."""
    return parent.findChildren(QWidget)
