"""職員一覧: everybody on roll on a day, in the official order."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Final

from dxdesk.exports.workbook import SheetColumn, SheetTable, Value, is_risky, write_workbook
from dxdesk.models.people.standings import RETIRED, Standing, standings_on
from dxdesk.models.people.units import Unit, units_on
from dxdesk.models.register import certifications
from dxdesk.models.register.order import in_official_order
from dxdesk.models.store import Reads

TITLE: Final = "職員一覧"
COLUMNS: Final = (
    SheetColumn("職員番号", 10),
    SheetColumn("氏名", 18),
    SheetColumn("フリガナ", 22),
    SheetColumn("生年月日", 12),
    SheetColumn("部局名", 20),
    SheetColumn("所属コード", 11),
    SheetColumn("所属名", 26),
    SheetColumn("職名", 14),
    SheetColumn("職級", 12),
    SheetColumn("職種", 12),
    SheetColumn("任用区分", 12),
    SheetColumn("採用年月日", 12),
    SheetColumn("在職状況", 10),
    SheetColumn("認定区分", 12),
)


def employee_rows(reads: Reads, day: date) -> list[tuple[Value, ...]]:
    """The staff list of a day, one row per person."""
    people = {
        one.employee_id: one
        for one in standings_on(reads, day).values()
        if one.status != RETIRED and _has_begun(one, day)
    }
    unit_of = {unit.unit_id: unit for unit in units_on(reads, day)}
    codes: dict[int, list[str]] = {}
    for held in certifications.in_force_on(reads, day):
        codes.setdefault(held.employee_id, []).append(held.category_code)
    return [
        _row(people[employee_id], unit_of, " ".join(sorted(codes.get(employee_id, ()))))
        for employee_id in in_official_order(reads, people, day)
    ]


def _has_begun(person: Standing, day: date) -> bool:
    service = person.service
    return service is not None and (service.since is None or service.since <= day)


def _row(person: Standing, unit_of: dict[int, Unit], certified: str) -> tuple[Value, ...]:
    post, service = person.posting, person.service
    unit = unit_of.get(post.unit_id) if post else None
    return (
        person.number,
        person.name,
        person.kana,
        person.born_on,
        unit.bureau_name if unit else None,
        unit.code if unit else None,
        unit.name if unit else None,
        post.title if post else None,
        post.grade if post else None,
        post.job if post else None,
        service.appointment if service else None,
        service.since if service else None,
        person.status,
        certified or None,
    )


def write_employees(rows: list[tuple[Value, ...]]) -> bytes:
    """The staff list as a workbook."""
    return write_workbook([SheetTable(TITLE, COLUMNS, rows)], title=TITLE)


def write_employees_csv(rows: list[tuple[Value, ...]]) -> bytes:
    """The staff list as CSV: UTF-8 with BOM, values unchanged, days as 2026-04-01."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([column.heading for column in COLUMNS])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig", "surrogatepass")


def remarks_on_csv(rows: list[tuple[Value, ...]]) -> Iterator[str]:
    """What Excel would make of the CSV when it is opened by a double click."""
    risky = sum(is_risky(value) for row in rows for value in row)
    if risky:
        yield f"Excelで開くと数式とみなされるセルが{risky:,}個あります。値は変えずに書き出しました。"
    zeros = sum(isinstance(row[0], str) and row[0].startswith("0") for row in rows)
    if zeros:
        yield (
            f"Excelで直接開くと先頭の0が消える職員番号が{zeros:,}件あります。"
            "Excelでは .xlsx を使うか、文字列として取り込んでください。"
        )
