from __future__ import annotations

import pytest

from dxdesk.errors import UserError
from dxdesk.models import list_views
from dxdesk.models.desk import Desk
from dxdesk.models.list_views import ColumnLook, ListLook

LOOK = ListLook(
    (ColumnLook("name", 120, True), ColumnLook("unit", None, False)), "unit", True, {"bureau": 3}
)


def test_a_list_looks_as_it_looked_last(desk: Desk) -> None:
    assert list_views.get(desk, "people") is None
    list_views.keep(desk, "people", LOOK)
    assert list_views.get(desk, "people") == LOOK
    assert list_views.get(desk, "register") is None


def test_a_view_of_the_same_name_is_replaced(desk: Desk) -> None:
    list_views.keep(desk, "people", LOOK, "管理職")
    list_views.keep(desk, "people", ListLook(), "管理職")
    assert list_views.names(desk, "people") == ["管理職"]
    assert list_views.get(desk, "people", "管理職") == ListLook()


def test_a_view_is_renamed_and_forgotten(desk: Desk) -> None:
    list_views.keep(desk, "people", LOOK, "管理職")
    list_views.rename(desk, "people", "管理職", "課長")
    assert list_views.get(desk, "people", "課長") == LOOK
    list_views.drop(desk, "people", "課長")
    assert list_views.names(desk, "people") == []


@pytest.mark.parametrize("name", ["　 ", "長" * 41, "既にある"])
def test_a_view_needs_a_name_of_its_own(desk: Desk, name: str) -> None:
    list_views.keep(desk, "people", LOOK, "既にある")
    list_views.keep(desk, "people", LOOK, "管理職")
    with pytest.raises(UserError):
        list_views.rename(desk, "people", "管理職", name)


def test_keeping_a_view_is_no_action(desk: Desk) -> None:
    before = desk.last_action()
    list_views.keep(desk, "people", LOOK)
    assert desk.last_action() == before


def test_a_new_column_comes_after_the_one_before_it_and_a_lost_one_goes() -> None:
    kept = (ColumnLook("unit"), ColumnLook("gone"), ColumnLook("name", 99))
    arranged = list_views.arrange(kept, ["number", "name", "kana", "unit"])
    assert [column.key for column in arranged] == ["number", "unit", "name", "kana"]
    assert arranged[2].width == 99
