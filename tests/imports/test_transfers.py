"""異動発令: in force from their day, names never replaced, the same file again changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.imports.proposal import Proposal, State, apply, propose
from dxdesk.imports.transfer_kinds import BY_NAME, TRANSFER_KINDS, Effect, kind_named
from dxdesk.imports.transfers import TRANSFERS
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees, histories
from dxdesk.models.people.histories import History
from tests.factories import away, changing, employee, text_file, unit

HEADINGS = [
    "発令日",
    "職員番号",
    "氏名",
    "発令区分",
    "新所属コード",
    "新所属名",
    "新職名",
    "新職級",
]
JUNE = date(2026, 6, 1)
MAY = date(2026, 5, 31)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two units, two people; one of them is on leave."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
        employee(action, "000123", "𠮷田　修", title="主査", grade="係長級")
        away(action, employee(action, "000124", "渡邉\U000e0101　愛"), "育児休業")
    return desk


def order(
    kind: str,
    number: str = "000123",
    unit_code: str = "",
    title: str = "",
    grade: str = "",
    name: str = "",
    day: str = "R8.6.1",
) -> list[str]:
    return [day, number, name, kind, unit_code, "", title, grade]


def compared(desk: Desk, folder: Path, *rows: list[str]) -> Proposal:
    return propose(desk, TRANSFERS, text_file(folder / "異動.csv", [HEADINGS, *rows], "cp932"))


def taken_in(desk: Desk, folder: Path, *rows: list[str]) -> None:
    apply(desk, compared(desk, folder, *rows))


def history(desk: Desk, number: str = "000123") -> History:
    return histories.histories(desk, [number])[number]


def place(desk: Desk, day: date, number: str = "000123") -> tuple[str, str, str]:
    row = employees.list_rows(desk, [history(desk, number).employee_id], day)[0]
    return row.unit, row.title, row.grade


def test_a_transfer_is_in_force_from_its_day(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, order("転任", unit_code="010002", title="係長"))
    assert place(office, MAY) == ("総務課", "主査", "係長級")
    assert place(office, JUNE) == ("人事課", "係長", "係長級")


def test_a_promotion_without_a_unit_stays_where_it_is(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, order("昇任", title="課長補佐", grade="課長補佐級"))
    assert place(office, JUNE) == ("総務課", "課長補佐", "課長補佐級")


def test_the_day_of_a_retirement_is_the_last_day_in_service(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, order("退職"))
    assert employees.status_on(history(office), JUNE) == "在職"
    assert employees.status_on(history(office), date(2026, 6, 2)) == "退職"
    assert history(office).posting_on(date(2026, 6, 2)) is None


def test_the_same_file_again_is_all_the_same(office: Desk, tmp_path: Path) -> None:
    rows = (
        order("転任", unit_code="010002", title="係長"),
        order("兼務", unit_code="010001"),
        order("育児休業復帰", "000124"),
    )
    first = compared(office, tmp_path, *rows)
    assert first.by_kind == {"転任": 1, "兼務": 1, "育児休業復帰": 1}
    apply(office, first)
    again = compared(office, tmp_path, *rows)
    assert (again.new, again.changed, again.same, len(again.refused)) == (0, 0, 3, 0)


@pytest.mark.parametrize("kind", TRANSFER_KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_order_can_be_taken_in_and_is_then_the_same(
    office: Desk, tmp_path: Path, kind: object
) -> None:
    assert kind in TRANSFER_KINDS
    (each,) = [known for known in TRANSFER_KINDS if known is kind]
    if each.effect is Effect.SIDE_END:
        taken_in(office, tmp_path, order("兼務", "000124", "010002", day="R8.5.1"))
    number = "000999" if each.effect is Effect.HIRE else "000124"
    row = order(each.name, number, "010002" if each.needs_unit else "", "係長", "係長級", "新　人")
    if each.effect in (Effect.END, Effect.DEPART, Effect.SIDE_END):
        row = order(each.name, number)
    first = compared(office, tmp_path, row)
    assert (first.new + first.changed, first.refused) == (1, ())
    apply(office, first)
    assert compared(office, tmp_path, row).same == 1


@pytest.mark.parametrize("name", ["吉田修", "?田　修", "渡邉愛"])
def test_no_name_is_ever_replaced(office: Desk, tmp_path: Path, name: str) -> None:
    taken_in(office, tmp_path, order("転任", unit_code="010002", name=name))
    assert history(office).name_on(JUNE) == "𠮷田　修"


def test_a_name_that_the_encoding_cannot_hold_is_remarked_upon(
    office: Desk, tmp_path: Path
) -> None:
    found = compared(office, tmp_path, order("転任", unit_code="010002", name="𠮷田　修"))
    assert found.lines[0].name == "𠮷田　修"
    assert found.remarks == ("氏名に文字化け（?、〓）があるため、登録済みの氏名を変えません（C2）",)


def test_a_different_name_is_remarked_upon(office: Desk, tmp_path: Path) -> None:
    found = compared(office, tmp_path, order("転任", unit_code="010002", name="山田　一郎"))
    assert "職員番号の誤り" in found.remarks[0]


def test_a_new_person_is_hired_with_a_name_and_a_unit(office: Desk, tmp_path: Path) -> None:
    found = compared(
        office, tmp_path, order("採用", "000200", "010002", "主事", "一般職員", "新田　一")
    )
    assert found.lines[0].state is State.NEW
    apply(office, found)
    assert place(office, JUNE, "000200") == ("人事課", "主事", "一般職員")
    assert employees.status_on(history(office, "000200"), MAY) == "採用前"


def test_a_rehired_pensioner_has_two_services(office: Desk, tmp_path: Path) -> None:
    rows = (
        order("退職", day="R8.3.31"),
        order("再任用", unit_code="010002", title="専門員", day="R8.4.1"),
    )
    taken_in(office, tmp_path, *rows)
    assert [service.appointment for service in history(office).services] == ["常勤", "再任用"]
    assert place(office, JUNE)[:2] == ("人事課", "専門員")


def test_a_leave_begins_and_ends_with_its_orders(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, order("復職", day="R8.8.1"), order("休職"))
    statuses = [
        employees.status_on(history(office), day)
        for day in (MAY, JUNE, date(2026, 7, 31), date(2026, 8, 1))
    ]
    assert statuses == ["在職", "休職", "休職", "在職"]


def test_orders_of_one_person_follow_each_other_within_a_file(office: Desk, tmp_path: Path) -> None:
    rows = (
        order("採用", "000200", "010001", "主事", "一般職員", "新田　一", day="R8.4.1"),
        order("兼務", "000200", "010002", day="R8.5.1"),
        order("昇任", "000200", title="主査", day="R8.6.1"),
        order("兼務解除", "000200", day="R8.7.1"),
        order("退職", "000200", day="R8.9.30"),
    )
    taken_in(office, tmp_path, *rows)
    assert place(office, JUNE, "000200") == ("総務課", "主査", "一般職員")
    assert employees.status_on(history(office, "000200"), date(2026, 10, 1)) == "退職"
    assert compared(office, tmp_path, *rows).same == 5


def test_nothing_follows_a_retirement_within_a_file(office: Desk, tmp_path: Path) -> None:
    rows = order("退職", day="R8.3.31"), order("転任", unit_code="010002")
    assert [refusal.cell for refusal in compared(office, tmp_path, *rows).refused] == ["B3"]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (order("転任", "999999", "010002"), "B2"),
        (order("転任", unit_code="999999"), "E2"),
        (order("転任"), "E2"),
        (order("昇進"), "D2"),
        (order("退職", day="R8.2.30"), "A2"),
        (order("復職"), "D2"),
        (order("兼務解除"), "D2"),
        (order("採用", unit_code="010002"), "D2"),
        (order("採用", "000200", "010002", name="?田"), "C2"),
        (order("転任", unit_code="010002", day="H10.4.1"), "A2"),
    ],
)
def test_an_order_that_cannot_be_is_refused_with_its_cell(
    office: Desk, tmp_path: Path, row: list[str], cell: str
) -> None:
    assert [refusal.cell for refusal in compared(office, tmp_path, row).refused] == [cell]


def test_nobody_moves_after_retiring(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, order("退職", day="R8.3.31"))
    (refusal,) = compared(office, tmp_path, order("転任", unit_code="010002")).refused
    assert "令和8年3月31日に退職した" in refusal.reason


def test_two_different_moves_on_one_day_are_both_refused(office: Desk, tmp_path: Path) -> None:
    rows = order("転任", unit_code="010002"), order("転任", unit_code="010001", title="係長")
    assert [refusal.cell for refusal in compared(office, tmp_path, *rows).refused] == ["B2", "B3"]


def test_undoing_the_transfers_puts_everybody_back(office: Desk, tmp_path: Path) -> None:
    before = history(office)
    action_id = apply(office, compared(office, tmp_path, order("転任", unit_code="010002")))
    assert action_id is not None
    office.undo(action_id)
    assert history(office) == before


def test_no_name_or_synonym_stands_for_two_kinds() -> None:
    written = [name for kind in TRANSFER_KINDS for name in (kind.name, *kind.synonyms)]
    assert len(BY_NAME) == len(written)
    assert all(kind_named(kind.name) is kind for kind in TRANSFER_KINDS)
