"""Any table file → rows of cells that know their addresses, read in a bounded child process.

Files come from outside and may be damaged or hostile: a reader that dies or hangs must not take
the desk with it. So a child process reads them, with 500 MB of memory and five seconds between two
signs of life; what it says is plain data, and its death is a sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dxdesk.errors import UserError
from dxdesk.imports.bounded_child import (
    BoundedChild,
    Cancelled,
    ChildDiedError,
    ChildHungError,
    StoppedError,
)
from dxdesk.imports.file_kinds import column_letters
from dxdesk.imports.reading_child import ALL, FIRST, VISIBLE

Cell = str | int | float | bool | dt.date | dt.datetime | None
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number as a spreadsheet shows it, and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell in a column counted from zero; nothing where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else None

    def address(self, column: int) -> str:
        """Where a cell stands, as a spreadsheet names it: column 2 of row 7 → C7."""
        return address(self.number, column)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet, blank ones included, and where they come from.

    Args:
        file: the file's name, without folders.
        sheet: the sheet's name; empty for a text file.
        rows: every row from the first to the last used one; blank rows have no cells.
        kind: xlsx, xls, ods or text.
        encoding: how a text file was written, in words; nothing for workbooks.
        other_sheets: visible sheets of the same workbook that were not read.
        pictures: whether the workbook holds pictures; looked at only where answers are read.
    """

    file: str
    sheet: str
    rows: list[Row]
    kind: str
    encoding: str | None = None
    other_sheets: tuple[str, ...] = ()
    pictures: bool = False


def address(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does: row 7, column 2 (counted from zero) → C7."""
    return f"{column_letters(column)}{row}"


def read_table(
    path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Table:
    """Read a file that holds one table: the first visible sheet with anything in it.

    Args:
        path: .xlsx, .xls, .ods, .csv or .tsv.
        progress: told the number of rows read so far.
        cancelled: asked again and again; reading stops when it says yes.

    Raises:
        UserError: the file cannot be taken in; the sentence names it and what to do.
    """
    with Reader() as reader:
        return reader.read_table(path, progress=progress, cancelled=cancelled)


def read_sheets(
    path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> list[Table]:
    """Read every visible sheet of a workbook that has anything in it, in the workbook's order.

    Raises:
        UserError: as for a single table.
    """
    with Reader() as reader:
        return reader.read_sheets(path, progress=progress, cancelled=cancelled)


class Reader:
    """One child process for several files, for a folder that comes back from the departments."""

    def __init__(self) -> None:
        self._child: BoundedChild | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read_table(
        self, path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Table:
        """The first visible sheet with anything in it; see the function of the same name."""
        return self._read([str(path.absolute()), FIRST, []], progress, cancelled)[0]

    def read_sheets(
        self, path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> list[Table]:
        """Every visible sheet with anything in it; see the function of the same name."""
        return self._read([str(path.absolute()), VISIBLE, []], progress, cancelled)

    def read_answers(
        self, path: Path, passwords: Sequence[str], *, cancelled: Cancelled | None = None
    ) -> list[Table]:
        """Every sheet with anything in it, also one that was hidden; a protected file is opened.

        Args:
            path: .xlsx, .xls or .ods.
            passwords: to try where it is protected.
            cancelled: asked again and again; reading stops when it says yes.

        Raises:
            UserError: as for a single table.
        """
        return self._read([str(path.absolute()), ALL, list(passwords)], None, cancelled)

    def _read(
        self, question: list[Any], progress: Progress | None, cancelled: Cancelled | None
    ) -> list[Table]:
        file = Path(question[0]).name
        answer = _Answer(file)
        try:
            child = self._ask(question)
            while not answer.ended:
                answer.take(child.receive(cancelled))
                if progress is not None:
                    progress(answer.row_count)
        except ChildDiedError as error:
            raise UserError(_died(answer)) from error
        except ChildHungError as error:
            raise UserError(_hung(answer)) from error
        except StoppedError as error:
            raise UserError(
                f"「{file}」の読み込みを中止しました。何も変わっていません。"
            ) from error
        finally:
            if (
                not answer.ended
            ):  # it may be in the middle of a block: the next file gets a fresh one
                self._end()
        return answer.tables()

    def _ask(self, question: list[Any]) -> BoundedChild:
        if self._child is None:
            self._child = BoundedChild()
        self._child.ask(question)
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Answer:
    """What the child has said about one file so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.ended = False
        self.row_count = 0
        self.sheet = ""
        self._kind = ""
        self._encoding: str | None = None
        self._names: list[str] = []
        self._pictures = False
        self._rows: dict[str, list[Row]] = {}

    def take(self, message: list[Any]) -> None:
        """Add one message: what the file is, a sheet's name, a block of rows, a refusal, the end."""
        match message:
            case ["file", kind, encoding, names]:
                self._kind, self._encoding, self._names = kind, encoding, names
            case ["pictures"]:
                self._pictures = True
            case ["sheet", name]:
                self.sheet = name
                self._rows[name] = []
            case ["rows", first, block]:
                self._rows[self.sheet].extend(
                    Row(number, tuple(cells)) for number, cells in enumerate(block, first)
                )
                self.row_count += len(block)
            case ["refused", text]:
                self.ended = True
                raise UserError(f"「{self.file}」{text}")
            case ["end"]:
                self.ended = True

    def tables(self) -> list[Table]:
        """The sheets that hold anything."""
        filled = {name: rows for name, rows in self._rows.items() if any(row.cells for row in rows)}
        if not filled:
            raise UserError(
                f"「{self.file}」には値の入った表がありません。別のファイルを選んでいないか確かめてください。"
            )
        others = tuple(name for name in self._names if name not in self._rows)
        return [
            Table(self.file, name, rows, self._kind, self._encoding, others, self._pictures)
            for name, rows in filled.items()
        ]


def _place(answer: _Answer) -> str:
    return f"「{answer.file}」のシート「{answer.sheet}」" if answer.sheet else f"「{answer.file}」"


def _died(answer: _Answer) -> str:
    return (
        f"{_place(answer)}は安全に読める大きさ（メモリ500MB）を超えているか、壊れているため読めませんでした。"
        "表から遠く離れたセルに値がないか確かめ、必要な表だけを新しいブックに写して保存してください。"
    )


def _hung(answer: _Answer) -> str:
    return (
        f"{_place(answer)}は5秒たっても読み終わらないため、読み込みをやめました。"
        "行や列が多すぎるか、壊れています。必要な表だけを新しいブックに写して保存してください。"
    )
