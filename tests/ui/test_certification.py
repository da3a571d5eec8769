from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dxdesk.models.certification import rounds
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Kind
from dxdesk.models.names import kana_order
from dxdesk.models.register import certifications
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.certification.candidates import CandidatesTab
from dxdesk.ui.pages.certification.page import REGISTER, ROUNDS, CertificationPage

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> CertificationPage:
    window.show_page("certification")
    settle()
    made = window.pages["certification"]
    assert isinstance(made, CertificationPage)
    return made


@pytest.fixture
def looked(page: CertificationPage, settle: Settle) -> CandidatesTab:
    """The managers are not certified yet in the samples."""
    tab = page.candidates
    tab.category.setCurrentIndex(tab.category.findData("MG"))
    tab.look_for_candidates()
    settle()
    return tab


def fill_decision(tab: CandidatesTab) -> None:
    for key, text in (("decided_on", "R8.4.15"), ("certified_on", "R8.4.15")):
        tab.form.fields[key].widget.edit.setText(text)
    tab.form.fields["document"].widget.setText("人事第9号")


def test_candidates_come_with_their_reasons(looked: CandidatesTab) -> None:
    assert looked.found is not None
    assert looked.met.rowCount() == len(looked.found.met) > 0
    assert "達成" in looked.reason.words.text()


def test_near_misses_say_what_is_missing(looked: CandidatesTab) -> None:
    assert looked.near.rowCount() > 0
    assert all(looked.near.row(at)["missing"] for at in range(looked.near.rowCount()))


def test_a_decision_certifies_and_shows_the_certificates(
    page: CertificationPage, looked: CandidatesTab, sample: Desk, settle: Settle
) -> None:
    expected = looked.met.rowCount()
    fill_decision(looked)
    looked.register()
    settle()
    newest = rounds.rounds(sample)[0]
    assert len(certifications.of_round(sample, newest.id)) == expected
    assert page.tabs.chosen() == ROUNDS
    assert page.rounds.pdf.pages() == expected


def test_a_person_held_back_is_not_certified(
    looked: CandidatesTab, sample: Desk, settle: Settle
) -> None:
    left_out = looked.chosen()
    looked.hold_back(left_out, "所属長意見")
    fill_decision(looked)
    looked.register()
    settle()
    newest = rounds.rounds(sample)[0]
    assert left_out not in {one.employee_id for one in certifications.of_round(sample, newest.id)}
    held = [one for one in rounds.candidates(sample, newest.id) if one.held_back]
    assert [one.held_back for one in held] == ["所属長意見"]


def test_a_decision_without_its_document_is_refused_at_the_field(
    looked: CandidatesTab, sample: Desk, settle: Settle
) -> None:
    fill_decision(looked)
    looked.form.fields["document"].widget.setText("")
    before = sample.last_action()
    looked.register()
    settle()
    assert looked.form.error.text() == "文書番号を入力してください。"
    assert sample.last_action() == before


def test_an_earlier_day_of_certification_asks_for_its_reason(
    looked: CandidatesTab, sample: Desk, settle: Settle
) -> None:
    fill_decision(looked)
    looked.form.fields["certified_on"].widget.edit.setText("R8.3.31")
    before = sample.last_action()
    looked.register()
    settle()
    assert "理由を入れてください" in looked.form.error.text()
    assert sample.last_action() == before


def test_certificates_are_stored_and_that_is_recorded(
    page: CertificationPage, sample: Desk, settle: Settle, tmp_path: Path
) -> None:
    page.tabs.show_tab(ROUNDS)
    settle()
    page.rounds.save(tmp_path / "認定証.pdf")
    settle()
    assert (tmp_path / "認定証.pdf").read_bytes().startswith(b"%PDF")
    assert sample.history(1)[0].kind is Kind.PRINT


def test_a_certification_is_revoked_and_stays_in_the_register(
    page: CertificationPage, sample: Desk, settle: Settle
) -> None:
    page.tabs.show_tab(REGISTER)
    settle()
    chosen = page.register.chosen()
    assert chosen is not None
    page.register.open_revocation()
    dialog = page.register.dialog
    assert dialog is not None
    dialog.form.fields["reason"].widget.setText("本人からの申出")
    dialog.form.submit()
    settle()
    assert certifications.find(sample, chosen.number).state == "取消"
    assert page.register.table.rowCount() == 47


def test_a_revocation_without_a_reason_is_refused(
    page: CertificationPage, sample: Desk, settle: Settle
) -> None:
    page.tabs.show_tab(REGISTER)
    settle()
    page.register.open_revocation()
    dialog = page.register.dialog
    assert dialog is not None
    dialog.form.submit()
    settle()
    assert dialog.form.error.text() == "取消しの理由を入れてください。"
    dialog.reject()


def test_a_certificate_opens_as_a_page(page: CertificationPage, settle: Settle) -> None:
    page.tabs.show_tab(REGISTER)
    settle()
    page.register.open_certificate()
    settle()
    assert page.register.window_shown is not None
    assert page.register.window_shown.pdf.pages() == 1
    page.register.window_shown.close()


def test_the_register_is_searched_and_sorted(
    page: CertificationPage, sample: Desk, settle: Settle
) -> None:
    page.tabs.show_tab(REGISTER)
    settle()
    chosen = page.register.chosen()
    page.register.view.sort_by("name")
    settle()
    assert page.register.chosen() == chosen
    table = page.register.table
    shown = [table.values(at)["record"].kana for at in range(table.rowCount())]
    assert shown == sorted(shown, key=kana_order)
    page.register.query.setText(chosen.employee_number)
    settle()
    assert page.register.count.text() == f"{table.rowCount():,}件"
    assert {table.values(at)["employee_number"] for at in range(table.rowCount())} == {
        chosen.employee_number
    }


def test_the_register_is_looked_up_beside_the_window(
    page: CertificationPage, settle: Settle
) -> None:
    page.tabs.show_tab(REGISTER)
    assert page.register.table.rowCount() == 0
    settle()
    fetched: list[object] = []
    page.register.table._fetch = fetched.append
    assert page.register.table.values(0)["number"]
    assert fetched == []
