from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QScrollBar

from dxdesk.ui import appearance, local_settings, theme
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.settings import SettingsPage
from dxdesk.ui.theme import Look, RowHeight, Shade, TextSize

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def first_look() -> Iterator[None]:
    yield
    appearance.change(Look())


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> SettingsPage:
    window.show_page("employees")
    window.show_page("settings")
    settle()
    made = window.pages["settings"]
    assert isinstance(made, SettingsPage)
    return made


def test_dark_is_put_on_at_once_and_remembered(page: SettingsPage, qapp: QApplication) -> None:
    page.choices["shade"].buttons["ダーク"].click()
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == theme.DARK.surface
    assert local_settings.look() == Look(Shade.DARK)


def test_larger_text_widens_columns_and_fields(window: MainWindow, page: SettingsPage) -> None:
    view = window.pages["employees"].people.view
    before = (view.columnWidth(0), window.search.width(), window.title.fontMetrics().height())
    page.choices["text"].buttons["特大"].click()
    after = (view.columnWidth(0), window.search.width(), window.title.fontMetrics().height())
    assert all(now > then for now, then in zip(after, before, strict=True))


@pytest.mark.parametrize(("rows", "height"), list(zip(RowHeight, (24, 32, 40), strict=True)))
def test_rows_take_their_height_at_once(
    window: MainWindow, page: SettingsPage, rows: RowHeight, height: int
) -> None:
    page.choices["rows"].buttons[rows].click()
    view = window.pages["employees"].people.view
    assert view.verticalHeader().defaultSectionSize() == height


def test_what_this_pc_remembers_is_no_use_when_it_is_spoilt(own_local_data: Path) -> None:
    (own_local_data / "window.json").write_text('{"shade": "紫", "last_desk": 3}', encoding="utf-8")
    assert local_settings.look() == Look()
    assert local_settings.last_desk() is None


def test_the_look_and_the_last_desk_do_not_overwrite_each_other(tmp_path: Path) -> None:
    local_settings.remember_desk(tmp_path)
    local_settings.remember_look(Look(Shade.DARK, TextSize.LARGE, RowHeight.WIDE))
    assert local_settings.last_desk() == tmp_path
    assert local_settings.look() == Look(Shade.DARK, TextSize.LARGE, RowHeight.WIDE)


@pytest.mark.parametrize(
    "key", ["home", "employees", "certification", "record", "settings", "units"]
)
def test_every_page_fits_a_small_laptop_with_the_largest_text(
    window: MainWindow, settle: Settle, key: str
) -> None:
    appearance.change(Look(text=TextSize.LARGEST))
    window.resize(1280, 660)
    window.show_page(key)
    settle()
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 660
    assert [
        bar
        for bar in window.findChildren(QScrollBar)
        if bar.orientation().name == "Horizontal" and bar.isVisible() and bar.maximum() > 0
    ] == []
