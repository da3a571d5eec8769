"""People are found by everyday spelling, by kana and by number, in the store and in memory alike."""

from __future__ import annotations

from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees, officers, units
from dxdesk.models.people.index import Everybody, PeopleIndex
from dxdesk.models.people.search import ORDERS, first_ids, number_on_roll, search_ids
from tests.factories import changing, employee, unit

TODAY = date(2026, 11, 23)
PEOPLE = (
    ("000123", "髙橋　修", "タカハシ　オサム"),
    ("000124", "山﨑　葵", "ヤマザキ　アオイ"),
    ("000231", "𠮷田　翠", "ヨシダ　ミドリ"),
    ("000345", "渡邉\U000e0101　修", "ワタナベ　オサム"),
    ("000456", "100%の_人", ""),
)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Five people in two units, and one who has retired."""
    with changing(desk) as action:
        first = unit(action, "010001", "総務課")
        second = unit(action, "010002", "人事課")
        for place, (number, name, kana) in enumerate(PEOPLE):
            employee(action, number, name, second if place % 2 else first, kana=kana)
        employee(action, "000999", "髙橋　退", kana="タカハシ　ヒク", retired_on="2020-03-31")
    return desk


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("髙橋", ["000123"]),
        ("高橋", ["000123"]),
        ("山崎", ["000124"]),
        ("吉田", ["000231"]),
        ("渡辺", ["000345"]),
        ("ヤマサキ", ["000124"]),
        ("やまざき", ["000124"]),
        ("ﾖｼﾀﾞ", ["000231"]),
        ("１２３", ["000123"]),
        ("00012", ["000123", "000124"]),
        ("渡辺　修", ["000345"]),
        ("オサム", ["000123", "000345"]),
        ("高橋 葵", []),
        ("%", ["000456"]),
        ("_", ["000456"]),
        ("", ["000456", "000123", "000124", "000231", "000345"]),
    ],
)
def test_a_search_finds_the_same_in_the_store_and_in_memory(
    office: Desk, query: str, numbers: list[str]
) -> None:
    found = search_ids(office, query, TODAY)
    assert sorted(row.number for row in employees.list_rows(office, found, TODAY)) == sorted(
        numbers
    )
    assert PeopleIndex(office, TODAY).search(query) == found


def test_a_search_can_be_kept_to_some_units(office: Desk) -> None:
    with changing(office) as action:
        third = unit(action, "010003", "財政課")
        new = employee(action, "000777", "髙橋　三", third)
    assert search_ids(office, "高橋", TODAY, unit_ids=[third]) == [new]
    assert PeopleIndex(office, TODAY).search("高橋", unit_ids=[third]) == [new]


def test_who_has_retired_is_found_where_asked_for(office: Desk) -> None:
    assert len(search_ids(office, "高橋", TODAY, on_roll=False)) == 2
    assert len(PeopleIndex(office, TODAY).search("高橋", on_roll=False)) == 2


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_orders_everybody_once(office: Desk, order: str, descending: bool) -> None:
    found = search_ids(office, "", TODAY, order_by=order, descending=descending)
    assert len(set(found)) == len(found) == 5


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("descending", [False, True])
def test_memory_orders_as_the_store_does(office: Desk, order: str, descending: bool) -> None:
    index = PeopleIndex(office, TODAY)
    index.learn_order(office, order)
    found = index.search("", order_by=order, descending=descending)
    assert found == search_ids(office, "", TODAY, order_by=order, descending=descending)


def test_the_first_people_are_those_of_the_whole_list(office: Desk) -> None:
    assert first_ids(office, TODAY, 3) == search_ids(office, "", TODAY)[:3]


def test_a_search_can_be_kept_to_some_people(office: Desk) -> None:
    assert PeopleIndex(office, TODAY).search("", among={2}) == [2]


@pytest.mark.parametrize("descending", [False, True])
def test_memory_orders_officers_as_the_store_does(office: Desk, descending: bool) -> None:
    with changing(office) as action:
        other = unit(action, "020001", "道路課", bureau_name="建設部")
        employee(action, "000777", "新田　一", other)
        second = action.insert("account", name="あおき", roles="officer", active=1)
        officers.assign_bureaus(action, [units.find(action, "020001", TODAY).bureau_id], second)
        officers.assign_person(action, 2, 1)
    index = PeopleIndex(office, TODAY)
    index.learn_order(office, "officer")
    found = index.search("", order_by="officer", descending=descending)
    assert found == search_ids(office, "", TODAY, order_by="officer", descending=descending)
    shown = [row.officer for row in employees.list_rows(office, found, TODAY) if row.officer]
    assert shown == sorted(["管理者", "あおき"], reverse=descending)


def test_the_people_on_roll_are_counted_without_being_listed(office: Desk) -> None:
    assert number_on_roll(office, TODAY) == len(PEOPLE)


def test_all_who_search_share_one_index_until_somebody_writes(office: Desk) -> None:
    everybody = Everybody()
    first = everybody.now(office, TODAY)
    assert everybody.now(office, TODAY) is first
    with changing(office) as action:
        employee(action, "000888", "新田　二")
    assert len(everybody.now(office, TODAY).search("")) == len(PEOPLE) + 1


def test_an_index_knows_when_something_was_written_since(office: Desk) -> None:
    index = PeopleIndex(office, TODAY)
    assert index.is_current(office, TODAY)
    with changing(office) as action:
        employee(action, "000888", "新田　一")
    assert not index.is_current(office, TODAY)


def test_an_employee_is_found_by_full_width_digits(office: Desk) -> None:
    assert employees.find(office, "０００１２３").kana == "タカハシ　オサム"


def test_an_unknown_number_is_a_sentence(office: Desk) -> None:
    with pytest.raises(UserError, match="「999998」の職員はいません"):
        employees.find(office, "999998")
