"""Columns: one declaration, shown alike everywhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dxdesk.models.columns import Align, Column, Kind, one_decimal, show, visible

STATE = (("active", "在職"), ("leave", "休職"))


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.TEXT, "髙橋 花子", "髙橋 花子"),
        (Kind.CODE, "012345", "012345"),
        (Kind.DAY, date(2022, 11, 20), "R4.11.20"),
        (Kind.DAY, "2026-04-01", "R8.4.1"),
        (Kind.NUMBER, 12689, "12,689"),
        (Kind.NUMBER, -1234, "-1,234"),
        (Kind.NUMBER, 1234.25, "1,234.3"),
        (Kind.NUMBER, 3.0, "3"),
        (Kind.PERCENT, 80.14, "80.1％"),
        (Kind.PERCENT, 80.25, "80.3％"),
        (Kind.PERCENT, 100, "100.0％"),
        (Kind.FLAG, True, "○"),
        (Kind.FLAG, 1, "○"),
        (Kind.FLAG, 0, "―"),
        (Kind.FLAG, False, "―"),
        (Kind.CHOICE, "leave", "休職"),
        (Kind.CHOICE, "その他", "その他"),
        (Kind.NUMBER, 0, "0"),
    ],
)
def test_a_value_is_shown_as_its_kind(kind: Kind, value: object, shown: str) -> None:
    assert show(Column("key", "見出し", kind, 10, choices=STATE), value) == shown


@pytest.mark.parametrize("kind", Kind)
def test_no_value_is_shown_as_nothing(kind: Kind) -> None:
    assert show(Column("key", "見出し", kind, 10), None) == ""
    assert show(Column("key", "見出し", kind, 10), "") == ""


def test_numbers_stand_right_and_words_left() -> None:
    assert Column("n", "数", Kind.NUMBER, 8).align is Align.RIGHT
    assert Column("n", "氏名", Kind.TEXT, 8).align is Align.LEFT
    assert Column("n", "番号", Kind.CODE, 8).align is Align.LEFT
    assert Column("n", "兼務", Kind.FLAG, 8).align is Align.CENTER


def test_a_column_that_needs_a_right_is_seen_only_with_it() -> None:
    name = Column("name", "氏名", Kind.TEXT, 20)
    born = Column("born", "生年月日", Kind.DAY, 10, right="personal")
    assert visible([name, born], frozenset()) == (name,)
    assert visible([name, born], {"personal"}) == (name, born)


def test_figures_are_rounded_half_up() -> None:
    assert one_decimal("0.25") == Decimal("0.3")
    assert one_decimal(80.14) == Decimal("80.1")
