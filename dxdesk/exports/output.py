"""What an output is: what it must be told, how it is made, and how its file comes to its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.models import wareki
from dxdesk.models.desk import Desk
from dxdesk.models.files import replace_file
from dxdesk.models.journal import Act


class Need(StrEnum):
    """What an output must be told."""

    ROUND = "round"
    EMPLOYEE = "employee"
    FISCAL_YEAR = "fiscal_year"
    TRAINING = "training"


@dataclass(frozen=True)
class Request:
    """What somebody wants put out.

    Args:
        suffix: of the file: ``.pdf``, ``.xlsx``, ``.csv`` or ``.html``.
        round: number of a round.
        employee: 職員番号.
        fiscal_year: by the calendar year in which it begins.
        training: 研修コード.
        edition: id of an edition of the plan; none for the one in force in the fiscal year.
    """

    suffix: str
    round: int | None = None
    employee: str | None = None
    fiscal_year: int | None = None
    training: str | None = None
    edition: int | None = None


@dataclass(frozen=True)
class Made:
    """A finished output.

    Args:
        content: the file.
        size: how much it holds, e.g. 823ページ.
        remarks: sentences that stop nothing.
        subject: what it is about, for the record.
    """

    content: bytes
    size: str
    remarks: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True)
class Output:
    """One output.

    Args:
        key: stays for ever; the command line knows it by this word.
        title: Japanese.
        act: what making it is called in the record; it carries the right.
        needs: what must be said.
        suffixes: kinds of file, the usual one first.
        make: makes it.
    """

    key: str
    title: str
    act: Act
    needs: tuple[Need, ...]
    suffixes: tuple[str, ...]
    make: Callable[[Desk, Request], Made]


def make(desk: Desk, output: Output, request: Request) -> Made:
    """Make an output, so that its remarks can be said before the file is there.

    Raises:
        UserError: no right to it, or there is nothing to put out.
    """
    if not desk.may(output.act):
        raise UserError(f"「{output.title}」を出力する権限がありません。管理者に確かめてください。")
    return output.make(desk, request)


def write(desk: Desk, output: Output, made: Made, path: Path) -> None:
    """Write the file whole or not at all, and enter it into the record.

    Raises:
        UserError: the file cannot stand there, or another program has it open; nothing was entered.
        StoreError: disk full, read-only, gone.
    """
    check_place(path)
    try:
        title = f"{output.title}（{made.size}）の{output.act.title}"
        with desk.action(output.act, title, subject=made.subject):
            replace_file(path, made.content)
    except StoreError as error:
        if error.trouble is Trouble.READ_ONLY and path.exists() and not desk.read_only:
            raise UserError(
                f"「{path.name}」を書き換えられません。ほかのソフトで開いているときは閉じてから、"
                "もう一度行ってください。書き込む権限も確かめてください。",
                "out",
            ) from error
        raise


def check_place(path: Path) -> None:
    """Refuse a place where no file can stand.

    Raises:
        UserError: its folder is missing, or it is a folder itself.
    """
    if not path.parent.is_dir():
        raise UserError(
            f"「{path.name}」の書き出し先のフォルダー「{path.parent}」がありません。場所を確かめてください。",
            "out",
        )
    if path.is_dir():
        raise UserError(
            f"「{path.name}」はフォルダーです。ファイルの名前を指定してください。", "out"
        )


def as_of_for(fiscal_year: int | None, today: date) -> date:
    """The 基準日: the last day of a fiscal year that is over, else today."""
    return today if fiscal_year is None else min(wareki.last_day(fiscal_year), today)
