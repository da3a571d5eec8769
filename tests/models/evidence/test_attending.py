"""One attendance typed in: checked as everywhere, and bound to its session's day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import attending
from dxdesk.models.evidence.attending import AttendanceEntry
from dxdesk.models.evidence.confirmation import Confirmation
from tests.factories import day
from tests.models.evidence.offices import Office, id_of, open_office


@pytest.fixture
def office(desk: Desk) -> Office:
    return open_office(desk)


def entry(office: Office) -> AttendanceEntry:
    training = id_of(office.desk, "training", "T101")
    return AttendanceEntry(
        office.kita, training, day("2026-05-10"), "修了", "", Confirmation("写し確認")
    )


def add(office: Office, given: AttendanceEntry) -> int:
    with office.desk.action(acts.ADD_EVIDENCE, "研修の登録") as action:
        return attending.add(action, given)


def test_an_attendance_is_added_corrected_and_removed(office: Office) -> None:
    given = entry(office)
    row_id = add(office, given)
    assert attending.entry(office.desk, row_id).confirmation.checked_on == day("2026-11-23")
    with office.desk.action(acts.CORRECT_EVIDENCE, "研修の訂正") as action:
        attending.correct(action, row_id, replace(given, result="未修了", note="課題が未提出"))
    assert attending.entry(office.desk, row_id).result == "未修了"
    with office.desk.action(acts.CORRECT_EVIDENCE, "研修の削除") as action:
        attending.remove(action, row_id)
    with pytest.raises(UserError, match="削除されています"):
        attending.entry(office.desk, row_id)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": day("2009-05-10")}, "より前です"),
        ({"day": day("2026-12-10")}, "まだ先の日です"),
    ],
)
def test_a_completion_that_cannot_be_is_refused(
    office: Office, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        add(office, replace(entry(office), **changes))


def test_the_same_training_on_the_same_day_is_not_registered_twice(office: Office) -> None:
    add(office, entry(office))
    with pytest.raises(UserError, match="同じ日の受講は既に登録されています"):
        add(office, entry(office))


def test_the_day_of_a_session_is_changed_with_the_session(office: Office) -> None:
    given = entry(office)
    row_id = add(office, given)
    with office.desk.action(acts.CORRECT_EVIDENCE, "試験のための用意") as action:
        session_id = action.insert(
            "training_session", training_id=given.training_id, fiscal_year=2026, ordinal=1,
            since="2026-05-09", until="2026-05-10", state="実施済",
        )  # fmt: skip
        action.update("attendance", row_id, session_id=session_id)
    with (
        pytest.raises(UserError, match="研修の画面の開催回で変えてください"),
        office.desk.action(acts.CORRECT_EVIDENCE, "研修の訂正") as action,
    ):
        attending.correct(action, row_id, replace(given, day=day("2026-05-11")))
    with office.desk.action(acts.CORRECT_EVIDENCE, "研修の訂正") as action:
        attending.correct(action, row_id, replace(given, result="欠席"))
    assert attending.entry(office.desk, row_id).result == "欠席"
