"""What the examples about judging share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dxdesk.models.accounts import create_desk
from dxdesk.models.desk import Desk
from tests.conftest import LIGHT, PASSWORD, clock


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all examples of a module; each writes in an action that is taken back."""
    path = tmp_path_factory.mktemp("desk") / "試験.dxdesk"
    made = create_desk(path, "管理者", PASSWORD, clock=clock, cost=LIGHT)
    yield made.desk
    made.desk.close(with_backup=False)
