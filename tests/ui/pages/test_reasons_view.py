"""How one person stands before every category, as a page shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxdesk.models.assessment.reasons import CategoryReason, ItemReason
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.assessment.reasons_view import ReasonsView, item_row, line_words, tab_words
from dxdesk.ui.pages.employees.page import EmployeesPage
from dxdesk.ui.workplace import Workplace
from tests.conftest import clock

MET = ItemReason("1-1", "取り組む", True, ("令和7年度の所属長評価4",), (), (), False, (3, 4))
LACKED = ItemReason("1-2", "先導する", False, (), ("研修「基礎」を修了", "資格「検定」を保有"))


def reason(**changed: object) -> CategoryReason:
    values: dict[str, object] = {
        "category_code": "L1",
        "category_name": "推進人材",
        "met": False,
        "level": None,
        "items": (MET, LACKED),
        "summary": "必須2項目：1達成",
        "missing": ("1-2「先導する」：研修「基礎」を修了",),
        "short_name": "レベル1",
        "lacking": "1-2",
    }
    return CategoryReason(**(values | changed))


@pytest.mark.parametrize(
    ("changed", "tab", "line"),
    [
        (
            {"met": True, "missing": (), "lacking": ""},
            "レベル1 ○",
            "レベル1の認定基準を満たしています　必須2項目：1達成",
        ),
        (
            {"enough": ("1-2",)},
            "レベル1 あと1項目",
            "レベル1の認定基準まで、あと1項目です：1-2「先導する」\n必須2項目：1達成",
        ),
        ({}, "レベル1 ―", "レベル1の認定基準を満たしていません　不足：1-2\n必須2項目：1達成"),
        ({"outside": True}, "レベル1 対象外", "レベル1の判定の対象外です：1-2\n必須2項目：1達成"),
    ],
)
def test_a_category_says_how_somebody_stands(
    changed: dict[str, object], tab: str, line: str
) -> None:
    assert (tab_words(reason(**changed)), line_words(reason(**changed))) == (tab, line)


def test_an_item_says_its_evidence_or_what_would_be_enough() -> None:
    assert [item_row(MET)[key] for key in ("evidence", "last_year", "met", "ratings")] == [
        "令和7年度の所属長評価4",
        "―",
        "○",
        "3／4",
    ]
    assert item_row(LACKED)["evidence"] == "未：研修「基礎」を修了、または資格「検定」を保有"


def test_the_sheet_tab_follows_the_person_that_is_chosen(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    window.show_page("employees")
    settle()
    page = window.pages["employees"]
    assert isinstance(page, EmployeesPage)
    page.detail.tabs.show_tab("シート")
    settle()
    view = page.detail.reasons
    first = dict(view.reasons)
    assert [button.text().split(" ")[0] for button in view.tabs.buttons.values()] == [
        "全職員", "レベル1", "レベル2", "レベル3", "レベル4", "マネジメント",
    ]  # fmt: skip
    view.tabs.show_tab("L2")
    page.people.view.choose(5)
    settle()
    assert view.reasons != first
    assert view.tabs.chosen() == "L2"
    assert view.pane().items.table.rowCount() == len(view.reasons["L2"].items)


def test_a_day_without_a_plan_is_said_in_place_of_the_reasons(
    workplace: Workplace, settle: Callable[[], None]
) -> None:
    view = ReasonsView(workplace, str)
    view.show_person(1, clock().date().replace(year=2060))
    settle()
    assert "計画がありません" in view.said.text()
    view.deleteLater()
