"""Who else has a desk open."""

from __future__ import annotations

import platform
from datetime import timedelta
from pathlib import Path

import pytest

from dxdesk.errors import StoreError
from dxdesk.models import presence
from dxdesk.models.accounts import sign_in
from dxdesk.models.desk import Desk
from dxdesk.models.presence import PresenceFile, others
from tests.conftest import NOW, PASSWORD, clock
from tests.models.floor import open_again


def test_two_who_have_a_desk_open_see_each_other(desk: Desk) -> None:
    assert desk.others() == []
    second = open_again(desk.path)
    assert [(one.account_id, one.machine) for one in desk.others()] == [(1, platform.node())]
    assert len(second.others()) == 1
    second.close(with_backup=False)
    assert desk.others() == []


def test_a_file_names_no_person(desk: Desk) -> None:
    (path,) = (desk.path / "open").iterdir()
    assert desk.account_name not in path.read_text("utf-8")


def test_who_was_not_heard_of_for_two_minutes_has_gone(tmp_path: Path) -> None:
    killed = PresenceFile(tmp_path, 2, "人事課のPC", "0.1.0")
    killed.touch(NOW)
    moment = NOW + presence.STALE_AFTER
    assert [one.since for one in others(tmp_path, tmp_path, moment)] == [NOW]
    assert others(tmp_path, tmp_path, moment + timedelta(seconds=1)) == []
    assert list(tmp_path.iterdir()) == []


def test_who_wakes_up_is_there_again_since_the_same_time(tmp_path: Path) -> None:
    sleeping = PresenceFile(tmp_path, 2, "人事課のPC", "0.1.0")
    sleeping.touch(NOW)
    later = NOW + timedelta(hours=1)
    assert others(tmp_path, tmp_path, later) == []
    sleeping.touch(later)
    assert [(one.since, one.seen) for one in others(tmp_path, tmp_path, later)] == [(NOW, later)]


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"seen": 1}'])
def test_a_file_that_says_nothing_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    assert others(tmp_path, tmp_path, NOW) == []


def test_a_desk_of_an_older_schema_waits_until_everybody_has_closed_it(desk: Desk) -> None:
    connection = desk.store.connect(query_only=False)
    connection.execute("DELETE FROM _sqlite_migrations")
    connection.close()
    with pytest.raises(StoreError, match="ほかのPC"):
        sign_in(desk.path, PASSWORD, clock=clock)
