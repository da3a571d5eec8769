"""The first page of all: make a desk, open one, or try with sample data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dxdesk.errors import StoreError, UserError
from dxdesk.ui import icons, theme
from dxdesk.ui.forms.form import Field, Form
from dxdesk.ui.forms.line_edit import LineEdit, password_edit
from dxdesk.ui.sign_in import SUFFIX
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, heading, label

WIDTH = 560
SAMPLE_NAME = f"見本データ{SUFFIX}"
NEW_NAME = f"デジタル人材{SUFFIX}"


class FirstRunPage(QWidget):
    """Three ways to begin, and what each of them asks."""

    new_asked = Signal(object, str, str)
    open_asked = Signal(object)
    sample_asked = Signal(object, str)
    stop_asked = Signal()
    went_on = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folder = folder
        self.stack = QStackedWidget()
        self.stack.setFixedWidth(WIDTH)
        self.choices = _choices(self)
        self.new_form = _desk_form(folder / NEW_NAME)
        self.sample_form = _sample_form(folder / SAMPLE_NAME)
        self.new_form.submitted.connect(self._submit_new)
        self.sample_form.submitted.connect(self._submit_sample)
        for form, last in ((self.new_form, "again"), (self.sample_form, "password")):
            edit = form.fields[last].widget
            if isinstance(edit, LineEdit):
                edit.entered.connect(form.submit)
        self.busy_text = body("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("進み具合")
        self.recovery_key = label("", "key")
        self.kept = QCheckBox("回復キーを印刷又は書き写して、金庫などに保管しました")
        self.go_on = button("はじめる", self.went_on.emit, "primary")
        self._pages = {
            "choices": self.choices,
            "new": _card_of(
                "業務データを新しく作る",
                "最初の利用者は、担当者・決裁登録者・管理者の役割を持ちます。",
                self.new_form,
                row(
                    button("戻る", self.show_choices),
                    1,
                    button("作る", self.new_form.submit, "primary"),
                ),
            ),
            "sample": _card_of(
                "見本データで試す",
                "架空の県の職員およそ300人の業務データを作ります。実在の人物は含まれません。",
                self.sample_form,
                row(
                    button("戻る", self.show_choices),
                    1,
                    button("見本データを作る", self.sample_form.submit, "primary"),
                ),
            ),
            "busy": _card_of(
                "準備しています",
                "",
                self.busy_text,
                self.bar,
                row(1, button("中止", self.stop_asked.emit)),
            ),
            "key": self._key_card(),
        }
        for page in self._pages.values():
            self.stack.addWidget(page)
        self.show_choices()
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.stack, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def _key_card(self) -> Card:
        self.recovery_key.setWordWrap(True)
        self.recovery_key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.recovery_key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.recovery_key.setAccessibleName("回復キー")
        self.go_on.setEnabled(False)
        self.kept.toggled.connect(self.go_on.setEnabled)
        return _card_of(
            "回復キー（一度だけ表示します）",
            "パスワードを忘れたときに業務データを開ける唯一の手段です。"
            "この画面を閉じると二度と表示できません。",
            self.recovery_key,
            row(button("コピー", self._copy_key), 1),
            self.kept,
            row(1, self.go_on),
        )

    def show_choices(self) -> None:
        """Show the three ways to begin."""
        self._turn_to("choices")

    def show_new(self) -> None:
        """Ask for what a new desk needs."""
        self._turn_to("new")
        self.new_form.fields["account"].widget.setFocus()

    def show_sample(self) -> None:
        """Ask for what a sample desk needs."""
        self._turn_to("sample")
        self.sample_form.fields["password"].widget.setFocus()

    def show_busy(self, text: str) -> None:
        """Show that the desk is being made."""
        self.busy_text.setText(text)
        self.bar.setRange(0, 0)
        self._turn_to("busy")

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if text:
            self.busy_text.setText(text)

    def show_key(self, recovery_key: str) -> None:
        """Show the recovery key; this is the only time."""
        groups = recovery_key.split("-")
        half = len(groups) // 2
        self.recovery_key.setText("-".join(groups[:half]) + "-\n" + "-".join(groups[half:]))
        self._turn_to("key")

    def show_error(self, error: UserError | StoreError, form: Form) -> None:
        """Say at the form what is wrong."""
        sample = form is self.sample_form
        self._turn_to("sample" if sample else "new")
        form.show_error(error)

    def choose_folder(self) -> None:
        """Let a desk's folder be chosen."""
        dialog = QFileDialog(self, "業務データのフォルダーを選ぶ", str(self._folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.open_asked.emit(Path(chosen)))
        dialog.open()

    def _turn_to(self, key: str) -> None:
        """Show one card, as high as it needs to be."""
        card = self._pages[key]
        self.stack.setCurrentWidget(card)
        wrapped = card.hasHeightForWidth()
        self.stack.setFixedHeight(
            card.heightForWidth(WIDTH) if wrapped else card.sizeHint().height()
        )

    def _copy_key(self) -> None:
        QGuiApplication.clipboard().setText(self.recovery_key.text().replace("\n", ""))

    def _submit_new(self) -> None:
        form = self.new_form
        if form.read("password") != form.read("again"):
            form.show_error(
                UserError("2つのパスワードが同じではありません。入力し直してください。", "again")
            )
            return
        self.new_asked.emit(Path(form.read("path")), form.read("account"), form.read("password"))

    def _submit_sample(self) -> None:
        form = self.sample_form
        self.sample_asked.emit(Path(form.read("path")), form.read("password"))


def _choices(page: FirstRunPage) -> Card:
    ways = (
        ("plus", "新しく作る", "空の業務データを作り、計画と名簿を取り込みます", page.show_new),
        ("folder", "開く", "共有フォルダーやこのPCにある業務データを開きます", page.choose_folder),
        ("sample", "見本データで試す", "架空の県の職員およそ300人で試せます", page.show_sample),
    )
    card = Card(spacing=12)
    card.column.setContentsMargins(32, 28, 32, 28)
    brand = label("")
    brand.setPixmap(icons.picture("app", theme.present().primary, 34))
    card.column.addWidget(brand)
    card.column.addWidget(label("DX人材デスクへようこそ", "title"))
    card.column.addWidget(body("デジタル人材の育成・認定の業務を、このPCだけで行います。", "muted"))
    for icon, title, hint, pressed in ways:
        made = button(f"  {title}　―　{hint}", pressed, "choice")
        made.setAccessibleName(title)
        made.setIcon(icons.icon(icon))
        card.column.addWidget(made)
    return card


def _card_of(title: str, text: str, *content: object) -> Card:
    card = Card(spacing=12)
    card.column.setContentsMargins(32, 24, 32, 24)
    card.column.addWidget(heading(title))
    if text:
        card.column.addWidget(body(text, "muted"))
    for part in content:
        if isinstance(part, QWidget):
            card.column.addWidget(part)
        elif isinstance(part, QVBoxLayout | type(row())):
            card.column.addLayout(part)
    return card


def _desk_form(path: Path) -> Form:
    return Form(
        [
            Field(
                "path",
                "保存先",
                LineEdit("保存先", text=str(path)),
                f"名前は「{SUFFIX}」で終わるようにします。",
            ),
            Field("account", "利用者名", LineEdit("利用者名", "例：佐藤")),
            Field("password", "パスワード", password_edit("パスワード"), "8文字以上。"),
            Field("again", "もう一度", password_edit("パスワード（もう一度）")),
        ]
    )


def _sample_form(path: Path) -> Form:
    return Form(
        [
            Field("path", "保存先", LineEdit("保存先", text=str(path))),
            Field(
                "password",
                "パスワード",
                password_edit("パスワード"),
                "8文字以上。次に開くときに使います。",
            ),
        ]
    )
