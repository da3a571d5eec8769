"""資格・業務経歴: lists, scans, checking one after the other, what lapses, and talent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dxdesk.models import acts, list_views
from dxdesk.models.assessment.talent import Asked, Criterion
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import attachments, listing
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.scans import check_scan
from dxdesk.ui.forms.sheet import SheetDialog
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.employees.page import EmployeesPage
from dxdesk.ui.pages.qualifications.page import (
    HELD,
    LAPSING,
    TALENT,
    WAITING,
    WORKED,
    QualificationsPage,
)
from dxdesk.ui.workplace import Workplace
from tests.scan_files import pdf, png
from tests.ui.conftest import Said

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> QualificationsPage:
    window.show_page("qualifications")
    settle()
    found = window.pages["qualifications"]
    assert isinstance(found, QualificationsPage)
    return found


def show(page: QualificationsPage, title: str, settle: Settle) -> None:
    page.tabs.show_tab(title)
    settle()


def scan(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


# --- lists ---


def test_everybodys_qualifications_are_listed_and_filtered(
    page: QualificationsPage, settle: Settle
) -> None:
    held = page.held.list
    everything = held.table.rowCount()
    assert held.count.text() == f"{everything}件"
    held.verification.choose("本人申告")
    held.filter_chosen()
    settle()
    assert held.count.text() == "8件"
    held.which.setCurrentText("ITパスポート試験")
    held.filter_chosen()
    settle()
    assert {held.table.values(at)["kind"] for at in range(held.table.rowCount())} == {
        "ITパスポート試験"
    }
    held.habits.show_first()
    settle()
    assert held.table.rowCount() == everything


def test_a_search_finds_people_by_name_kana_and_number(
    page: QualificationsPage, settle: Settle
) -> None:
    held = page.held.list
    first = held.table.values(0)
    for query in (first["number"], str(first["name"]).split("　")[0]):
        held.query.setText(query)
        settle()
        assert held.table.rowCount() >= 1
        assert held.table.values(0)["number"] == first["number"]
    held.query.setText("そんな人はいない")
    settle()
    assert held.nothing.isVisibleTo(page)
    assert page.held.scans.subject is None


def test_a_click_on_a_heading_sorts(page: QualificationsPage, settle: Settle) -> None:
    held = page.held.list
    held.view.sort_by("since", descending=True)
    settle()
    days = [held.table.values(at)["since"] for at in range(held.table.rowCount())]
    assert days == sorted(days, reverse=True)


# --- scans ---


def choose_without_scan(page: QualificationsPage, settle: Settle) -> int:
    held = page.held.list
    at = next(at for at in range(held.table.rowCount()) if not held.table.values(at)["scans"])
    held.view.choose(at)
    settle()
    return held.table.id_at(at)


def test_a_scan_is_added_shown_and_taken_away(
    page: QualificationsPage, sample: Desk, said: Said, tmp_path: Path, settle: Settle
) -> None:
    proof, row_id = listing.of_key(choose_without_scan(page, settle))
    card = page.held.scans
    assert card.view.sentence.text().startswith("写しはまだありません")
    said.file = scan(tmp_path, "証書.png", png(400, 300))
    card.ask_file()
    settle()
    settle()
    assert card.view.stack.currentWidget() is card.view.picture
    assert card.choice.currentText() == "証書.png"
    assert sample.history()[0].title.startswith("写しの登録（")
    card.ask_to_remove()
    settle()
    settle()
    assert attachments.of_evidence(sample, proof, row_id) == []
    sample.undo(sample.history()[0].id)
    assert [one.name for one in attachments.of_evidence(sample, proof, row_id)] == ["証書.png"]


def test_a_scan_that_somebody_else_added_is_shown(
    page: QualificationsPage, window: MainWindow, sample: Desk, settle: Settle
) -> None:
    proof, row_id = listing.of_key(choose_without_scan(page, settle))
    with sample.action(acts.ATTACH_SCAN, "写しの登録") as action:
        attachments.attach(action, proof, row_id, check_scan("証書.pdf", pdf()))
    window.refresh()
    settle()
    settle()
    assert page.held.scans.choice.currentText() == "証書.pdf"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("証書.png", b"MZ" + bytes(500), "中身はPNG画像ではありません"),
        ("証書.pdf", b"", "空のファイルです"),
        ("証書.pdf", pdf(password="himitsu"), "暗号化"),
        ("証書.pdf", b"%PDF-1.4\nstartxref\n0\n%%EOF", "を開けません"),
    ],
)
def test_what_is_no_scan_is_said_and_nothing_is_kept(
    page: QualificationsPage, sample: Desk, tmp_path: Path, settle: Settle, name: str,
    content: bytes, words: str,
) -> None:  # fmt: skip
    choose_without_scan(page, settle)
    before = sample.last_action()
    page.held.scans.add(scan(tmp_path, name, content))
    settle()
    assert words in page.held.scans.error.text()
    assert page.held.scans.error.isVisibleTo(page)
    assert sample.last_action() == before


def test_a_pdf_is_shown_page_by_page_and_enlarged(
    page: QualificationsPage, tmp_path: Path, settle: Settle
) -> None:
    choose_without_scan(page, settle)
    card = page.held.scans
    card.add(scan(tmp_path, "証書.pdf", pdf()))
    settle()
    settle()
    assert card.view.shows_pdf()
    assert card.view.pdf.pages() == 1
    before = card.view.pdf.view.zoomFactor()
    card.view.larger.click()
    card.view.larger.click()
    assert card.view.pdf.view.zoomFactor() != before


def test_a_scan_is_written_only_where_the_officer_wants_it(
    page: QualificationsPage, sample: Desk, said: Said, tmp_path: Path, settle: Settle
) -> None:
    show(page, WAITING, settle)
    card = page.waiting.scans
    assert card.opened is not None
    assert card.opened.scan is not None
    said.place = tmp_path
    card.ask_where()
    settle()
    name = card.opened.scan.name
    assert (tmp_path / name).read_bytes() == card.opened.scan.content
    entry = sample.history()[0]
    assert (entry.act, entry.title.startswith("写しの保存（")) == ("export", True)


# --- forms ---


def test_seeing_a_copy_fills_in_who_and_when(
    page: QualificationsPage, sample: Desk, settle: Settle
) -> None:
    page.held.open_new()
    dialog = page.held.dialog
    assert dialog is not None
    number = sample.value("SELECT number FROM employee ORDER BY kana_order DESC LIMIT 1")
    dialog.form.show_texts({"number": number, "kind": "ITパスポート試験", "acquired_on": "R8.10.1"})
    assert dialog.form.texts()["name"]
    assert not dialog.form.fields["checked_by"].widget.isVisibleTo(dialog)
    dialog.form.show_texts({"verification": "写し確認"})
    texts = dialog.form.texts()
    assert (texts["checked_by"], texts["checked_on"]) == ("佐藤", "R8.11.23")
    assert dialog.form.fields["checked_by"].widget.isVisibleTo(dialog)
    register(dialog, settle)
    (row,) = sample.rows("SELECT * FROM holding ORDER BY id DESC LIMIT 1")
    assert (row["verification"], row["checked_by"]) == ("写し確認", sample.account_id)
    assert sample.history()[0].title == "資格の登録（1件）"


def register(dialog: SheetDialog, settle: Settle) -> None:
    """登録; where it says first what it does, once more."""
    dialog.form.submit()
    settle()
    if dialog.effect.text():
        dialog.form.submit()
        settle()
    settle()


@pytest.mark.parametrize(
    ("texts", "said_words"),
    [
        ({"number": "999999"}, "「999999」の職員はいません"),
        ({"kind": ""}, "資格を選んでください"),
        ({"acquired_on": ""}, "取得年月日を入力してください"),
        ({"acquired_on": "R9.1.1"}, "今日より後の日は登録できません"),
        ({"expires_on": "R1.5.1"}, "より前です"),
    ],
)
def test_a_form_says_what_is_wrong(
    page: QualificationsPage, sample: Desk, settle: Settle, texts: dict[str, str], said_words: str
) -> None:
    page.held.open_new()
    dialog = page.held.dialog
    assert dialog is not None
    number = sample.value("SELECT number FROM employee ORDER BY kana_order LIMIT 1")
    kind = texts.get("kind", "ITパスポート試験")
    given = {"number": number, "kind": kind, "acquired_on": "R8.10.1", **texts}
    dialog.form.show_texts(given)
    before = sample.last_action()
    dialog.form.submit()
    settle()
    assert said_words in dialog.form.error.text()
    assert sample.last_action() == before
    dialog.close()


def test_removing_evidence_takes_its_scans_along(
    page: QualificationsPage, sample: Desk, said: Said, settle: Settle
) -> None:
    show(page, WAITING, settle)
    chosen = page.waiting.list.chosen()
    assert chosen is not None
    proof, row_id = listing.of_key(chosen.key)
    page.waiting.open_correction()
    dialog = page.waiting.dialog
    assert dialog is not None
    dialog.remove.click()
    settle()
    settle()
    assert said.texts[-1].startswith("資格の訂正：誤って登録した記録として削除します")
    assert attachments.of_evidence(sample, proof, row_id) == []
    assert page.waiting.list.count.text() == "8件"


# --- checking ---


def test_ctrl_enter_confirms_and_goes_on_to_the_next(
    page: QualificationsPage, sample: Desk, settle: Settle
) -> None:
    show(page, WAITING, settle)
    waiting = page.waiting.list
    keys = list(waiting.table.ids)
    assert waiting.count.text() == "9件"
    waiting.view.setFocus()
    QTest.keyClick(waiting.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert waiting.table.ids == keys[1:]
    assert waiting.view.chosen_id() == keys[1]
    proof, row_id = listing.of_key(keys[0])
    (row,) = sample.rows(f"SELECT * FROM {proof} WHERE id = ?", (row_id,))
    assert (row["verification"], row["checked_on"]) == ("写し確認", "2026-11-23")
    assert sample.history()[0].act == "check_evidence"


def test_whoever_may_not_check_cannot_press(
    page: QualificationsPage, sample: Desk, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> None:
    monkeypatch.setattr(sample, "may", lambda act: act.right != acts.Right.EVIDENCE)
    show(page, WAITING, settle)
    assert not page.waiting.copy_button.isEnabled()
    assert not page.waiting.scans.add_button.isEnabled()
    assert not page.waiting.correct_button.isEnabled()


# --- what lapses ---


def test_what_lapses_says_its_days_and_goes_on_paper(
    page: QualificationsPage, sample: Desk, settle: Settle
) -> None:
    show(page, LAPSING, settle)
    tab = page.lapsing
    left = [tab.list.table.values(at)["days_left"] for at in range(3)]
    assert left == ["15日前に失効", "あと40日", "あと128日"]
    tab.print_by_bureau()
    settle()
    assert tab.outputs.paper is not None
    assert tab.outputs.paper.pdf.pages() == 1
    assert sample.history()[0].title == "登録資格有効期限一覧（3件）の印刷"
    tab.outputs.paper.close()
    tab.months.setCurrentIndex(0)
    tab.months.activated.emit(0)
    settle()
    assert tab.list.count.text() == "1件"


# --- talent ---


def look_for(page: QualificationsPage, settle: Settle, *criteria: Criterion) -> list[int]:
    page.talent.criteria.show_criteria(criteria)
    page.talent.look()
    settle()
    return page.talent.table.ids


def test_criteria_find_people_and_say_why(page: QualificationsPage, settle: Settle) -> None:
    show(page, TALENT, settle)
    talent = page.talent
    found = look_for(page, settle, Criterion(Asked.QUALIFICATION, ("FE", "AP")))
    assert found
    assert talent.count.text() == f"{len(found)}人"
    why = [talent.table.values(at)["why"] for at in range(len(found))]
    assert all("基本情報" in each or "応用情報" in each for each in why)
    more = look_for(
        page, settle, Criterion(Asked.QUALIFICATION, ("FE", "AP")),
        Criterion(Asked.EXPERIENCE, ("dx",), 600),
    )  # fmt: skip
    assert more == []
    assert talent.said.text().startswith("条件に当てはまる職員はいません")


def test_a_criterion_is_made_with_menu_and_months(page: QualificationsPage, settle: Settle) -> None:
    show(page, TALENT, settle)
    row = page.talent.criteria.rows[0]
    row.asked.setCurrentIndex(row.asked.findData(Asked.EXPERIENCE))
    row.asked.activated.emit(row.asked.currentIndex())
    row.choose("dx", "data")
    row.months.setText("24")
    settle()
    assert page.talent.search().criteria == (Criterion(Asked.EXPERIENCE, ("data", "dx"), 24),)
    assert row.words() == "業務経歴：データ分析・統計、DX推進事業の企画・実施のいずれか24か月以上"


def test_a_saved_search_opens_in_the_list_of_people(
    page: QualificationsPage, window: MainWindow, workplace: Workplace, settle: Settle
) -> None:
    show(page, TALENT, settle)
    found = look_for(page, settle, Criterion(Asked.QUALIFICATION, ("FE",)))
    page.talent.habits.save_view("基本情報")
    settle()
    assert list_views.names(workplace.desk, "talent") == ["基本情報"]
    window.show_page("employees")
    settle()
    people = window.pages["employees"]
    assert isinstance(people, EmployeesPage)
    people.people.scope.setCurrentText("掘り起こし：基本情報")
    settle()
    assert sorted(people.people.table.ids) == sorted(found)
    state = people.people.habits.look().filters
    people.people.habits.show_first()
    settle()
    assert len(people.people.table.ids) > len(found)
    people.people._show_filters(state)
    settle()
    assert sorted(people.people.table.ids) == sorted(found)


def test_what_was_found_opens_in_the_list_of_people_unsaved(
    page: QualificationsPage, window: MainWindow, settle: Settle
) -> None:
    show(page, TALENT, settle)
    found = look_for(page, settle, Criterion(Asked.QUALIFICATION, ("FE",)))
    page.talent.open_in_list()
    settle()
    people = window.pages["employees"]
    assert isinstance(people, EmployeesPage)
    assert people.people.scope.currentText() == "掘り起こし：掘り起こしの結果"
    assert sorted(people.people.table.ids) == sorted(found)


# --- the person's tabs ---


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("資格", {"kind": "ITパスポート試験", "acquired_on": "R8.10.1"}),
        ("業務経歴", {"kind": "DX推進事業の企画・実施", "since": "R8.10.1"}),
        ("研修", {"kind": "デジタルリテラシー研修", "day": "R8.10.1"}),
    ],
)
def test_evidence_is_registered_and_corrected_from_the_person(
    window: MainWindow, sample: Desk, settle: Settle, title: str, texts: dict[str, str]
) -> None:
    window.show_page("employees")
    settle()
    people = window.pages["employees"]
    assert isinstance(people, EmployeesPage)
    people.people.view.choose(2)
    settle()
    detail = people.detail
    detail.tabs.show_tab(title)
    settle()
    before = detail.tables[title].rowCount()
    verbs = detail.verbs[title]
    verbs.open_new()
    assert verbs.dialog is not None
    assert verbs.dialog.form.texts()["name"]
    verbs.dialog.form.show_texts(texts)
    register(verbs.dialog, settle)
    window.look()
    settle()
    assert detail.tables[title].rowCount() == before + 1
    number = detail.person.profile.employee.number if detail.person else ""
    assert sample.history()[0].title == f"{title}の登録（{number}）"
    verbs.open_correction()
    assert verbs.dialog is not None
    verbs.dialog.form.show_texts({"note": "確かめた"})
    register(verbs.dialog, settle)
    assert sample.history()[0].title == f"{title}の訂正（{number}）"
    verbs.open_scan()
    settle()
    assert verbs.scans is not None
    assert verbs.scans.scans.who.text().endswith(f"（{number}）")
    verbs.scans.close()


def test_every_tab_is_found_by_its_name(page: QualificationsPage) -> None:
    for title in (HELD, LAPSING, WORKED, WAITING, TALENT):
        page.search_for(title)
        assert page.tabs.chosen() == title
    page.search_for("髙橋")
    assert (page.tabs.chosen(), page.held.list.query.text()) == (HELD, "髙橋")


@pytest.mark.parametrize("proof", list(Proof))
def test_every_kind_of_evidence_has_its_form(
    page: QualificationsPage, workplace: Workplace, proof: Proof
) -> None:
    from dxdesk.ui.pages.qualifications.evidence_forms import TITLES
    from dxdesk.ui.pages.qualifications.sheets import Asked as Wanted
    from dxdesk.ui.pages.qualifications.sheets import open_form

    dialog = open_form(page, workplace, Wanted(proof))
    assert dialog.windowTitle() == f"{TITLES[proof]}の登録"
    dialog.close()
