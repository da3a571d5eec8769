from __future__ import annotations

from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.people import reorganisations, unit_changes, unit_histories, units
from dxdesk.models.people.new_organisation import OldAndNew
from dxdesk.models.people.reorganisations import RENAMED
from tests.factories import changing, unit

APRIL = date(2027, 4, 1)
BEFORE_APRIL = date(2027, 3, 31)


@pytest.fixture
def office(desk: Desk) -> Desk:
    with changing(desk, acts.CHANGE_UNIT) as action:
        for code, name in (("010001", "総務課"), ("010002", "文書課"), ("010003", "情報課")):
            unit(action, code, name)
    return desk


def test_a_renamed_unit_has_two_names_the_newest_first(office: Desk) -> None:
    held = units.find(office, "010001", APRIL)
    with changing(office, acts.CHANGE_UNIT) as action:
        unit_changes.change_units(
            action, RENAMED, [OldAndNew("010001", "010001", "総務企画課")], APRIL
        )
    told = [(one.name, one.since, one.until, one.bureau) for one in
            unit_histories.versions(office, held.unit_id)]  # fmt: skip
    assert told == [
        ("総務企画課", APRIL, None, "総務部"),
        ("総務課", None, BEFORE_APRIL, "総務部"),
    ]
    assert unit_histories.links(office, held.unit_id) == []


def test_a_merger_is_seen_from_both_sides(office: Desk) -> None:
    gone, stays = (units.find(office, code, APRIL) for code in ("010002", "010001"))
    with changing(office, acts.CHANGE_UNIT) as action:
        reorganisations.merge(action, gone, stays.unit_id, APRIL)
    (after,) = unit_histories.links(office, gone.unit_id)
    (before,) = unit_histories.links(office, stays.unit_id)
    assert (after.side, after.other, after.kind) == (unit_histories.AFTER, "総務課", "統合")
    assert (before.side, before.other) == (unit_histories.BEFORE, "文書課")


def test_a_correction_makes_no_new_version(office: Desk) -> None:
    (version,) = unit_histories.versions(office, units.find(office, "010003", APRIL).unit_id)
    with changing(office, acts.CHANGE_UNIT) as action:
        unit_histories.correct_version(
            action, version, code="010003", name="情報政策課", kind="本庁", digital=True
        )
    found = units.find(office, "010003", date(2020, 1, 1))
    assert (found.name, found.digital, found.since) == ("情報政策課", True, None)


def test_a_code_that_another_unit_has_is_refused(office: Desk) -> None:
    (version,) = unit_histories.versions(office, units.find(office, "010003", APRIL).unit_id)
    with (
        pytest.raises(UserError, match="「文書課」が使っています") as caught,
        changing(office, acts.CHANGE_UNIT) as action,
    ):
        unit_histories.correct_version(
            action, version, code="010002", name="情報課", kind="本庁", digital=False
        )
    assert caught.value.field == "code"
