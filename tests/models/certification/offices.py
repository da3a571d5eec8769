"""A small office with people who meet level 1 and 2, for tests of rounds and figures."""

from __future__ import annotations

from datetime import date

from dxdesk.models.certification import issue, rounds
from dxdesk.models.desk import Desk
from dxdesk.models.plan import revising
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Category, Item, Training, Way, WayKind
from tests.factories import changing, employee, unit

DAY, DECIDED = date(2026, 3, 31), date(2026, 4, 15)
PLAN = PlanFile(
    "計画",
    "版",
    2022,
    2026,
    categories=(
        Category("ALL", "全職員", 0, 0),
        Category("L1", "推進人材", 1, 1),
        Category("L2", "活用人材", 2, 2),
    ),
    trainings=(
        Training("T1", "必須研修", mandatory=True),
        Training("T2", "必須の二", mandatory=True),
    ),
    items=(
        Item("L1", "1-1", "取り組む", (Way(WayKind.RATING, rating=3),)),
        Item("L2", "2-1", "使える", (Way(WayKind.RATING, rating=3),)),
    ),
    rules=(Rule("L1", ("1-1",)), Rule("L2", ("2-1",))),
)


def rate(desk: Desk, employee_id: int, *items: str) -> None:
    with changing(desk) as action:
        for code in items:
            action.insert(
                "rating", employee_id=employee_id, fiscal_year=2025, item_code=code, head=4
            )


def fill_office(desk: Desk) -> None:
    """総務部総務課, 総務部人事課 and 農政部農政課, with four people who meet L1, two of them L2."""
    with changing(desk) as action:
        revising.take_in(action, PLAN)
        affairs = unit(action, "010001", "総務課", bureau_name="総務部")
        people = unit(action, "010002", "人事課", bureau_name="総務部")
        farms = unit(action, "020001", "農政課", bureau_name="農政部")
        ids = [
            employee(action, "000004", "𠮷田　一", farms, kana="ヨシダ　ハジメ"),
            employee(action, "000003", "渡邉\U000e0101　二", people, kana="ワタナベ　ジ"),
            employee(action, "000002", "鈴木　三", affairs, kana="スズキ　サン"),
            employee(action, "000001", "青木　四", affairs, kana="アオキ　ヨン"),
            employee(action, "000005", "休田　五", affairs, kana="ヤスダ　ゴ", leave="休職"),
        ]
    for employee_id in ids:
        rate(desk, employee_id, "1-1")
    rate(desk, ids[0], "2-1")
    rate(desk, ids[1], "2-1")


def certify(desk: Desk, code: str = "L1", *, certified_on: date = DAY) -> rounds.Decision:
    return issue.certify(desk, code, DAY, DECIDED, certified_on, "人事第12号", "遡及のため")


def employee_id_of(desk: Desk, number: str) -> int:
    return int(desk.value("SELECT id FROM employee WHERE number = ?", (number,)))
