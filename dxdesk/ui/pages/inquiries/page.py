"""照会・回収: the inquiries of the year at the left, one of them at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from dxdesk.models.inquiries.presets import TRAINEES
from dxdesk.ui.pages.inquiries.detail import Detail
from dxdesk.ui.pages.inquiries.inquiry_list import InquiryList
from dxdesk.ui.pages.inquiries.tab import REMINDERS
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, heading
from dxdesk.ui.workplace import Workplace

_EMPTY = (
    "アセスメントシートや推薦・調査の照会を準備し、部局ごとのフォルダーに書き出して配り、"
    "回収の進み具合をここで確かめます。はじめに、ひな形から照会を作ります。"
)


class InquiriesPage(Page):
    """The inquiries of the fiscal year that is shown."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.list = InquiryList(workplace)
        self.detail = Detail(workplace)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(GAP)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.detail)
        self.splitter.setSizes([420, 640])
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.empty = Card(heading("この年度の照会はまだありません"), body(_EMPTY), spacing=12)
        self.first_button = button("照会を作る", self.list.open_new, "primary")
        self.empty.column.addLayout(row(self.first_button, 1))
        self.empty.hide()
        self.column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.splitter, 1)
        self.list.chosen.connect(self.detail.show_inquiry)
        self.list.filled.connect(self._show_whether_empty)

    def refresh(self) -> None:
        """Count anew; the inquiry that is chosen is shown anew too."""
        self.list.refresh()

    def search_for(self, query: object) -> None:
        """Show an inquiry by its 件名."""
        self.list.choose(str(query))

    def _show_whether_empty(self, count: int) -> None:
        self.empty.setVisible(not count)
        self.splitter.setVisible(bool(count))
        self.first_button.setEnabled(self.list.new_button.isEnabled())

    def views(self) -> Views:
        """The form of a new inquiry, and the tabs of one."""
        tabs = {
            key: partial(self.detail.tabs.show_tab, title)
            for key, title in (("reminders", REMINDERS),)
        }
        return {**tabs, "new": self._picture_of_form}

    def _picture_of_form(self) -> QWidget | None:
        self.list.open_new(TRAINEES)
        return self.list.dialog
