"""What every list does beside showing rows: remembers its look, keeps named views, goes to Excel and paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu

from dxdesk.errors import UserError
from dxdesk.models import acts, list_views
from dxdesk.models.files import replace_file
from dxdesk.models.list_views import ListLook
from dxdesk.ui.forms.form import Field, Form, FormDialog
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.jobs import Job, Line, Progress
from dxdesk.ui.outputs import Outputs
from dxdesk.ui.tables import putting_out
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.tables.menus import opens
from dxdesk.ui.tables.putting_out import Wanted
from dxdesk.ui.workplace import Workplace

KEEP_AFTER_MS = 400
EXCEL = "Excel出力"
PRINT = "印刷"


@dataclass(frozen=True)
class Filters:
    """The filters of a page, as its list sees them.

    Args:
        state: what they hold now, as plain data.
        show: puts such a state on; what is missing in it is as on the first day.
        words: what they say, for the head of a paper.
    """

    state: Callable[[], Mapping[str, Any]] = dict
    show: Callable[[Mapping[str, Any]], None] = lambda _state: None
    words: Callable[[], str] = str


@dataclass(frozen=True)
class ReadyView:
    """A view that is there from the first day.

    Args:
        filters: what it sets.
        but: a sentence in place of the view where it can show nothing; empty where it can.
    """

    name: str
    filters: Mapping[str, Any]
    but: Callable[[], str] = str


class ListHabits(QObject):
    """Habits of one list.

    Args:
        key: by which its looks are kept; stays for ever.
        title: of its papers and files.
        filters: the page's own.
        ready: views that are there from the first day.
        personal: whether its papers are marked 取扱注意（個人情報）.
    """

    def __init__(
        self,
        view: ListView,
        workplace: Workplace,
        key: str,
        title: str,
        *,
        filters: Filters | None = None,
        ready: Sequence[ReadyView] = (),
        personal: bool = True,
    ) -> None:
        super().__init__(view)
        self.view, self.workplace, self.key, self.title = view, workplace, key, title
        self.dialog: FormDialog | None = None
        self.outputs = Outputs(view, workplace)
        self.name = list_views.LAST
        self._filters = filters or Filters()
        self._ready = tuple(ready)
        self._personal = personal
        self._kept: ListLook | None = None
        self.views_menu = QMenu("ビュー", view)
        self.output_menu = QMenu("出力", view)
        self.views_button = opens(self.views_menu)
        self.output_button = opens(self.output_menu)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        self._set_up()

    def _set_up(self) -> None:
        view = self.view
        self.output_menu.addAction(f"{EXCEL}…", self.ask_where)
        self.output_menu.addAction(f"{PRINT}…", self.print_list)
        self.views_menu.aboutToShow.connect(self._fill_views)
        view.add_menus(self.views_menu, self.output_menu)
        view.copies_far = True
        view.many_to_copy.connect(self._copy_many)
        self.restore()
        view.look_changed.connect(self.changed)

    # --- the look ---

    def look(self) -> ListLook:
        """How the list looks now, with its filters."""
        return replace(self.view.look(), filters=dict(self._filters.state()))

    def restore(self) -> None:
        """Look as it looked last."""
        found = list_views.get(self.workplace.desk, self.key)
        if found is not None:
            self.view.take_look(found)
            self._filters.show(found.filters)
        self._kept = self.look()

    def changed(self) -> None:
        """Keep the look in a moment: a column, a width or a filter was changed."""
        self._timer.start()

    filters_changed = changed

    def keep(self) -> None:
        """Keep how the list looks, if that is news."""
        self._timer.stop()
        look, desk, key = self.look(), self.workplace.desk, self.key
        if look != self._kept and not desk.read_only:
            self._kept = look
            self._note(lambda: list_views.keep(desk, key, look))

    def _note(self, work: Callable[[], None], done: Callable[[], None] = lambda: None) -> None:
        """Write without a progress line; what cannot be kept now is kept the next time."""
        self.workplace.jobs.run(
            Job(
                "", lambda _progress: work(), lambda _nothing: done(), lambda _error: None,
                Line.WRITE, quiet=True, to_the_end=True,
            )
        )  # fmt: skip

    # --- named views ---

    def _fill_views(self) -> None:
        menu = self.views_menu
        menu.clear()
        for ready in self._ready:
            menu.addAction(ready.name, partial(self.show_ready, ready))
        names = list_views.names(self.workplace.desk, self.key)
        for name in names:
            action = menu.addAction(name, partial(self.show_view, name))
            action.setCheckable(True)
            action.setChecked(name == self.name)
        if names or self._ready:
            menu.addSeparator()
        menu.addAction("今の表示に名前を付けて保存…", self.ask_name)
        if self.name in names:
            menu.addAction(f"「{self.name}」を今の表示で保存", partial(self.save_view, self.name))
            menu.addAction(f"「{self.name}」の名前を変更…", self.ask_new_name)
            menu.addAction(f"「{self.name}」を削除", self.drop_view)
        menu.addSeparator()
        menu.addAction("初めの表示に戻す", self.show_first)

    def show_view(self, name: str) -> None:
        """Show a named view."""
        found = list_views.get(self.workplace.desk, self.key, name)
        if found is not None:
            self.name = name
            self._take(found)

    def show_ready(self, ready: ReadyView) -> None:
        """Show a view that is always there; where it can show nothing, say why."""
        reason = ready.but()
        if reason:
            self.workplace.messages.tell(ready.name, reason)
            return
        self.name = list_views.LAST
        self._take(replace(self.view.look(), filters=ready.filters))

    def show_first(self) -> None:
        """Show the list as on the first day."""
        self.name = list_views.LAST
        self._take(ListLook())

    def _take(self, look: ListLook) -> None:
        self.view.take_look(look)
        self._filters.show(look.filters)
        self.changed()

    def save_view(self, name: str) -> None:
        """Save how the list looks now under a name."""
        look, desk, key = self.look(), self.workplace.desk, self.key
        self.name = name
        said = self.workplace.news.said
        self._note(
            lambda: list_views.keep(desk, key, look, name),
            lambda: said.emit(f"ビュー「{name}」を保存しました"),
        )

    def ask_name(self) -> None:
        """Ask under which name."""
        self._ask("ビューの保存", "", self._save_as)

    def ask_new_name(self) -> None:
        """Ask for another name of the view that is shown."""
        self._ask("ビューの名前の変更", self.name, self._rename)

    def _ask(self, title: str, text: str, then: Callable[[str], None]) -> None:
        field = LineEdit("ビューの名前", "例：管理職", text)
        form = Form([Field("name", "名前", field)])

        def register(close: Callable[[], None]) -> None:
            then(field.text())
            close()

        explanation = "列・幅・並べ替え・絞り込みを、自分のビューとして保存します。"
        self.dialog = FormDialog(self.view, title, explanation, form, register, "保存")
        self.dialog.open()

    def _save_as(self, text: str) -> None:
        self.save_view(self._free_name(text))

    def _free_name(self, text: str) -> str:
        name = list_views.check_name(text)
        if name in list_views.names(self.workplace.desk, self.key):
            raise UserError(f"「{name}」という名前のビューは既にあります。", "name")
        return name

    def _rename(self, text: str) -> None:
        desk, key, name, wanted = self.workplace.desk, self.key, self.name, self._free_name(text)
        self.name = wanted
        self._note(lambda: list_views.rename(desk, key, name, wanted))

    def drop_view(self) -> None:
        """Delete the view that is shown; the list stays as it is."""
        desk, key, name = self.workplace.desk, self.key, self.name
        self.name = list_views.LAST
        said = self.workplace.news.said
        self._note(
            lambda: list_views.drop(desk, key, name),
            lambda: said.emit(f"ビュー「{name}」を削除しました"),
        )

    # --- Excel, paper, clipboard ---

    def wanted(self) -> Wanted:
        """The list as it is shown, all of its rows."""
        model, columns = self.view.rows_model(), tuple(self.view.shown_columns())
        words = [text for text in (self._filters.words(), self.view.order_words()) if text]
        return Wanted(
            self.title, columns, list(model.ids), model.rows_of, "　".join(words), self._personal
        )

    def ask_where(self) -> None:
        """Excel出力: ask for the place, then write."""
        wanted = self.wanted()
        day = self.workplace.desk.today()
        self.workplace.messages.ask_where(
            EXCEL, f"{self.title}_{day:%Y%m%d}.xlsx", "Excelブック (*.xlsx)",
            lambda path: self.export(path, wanted),
        )  # fmt: skip

    def export(self, path: Path, wanted: Wanted | None = None) -> None:
        """Write all rows as shown into a workbook, and enter that into the record."""
        asked, desk = wanted or self.wanted(), self.workplace.desk

        def work(progress: Progress) -> None:
            if not desk.may(acts.EXPORT):
                raise UserError("一覧を出力する権限がありません。管理者に確かめてください。")
            content = putting_out.workbook(asked, progress)
            with desk.action(acts.EXPORT, f"{self.title}のExcel出力（{len(asked.ids):,}件）"):
                replace_file(path, content)

        self.outputs.save_file(self.title, path, work)

    def print_list(self) -> None:
        """印刷: show the paper, and enter that into the record."""
        asked, desk = self.wanted(), self.workplace.desk

        def work(progress: Progress) -> bytes:
            if not desk.may(acts.PRINT):
                raise UserError("一覧を印刷する権限がありません。管理者に確かめてください。")
            content = putting_out.paper(asked, desk, progress)
            desk.record(acts.PRINT, f"{self.title}の印刷（{len(asked.ids):,}件）")
            return content

        self.outputs.show_paper(self.title, work)

    def _copy_many(self, rows: list[int]) -> None:
        wanted, ids = self.wanted(), self.view.rows_model().ids
        asked = replace(wanted, ids=[ids[row] for row in rows])
        work = partial(putting_out.cells, asked)
        put = self.view.put_on_clipboard
        self.workplace.jobs.run(Job("コピーしています", work, put, self.workplace.tell))
