"""What a change to evidence does to the judgement is said before it is registered, and nothing is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.assessment.evidence_effects import effect_on_judgement
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import qualifications
from dxdesk.models.evidence.confirmation import Confirmation
from dxdesk.models.evidence.qualifications import HoldingEntry
from dxdesk.models.journal import Action
from dxdesk.models.plan import revising
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Category, Item, Qualification, Way, WayKind
from tests.factories import changing, day, employee
from tests.models.evidence.offices import hold, id_of
from tests.models.floor import digests

PLAN = PlanFile(
    "計画", "版", 2022, 2026,
    categories=(Category("L1", "推進人材", 1, 1),),
    qualifications=(Qualification("IP", "ITパスポート試験"),),
    items=(Item("L1", "1-1", "知っている", (Way(WayKind.QUALIFICATION, "IP"),)),),
    rules=(Rule("L1", ("1-1",)),),
)  # fmt: skip


@pytest.fixture
def kita(desk: Desk) -> int:
    with changing(desk) as action:
        revising.take_in(action, PLAN)
        return employee(action, "000101", "北　花子")


def adding(employee_id: int, verification: str = "写し確認") -> Callable[[Action], int]:
    def change(action: Action) -> int:
        hold(action, employee_id, "IP", "2025-06-01", verification=verification)
        return employee_id

    return change


def test_a_category_that_would_be_met_is_said(desk: Desk, kita: int) -> None:
    before = digests(desk)
    said = effect_on_judgement(desk, acts.ADD_EVIDENCE, adding(kita))
    assert said == ["レベル1　推進人材の認定基準を満たすようになります。"]
    assert digests(desk) == before


def test_what_the_plan_does_not_count_changes_nothing(desk: Desk, kita: int) -> None:
    assert effect_on_judgement(desk, acts.ADD_EVIDENCE, adding(kita, "本人申告")) == []


def test_a_category_that_would_be_lost_is_said(desk: Desk, kita: int) -> None:
    with desk.action(acts.ADD_EVIDENCE, "資格の登録") as action:
        row_id = hold(action, kita, "IP", "2025-06-01")
    lapsed = HoldingEntry(
        kita, id_of(desk, "qualification", "IP"), day("2025-06-01"), day("2026-05-31"), "", "",
        Confirmation("写し確認"),
    )  # fmt: skip

    def change(action: Action) -> int:
        qualifications.correct(action, row_id, lapsed)
        return kita

    said = effect_on_judgement(desk, acts.CORRECT_EVIDENCE, change)
    assert said == ["レベル1　推進人材の認定基準を満たさなくなります。"]


def test_a_change_that_is_refused_is_refused_here_too(desk: Desk, kita: int) -> None:
    with desk.action(acts.ADD_EVIDENCE, "資格の登録") as action:
        hold(action, kita, "IP", "2025-06-01")
    with pytest.raises(UserError, match="既に登録されています"):
        effect_on_judgement(desk, acts.ADD_EVIDENCE, adding(kita))


def test_without_a_plan_there_is_nothing_to_say(desk: Desk) -> None:
    with changing(desk) as action:
        employee_id = employee(action, "000101", "北　花子")
        action.insert("qualification", code="IP", name="ITパスポート試験")
    assert effect_on_judgement(desk, acts.ADD_EVIDENCE, adding(employee_id)) == []
