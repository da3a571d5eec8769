"""写し beside a list: the scans of one piece of evidence, shown, added, saved and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, wareki
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import attachments
from dxdesk.models.evidence.attachments import Attachment, Proof
from dxdesk.models.evidence.scans import ENDINGS, Scan, read_scan
from dxdesk.models.files import replace_file
from dxdesk.ui.jobs import Job, Line, Progress
from dxdesk.ui.scan_view import ScanView, picture_of
from dxdesk.ui.tables.menus import opens
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, chosen_text, heading
from dxdesk.ui.workplace import Workplace

_KIND: Final = f"PDF・画像 ({' '.join(f'*{ending}' for ending in ENDINGS)})"
NOTHING_CHOSEN: Final = "左の一覧から選ぶと、写しをここに表示します。"
NO_SCAN: Final = "写しはまだありません。「写しを加える」でPDFか画像（50MBまで）を選んでください。"


@dataclass(frozen=True)
class Subject:
    """Whose evidence the scans prove.

    Args:
        number: the 職員番号, said in the action's title.
        employee_id: what the record names as the subject.
        who: the person, as it is said above the scan.
        what: the evidence in a line or two.
        count: how many scans there are, where that is known; -1 where it is not.
    """

    proof: Proof
    row_id: int
    number: str
    employee_id: int
    who: str = ""
    what: str = ""
    count: int = -1


@dataclass(frozen=True)
class Opened:
    """The scans of a subject, with the one that is shown."""

    subject: Subject
    kept: tuple[Attachment, ...]
    at: int = -1
    scan: Scan | None = None
    image: QImage | None = None


class ScansCard(Card):
    """What is chosen, with its scans; ``changed`` comes when one was added or taken away.

    Args:
        verbs: buttons for what else can be done with it.
    """

    changed = Signal()

    def __init__(self, workplace: Workplace, *verbs: QPushButton) -> None:
        super().__init__()
        self.workplace = workplace
        self.subject: Subject | None = None
        self.opened: Opened | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName("写し")
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(6)
        self.add_button = button("写しを加える", self.ask_file)
        self.menu = QMenu("操作", self)
        self.save_action = self.menu.addAction("別に保存…", self.ask_where)
        self.remove_action = self.menu.addAction("外す…", self.ask_to_remove)
        self.menu_button = opens(self.menu)
        self.view = ScanView()
        self.error = body("", "error")
        self.error.hide()
        self.who, self.what = heading(""), chosen_text("", "muted")
        self.head = QWidget()
        head = QVBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addLayout(row(self.who, 1, *verbs))
        head.addWidget(self.what)
        self.column.addWidget(self.head)
        held = (self.add_button, self.menu_button)
        self._room = QWidget()  # in place of the choice where there is nothing to choose
        top = row(heading("写し"), self.choice, self._room, *held)
        top.setStretch(1, 1)
        top.setStretch(2, 1)
        self.column.addLayout(top)
        self.column.addWidget(self.error)
        self.column.addWidget(self.view, 1)
        self.choice.activated.connect(self._open)
        self.show_subject(None)

    # --- showing ---

    def show_subject(self, subject: Subject | None) -> None:
        """Show the scans of a piece of evidence, the newest first; nothing for none."""
        before, self.subject = self.subject, subject
        same = subject is not None and before is not None and _row(subject) == _row(before)
        self.error.hide()
        self.head.setVisible(subject is not None)
        if subject is not None:
            self.who.setText(subject.who)
            self.what.setText(subject.what)
        if subject is None:
            self.opened = None
            self.choice.clear()
            self.view.say(NOTHING_CHOSEN)
            self._enable()
        elif not same or self.opened is None or len(self.opened.kept) != subject.count:
            self._open(-1)

    def look_again(self) -> None:
        """Show the same piece of evidence as it is now."""
        if self.subject is not None:
            self._open(-1)

    def _open(self, at: int) -> None:
        subject, desk = self.subject, self.workplace.desk
        if subject is not None:
            self.workplace.read(
                "写しを開いています", lambda: open_scan(desk, subject, at), self._show, self._say,
                quiet=True,
            )  # fmt: skip

    def _show(self, opened: Opened) -> None:
        if self.subject is None or _row(opened.subject) != _row(self.subject):
            return
        self.opened = opened
        self.choice.clear()
        for one in opened.kept:
            self.choice.addItem(one.name)
            since = f"{wareki.short(one.added_on)}に登録"
            self.choice.setItemData(
                self.choice.count() - 1, f"{one.name}（{since}）", Qt.ItemDataRole.ToolTipRole
            )
        self.choice.setCurrentIndex(opened.at)
        if opened.scan is None:
            self.view.say(NO_SCAN)
        else:
            self.choice.setToolTip(self.choice.itemData(opened.at, Qt.ItemDataRole.ToolTipRole))
            self.view.show_scan(opened.scan, opened.image)
        self._enable()

    def _enable(self) -> None:
        desk, opened = self.workplace.desk, self.opened
        shown = opened is not None and opened.scan is not None
        self.choice.setVisible(shown)
        self._room.setVisible(not shown)
        self.menu_button.setVisible(shown)
        self.add_button.setEnabled(self.subject is not None and desk.may(acts.ATTACH_SCAN))
        self.save_action.setEnabled(desk.may(acts.EXPORT))
        self.remove_action.setEnabled(desk.may(acts.DETACH_SCAN))

    def _say(self, error: UserError | StoreError) -> None:
        self.error.setText(error.text)
        self.error.show()

    # --- adding ---

    def ask_file(self) -> None:
        """写しを加える: ask which file."""
        self.workplace.messages.ask_file("写しを加える", _KIND, self.add)

    def add(self, path: Path) -> None:
        """Read a file, check it, and keep it with what is chosen."""
        subject = self.subject
        if subject is None:
            return
        self.error.hide()

        def work(progress: Progress) -> Scan:
            scan = read_scan(path, lambda done, total: progress(done, total, "写しを読んでいます"))
            picture_of(scan)  # what cannot be shown is said now, not on the day when it is needed
            return scan

        self.workplace.jobs.run(
            Job("写しを読んでいます", work, lambda scan: self._attach(subject, scan), self._say)
        )

    def _attach(self, subject: Subject, scan: Scan) -> None:
        self.workplace.write(
            acts.ATTACH_SCAN, f"写しの登録（{subject.number}）",
            lambda action: attachments.attach(action, subject.proof, subject.row_id, scan),
            lambda _id: self._changed(), self._say, subject=f"employee/{subject.employee_id}",
        )  # fmt: skip

    def _changed(self) -> None:
        self.look_again()
        self.changed.emit()

    # --- saving and taking away ---

    def chosen(self) -> Attachment | None:
        """The scan that is shown."""
        opened = self.opened
        return opened.kept[opened.at] if opened is not None and opened.scan is not None else None

    def ask_where(self) -> None:
        """別に保存: ask where to."""
        attachment, opened = self.chosen(), self.opened
        if attachment is None or opened is None or opened.scan is None:
            return
        suffix = Path(attachment.name).suffix
        scan, subject = opened.scan, opened.subject
        self.workplace.messages.ask_where(
            "写しを保存", attachment.name, f"写し (*{suffix})",
            lambda path: self.save(path, scan, subject),
        )  # fmt: skip

    def save(self, path: Path, scan: Scan, subject: Subject) -> None:
        """Write a scan where the officer wants it, and enter that into the record."""
        desk = self.workplace.desk

        def work(_progress: Progress) -> None:
            title, about = f"写しの保存（{subject.number}）", f"employee/{subject.employee_id}"
            with desk.action(acts.EXPORT, title, subject=about):
                replace_file(path, scan.content)

        def done(_nothing: None) -> None:
            self.workplace.news.said.emit(f"「{path.name}」に保存しました")
            self.workplace.news.changed.emit()

        self.workplace.jobs.run(Job("写しを保存しています", work, done, self._say, Line.WRITE))

    def ask_to_remove(self) -> None:
        """外す: ask, then take the scan away."""
        attachment, subject = self.chosen(), self.subject
        if attachment is None or subject is None:
            return
        self.workplace.messages.ask(
            "写しを外す",
            f"「{attachment.name}」をこの記録から外します。変更履歴に残り、元に戻せます。",
            "外す", lambda: self._remove(subject, attachment),
        )  # fmt: skip

    def _remove(self, subject: Subject, attachment: Attachment) -> None:
        self.workplace.write(
            acts.DETACH_SCAN, f"写しの削除（{subject.number}）",
            lambda action: attachments.detach(action, attachment.id),
            lambda _none: self._changed(), self._say, subject=f"employee/{subject.employee_id}",
        )  # fmt: skip


def _row(subject: Subject) -> tuple[Proof, int]:
    return subject.proof, subject.row_id


def open_scan(desk: Desk, subject: Subject, at: int) -> Opened:
    """The scans of a subject with one of them read and made ready to be shown.

    Args:
        at: which one; -1 for the newest.
    """
    kept = tuple(attachments.of_evidence(desk, subject.proof, subject.row_id))
    if not kept:
        return Opened(subject, ())
    place = at if 0 <= at < len(kept) else len(kept) - 1
    chosen = kept[place]
    scan = Scan(chosen.name, chosen.media_type, attachments.content(desk, chosen))
    return Opened(subject, kept, place, scan, picture_of(scan))
