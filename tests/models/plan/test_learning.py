"""学習機会の情報: what may be told, what last year's gives, the calendar, and how near a deadline is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dxdesk import paths
from dxdesk.errors import UserError
from dxdesk.imports.plan_file import read_plan
from dxdesk.models import acts, wareki
from dxdesk.models.desk import Desk
from dxdesk.models.plan import learning, learning_dates, revising
from dxdesk.models.plan.learning import Opportunity
from dxdesk.models.plan.learning_dates import deadline_words, exam_words
from dxdesk.models.plan.skill_map import Category, Qualification

YEAR = 2026
EXAM = Opportunity(
    YEAR, "試験", "ITパスポート試験", "情報処理推進機構", category_codes=("L1", "L2"),
    since=date(2026, 10, 18), apply_since=date(2026, 8, 1), apply_until=date(2026, 9, 4),
    place="県内の会場", fee="7,500円", recommended=True,
)  # fmt: skip
VIDEO = Opportunity(YEAR, "動画・教材", "表計算の基礎")
TODAY = date(2026, 8, 30)


@pytest.fixture(autouse=True)
def plan(desk: Desk) -> None:
    with desk.action(acts.IMPORT_PLAN, "計画の取込") as action:
        revising.take_in(action, read_plan(paths.resource("plans", "example.toml")))


def add(desk: Desk, *opportunities: Opportunity) -> list[int]:
    with desk.action(acts.CHANGE_LEARNING, "学習機会の登録") as action:
        return [learning.add(action, each) for each in opportunities]


def titles(desk: Desk, year: int = YEAR) -> list[str]:
    return [each.title for each in learning.of_year(desk, year)]


def test_what_was_added_is_told_in_the_order_of_entry(desk: Desk) -> None:
    add(desk, VIDEO, EXAM)
    assert learning.of_year(desk, YEAR) == [VIDEO, EXAM]
    assert learning.of_year(desk, YEAR + 1) == []


def test_a_change_and_a_removal_are_put_back(desk: Desk) -> None:
    row_id, _other = add(desk, EXAM, VIDEO)
    with desk.action(acts.CHANGE_LEARNING, "学習機会の変更") as action:
        learning.change(action, row_id, replace(EXAM, fee="無料"))
    with desk.action(acts.CHANGE_LEARNING, "学習機会の削除") as action:
        learning.remove(action, row_id)
    assert titles(desk) == ["表計算の基礎"]
    desk.undo(desk.last_action())
    assert learning.of_year(desk, YEAR)[0].fee == "無料"
    desk.undo_from(desk.last_action() - 2)
    assert learning.of_year(desk, YEAR) == [EXAM, VIDEO]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"title": "　"}, "title", "名称を入力"),
        ({"kind": "遠足"}, "kind", "試験・研修・外部講座"),
        ({"until": date(2026, 10, 17)}, "until", r"実施の末日（R8\.10\.17）が初日（R8\.10\.18）"),
        ({"apply_until": date(2026, 7, 31)}, "apply_until", "初日（R8.8.1）より前"),
        ({"apply_until": date(2026, 10, 19)}, "apply_until", "実施の末日（R8.10.18）より後"),
        ({"since": date(2027, 4, 1)}, "since", "令和8年度の外"),
        ({"since": date(2026, 3, 31), "apply_until": None, "apply_since": None}, "since", "外"),
        ({"category_codes": ("L1", "L9")}, "category_codes", "人材区分「L9」"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(
    desk: Desk, wrong: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(UserError, match=words) as raised:
        add(desk, replace(EXAM, **wrong))
    assert raised.value.field == field
    assert titles(desk) == []


def test_material_that_was_there_before_the_year_may_be_told(desk: Desk) -> None:
    add(desk, replace(VIDEO, since=date(2024, 4, 1), until=date(2027, 3, 31)))
    assert titles(desk) == ["表計算の基礎"]


def test_the_same_twice_is_refused_and_another_day_is_not(desk: Desk) -> None:
    add(desk, EXAM, replace(EXAM, since=date(2026, 12, 6)), VIDEO)
    for again in (EXAM, VIDEO):
        with pytest.raises(UserError, match="既に登録されています"):
            add(desk, again)
    with desk.action(acts.CHANGE_LEARNING, "学習機会の変更") as action:
        first = learning.of_year(action, YEAR)[0]
        learning.change(action, first.id, replace(first, fee="無料"))


def test_last_years_are_copied_without_their_days(desk: Desk) -> None:
    add(desk, EXAM, replace(EXAM, since=date(2026, 12, 6)), VIDEO)
    add(desk, replace(VIDEO, fiscal_year=YEAR + 1, fee="無料"))
    with desk.action(acts.CHANGE_LEARNING, "前年度の写し") as action:
        assert learning.copy_year(action, YEAR, YEAR + 1) == 1
    kept, copied = learning.of_year(desk, YEAR + 1)
    assert kept.fee == "無料"
    assert copied == replace(
        EXAM, fiscal_year=YEAR + 1, since=None, apply_since=None, apply_until=None,
        category_codes=(),  # no plan for that year lists them
    )  # fmt: skip


def test_a_copy_of_nothing_says_so(desk: Desk) -> None:
    with (
        desk.action(acts.CHANGE_LEARNING, "前年度の写し") as action,
        pytest.raises(UserError, match="令和7年度の学習機会の情報がありません"),
    ):
        learning.copy_year(action, YEAR - 1, YEAR)
    add(desk, VIDEO, replace(VIDEO, fiscal_year=YEAR + 1))
    with (
        desk.action(acts.CHANGE_LEARNING, "前年度の写し") as action,
        pytest.raises(UserError, match="全てこの年度に登録されています"),
    ):
        learning.copy_year(action, YEAR, YEAR + 1)


def test_the_calendar_shows_every_day_in_its_month() -> None:
    span = replace(EXAM, title="G検定", apply_since=None, apply_until=None, since=date(2026, 8, 3),
                   until=date(2026, 8, 9))  # fmt: skip
    shown = [
        (month.name, [(event.day.day, event.what, event.of.title) for event in month.events])
        for month in learning_dates.calendar([EXAM, span, VIDEO])
    ]
    assert shown == [
        ("令和8年8月", [(1, "申込開始", "ITパスポート試験"), (3, "試験開始", "G検定"), (9, "試験終了", "G検定")]),
        ("令和8年9月", [(4, "申込締切", "ITパスポート試験")]),
        ("令和8年10月", [(18, "試験日", "ITパスポート試験")]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("closes", "words", "near"),
    [
        (date(2026, 8, 29), "申込終了", False),
        (date(2026, 8, 30), "今日が締切", True),
        (date(2026, 9, 4), "締切まであと5日", True),
        (date(2026, 9, 13), "締切まであと14日", True),
        (date(2026, 9, 14), "申込受付中", False),
        (None, "申込受付中", False),
    ],
)
def test_a_deadline_is_said_in_days_when_it_is_near(
    closes: date | None, words: str, near: bool
) -> None:
    one = replace(EXAM, apply_until=closes)
    assert deadline_words(one, TODAY) == words
    assert learning_dates.is_near(one, TODAY) is near


def test_before_its_first_day_nobody_can_apply() -> None:
    one = replace(EXAM, apply_since=date(2026, 9, 1))
    assert deadline_words(one, TODAY) == "申込開始前"
    assert not learning_dates.is_near(one, TODAY)
    assert deadline_words(VIDEO, TODAY) == ""


def test_recommended_courses_stand_under_each_category_they_are_meant_for(desk: Desk) -> None:
    for_all = replace(VIDEO, recommended=True)
    found = learning_dates.recommended(
        [EXAM, VIDEO, for_all], learning.offer(desk, YEAR).categories
    )
    assert found == [
        ("デジタル推進リーダー人材", [EXAM]),
        ("デジタル活用人材", [EXAM]),
        ("全ての人材区分", [for_all]),
    ]


@pytest.mark.parametrize(
    ("one", "days", "applying"),
    [
        (EXAM, "令和8年10月18日", "令和8年8月1日～9月4日"),
        (replace(EXAM, until=date(2027, 1, 9), apply_since=None), "令和8年10月18日～令和9年1月9日", "令和8年9月4日まで"),
        (replace(EXAM, until=EXAM.since, apply_until=None), "令和8年10月18日", "令和8年8月1日から"),
        (replace(EXAM, since=None, until=date(2026, 12, 1)), "令和8年12月1日まで", "令和8年8月1日～9月4日"),
        (Opportunity(YEAR, "研修", "未定の研修"), "日程未定", ""),
        (VIDEO, "随時", ""),
    ],
)  # fmt: skip
def test_days_are_said_in_words(one: Opportunity, days: str, applying: str) -> None:
    assert learning_dates.days_words(one) == days
    assert learning_dates.applying_words(one) == applying


def test_days_of_a_list_leave_a_repeated_year_out() -> None:
    assert learning_dates.applying_words(EXAM, wareki.short) == "R8.8.1～9.4"


def test_an_exam_that_ends_names_its_successor() -> None:
    old = Qualification("AP", "応用情報", last_exam_on=date(2027, 3, 31), successor="PD")
    new = Qualification("PD", "後継の試験", first_exam_on=date(2027, 4, 1))
    assert exam_words(old, [old, new]) == "令和8年度で終了、後継：後継の試験"
    assert exam_words(new, [old, new]) == "令和9年度から開始"
    assert exam_words(Qualification("IP", "入門"), []) == ""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("レベル1・レベル2", ("L1", "L2")),
        ("L2、L1", ("L1", "L2")),
        ("デジタルマネジメント人材 L4", ("L4", "MG")),
        ("全て", ()),
        ("　", ()),
    ],
)
def test_categories_are_known_by_name_and_code(
    desk: Desk, text: str, codes: tuple[str, ...]
) -> None:
    assert learning.codes_of(text, learning.offer(desk, YEAR).categories) == codes


def test_a_category_whose_name_holds_a_mark_is_one_name() -> None:
    categories = [Category("A", "企画・調整人材"), Category("B", "調整人材")]
    assert learning.codes_of("企画・調整", categories) == ("A",)
    assert learning.codes_of("企画・調整・調整", categories) == ("A", "B")


@pytest.mark.parametrize("text", ["L9", "レベル1・レベル12", "主事"])
def test_a_category_that_the_plan_does_not_know_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(UserError, match=r"レベル1・レベル2・.*から書いてください") as raised:
        learning.codes_of(text, learning.offer(desk, YEAR).categories)
    assert raised.value.field == "category_codes"
