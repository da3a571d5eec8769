"""The values of a plan's TOML file: which a table can hold, and what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models.plan.fields import Kind
from dxdesk.models.plan.rules import Problem

LONGEST_CODE = 30
LONGEST_TEXT = 300
LONGEST_LINES = 5_000

# Codes are listed with spaces between them, and stand in the names of files.
_CODE = re.compile(r"[^\s,、/\\\"'<>|:*?\x00-\x1f\x7f]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True)
class Key:
    """One key of a table: what its value is, whether it must be there, and between which bounds."""

    name: str
    kind: Kind
    required: bool = False
    low: float = 0
    high: float = 0


def read_values(
    table: object, keys: Sequence[Key], place: str, wrong: list[Problem]
) -> dict[str, Any]:
    """Read a table; what is wrong in it is added to the list, and its value left out.

    Args:
        table: as the file has it.
        keys: what it can hold.
        place: where it stands, for the sentences.
        wrong: takes the problems.

    Returns:
        a value for every key; none where it is not given, or wrong.
    """
    given: Mapping[str, Any] = table if isinstance(table, dict) else {}
    known = [key.name for key in keys]
    for name in given:
        if name not in known:
            usable = "、".join(known)
            wrong.append(
                Problem(
                    place, f"「{name[:30]}」という書き方はありません。使えるのは {usable} です。"
                )
            )
    return {key.name: _value(given.get(key.name), key, place, wrong) for key in keys}


def table_list(value: object, place: str, wrong: list[Problem]) -> list[dict[str, Any]]:
    """The tables of a section; anything else is a problem."""
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return value
    wrong.append(Problem(place, "表の並びになっていません。"))
    return []


def _value(value: object, key: Key, place: str, wrong: list[Problem]) -> Any:
    at = f"{place} の {key.name}"
    if value is None:
        if key.required:
            wrong.append(Problem(at, "書かれていません。"))
        return None
    try:
        return _READ[key.kind](value, key)
    except UserError as error:
        wrong.append(Problem(at, error.text))
        return None


def _must_be(what: str, value: object) -> UserError:
    return UserError(f"{what}を書いてください（「{str(value)[:30]}」と書かれています）。")


def _text(value: object, key: Key) -> str:
    if not isinstance(value, str):
        raise _must_be('文字（"…"）', value)
    longest = LONGEST_LINES if key.kind is Kind.LINES else LONGEST_TEXT
    if len(value) > longest:
        raise UserError(f"{len(value):,}文字あります。{longest:,}文字までにしてください。")
    checked = value.replace("\n", "").replace("\t", "") if key.kind is Kind.LINES else value
    if _CONTROL.search(checked):
        raise UserError("改行や画面に出ない制御文字があります。取り除いてください。")
    if key.required and not value.strip():
        raise UserError("空欄になっています。")
    return value.strip()


def is_code(text: str) -> bool:
    """Whether a text can be a code: short, and without spaces and marks."""
    return len(text) <= LONGEST_CODE and _CODE.fullmatch(text) is not None


def _code(value: object, _key: Key) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise _must_be('空白や記号（,/:など）のないコード（"…"）', value)
    if not is_code(value):
        raise UserError(
            f"コードが{len(value):,}文字あります。{LONGEST_CODE}文字までにしてください。"
        )
    return value


def _codes(value: object, key: Key) -> list[str]:
    if not isinstance(value, list) or not value:
        raise _must_be('コードの並び（["…", "…"]）', value)
    return [_code(each, key) for each in value]


def _number(value: object, key: Key) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _must_be("数", value)
    if not key.low <= value <= key.high:
        raise UserError(
            f"{value}と書かれています。{key.low:g}から{key.high:g}までの数にしてください。"
        )
    return float(value)


def _whole(value: object, key: Key) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _must_be("整数", value)
    return int(_number(value, key))


def _levels(value: object, key: Key) -> list[int]:
    levels = [_whole(each, key) for each in value] if isinstance(value, list) else []
    if not levels or levels != list(range(levels[0], levels[0] + len(levels))):
        raise _must_be("続いたレベルの並び（[2, 3, 4]）", value)
    return levels


def _flag(value: object, _key: Key) -> bool:
    if not isinstance(value, bool):
        raise _must_be("true か false", value)
    return value


def _day(value: object, _key: Key) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _must_be('日付（2027-03-31 のように、" " なし）', value)
    return value


def _names(value: object, key: Key) -> list[str]:
    if not isinstance(value, list) or not value:
        raise _must_be('名称の並び（["意欲・態度", "対人関係能力"]）', value)
    return [_text(each, key) for each in value]


def _table(value: object, _key: Key) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _must_be("表（{ … }）", value)
    return value


def _table_list(value: object, _key: Key) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise _must_be("表の並び（[{ … }, { … }]）", value)
    return value


_READ: dict[Kind, Callable[[object, Key], Any]] = {
    Kind.TEXT: _text,
    Kind.LINES: _text,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.LEVELS: _levels,
    Kind.FLAG: _flag,
    Kind.DAY: _day,
    Kind.NAMES: _names,
    Kind.TABLE: _table,
    Kind.TABLES: _table_list,
}
