from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.register import numbers
from dxdesk.models.register.numbers import CERTIFICATION, Highest, set_series, take


def taken(desk: Desk, count: int, fiscal_year: int = 2025) -> list[str]:
    with desk.action(acts.DECIDE_ROUND, "決裁") as action:
        return [one.text for one in take(action, CERTIFICATION, fiscal_year, count)]


def void(desk: Desk) -> list[tuple[str, str]]:
    rows = desk.rows("SELECT text, void_reason FROM number WHERE void_reason <> '' ORDER BY number")
    return [tuple(row) for row in rows]


def confirm(desk: Desk, *said: Highest) -> int:
    with desk.action(acts.CONFIRM_NUMBERS, "確認") as action:
        return numbers.confirm(action, said)


def change_file(desk: Desk, change: Callable[[dict[str, Any]], None]) -> None:
    path = desk.path / "numbers.json"
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def test_numbers_run_through_all_years(desk: Desk) -> None:
    assert taken(desk, 2, 2025) == ["第1号", "第2号"]
    assert taken(desk, 1, 2026) == ["第3号"]


def test_a_yearly_series_begins_anew_and_names_the_year(desk: Desk) -> None:
    with desk.action(acts.CHANGE_SETTING, "書き方") as action:
        set_series(action, "{fy}デ人認第{n}号", yearly=True)
    assert taken(desk, 2, 2026) == ["R8デ人認第1号", "R8デ人認第2号"]
    assert taken(desk, 1, 2027) == ["R9デ人認第1号"]


@pytest.mark.parametrize(
    ("pattern", "yearly"), [("号", False), ("第{n}号", True), ("{fy}第{n}号", False)]
)
def test_a_pattern_that_would_repeat_numbers_is_refused(
    desk: Desk, pattern: str, yearly: bool
) -> None:
    with pytest.raises(UserError), desk.action(acts.CHANGE_SETTING, "書き方") as action:
        set_series(action, pattern, yearly=yearly)


def test_numbers_of_a_decision_that_failed_are_used_by_the_next(desk: Desk) -> None:
    taken(desk, 3)
    with suppress(UserError), desk.action(acts.DECIDE_ROUND, "決裁") as action:
        take(action, CERTIFICATION, 2025, 5)
        raise UserError("やめる")
    assert numbers.why_stopped(desk) == ""
    assert taken(desk, 1) == ["第4号"]


def test_what_is_pending_fits_a_store_that_has_it_already(desk: Desk) -> None:
    taken(desk, 3)
    change_file(desk, lambda data: data["series"][0].update(pending=[2, 3]))
    assert taken(desk, 1) == ["第4号"]


def test_a_new_desk_without_its_file_numbers(desk: Desk) -> None:
    assert not (desk.path / "numbers.json").exists()
    assert numbers.why_stopped(desk) == ""


def test_a_missing_file_stops_numbering_once_a_number_was_handed_out(desk: Desk) -> None:
    taken(desk, 1)
    (desk.path / "numbers.json").unlink()
    with pytest.raises(UserError, match="がありません"):
        taken(desk, 1)


@pytest.mark.parametrize(
    "content", ['{"restored": true}', "", "[]", '{"desk_id": "x", "series": []}', '{"series": 1}']
)
def test_a_file_that_does_not_fit_stops_numbering_on_any_desk(desk: Desk, content: str) -> None:
    (desk.path / "numbers.json").write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="内容と合わない"):
        taken(desk, 1)


def test_an_older_store_under_a_newer_file_stops_numbering(desk: Desk) -> None:
    taken(desk, 3)
    change_file(desk, lambda data: data["series"][0].update(highest=9))
    assert "内容と合わない" in numbers.why_stopped(desk)


def test_after_a_confirmation_the_numbers_between_are_void(desk: Desk) -> None:
    taken(desk, 2)
    (desk.path / "numbers.json").unlink()
    assert confirm(desk, Highest(4)) == 2
    assert void(desk) == [("第3号", "欠番（復元）"), ("第4号", "欠番（復元）")]
    assert taken(desk, 1) == ["第5号"]


def test_a_confirmation_without_a_number_takes_what_the_file_knows(desk: Desk) -> None:
    taken(desk, 2)
    change_file(desk, lambda data: data["series"][0].update(highest=3))
    assert confirm(desk) == 1
    assert taken(desk, 1) == ["第4号"]


def test_a_confirmation_that_fails_leaves_numbering_stopped(desk: Desk) -> None:
    taken(desk, 2)
    (desk.path / "numbers.json").unlink()
    with suppress(UserError), desk.action(acts.CONFIRM_NUMBERS, "確認") as action:
        numbers.confirm(action, [Highest(4)])
        raise UserError("やめる")
    assert numbers.why_stopped(desk) != ""


@pytest.mark.parametrize("number", [1, 5_000_000])
def test_a_highest_number_that_cannot_be_is_refused(desk: Desk, number: int) -> None:
    taken(desk, 2)
    with pytest.raises(UserError):
        confirm(desk, Highest(number))
