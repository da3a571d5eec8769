"""認定番号: taken from a running series, never used twice, also not after a restore."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from dxdesk.errors import StoreError, UserError
from dxdesk.models import wareki
from dxdesk.models.journal import Action
from dxdesk.models.register import numbers_file
from dxdesk.models.register.numbers_file import NumbersFile, Place
from dxdesk.models.store import Reads

CERTIFICATION: Final = "certification"
DEFAULT_PATTERN: Final = "第{n}号"
RESTORED: Final = "欠番（復元）"
MOST_VOID: Final = 100_000

_MISSING: Final = (
    "認定番号の控え（numbers.json）がありません。バックアップから戻した業務データでは、"
    "その後に使われた番号が分からないため、番号の払い出しを止めています。"
)
_UNFIT: Final = (
    "認定番号の控え（numbers.json）が業務データの内容と合わないため、番号の払い出しを止めています。"
)
_WHAT_TO_DO: Final = "管理者が、これまでに使った最大の番号を確かめて登録してください。"


@dataclass(frozen=True)
class Series:
    """How numbers are written.

    Args:
        key: the name of the series.
        pattern: {n} is the number, {fy} the fiscal year (R8).
        yearly: whether every fiscal year begins with 1.
        id: in the store; 0 before the first number.
    """

    key: str
    pattern: str = DEFAULT_PATTERN
    yearly: bool = False
    id: int = 0

    def write(self, fiscal_year: int, number: int) -> str:
        """A number as it is printed."""
        year = wareki.fiscal_year_short(fiscal_year) if fiscal_year else ""
        return self.pattern.replace("{n}", str(number)).replace("{fy}", year)


@dataclass(frozen=True)
class Number:
    """A number that was taken: its row, its value, its text."""

    id: int
    number: int
    text: str


@dataclass(frozen=True)
class Highest:
    """How far a series has come in a fiscal year (0 for one that runs through all years)."""

    number: int
    series_key: str = CERTIFICATION
    fiscal_year: int = 0


def take(action: Action, series_key: str, fiscal_year: int, count: int) -> list[Number]:
    """Take the next numbers, in the transaction that registers the decision.

    Args:
        series_key: usually ``CERTIFICATION``.
        fiscal_year: of the 認定年月日; only a yearly series looks at it.
        count: how many.

    Raises:
        UserError: numbering is stopped until an administrator confirms the highest number.
        StoreError: ``numbers.json`` cannot be written; nothing was taken.
    """
    why = why_stopped(action)
    if why:
        raise UserError(why, field="numbers")
    series, before = _stored_series(action, series_key), _in_store(action)
    year = fiscal_year if series.yearly else 0
    first = before.get(Place(series.key, year), 0) + 1
    wanted = range(first, first + count)
    taken = _insert(action, series, year, wanted)
    path, desk_id = numbers_file.beside(action), _desk_id(action)
    numbers_file.write(path, desk_id, _in_store(action), before)
    action.after_commit(_settle(action))
    return [
        Number(row_id, number, series.write(year, number))
        for row_id, number in zip(taken, wanted, strict=True)
    ]


def series_of(reads: Reads, key: str = CERTIFICATION) -> Series:
    """How a series writes its numbers; 「第1234号」 through all years until another is set."""
    rows = reads.rows("SELECT key, pattern, yearly, id FROM number_series WHERE key = ?", (key,))
    return Series(rows[0][0], rows[0][1], bool(rows[0][2]), rows[0][3]) if rows else Series(key)


def set_series(action: Action, pattern: str, *, yearly: bool, key: str = CERTIFICATION) -> None:
    """Set how numbers are written from now on: 「第{n}号」, or yearly 「{fy}デ人認第{n}号」.

    Raises:
        UserError: the number is not in it, or the year is missing where every year begins with 1.
    """
    if "{n}" not in pattern:
        raise UserError("番号の書き方に {n} を入れてください（例：第{n}号）。", field="pattern")
    if yearly != ("{fy}" in pattern):
        raise UserError(
            "年度ごとに1から始めるときは番号の書き方に {fy} を入れ、通し番号では入れないでください"
            "（例：{fy}デ人認第{n}号）。",
            field="pattern",
        )
    series = _stored_series(action, key)
    action.update("number_series", series.id, pattern=pattern, yearly=int(yearly))


def highest(reads: Reads) -> list[Highest]:
    """How far every series has come in the store, void numbers among them."""
    return [
        Highest(number, place.series_key, place.fiscal_year)
        for place, number in _in_store(reads).items()
    ]


def why_stopped(reads: Reads) -> str:
    """Why no number can be taken now, and what to do; empty where numbers can be taken.

    A desk without ``numbers.json`` that never handed out a number is a new one and goes on.
    """
    in_store = _in_store(reads)
    try:
        written = numbers_file.read(numbers_file.beside(reads))
    except ValueError:
        return _UNFIT + _WHAT_TO_DO
    if written is None:
        return _MISSING + _WHAT_TO_DO if in_store else ""
    return "" if written.fits(_desk_id(reads), in_store) else _UNFIT + _WHAT_TO_DO


def confirm(action: Action, said: Sequence[Highest] = ()) -> int:
    """Say which numbers are the highest ever handed out, so that numbering goes on after them.

    Those that the store does not know become 欠番（復元）. A run that is not named goes on after what
    the store or ``numbers.json`` knows. The file is written only after the commit: were it earlier,
    a process that dies in between would leave the numbering open without a confirmation.

    Returns:
        how many numbers became void.

    Raises:
        UserError: lower than what is known to be used, or far too high.
    """
    in_store = _in_store(action)
    known = _known(action, in_store)
    wanted = {**known, **{Place(one.series_key, one.fiscal_year): one.number for one in said}}
    void = 0
    for place, number in wanted.items():
        first = in_store.get(place, 0) + 1
        _check_highest(number, known.get(place, 0), first)
        series = _stored_series(action, place.series_key)
        missing = range(first, number + 1)
        _insert(action, series, place.fiscal_year, missing, RESTORED)
        void += len(missing)
    action.after_commit(_settle(action))
    return void


def _check_highest(number: int, known: int, first: int) -> None:
    if number < known:
        raise UserError(
            f"{known}番まで使った記録があります。{known}以上の番号を入れてください。",
            field="number",
        )
    if number - first >= MOST_VOID:
        raise UserError(
            f"{first}番から{number}番までが欠番になります。番号を確かめてください。", field="number"
        )


def _known(reads: Reads, in_store: Mapping[Place, int]) -> dict[Place, int]:
    """The highest numbers that the store and this desk's ``numbers.json`` know to be used."""
    known = dict(in_store)
    try:
        written: NumbersFile | None = numbers_file.read(numbers_file.beside(reads))
    except ValueError:
        written = None
    if written is not None and written.desk_id == _desk_id(reads):
        for place, entry in written.entries.items():
            known[place] = max(known.get(place, 0), entry.before)
    return known


def _settle(action: Action) -> Callable[[], None]:
    """What remains to be done once the numbers of an action are certain."""
    path, desk_id, now = numbers_file.beside(action), _desk_id(action), _in_store(action)

    def settle() -> None:
        # The commit has happened, and what is pending in the file fits the store as it is.
        with suppress(StoreError):
            numbers_file.write(path, desk_id, now, now)

    return settle


def _insert(
    action: Action, series: Series, fiscal_year: int, numbers: range, void_reason: str = ""
) -> range:
    void_on = action.today if void_reason else None
    return action.insert_many(
        "number",
        ("series_id", "fiscal_year", "number", "text", "void_reason", "void_on"),
        [
            (
                series.id,
                fiscal_year,
                number,
                series.write(fiscal_year, number),
                void_reason,
                void_on,
            )
            for number in numbers
        ],
    )


def _stored_series(action: Action, key: str) -> Series:
    """The series with its row; the first number brings the row."""
    series = series_of(action, key)
    if not series.id:
        action.insert("number_series", key=key, pattern=series.pattern, yearly=int(series.yearly))
    return series_of(action, key)


def _in_store(reads: Reads) -> dict[Place, int]:
    """The highest number of every run in the store."""
    found = reads.rows(
        "SELECT number_series.key, number.fiscal_year, max(number.number) FROM number"
        " JOIN number_series ON number_series.id = number.series_id GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return {Place(row[0], row[1]): row[2] for row in found}


def _desk_id(reads: Reads) -> str:
    return str(reads.value("SELECT value FROM desk_fact WHERE key = 'desk_id'"))
