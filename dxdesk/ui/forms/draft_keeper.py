"""Keeps what is typed into a form by itself: two seconds after the last key, and on leaving."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from dxdesk.errors import StoreError, UserError
from dxdesk.models import drafts, wareki
from dxdesk.models.drafts import Draft
from dxdesk.ui.forms.form import Form, FormDialog
from dxdesk.ui.jobs import Job, Line, Progress
from dxdesk.ui.workplace import Workplace

PAUSE_MS = 2_000

Texts = Mapping[str, str]


class DraftKeeper(QObject):
    """The draft of one form, record by record.

    ``kept`` comes when a draft is in the store, ``restored`` when one is shown again.

    Args:
        workplace: the desk and everything that goes with it.
        form: whose fields are kept.
        key: of the form; drafts of one form must not turn up in another.
    """

    kept = Signal(str)
    restored = Signal()

    def __init__(self, workplace: Workplace, form: Form, key: str) -> None:
        super().__init__(form)
        self._place = workplace
        self._form = form
        self._key = key
        self.record = ""
        self.registered_texts: Texts = {}
        self._on_its_way: dict[str, Texts] = {}
        self._in_store = False
        self._showing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)
        form.typed.connect(self._typed)
        form.left.connect(self.keep_now)
        form.thrown_away.connect(self.throw_away)
        workplace.news.save_asked.connect(self.keep_now)

    def begin(self, record: str) -> None:
        """Begin with what is registered, as the form shows it now, and bring a draft back.

        Args:
            record: what the form is about, e.g. ``employee/123``.
        """
        self.record = record
        self.registered_texts = self._form.texts()
        self._in_store = False
        self._form.show_draft("")
        if record in self._on_its_way:
            self._show(self._on_its_way[record])
            return
        desk, key = self._place.desk, self._key
        self._place.read(
            "", lambda: drafts.find(desk, key, record), lambda found: self._found(record, found),
            self._failed, quiet=True,
        )  # fmt: skip

    def is_changed(self) -> bool:
        """Whether something stands in the form that is not registered."""
        return bool(self.record) and self._form.texts() != self.registered_texts

    def keep_now(self) -> None:
        """Keep what is typed, without waiting for a pause."""
        self._pause.stop()
        if not self.record or self._place.desk.read_only:
            return
        if self.is_changed():
            self._keep(self.record, self._form.texts())
        elif self._in_store or self.record in self._on_its_way:
            self._drop()

    def registered(self) -> None:
        """登録 has happened: the draft is not needed any more."""
        self.registered_texts = self._form.texts()
        self._drop()

    def throw_away(self) -> None:
        """破棄: forget the draft and show what is registered."""
        self._showing = True
        self._form.show_texts(self.registered_texts)
        self._showing = False
        self._drop()

    def _found(self, record: str, found: list[Draft]) -> None:
        if not isValid(self):  # the dialog has been closed meanwhile
            return
        if record == self.record and found and not self.is_changed():
            self._in_store = True
            self._show(found[0].values, f"{wareki.short(found[0].saved_at.date())}　"
                       f"{found[0].saved_at:%H:%M}")  # fmt: skip

    def _show(self, values: Texts, when: str = "") -> None:
        self._showing = True
        self._form.show_texts(values)
        self._showing = False
        self._form.show_draft(f"書きかけの内容です（{when}）" if when else "書きかけの内容です")
        self.restored.emit()

    def _typed(self) -> None:
        if self.record and not self._showing:
            self._pause.start()

    def _keep(self, record: str, values: Texts) -> None:
        if self._on_its_way.get(record) == values:
            return
        self._on_its_way[record] = values
        desk, key = self._place.desk, self._key

        def kept() -> None:
            if self._on_its_way.get(record) == values:
                del self._on_its_way[record]
            if record == self.record:
                self._in_store = True
                if self.is_changed():
                    self._form.show_draft("書きかけの内容です")
            self.kept.emit(record)

        self._write(lambda: drafts.keep(desk, key, record, values), kept)

    def _drop(self) -> None:
        self._pause.stop()
        self._on_its_way.pop(self.record, None)
        self._in_store = False
        self._form.show_draft("")
        desk, key, record = self._place.desk, self._key, self.record
        self._write(lambda: drafts.drop(desk, key, record), lambda: None)

    def _write(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        def run(_progress: Progress) -> None:
            work()

        self._place.jobs.run(
            Job(
                "", run, lambda _nothing: done() if isValid(self) else None, self._failed, Line.WRITE, quiet=True,
                to_the_end=True,
            )
        )  # fmt: skip

    def _failed(self, error: UserError | StoreError) -> None:
        self._place.news.said.emit(error.text)


def keep_draft(dialog: FormDialog, workplace: Workplace, key: str, record: str) -> DraftKeeper:
    """Give a dialog its draft: kept by itself and by Ctrl+S, dropped when it is accepted."""
    keeper = DraftKeeper(workplace, dialog.form, key)

    def keep() -> None:
        keeper.keep_now()
        dialog.answer.setText(f"保存済み {workplace.desk.now():%H:%M}（書きかけ）")

    dialog.save_asked.connect(keep)
    dialog.accepted.connect(keeper.registered)
    keeper.begin(record)
    return keeper
