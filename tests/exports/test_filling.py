"""What stands on a paper is what the desk knows on the paper's day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from dxdesk import samples
from dxdesk.errors import UserError
from dxdesk.exports import filling
from dxdesk.models import acts
from dxdesk.models.assessment.reasons import reasons_for_all
from dxdesk.models.certification import rounds
from dxdesk.models.desk import Desk
from dxdesk.models.register import certifications
from tests.conftest import LIGHT, PASSWORD, clock

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample desk; each test leaves it as it was."""
    path = tmp_path_factory.mktemp("filling") / "見本.dxdesk"
    made = samples.build_sample_desk(path, "管理者", PASSWORD, clock=clock, cost=LIGHT)
    yield made.desk
    made.desk.close(with_backup=False)


def test_certificates_come_in_the_order_of_their_numbers(office: Desk) -> None:
    faces, left_out = filling.certificate_faces(office, 1)
    assert [face.number_text for face in faces] == [f"第{n}号" for n in range(1, len(faces) + 1)]
    assert left_out == []
    assert {face.category_title for face in faces} == {"レベル１　デジタル推進リーダー人材"}
    assert all(face.unit and face.title and face.giver and face.rule_name for face in faces)


def test_a_revoked_certificate_is_left_out_and_said(office: Desk) -> None:
    with office.action(acts.REVOKE_CERTIFICATION, "認定の取消し") as action:
        certifications.revoke(action, "第2号", date(2026, 5, 1), "本人からの申出", "人事第20号")
        undo = action.id
    faces, left_out = filling.certificate_faces(office, 1)
    office.undo(undo)
    assert "第2号" not in [face.number_text for face in faces]
    assert left_out == ["第2号は取消のため印刷しません。"]


def test_a_round_that_is_not_decided_has_no_certificates(office: Desk) -> None:
    with office.action(acts.PREPARE_ROUND, "認定の準備") as action:
        round_id = rounds.prepare(action, date(2026, 3, 31), ["L3"])
        undo = action.id
    with pytest.raises(UserError, match="決裁されていません"):
        filling.certificate_faces(office, round_id)
    office.undo(undo)


def test_the_list_of_certified_staff_stands_in_the_official_order(office: Desk) -> None:
    rows = filling.certified_rows(office, date(2026, 3, 31))
    bureaus = list(dict.fromkeys(row.bureau for row in rows))
    assert len(bureaus) == len(
        [1 for at, row in enumerate(rows) if row.bureau != rows[at - 1].bureau]
    )
    assert {row.state for row in rows} == {"有効"}


def test_nobody_was_certified_before_the_day_of_certification(office: Desk) -> None:
    assert filling.certified_rows(office, date(2026, 3, 30)) == []


def test_a_profile_holds_all_that_is_registered(office: Desk) -> None:
    number = filling.certificate_faces(office, 1)[0][0].number_text
    somebody = certifications.find(office, number).employee_number
    profile = filling.profile(office, somebody, DAY)
    assert dict(profile.basics)["職員番号"] == somebody
    assert number in [line.number_text for line in profile.certifications]
    assert profile.postings
    assert profile.trainings


def test_a_profile_says_of_every_category_what_the_screen_says(office: Desk) -> None:
    number = filling.certificate_faces(office, 1)[0][0].number_text
    held = certifications.find(office, number)
    judged = filling.profile(office, held.employee_number, date(2026, 3, 31)).judged
    shown = reasons_for_all(office, held.employee_id, date(2026, 3, 31))
    assert [category.heading for category in judged] == [
        f"{each.short_name} {each.stand}　{each.summary}" for each in shown.values()
    ]
    assert judged[1].heading.startswith("レベル1 ○")
    marks = [[row[5] for row in category.items] for category in judged]
    assert marks == [[item.mark for item in each.items] for each in shown.values()]
    assert any("修了（令和" in row[2] for category in judged for row in category.items)


def test_a_number_that_nobody_has_is_said(office: Desk) -> None:
    with pytest.raises(UserError, match="999999"):
        filling.profile(office, "999999", DAY)
