"""Readable data for tests: each function makes one thing and fills in what the test does not care about.

All take an open action; ``changing(desk)`` opens one::

    with changing(desk) as action:
        unit_id = unit(action, "010001", "総務課")
        employee_id = employee(action, "000123", "髙橋　修", unit_id, grade="課長級")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from dxdesk.models import acts, names
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Act, Action
from dxdesk.models.people import names_in_use, units


@contextmanager
def changing(desk: Desk, act: Act = acts.CHANGE_EMPLOYEE) -> Iterator[Action]:
    """An open action in which test data is made."""
    with desk.action(act, "試験のための用意") as action:
        yield action


def day(text: str) -> date:
    """A day as ISO text."""
    return date.fromisoformat(text)


def maybe_day(text: str | None) -> date | None:
    return None if text is None else day(text)


def bureau(action: Action, name: str = "総務部", kind: str = "本庁", order: int = 1) -> int:
    """A 部局; its identity is returned."""
    return units.add_bureau(action, name, kind, order, None)


def unit(
    action: Action,
    code: str = "010001",
    name: str = "総務課",
    *,
    bureau_name: str = "総務部",
    kind: str = "本庁",
    digital: bool = False,
    since: str | None = None,
    until: str | None = None,
) -> int:
    """A 所属, with its 部局 where that is not there yet; its identity is returned."""
    order = int(action.value("SELECT count(*) FROM unit_version")) + 1
    found = action.rows(
        "SELECT unit_id FROM unit_version WHERE tier = '部局' AND name = ?", (bureau_name,)
    )
    bureau_id = found[0]["unit_id"] if found else bureau(action, bureau_name, kind, order)
    unit_id = action.insert("unit", note="")
    action.insert(
        "unit_version", unit_id=unit_id, code=code, name=name, parent_id=bureau_id, tier="所属",
        kind=kind, digital=int(digital), display_order=order, since=since, until=until,
    )  # fmt: skip
    return unit_id


def employee(
    action: Action,
    number: str,
    name: str,
    unit_id: int | None = None,
    *,
    kana: str = "",
    born_on: str | None = None,
    hired_on: str | None = "2010-04-01",
    retired_on: str | None = None,
    appointment: str = "常勤",
    title: str = "主事",
    grade: str = "一般職員",
    job: str = "一般行政",
    leave: str = "",
    note: str = "",
) -> int:
    """Somebody in service, with a 戸籍 name, a 本務 and perhaps a leave; the id is returned."""
    if unit_id is None:
        found = action.rows("SELECT unit_id FROM unit_version WHERE tier = '所属' ORDER BY id")
        unit_id = found[0]["unit_id"] if found else unit(action)
    kana = names.kana(kana)
    employee_id = action.insert(
        "employee", number=number, kana=kana, kana_order=names.kana_order(kana), born_on=born_on,
        note=note,
    )  # fmt: skip
    action.insert(
        "service", employee_id=employee_id, appointment=appointment, since=hired_on,
        until=retired_on,
    )  # fmt: skip
    named = names_in_use.row_of(employee_id, name, None)
    action.insert("name_in_use", **dict(zip(names_in_use.COLUMNS, named, strict=True)))
    posting(action, employee_id, unit_id, title=title, grade=grade, job=job, until=retired_on)
    if leave:
        away(action, employee_id, leave)
    return employee_id


def posting(
    action: Action,
    employee_id: int,
    unit_id: int,
    *,
    title: str = "主事",
    grade: str = "一般職員",
    job: str = "一般行政",
    main: bool = True,
    since: str | None = None,
    until: str | None = None,
) -> int:
    """A 本務 or 兼務 of an employee."""
    return action.insert(
        "posting", employee_id=employee_id, unit_id=unit_id, title=title, grade=grade, job=job,
        main=int(main), since=since, until=until,
    )  # fmt: skip


def away(
    action: Action, employee_id: int, kind: str, since: str | None = None, until: str | None = None
) -> int:
    """休職, 育児休業, 派遣 or 停職 of an employee."""
    return action.insert("leave", employee_id=employee_id, kind=kind, since=since, until=until)


def training(action: Action, code: str, name: str = "") -> int:
    """A training of the office."""
    return action.insert("training", code=code, name=name or f"研修{code}")


def attendance(
    action: Action, employee_id: int, training_id: int, on: str, result: str = "修了"
) -> int:
    """One attendance of a training, by the office's own data."""
    return action.insert(
        "attendance", employee_id=employee_id, training_id=training_id, day=on, result=result,
        verification="実施機関データ",
    )  # fmt: skip


def workbook(path: Path, rows: list[list[object]], sheet: str = "名簿") -> Path:
    """An .xlsx with the given cells."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def text_file(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    """A .csv with the given cells; what the encoding cannot hold becomes ``?``, as elsewhere."""
    lines = "".join(",".join(row) + "\r\n" for row in rows)
    path.write_bytes(lines.encode(encoding, "replace"))
    return path
