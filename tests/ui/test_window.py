from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dxdesk import paths
from dxdesk.imports.plan_file import read_plan
from dxdesk.models import acts
from dxdesk.models.accounts import sign_in
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees
from dxdesk.models.plan.contents import PARTS
from dxdesk.ui import theme
from dxdesk.ui.application import Application
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.entries import ENTRIES, PANELS
from dxdesk.ui.pages.page import UnbuiltPage
from tests.conftest import PASSWORD, clock
from tests.ui.conftest import Said

Settle = Callable[[], None]
LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]+")
KEYS = re.compile(r"(?:Ctrl|Alt|Shift)\+[A-Za-z]+")
PLACE = re.compile("[A-Z]{1,2}[0-9]+")  # R8.4.1, item L1-2, cell D13
# DX人材デスク; PDF and the keys on a keyboard; the ending of a desk's folder.
ALLOWED = {"DX", "PDF", "PC", "Ctrl", "Enter", "Alt", "Esc", "F", "K", "M", "KB", "MB", "dxdesk"}
PAGES = [entry.key for entry in (*ENTRIES, *PANELS)]
SAMPLE_WORDS = {"IT", "ICT", "RPA", "AI", "MOS", "Excel", "Python", "ITパスポート", "DB"} | {
    "meibo",
    "r",
    "xlsx",
    "pdf",
    "jpg",
}
SAMPLE_PLAN = read_plan(paths.resource("plans", "example.toml"))
# Codes of the sample plan, and the names that trainings and exams really have.
SAMPLE_WORDS |= {
    word
    for part in PARTS
    for thing in part.of(SAMPLE_PLAN)
    for word in LATIN.findall(f"{getattr(thing, 'code', '')} {getattr(thing, 'name', '')}")
}


def texts_of(widget: QWidget) -> list[str]:
    """Every text that a user can read or hear."""
    found = [widget.accessibleName(), widget.toolTip(), widget.windowTitle()]
    if isinstance(widget, QLabel | QAbstractButton):
        found.append(widget.text())
    if isinstance(widget, QLineEdit):
        found.append(widget.placeholderText())
    if isinstance(widget, QComboBox):
        found += [widget.itemText(at) for at in range(widget.count())]
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        if model is not None:
            found += [
                str(model.headerData(at, Qt.Orientation.Horizontal) or "")
                for at in range(model.columnCount())
            ]
    return [text for text in found if text]


@pytest.mark.parametrize("key", PAGES)
def test_everything_visible_is_japanese(window: MainWindow, settle: Settle, key: str) -> None:
    texts: list[str] = []
    window.show_page(key)
    settle()
    for prepare in window.pages[key].views().values():
        dialog = prepare()
        settle()
        if dialog is not None:
            texts += [text for widget in dialog.findChildren(QWidget) for text in texts_of(widget)]
            dialog.close()
    texts += [text for widget in window.findChildren(QWidget) for text in texts_of(widget)]
    latin = {word for text in texts for word in LATIN.findall(PLACE.sub("", KEYS.sub("", text)))}
    assert latin - ALLOWED - SAMPLE_WORDS == set()


def test_the_words_of_qt_itself_are_japanese(qapp: QApplication) -> None:
    assert qapp.translate("QPlatformTheme", "Cancel") == "キャンセル"


@pytest.mark.parametrize("key", PAGES)
def test_every_control_has_a_name(window: MainWindow, settle: Settle, key: str) -> None:
    window.show_page(key)
    settle()
    found = list(window.findChildren(QWidget))
    for prepare in window.pages[key].views().values():
        dialog = prepare()
        settle()
        found += (dialog or window).findChildren(QWidget)
        assert nameless(found) == []
        if dialog is not None:
            dialog.close()
            found = []
    assert nameless(window.findChildren(QWidget)) == []


def nameless(found: list[QWidget]) -> list[QWidget]:
    return [
        widget
        for widget in found
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


def test_tab_goes_through_a_form_in_the_order_of_its_fields(
    window: MainWindow, settle: Settle
) -> None:
    window.show_page("employees")
    settle()
    dialog = window.pages["employees"].detail.basics.open_name_change()
    settle()
    fields = [field.widget for field in dialog.form.fields.values()]
    fields[0].setFocus()
    seen = [QApplication.focusWidget()]
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    order = [
        next((at for at, field in enumerate(fields) if field is one or field.isAncestorOf(one)), 9)
        for one in seen
    ]
    assert order == sorted(order)
    assert order[-1] == 9
    dialog.reject()


@pytest.mark.parametrize("key", PAGES)
def test_every_page_fits_a_small_laptop(window: MainWindow, settle: Settle, key: str) -> None:
    window.show_page(key)
    settle()
    assert (window.width(), window.height()) == (1280, 660)
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 660
    sideways = [
        bar
        for bar in window.findChildren(QScrollBar)
        if bar.orientation() is Qt.Orientation.Horizontal and bar.isVisible() and bar.maximum() > 0
    ]
    assert sideways == []


def test_a_page_that_is_not_built_says_what_it_will_be(window: MainWindow) -> None:
    window.show_page("leaders")
    page = window.pages["leaders"]
    assert isinstance(page, UnbuiltPage)
    assert "デジタル推進リーダー" in page.sentence.text()


def test_every_entry_of_the_navigation_shows_its_page(window: MainWindow) -> None:
    for entry in ENTRIES:
        window.navigation.buttons[entry.key].click()
        assert window.title.text() == entry.title


def test_no_two_commands_share_a_shortcut(window: MainWindow) -> None:
    keys = [
        shortcut.toString()
        for action in window.findChildren(QAction)
        for shortcut in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_a_past_year_is_said_under_the_title(window: MainWindow, settle: Settle) -> None:
    window.show_page("home")
    window.year.setCurrentIndex(1)
    settle()
    assert window.band.isVisible()
    assert window.band_text.text() == "令和7年度を表示中"


def test_the_search_at_the_top_finds_people(window: MainWindow, settle: Settle) -> None:
    window.show_page("home")
    window.search.setText("アオヤマ")
    window.search.entered.emit()
    settle()
    assert window.title.text() == "職員"
    assert window.pages["employees"].people.table.rowCount() > 0


def test_what_another_officer_wrote_is_noticed(
    window: MainWindow, sample: Desk, sample_path: Path, settle: Settle
) -> None:
    window.show_page("home")
    settle()
    other = sign_in(sample_path, PASSWORD, clock=clock)
    with other.action(acts.CORRECT_EMPLOYEE, "別の窓での訂正") as action:
        employees.correct_employee(action, 1, note="別の窓")
    other.close(with_backup=False)
    window.look()
    settle()
    assert window.status.last.whole.startswith("最後の操作：別の窓での訂正")


def test_a_wrong_password_is_said_at_the_field(qtbot: QtBot, sample_path: Path, said: Said) -> None:
    window = Application(clock, sample_path.parent, said)
    qtbot.addWidget(window)
    window.show_sign_in(sample_path)
    window.sign_in.password.setText("ちがうことば")
    window.sign_in.submit()
    qtbot.waitUntil(lambda: window.jobs.idle, timeout=20_000)
    assert "パスワードが違います" in window.sign_in.error.text()
    assert window.sign_in.open_button.isEnabled()
    window.close()


def next_day() -> datetime:
    return clock() + timedelta(days=1)


def test_the_right_password_opens_the_home_page_and_closing_backs_up(
    qtbot: QtBot, sample_path: Path, said: Said
) -> None:
    window = Application(next_day, sample_path.parent, said)
    qtbot.addWidget(window)
    window.show_sign_in(sample_path)
    window.sign_in.password.setText(PASSWORD)
    window.sign_in.submit()
    qtbot.waitUntil(lambda: window.frame is not None and window.jobs.idle, timeout=20_000)
    assert window.frame is not None
    assert window.frame.title.text() == "ホーム"
    window.close()
    backups = [path.name for path in (sample_path / "backups").iterdir()]
    assert any("終了時" in name for name in backups)


def test_a_new_desk_shows_its_recovery_key_once(qtbot: QtBot, tmp_path: Path, said: Said) -> None:
    window = Application(clock, tmp_path, said)
    qtbot.addWidget(window)
    window.show_first_run()
    page = window.first_run
    page.show_new()
    for key, text in (("account", "佐藤"), ("password", PASSWORD), ("again", PASSWORD)):
        page.new_form.fields[key].widget.setText(text)
    page.new_form.submit()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=30_000)
    assert len(page.recovery_key.text().replace("\n", "").split("-")) == 8
    assert not page.go_on.isEnabled()
    page.kept.setChecked(True)
    page.go_on.click()
    qtbot.waitUntil(lambda: window.frame is not None and window.jobs.idle, timeout=20_000)
    assert window.frame is not None
    assert window.frame.pages["home"].first_step.isVisibleTo(window.frame.pages["home"])
    window.close()


def test_two_different_passwords_are_refused(qtbot: QtBot, tmp_path: Path, said: Said) -> None:
    window = Application(clock, tmp_path, said)
    qtbot.addWidget(window)
    page = window.first_run
    page.show_new()
    for key, text in (("account", "佐藤"), ("password", PASSWORD), ("again", "ちがうことば")):
        page.new_form.fields[key].widget.setText(text)
    page.new_form.submit()
    assert "同じではありません" in page.new_form.error.text()
    window.close()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("over", "under"),
    [
        ("ink", "surface"), ("ink", "page"), ("ink", "primary_soft"), ("muted", "surface"),
        ("muted", "page"), ("muted", "hover"), ("primary", "surface"), ("primary", "primary_soft"),
        ("on_primary", "primary"), ("good", "good_soft"), ("attention", "attention_soft"),
        ("bad", "bad_soft"), ("bad", "surface"),
    ],
)  # fmt: skip
def test_every_text_can_be_read_on_its_ground(
    palette: theme.Palette, over: str, under: str
) -> None:
    first, second = luminance(getattr(palette, over)), luminance(getattr(palette, under))
    lighter, darker = max(first, second), min(first, second)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
