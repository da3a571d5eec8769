"""The register is looked through in memory and in the store as it would be line by line."""

from __future__ import annotations

from datetime import date

import pytest

from dxdesk.models import names
from dxdesk.models.desk import Desk
from dxdesk.models.register import certifications
from dxdesk.models.register.certifications import Certification
from dxdesk.models.register.ledger import ORDERS, LedgerIndex
from tests.factories import changing
from tests.models.certification.offices import certify, fill_office


@pytest.fixture
def register(desk: Desk) -> list[Certification]:
    """Four certificates of one level and two of another, one of them revoked; the newest first."""
    fill_office(desk)
    certify(desk)
    certify(desk, "L2")
    with changing(desk) as action:
        certifications.revoke(action, "第2号", date(2026, 7, 1), "申出", "人事第20号")
    return certifications.register(desk)[::-1]


def value(one: Certification, key: str) -> object:
    if key == "category":
        return (one.level, one.category_name)
    if key == "name":
        return names.kana_order(one.kana)
    return getattr(one, key)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["第6号", "第5号", "第4号", "第3号", "第2号", "第1号"]),
        ("第３号", ["第3号"]),
        ("渡辺", ["第5号", "第3号"]),
        ("よしだ", ["第6号", "第4号"]),
        ("000002", ["第2号"]),
        ("ワタナベ 000004", []),
    ],
)
def test_a_line_is_found_by_number_name_and_kana(
    desk: Desk, register: list[Certification], query: str, numbers: list[str]
) -> None:
    by_id = {one.id: one.number for one in register}
    found = LedgerIndex(desk).search(desk, query)
    assert [by_id[each] for each in found] == numbers


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", ORDERS)
def test_lines_without_a_value_stand_last_and_equal_ones_newest_first(
    desk: Desk, register: list[Certification], key: str, descending: bool
) -> None:
    filled = [one for one in register if value(one, key)]
    empty = [one for one in register if not value(one, key)]
    filled.sort(key=lambda one: value(one, key), reverse=descending)
    found = LedgerIndex(desk).search(desk, "", key, descending=descending)
    assert found == [one.id for one in (*filled, *empty)]


def test_a_search_keeps_the_order(desk: Desk, register: list[Certification]) -> None:
    index = LedgerIndex(desk)
    in_order = index.search(desk, "", "name")
    found = index.search(desk, "渡辺", "name")
    assert len(found) == 2
    assert found == [each for each in in_order if each in found]


def test_an_index_of_the_register_knows_when_something_was_written_since(
    desk: Desk, register: list[Certification]
) -> None:
    index = LedgerIndex(desk)
    assert index.is_current(desk)
    with changing(desk) as action:
        certifications.revoke(action, register[0].number, date(2026, 7, 2), "申出", "")
    assert not index.is_current(desk)


def test_some_lines_of_the_register_are_read(desk: Desk, register: list[Certification]) -> None:
    wanted = [register[0], register[3]]
    assert certifications.of_ids(desk, [one.id for one in wanted]) == wanted[::-1]
