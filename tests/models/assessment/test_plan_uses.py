"""What records use of a plan is counted, and a code in use is not renamed by a slip."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dxdesk.models.assessment.plan_uses import PlanUses, plan_uses, renamed
from dxdesk.models.desk import Desk
from dxdesk.models.plan.contents import (
    CATEGORIES,
    EXPERIENCE_KINDS,
    ITEMS,
    QUALIFICATIONS,
    TRAININGS,
    PlanFile,
)
from dxdesk.models.plan.skill_map import Item, Training
from tests.factories import attendance, changing, employee, training

PLAN = PlanFile(
    "計画", "", 2022, 2026,
    trainings=(Training("T1", "研修一"), Training("T2", "研修二")),
    items=(Item("L1", "1-1", "できる", ()),),
)  # fmt: skip


@pytest.fixture
def uses(desk: Desk) -> PlanUses:
    with changing(desk) as action:
        own = employee(action, "000001", "髙橋　修")
        course = training(action, "T1")
        attendance(action, own, course, "2025-05-01")
        attendance(action, own, course, "2026-05-01")
        exam = action.insert("qualification", code="IP", name="IP")
        action.insert(
            "holding", employee_id=own, qualification_id=exam, acquired_on="2020-01-01",
            verification="原本確認",
        )  # fmt: skip
        kind = action.insert("experience_kind", code="dx", name="DX")
        action.insert(
            "experience", employee_id=own, experience_kind_id=kind, since="2020-01-01",
            verification="原本確認",
        )  # fmt: skip
        action.insert("rating", employee_id=own, fiscal_year=2025, item_code="1-1", head=3)
        unit = action.value("SELECT id FROM unit ORDER BY id LIMIT 1")
        action.insert("needed_number", fiscal_year=2025, unit_id=unit, category_code="L1", number=2)
    return plan_uses(desk)


def test_every_kind_of_record_is_counted(uses: PlanUses) -> None:
    assert uses.of(TRAININGS, "T1") == "研修実績2件"
    assert uses.of(QUALIFICATIONS, "IP") == "資格の取得1件"
    assert uses.of(EXPERIENCE_KINDS, "dx") == "業務経歴1件"
    assert uses.of(ITEMS, "1-1") == "評価1件"
    assert uses.of(CATEGORIES, "L1") == "必要人数1件"
    assert uses.of(TRAININGS, "T2") == ""


def test_another_code_for_what_is_in_use_is_found(uses: PlanUses) -> None:
    moved = replace(PLAN, trainings=(Training("T9", "研修一"), Training("T8", "研修二")))
    (found,) = renamed(uses, PLAN, moved)
    assert (found.part, found.old, found.new, found.used) == (TRAININGS, "T1", "T9", "研修実績2件")
    assert "「T1」に戻してください" in str(found)


def test_an_item_is_known_by_its_sentence(uses: PlanUses) -> None:
    moved = replace(PLAN, items=(Item("L1", "1-9", "できる", ()),))
    assert [each.new for each in renamed(uses, PLAN, moved)] == ["1-9"]


def test_what_is_merely_left_out_or_renamed_in_words_is_no_other_code(uses: PlanUses) -> None:
    assert renamed(uses, PLAN, replace(PLAN, trainings=())) == []
    words = replace(PLAN, trainings=(Training("T1", "新しい名称"), Training("T2", "研修二")))
    assert renamed(uses, PLAN, words) == []
