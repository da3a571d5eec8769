from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from dxdesk.errors import UserError
from dxdesk.ui.forms.calendar import Calendar
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.form import Field, Form
from dxdesk.ui.forms.line_edit import LineEdit


def compose(edit: LineEdit, text: str) -> None:
    """What an IME sends while something is being composed."""
    QApplication.sendEvent(edit, QInputMethodEvent(text, []))


@pytest.mark.parametrize("written", ["R8.11.23", "令和8年11月23日", "2026/11/23", "20261123"])
def test_a_day_is_read_in_every_written_form_and_said_back(qtbot: QtBot, written: str) -> None:
    field = DateField("決裁日")
    qtbot.addWidget(field)
    field.edit.setText(written)
    assert field.required() == date(2026, 11, 23)
    assert field.echo.text() == "令和8年11月23日（2026-11-23）"


def test_an_impossible_day_is_refused_with_a_sentence(qtbot: QtBot) -> None:
    field = DateField("決裁日")
    qtbot.addWidget(field)
    field.edit.setText("R8.2.30")
    with pytest.raises(UserError, match="という日はありません"):
        field.required()


def test_an_empty_day_names_the_field(qtbot: QtBot) -> None:
    field = DateField("決裁日")
    qtbot.addWidget(field)
    with pytest.raises(UserError, match="決裁日を入力してください"):
        field.required()


def test_a_day_that_may_be_empty_is_no_day(qtbot: QtBot) -> None:
    field = DateField("生年月日", may_be_empty=True)
    qtbot.addWidget(field)
    assert field.day() is None


def test_enter_does_nothing_while_an_ime_composes(qtbot: QtBot) -> None:
    edit = LineEdit("氏名")
    qtbot.addWidget(edit)
    with qtbot.assertNotEmitted(edit.entered):
        compose(edit, "たかはし")
        qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_enter_says_that_a_line_is_done(qtbot: QtBot) -> None:
    edit = LineEdit("氏名")
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.entered):
        qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_control_enter_registers_a_form(qtbot: QtBot) -> None:
    name = LineEdit("氏名")
    form = Form([Field("name", "氏名", name)])
    qtbot.addWidget(form)
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_control_enter_does_nothing_while_an_ime_composes(qtbot: QtBot) -> None:
    name = LineEdit("氏名")
    form = Form([Field("name", "氏名", name)])
    qtbot.addWidget(form)
    compose(name, "たかはし")
    with qtbot.assertNotEmitted(form.submitted):
        form.submit()


def test_an_error_is_said_at_its_field(qtbot: QtBot) -> None:
    name = LineEdit("氏名")
    form = Form([Field("name", "氏名", name)])
    qtbot.addWidget(form)
    form.show()
    form.show_error(UserError("氏名が入っていません。", "name"))
    assert form.error.text() == "氏名が入っていません。"
    assert name.property("wrong") is True


def test_control_z_is_left_to_the_window_where_nothing_was_typed(qtbot: QtBot) -> None:
    edit = LineEdit("氏名", text="登録済み")
    qtbot.addWidget(edit)
    asked = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    asked.setAccepted(False)
    edit.event(asked)
    assert not asked.isAccepted()
    qtbot.keyClicks(edit, "a")
    edit.event(asked)
    assert asked.isAccepted()


def test_the_calendar_says_its_month_in_the_japanese_era(qtbot: QtBot) -> None:
    field = DateField("決裁日", date(2026, 11, 23))
    qtbot.addWidget(field)
    field.show()
    calendar = field.open_calendar()
    assert calendar.month.text() == "令和8年11月（2026年）"
    calendar.go(-91 + 1)
    assert calendar.month.text() == "令和元年5月（2019年）"
    calendar.go(-1)
    assert calendar.month.text() == "平成31年4月（2019年）"
    calendar.close()


def test_a_day_is_picked_in_the_calendar_with_the_keyboard(qtbot: QtBot) -> None:
    field = DateField("決裁日", date(2026, 11, 23))
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (calendar,) = field.findChildren(Calendar)
    days = calendar.days.findChild(QTableView)
    assert days is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(days, key)
    assert field.required() == date(2026, 12, 1)
    assert field.edit.text() == "R8.12.1"


def test_escape_closes_the_calendar_and_leaves_the_day(qtbot: QtBot) -> None:
    field = DateField("決裁日", date(2026, 11, 23))
    qtbot.addWidget(field)
    field.show()
    calendar = field.open_calendar()
    qtbot.keyClick(calendar.days.findChild(QTableView), Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert field.required() == date(2026, 11, 23)
