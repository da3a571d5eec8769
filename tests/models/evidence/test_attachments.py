"""Scans in the store: kept with their evidence, put back by undo, noticed when they are lost."""

from __future__ import annotations

import pytest

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import attachments, qualifications
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.scans import Scan, check_scan
from dxdesk.models.verification import verify
from tests.models.evidence.offices import Office, hold, open_office
from tests.models.floor import digests
from tests.scan_files import pdf, png

SCAN = check_scan("合格証.pdf", pdf())


@pytest.fixture
def office(desk: Desk) -> Office:
    return open_office(desk)


@pytest.fixture
def held(office: Office) -> int:
    with office.desk.action(acts.ADD_EVIDENCE, "資格の登録") as action:
        return hold(action, office.kita, "IP", "2025-06-01")


def attach(desk: Desk, row_id: int, scan: Scan = SCAN) -> int:
    with desk.action(acts.ATTACH_SCAN, "写しの登録") as action:
        return attachments.attach(action, Proof.HOLDING, row_id, scan)


def test_a_scan_is_read_as_it_was_taken_in(desk: Desk, held: int) -> None:
    attach(desk, held)
    (kept,) = attachments.of_evidence(desk, Proof.HOLDING, held)
    assert (kept.name, kept.media_type, kept.size) == ("合格証.pdf", "application/pdf", len(pdf()))
    assert kept.added_on == desk.today()
    assert attachments.content(desk, kept) == pdf()
    assert verify(desk).problems == ()


def test_the_same_scan_is_not_kept_twice_with_one_piece_of_evidence(desk: Desk, held: int) -> None:
    attach(desk, held)
    with pytest.raises(UserError, match=r"「写し\.pdf」は、「合格証\.pdf」として既に付いています"):
        attach(desk, held, Scan("写し.pdf", SCAN.media_type, SCAN.content))


def test_one_scan_may_prove_several_pieces_of_evidence(office: Office, held: int) -> None:
    with office.desk.action(acts.ADD_EVIDENCE, "資格の登録") as action:
        other = hold(action, office.minami, "IP", "2025-06-01")
    attach(office.desk, held)
    attach(office.desk, other)
    assert office.desk.value("SELECT count(*) FROM blob WHERE sha256 = ?", (SCAN.sha256,)) == 1


def test_removing_evidence_takes_its_scans_along_and_undo_brings_them_back(
    desk: Desk, held: int
) -> None:
    attach(desk, held)
    before = digests(desk)
    with desk.action(acts.CORRECT_EVIDENCE, "資格の削除") as action:
        qualifications.remove(action, held)
        done = action.id
    assert attachments.of_evidence(desk, Proof.HOLDING, held) == []
    desk.undo(done)
    assert digests(desk) == before
    (kept,) = attachments.of_evidence(desk, Proof.HOLDING, held)
    assert attachments.content(desk, kept) == pdf()


def test_a_scan_for_evidence_that_is_gone_is_refused(desk: Desk, held: int) -> None:
    with desk.action(acts.CORRECT_EVIDENCE, "資格の削除") as action:
        qualifications.remove(action, held)
    before = desk.value("SELECT count(*) FROM blob")
    with pytest.raises(UserError, match="すでに削除されています"):
        attach(desk, held)
    assert desk.value("SELECT count(*) FROM blob") == before


def test_a_scan_that_was_taken_away_is_said(desk: Desk, held: int) -> None:
    attach(desk, held)
    (kept,) = attachments.of_evidence(desk, Proof.HOLDING, held)
    with desk.action(acts.DETACH_SCAN, "写しの削除") as action:
        attachments.detach(action, kept.id)
    with pytest.raises(UserError, match=r"「合格証\.pdf」は外されています"):
        attachments.content(desk, kept)


@pytest.mark.parametrize("spoilt", ["UPDATE blob SET bytes = x'00'", "DELETE FROM blob"])
def test_verify_notices_a_scan_whose_bytes_were_touched(desk: Desk, held: int, spoilt: str) -> None:
    attach(desk, held, check_scan("証書.png", png()))
    connection = desk.store.connect(query_only=False)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'blob'"
                                      " AND type = 'trigger'").fetchall():  # fmt: skip
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(f"{spoilt} WHERE sha256 = (SELECT sha256 FROM attachment)")
    connection.commit()
    connection.close()
    assert "写し「証書.png」の内容が失われているか、書き換えられています。" in verify(desk).problems
    if spoilt.startswith("DELETE"):
        (kept,) = attachments.of_evidence(desk, Proof.HOLDING, held)
        with pytest.raises(StoreError, match="バックアップから復元"):
            attachments.content(desk, kept)
