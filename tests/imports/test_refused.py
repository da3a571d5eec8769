from __future__ import annotations

from datetime import date
from pathlib import Path

from dxdesk.imports.proposal import Options, propose
from dxdesk.imports.refused import refused_cells
from dxdesk.imports.roster import ROSTER
from dxdesk.models.desk import Desk
from tests.factories import changing, unit, workbook


def test_refused_rows_keep_their_cells_and_say_where_and_why(desk: Desk, tmp_path: Path) -> None:
    with changing(desk) as action:
        unit(action, "010001", "総務課")
    rows: list[list[object]] = [
        ["職員番号", "氏名", "所属コード", "職名"],
        ["000123", "髙橋　修", "010001", "主査"],
        ["000125", "山田　一", "999999", "主事"],
    ]
    path = workbook(tmp_path / "名簿.xlsx", rows)
    proposal = propose(desk, ROSTER, path, Options(as_of=date(2026, 4, 1)))
    ((cells, reason),) = refused_cells(proposal)
    assert cells == ("000125", "山田　一", "999999", "主事")
    assert reason.startswith("C3：")
