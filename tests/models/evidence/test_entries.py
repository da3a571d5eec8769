"""Evidence that is typed in: what is checked, who is said to have seen it, and undo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import confirmation, experience, qualifications
from dxdesk.models.evidence.confirmation import Confirmation
from dxdesk.models.evidence.experience import ExperienceEntry
from dxdesk.models.evidence.qualifications import HoldingEntry
from tests.factories import day
from tests.models.evidence.offices import Office, hold, id_of, open_office, work
from tests.models.floor import digests


@pytest.fixture
def office(desk: Desk) -> Office:
    return open_office(desk)


def entry(office: Office) -> HoldingEntry:
    return HoldingEntry(
        office.kita, id_of(office.desk, "qualification", "RISS"), day("2025-04-01"),
        day("2028-03-31"), " 第12号 ", "", Confirmation("写し確認"),
    )  # fmt: skip


def add(office: Office, given: HoldingEntry) -> int:
    with office.desk.action(acts.ADD_EVIDENCE, "資格の登録") as action:
        return qualifications.add(action, given)


def test_who_saw_a_copy_and_when_is_filled_in(office: Office) -> None:
    row_id = add(office, entry(office))
    (row,) = office.desk.rows("SELECT * FROM holding WHERE id = ?", (row_id,))
    assert row["checked_by"] == office.desk.account_id
    assert row["checked_on"] == "2026-11-23"
    assert row["certificate_number"] == "第12号"


def test_what_nobody_saw_says_no_account(office: Office) -> None:
    told = replace(entry(office), confirmation=Confirmation("本人申告", 1, day("2026-11-01")))
    row_id = add(office, told)
    (row,) = office.desk.rows("SELECT * FROM holding WHERE id = ?", (row_id,))
    assert (row["checked_by"], row["checked_on"]) == (None, None)


@pytest.mark.parametrize(
    ("changes", "said", "field"),
    [
        ({"acquired_on": day("2026-11-24")}, "取得年月日がR8.11.24になっています", "acquired_on"),
        ({"expires_on": day("2025-03-31")}, "有効期限（R7.3.31）が取得年月日（R7.4.1）より前です", "expires_on"),
        ({"confirmation": Confirmation("見た")}, "確認区分「見た」はありません", "verification"),
        ({"confirmation": Confirmation("原本確認", None, day("2027-01-01"))}, "確認日がR9.1.1になっています", "checked_on"),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_said_at_its_field(
    office: Office, changes: dict[str, object], said: str, field: str
) -> None:
    before = digests(office.desk)
    with pytest.raises(UserError) as refused:
        add(office, replace(entry(office), **changes))
    assert said in refused.value.text
    assert refused.value.field == field
    assert digests(office.desk) == before


def test_what_is_registered_already_is_not_registered_twice(office: Office) -> None:
    add(office, entry(office))
    with pytest.raises(UserError, match="同じ日の取得は既に登録されています"):
        add(office, entry(office))


def test_a_correction_keeps_to_its_own_row(office: Office) -> None:
    given = entry(office)
    row_id = add(office, given)
    with office.desk.action(acts.CORRECT_EVIDENCE, "資格の訂正") as action:
        qualifications.correct(action, row_id, replace(given, note="更新済"))
    (held,) = qualifications.of_employee(office.desk, office.kita)
    assert (held.id, held.note) == (row_id, "更新済")


def test_checking_changes_only_how_it_was_checked(office: Office) -> None:
    with office.desk.action(acts.ADD_EVIDENCE, "資格の登録") as action:
        row_id = hold(action, office.kita, "IP", "2025-06-01", verification="本人申告", note="未着")
    with office.desk.action(acts.CHECK_EVIDENCE, "根拠の確認") as action:
        confirmation.confirm(action, "holding", row_id, Confirmation("写し確認"))
        done = action.id
    (row,) = office.desk.rows("SELECT * FROM holding WHERE id = ?", (row_id,))
    assert (row["verification"], row["checked_on"]) == ("写し確認", "2026-11-23")
    assert row["note"] == "未着"
    office.desk.undo(done)
    (held,) = qualifications.of_employee(office.desk, office.kita)
    assert held.verification == "本人申告"


def test_a_period_of_work_ends_after_it_began(office: Office) -> None:
    with (
        pytest.raises(
            UserError, match=r"終了年月日（R7\.3\.31）が開始年月日（R7\.4\.1）より前です"
        ),
        office.desk.action(acts.ADD_EVIDENCE, "業務経歴の登録") as action,
    ):
        work(action, office.kita, "dx", "2025-04-01", "2025-03-31")


def test_a_period_of_work_is_corrected_and_removed(office: Office) -> None:
    with office.desk.action(acts.ADD_EVIDENCE, "業務経歴の登録") as action:
        row_id = work(action, office.kita, "dx", "2025-04-01")
        kind = id_of(action, "experience_kind", "dx")
        before = action.value("SELECT count(*) FROM experience")
    told = ExperienceEntry(
        office.kita,
        kind,
        day("2025-04-01"),
        day("2026-03-31"),
        "窓口の見直し",
        "",
        Confirmation("原本確認"),
    )
    with office.desk.action(acts.CORRECT_EVIDENCE, "業務経歴の訂正") as action:
        experience.correct(action, row_id, told)
    (worked,) = experience.of_employee(office.desk, office.kita)
    assert (worked.until, worked.content) == (day("2026-03-31"), "窓口の見直し")
    with office.desk.action(acts.CORRECT_EVIDENCE, "業務経歴の削除") as action:
        experience.remove(action, row_id)
        assert action.value("SELECT count(*) FROM experience") == before - 1
