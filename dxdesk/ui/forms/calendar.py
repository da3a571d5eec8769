"""A calendar with 和暦 in its heading: by mouse, and by the arrow keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from dxdesk.models import wareki
from dxdesk.ui import theme
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import button, label


class Calendar(QFrame):
    """One month; ``picked`` says which day.

    Arrows go by day and week, PageUp and PageDown by month, Enter picks, Esc closes.

    Args:
        parent: the field under which it opens.
        shown: the day that it begins with.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget, shown: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("暦")
        self.month = label("", "heading")
        self.month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.days = QCalendarWidget()
        self.days.setAccessibleName("日")
        self.days.setLocale(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
        self.days.setNavigationBarVisible(False)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        # The padding of lists would leave no room for two digits.
        self.days.setStyleSheet("QTableView::item { padding: 0; border: none; }")
        self.days.setMinimumSize(300, 210)
        self._colour_weekend()
        self.days.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        steps = [
            self._step(text, name, months)
            for text, name, months in (
                ("«", "前の年", -12), ("‹", "前の月", -1), ("›", "次の月", 1), ("»", "次の年", 12),
            )
        ]  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addLayout(row(*steps[:2], 1, self.month, 1, *steps[2:], spacing=2))
        layout.addWidget(self.days)
        self.days.currentPageChanged.connect(lambda _year, _month: self._say_month())
        self.days.clicked.connect(self._pick)
        self.days.activated.connect(self._pick)
        self.setFocusProxy(self.days)
        self._say_month()

    def _colour_weekend(self) -> None:
        colours = theme.present()
        for day, colour in (
            (Qt.DayOfWeek.Sunday, colours.bad),
            (Qt.DayOfWeek.Saturday, colours.primary),
        ):
            look = self.days.weekdayTextFormat(day)
            look.setForeground(QColor(colour))
            self.days.setWeekdayTextFormat(day, look)

    def _step(self, text: str, name: str, months: int) -> QWidget:
        made = button(text, lambda: self.go(months), "link", name)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def go(self, months: int) -> None:
        """Go some months on, or back."""
        self.days.setSelectedDate(self.days.selectedDate().addMonths(months))

    def _say_month(self) -> None:
        self.month.setText(month_name(self.days.yearShown(), self.days.monthShown()))

    def _pick(self, chosen: QDate) -> None:
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes without a choice."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)


def month_name(year: int, month: int) -> str:
    """令和8年11月（2026年）; in a month in which the era changes, the era of its last day."""
    last = wareki.long(date(year, month, 28))
    return f"{last.rpartition('月')[0]}月（{year}年）"
