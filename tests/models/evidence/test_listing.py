"""Lists of evidence: what fits, in which order, and what lapses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import attachments, expiries, listing
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.listing import Wanted, key_of, of_key
from dxdesk.models.evidence.scans import check_scan
from tests import factories
from tests.factories import day
from tests.models.evidence.offices import Office, hold, id_of, open_office, work
from tests.scan_files import pdf

TODAY = day("2026-11-23")
HOLDINGS = Wanted((Proof.HOLDING,), TODAY)


@pytest.fixture
def office(desk: Desk) -> Office:
    made = open_office(desk)
    with desk.action(acts.ADD_EVIDENCE, "根拠の登録") as action:
        first = hold(action, made.kita, "IP", "2024-06-01", number="第1号")
        hold(action, made.minami, "FE", "2025-06-01", verification="本人申告")
        hold(action, made.azuma, "RISS", "2023-10-01", expires_on="2026-12-01")
        hold(action, made.minami, "RISS", "2020-10-01", expires_on="2023-09-30")
        hold(action, made.kita, "RISS", "2021-04-01", expires_on="2024-03-31")
        hold(action, made.kita, "RISS", "2024-04-01", expires_on="2027-03-31")
        work(action, made.azuma, "dx", "2024-04-01", verification="本人申告")
        attachments.attach(action, Proof.HOLDING, first, check_scan("証.pdf", pdf()))
        gone = factories.employee(action, "000109", "退　職", retired_on="2026-03-31")
        hold(action, gone, "IP", "2024-06-01")
    return made


def shown(office: Office, wanted: Wanted, *fields: str) -> list[tuple[object, ...]]:
    keys = [key for key, _ in listing.find(office.desk, wanted)]
    rows = listing.rows(office.desk, keys, TODAY)
    return [tuple(getattr(rows[key], field) for field in fields) for key in keys]


@pytest.mark.parametrize("proof", list(Proof))
def test_a_key_stands_for_one_row_of_one_kind(proof: Proof) -> None:
    assert of_key(key_of(proof, 12_345)) == (proof, 12_345)


def test_people_who_left_are_not_listed(office: Office) -> None:
    numbers = {number for (number,) in shown(office, HOLDINGS, "number")}
    assert numbers == {"000101", "000102", "000103"}


def test_a_row_says_whose_and_what_it_is(office: Office) -> None:
    wanted = replace(HOLDINGS, kind_id=id_of(office.desk, "qualification", "IP"))
    fields = ("number", "name", "bureau", "unit", "kind", "since", "until", "detail", "scans")
    assert shown(office, wanted, *fields) == [
        (
            "000101", "北　花子", "総務部", "総務課", "ITパスポート試験", day("2024-06-01"), None,
            "第1号", 1,
        )
    ]  # fmt: skip


def test_filters_leave_what_fits(office: Office) -> None:
    (bureau,) = office.desk.rows("SELECT unit_id FROM unit_version WHERE name = '農政部'")
    assert shown(office, replace(HOLDINGS, bureau_id=bureau[0]), "number") == [("000103",)]
    told = replace(HOLDINGS, verification="本人申告")
    assert shown(office, told, "number", "kind") == [("000102", "基本情報技術者試験")]


@pytest.mark.parametrize(
    "order",
    ["number", "name", "bureau", "unit", "kind", "since", "until", "detail", "verification",
     "scans", "checked_by", "checked_on", "note"],
)  # fmt: skip
def test_every_column_can_order_the_list(office: Office, order: str) -> None:
    up = listing.find(office.desk, replace(HOLDINGS, order=order))
    down = listing.find(office.desk, replace(HOLDINGS, order=order, descending=True))
    assert sorted(up) == sorted(down)
    assert len(up) == 6


def test_what_has_no_end_comes_last_in_both_directions(office: Office) -> None:
    for descending in (False, True):
        wanted = replace(HOLDINGS, order="until", descending=descending)
        ends = [until for (until,) in shown(office, wanted, "until")]
        assert ends[-2:] == [None, None]
        assert ends[:-2] == sorted(ends[:-2], reverse=descending)


def test_what_waits_for_a_check_holds_every_kind_of_evidence(office: Office) -> None:
    keys = [key for key, _ in listing.find(office.desk, listing.unchecked(TODAY))]
    assert [of_key(key)[0] for key in keys] == [Proof.HOLDING, Proof.EXPERIENCE]
    assert {row.verification for row in listing.rows(office.desk, keys, TODAY).values()} == {
        "本人申告"
    }


def test_registrations_lapse_unless_they_were_renewed(office: Office) -> None:
    soon = expiries.expiring(TODAY, 3)
    assert shown(office, soon, "number", "until") == [
        ("000102", day("2023-09-30")),
        ("000103", day("2026-12-01")),
    ]
    later = expiries.expiring(TODAY, 6)
    assert ("000101", day("2027-03-31")) in shown(office, later, "number", "until")


def test_the_paper_has_them_by_bureau(office: Office) -> None:
    rows = expiries.by_bureau(office.desk, TODAY, 6)
    assert [row.bureau for row in rows] == ["総務部", "総務部", "農政部"]


@pytest.mark.parametrize(
    ("expires_on", "words"),
    [("2026-12-16", "あと23日"), ("2026-11-23", "本日まで"), ("2026-11-11", "12日前に失効")],
)
def test_days_left_are_said_in_words(expires_on: str, words: str) -> None:
    assert expiries.days_left_words(day(expires_on), TODAY) == words


@pytest.mark.parametrize(
    ("from_day", "months", "expected"),
    [("2026-08-31", 6, "2027-02-28"), ("2026-11-23", 1, "2026-12-23"), ("2026-01-31", 0, "2026-01-31")],
)  # fmt: skip
def test_a_month_that_is_shorter_ends_on_its_last_day(
    from_day: str, months: int, expected: str
) -> None:
    assert expiries.months_later(day(from_day), months) == day(expected)
