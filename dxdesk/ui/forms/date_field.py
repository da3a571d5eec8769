"""A field for a day: takes every written form and says how it was read."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.ui import appearance
from dxdesk.ui.forms.calendar import Calendar
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.widgets.texts import label


class DateField(QWidget):
    """One day, typed in any form (R8.11.23, 2026-11-23, 令和8年11月23日) or picked.

    Args:
        name: what day it is, e.g. 決裁日.
        day: shown at first.
        may_be_empty: whether no day is a valid answer.
    """

    changed = Signal()

    def __init__(self, name: str, day: date | None = None, *, may_be_empty: bool = False) -> None:
        super().__init__()
        self._name = name
        self._may_be_empty = may_be_empty
        self.start = day
        self.edit = LineEdit(name, "例：R8.4.1")
        self.echo: QLabel = label("", "echo")
        self.echo.hide()
        self._opener = QToolButton()
        self._opener.setObjectName("button")
        appearance.keep_icon(self._opener, "calendar")
        self._opener.setAccessibleName(f"{name}を暦から選ぶ")
        self._opener.setToolTip("暦から選ぶ（Alt+↓）")
        self._opener.clicked.connect(self.open_calendar)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.edit, 1)
        top.addWidget(self._opener)
        layout = self._lines = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.echo)
        self.edit.textChanged.connect(self._typed)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_day(day)

    def day(self) -> date | None:
        """The day that was typed in; none where the field is empty.

        Raises:
            UserError: it cannot be read, or has to be filled in.
        """
        text = self.edit.text().strip()
        if not text and self._may_be_empty:
            return None
        if not text:
            raise UserError(f"{self._name}を入力してください。")
        return wareki.read_date(text).day

    def required(self) -> date:
        """The day, which has to be there.

        Raises:
            UserError: it is empty or cannot be read.
        """
        day = self.day()
        if day is None:
            raise UserError(f"{self._name}を入力してください。")
        return day

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.edit.setText("" if day is None else wareki.short(day))

    def open_calendar(self) -> Calendar:
        """Open the calendar under the field; it goes away by itself."""
        typed = _readable(self.edit.text())
        calendar = Calendar(self, typed or self.start or _today())
        calendar.picked.connect(self._picked)
        place = self.mapToGlobal(QPoint(0, self.edit.height() + 4))
        screen = self.screen().availableGeometry()
        size = calendar.sizeHint()
        below = place.y() + size.height() <= screen.bottom()
        above = self.mapToGlobal(QPoint(0, -size.height() - 4)).y()
        calendar.move(
            min(place.x(), screen.right() - size.width()),
            place.y() if below else max(screen.top(), above),
        )
        calendar.show()
        calendar.days.setFocus()
        return calendar

    def _picked(self, picked: date) -> None:
        self.set_day(picked)
        self.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar, as it opens a choice."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self.edit.set_wrong(False)
        try:
            self.echo.setText(wareki.both(wareki.read_date(text).day) if text.strip() else "")
        except UserError:
            self.echo.setText("日付としてまだ読めません")
        self.echo.setVisible(bool(self.echo.text().strip()))
        # A form with sentences in it would squeeze the field as it was before the echo came.
        self.setMinimumHeight(self._lines.sizeHint().height())
        self.changed.emit()


def _readable(text: str) -> date | None:
    """The day in a text, if it already is one."""
    try:
        return wareki.read_date(text).day
    except UserError:
        return None


def _today() -> date:
    """Where a calendar opens that knows no better: the month on this PC's wall."""
    today = QDate.currentDate()
    return date(today.year(), today.month(), today.day())


def required(field: DateField, key: str) -> date:
    """The day in a field, which has to be there."""
    try:
        return field.required()
    except UserError as error:
        raise UserError(error.text, key) from error


def maybe(field: DateField, key: str) -> date | None:
    """The day in a field, or none."""
    try:
        return field.day()
    except UserError as error:
        raise UserError(error.text, key) from error
