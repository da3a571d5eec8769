"""The import of a plan shows what is new and changed, and takes it in as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxdesk import paths
from dxdesk.errors import UserError
from dxdesk.imports.plan import PLAN
from dxdesk.imports.proposal import Proposal, State, apply, propose
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.plan import editions

EXAMPLE = paths.resource("plans", "example.toml")


def take_in(desk: Desk, path: Path = EXAMPLE) -> int | None:
    return apply(desk, propose(desk, PLAN, path))


def edited(folder: Path, old: str, new: str) -> Path:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = folder / "計画.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def line_states(proposal: Proposal) -> dict[str, State]:
    return {line.key: line.state for line in proposal.lines if line.state is not State.SAME}


def test_a_first_plan_is_new_in_everything(desk: Desk) -> None:
    proposal = propose(desk, PLAN, EXAMPLE)
    assert proposal.new == len(proposal.lines) > 70
    assert apply(desk, proposal) is not None
    assert len(editions.editions(desk)) == 1


def test_a_plan_twice_changes_nothing(desk: Desk) -> None:
    take_in(desk)
    proposal = propose(desk, PLAN, EXAMPLE)
    assert (proposal.new, proposal.changed) == (0, 0)
    assert apply(desk, proposal) is None


def test_a_changed_item_is_shown_with_old_and_new(desk: Desk, tmp_path: Path) -> None:
    take_in(desk)
    path = edited(
        tmp_path, 'by = [{ training = "T501" }]', 'by = [{ training = "T501" }, { rating = 4 }]'
    )
    proposal = propose(desk, PLAN, path)
    assert line_states(proposal) == {"計画": State.CHANGED, "評価指標項目 M-1": State.CHANGED}
    item = next(line for line in proposal.lines if line.key == "評価指標項目 M-1")
    (difference,) = item.differences
    assert (difference.old, difference.new) == ("研修 T501", "研修 T501、所属長評価 4以上")


def test_a_thing_that_is_gone_is_remarked_upon_and_goes(desk: Desk, tmp_path: Path) -> None:
    take_in(desk)
    path = edited(tmp_path, '[[kpi]]\nname = "レベル2の充足率"\ncategory = "L2"\ntarget = 80\n', "")
    proposal = propose(desk, PLAN, path)
    assert proposal.remarks == ("成果指標 レベル2の充足率 は新しい計画にありません。",)
    apply(desk, proposal)
    assert len(editions.kpi_targets(desk, editions.in_force_in(desk, 2025).id)) == 2


def test_a_used_edition_stays_and_the_officer_is_told(desk: Desk, tmp_path: Path) -> None:
    take_in(desk)
    with desk.action(acts.PREPARE_ROUND, "認定の準備") as action:
        editions.seal(action, 1)
    proposal = propose(desk, PLAN, edited(tmp_path, 'edition = "例"', 'edition = "例1.1"'))
    assert line_states(proposal) == {"計画": State.NEW}
    assert "版1.1として取り込みます" in proposal.remarks[0]
    apply(desk, proposal)
    assert [each.label for each in editions.editions(desk)] == ["例1.1", "例"]


def test_a_wrong_plan_is_refused_and_nothing_changes(desk: Desk, tmp_path: Path) -> None:
    before = desk.last_action()
    path = edited(tmp_path, 'holds = "L2"', 'holds = "L4"')
    with pytest.raises(UserError, match="L3→L4→L3"):
        propose(desk, PLAN, path)
    assert desk.last_action() == before
