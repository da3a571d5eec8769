"""The skill map on the screen: calm, one sign for each item, gone through by keyboard or mouse."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from dxdesk.models.plan.overview import SkillMap
from dxdesk.ui import theme
from dxdesk.ui.forms.keys import ENTER
from dxdesk.ui.pages.plan.map_model import MANDATORY, MapModel, Place

_Index = QModelIndex | QPersistentModelIndex
_NAME_SHARE = 0.36
_NARROWEST = 78
_LOWEST = 30


class MapHeader(QHeaderView):
    """Headings of several lines; the category by which rows are filtered is marked."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.marked = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Room for level and name of every category, in as many lines as its column needs."""
        heights = [self._needed(section) for section in range(1, self.count())]
        return QSize(super().sizeHint().width(), max(heights, default=_LOWEST) + 8)

    def _needed(self, section: int) -> int:
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        font = QFont(self.font())
        font.setBold(True)
        room = QRect(0, 0, self.sectionSize(section) - 8, 1000)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWrapAnywhere
        return QFontMetrics(font).boundingRect(room, int(flags), text).height()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a heading."""
        colours = theme.present()
        painter.save()
        marked = section == self.marked
        painter.fillRect(rect, QColor(colours.primary_soft if marked else colours.hover))
        painter.setPen(
            QColor(colours.primary if marked else colours.ink if section else colours.muted)
        )
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        side = Qt.AlignmentFlag.AlignHCenter if section else Qt.AlignmentFlag.AlignLeft
        inside = rect.adjusted(10 if not section else 4, 2, -4, -2)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(inside, int(flags), text)
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class MapView(QTableView):
    """The picture. ``place_shown`` follows selection and mouse, ``place_opened`` comes with Enter."""

    place_shown = Signal(object)
    place_opened = Signal(object)
    category_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("スキルマップ")
        self.map_model = MapModel()
        self.header = MapHeader()
        self.setHorizontalHeader(self.header)
        self.setModel(self.map_model)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_row_height())
        self.header.sectionClicked.connect(self._heading_clicked)
        self.entered.connect(lambda index: self.place_shown.emit(self.map_model.place(index)))
        self.doubleClicked.connect(
            lambda index: self.place_opened.emit(self.map_model.place(index))
        )
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.place_shown.emit(self.map_model.place(now))
        )

    def show_map(self, shown: SkillMap, marked: str = "") -> None:
        """Show a map; the place that was chosen stays chosen where it can."""
        before = self.chosen()
        self.map_model.show_map(shown)
        self.clearSpans()
        for at in self.map_model.band_rows():
            self.setSpan(at, 0, 1, self.map_model.columnCount())
        known = [category.code for category in shown.categories]
        self.header.marked = known.index(marked) + 1 if marked in known else -1
        self._place_columns()
        self._choose_again(before)

    def chosen(self) -> Place:
        """What the chosen cell is about."""
        return self.map_model.place(self.currentIndex())

    def choose(self, row_code: str, category_code: str = "") -> None:
        """Choose the cell of a thing and a category; without one the thing's name."""
        lines = [getattr(line, "code", None) for line in self.map_model.lines]
        known = [category.code for category in self.map_model.map.categories]
        if row_code in lines:
            column = known.index(category_code) + 1 if category_code in known else 0
            self.setCurrentIndex(self.map_model.index(lines.index(row_code), column))

    def _choose_again(self, before: Place) -> None:
        if before.row is not None:
            self.choose(before.row.code, before.category.code if before.category else "")
        if not self.currentIndex().isValid() and len(self.map_model.lines) > 1:
            self.setCurrentIndex(self.map_model.index(1, 0))

    def _heading_clicked(self, section: int) -> None:
        if section:
            self.category_clicked.emit(self.map_model.map.categories[section - 1].code)

    # --- keys ---

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Arrows pass over the bands; Home and End lead along the row, with Ctrl to its ends."""
        ends = QAbstractItemView.CursorAction
        wanted = super().moveCursor(action, modifiers)
        bands = set(self.map_model.band_rows())
        step = -1 if action in (ends.MoveUp, ends.MovePageUp, ends.MoveHome) else 1
        row, column = wanted.row(), self.currentIndex().column()
        if row not in bands:
            return wanted
        if action in (ends.MoveLeft, ends.MoveRight, ends.MovePrevious, ends.MoveNext):
            return self.currentIndex()
        while row in bands:
            row += step
        if 0 <= row < len(self.map_model.lines):
            return self.map_model.index(row, column)
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what is chosen."""
        if event.key() in ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.place_opened.emit(self.chosen())
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is gone: what is chosen is shown again."""
        self.place_shown.emit(self.chosen())
        super().leaveEvent(event)

    # --- room ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All categories fit beside the names."""
        super().resizeEvent(event)
        self._place_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Take another text size at once."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "map_model"):
            self.verticalHeader().setDefaultSectionSize(_row_height())
            self._place_columns()

    def _place_columns(self) -> None:
        number = len(self.map_model.map.categories)
        if not number:
            return
        room = self.viewport().width()
        each = max(int(room * (1 - _NAME_SHARE) / number), _NARROWEST)
        each = min(each, theme.px(132))
        for at in range(1, number + 1):
            self.setColumnWidth(at, each)
        self.setColumnWidth(0, max(room - each * number, theme.px(180)))
        self.updateGeometries()


class _Cells(QStyledItemDelegate):
    """Draws bands, names with 必須, and a soft sign behind the numbers of items."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell."""
        place = self._view.map_model.place(index)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._view.font())
        if place.row is None:
            self._draw_band(painter, rect, str(index.data() or ""))
        else:
            self._draw_ground(
                painter, rect, index, chosen=bool(state & QStyle.StateFlag.State_Selected)
            )
            if place.category is None:
                self._draw_name(painter, rect, place)
            elif place.items:
                here = index.row() == self._view.currentIndex().row()
                self._draw_items(painter, rect, str(index.data()), here=here)
        painter.restore()

    def _draw_band(self, painter: QPainter, rect: QRect, text: str) -> None:
        colours = theme.present()
        painter.fillRect(rect, QColor(colours.page))
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        inside = rect.adjusted(10, 0, -8, 0)
        painter.drawText(
            inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text
        )

    def _draw_ground(self, painter: QPainter, rect: QRect, index: _Index, *, chosen: bool) -> None:
        colours = theme.present()
        now = self._view.currentIndex()
        marked = index.column() == self._view.header.marked
        if index.row() == now.row() or marked:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen:
            painter.setPen(QPen(QColor(colours.primary), 1.5))
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)

    def _draw_name(self, painter: QPainter, rect: QRect, place: Place) -> None:
        assert place.row is not None
        colours, row = theme.present(), place.row
        metrics = painter.fontMetrics()
        right = rect.right() - 8
        if row.note:
            width = metrics.horizontalAdvance(row.note)
            if width < rect.width() / 2:
                painter.setPen(QColor(colours.muted))
                self._text(
                    painter, QRect(right - width, rect.top(), width, rect.height()), row.note
                )
                right -= width + 10
        if row.mandatory:
            width = metrics.horizontalAdvance(MANDATORY) + 16
            pill = QRectF(
                right - width, rect.center().y() - metrics.height() / 2, width, metrics.height() + 2
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.attention_soft))
            painter.drawRoundedRect(pill, 5, 5)
            painter.setPen(QColor(colours.attention))
            painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), MANDATORY)
            right -= width + 8
        painter.setPen(QColor(colours.ink))
        room = QRect(rect.left() + 18, rect.top(), right - rect.left() - 18, rect.height())
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
        self._text(painter, room, name)

    @staticmethod
    def _text(painter: QPainter, rect: QRect, text: str) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, int(flags), text)

    def _draw_items(self, painter: QPainter, rect: QRect, text: str, *, here: bool) -> None:
        colours = theme.present()
        painter.setFont(theme.figure_font())
        metrics = painter.fontMetrics()
        room = rect.width() - 10
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 12)
        width = min(metrics.horizontalAdvance(shown) + 16, room)
        height = min(metrics.height() + 6, rect.height() - 4)
        pill = QRectF(
            rect.center().x() - width / 2, rect.center().y() - height / 2 + 0.5, width, height
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.primary if here else colours.primary_soft))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(colours.on_primary if here else colours.primary))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), shown)


def _row_height() -> int:
    """Rows stand a little closer than in lists: the picture is to be seen as a whole."""
    return max(theme.row_height() - 6, theme.px(24))
