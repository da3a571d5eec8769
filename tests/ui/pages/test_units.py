"""組織・所属: the tree at any day, names over the years, reorganisations, 人事担当, 内示."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dxdesk.imports import advance_notices
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.people import contacts, reorganisations, units
from dxdesk.ui import appearance, theme
from dxdesk.ui.forms.lines_field import LinesField
from dxdesk.ui.forms.sheet import REGISTER_ALL_THE_SAME
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.home import HomePage
from dxdesk.ui.pages.taking_in.asked import Asked
from dxdesk.ui.pages.taking_in.page import TakingInPage
from dxdesk.ui.pages.units.page import CHANGES, CONTACTS, NOTICES, UnitsPage
from dxdesk.ui.pages.units.verbs import VERBS
from dxdesk.ui.theme import Look, TextSize
from tests.factories import workbook
from tests.ui.conftest import Said

Settle = Callable[[], None]
NEXT = date(2027, 4, 1)


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> UnitsPage:
    window.show_page("units")
    settle()
    found = window.pages["units"]
    assert isinstance(found, UnitsPage)
    return found


def choose(page: UnitsPage, desk: Desk, code: str, settle: Settle) -> None:
    page.tree.choose(units.find(desk, code, desk.today()).unit_id)
    settle()


def merge(desk: Desk) -> None:
    gone, stays = (units.find(desk, code, NEXT) for code in ("010004", "010003"))
    with desk.action(acts.CHANGE_UNIT, "組織改正") as action:
        reorganisations.merge(action, gone, stays.unit_id, NEXT)


def test_the_tree_counts_units_and_people_in_the_official_order(
    page: UnitsPage, sample: Desk
) -> None:
    assert page.tree.count.text() == "9部局　31所属　298人"
    shown = [
        page.tree.model.node(page.tree.model.index(at, 0)).name
        for at in range(page.tree.model.rowCount())
    ]
    assert shown == [bureau.name for bureau in units.bureaus_on(sample, sample.today())]


def test_the_names_of_units_keep_their_room_in_the_largest_text(
    page: UnitsPage, window: MainWindow
) -> None:
    tree = page.tree.tree
    assert not any(tree.isColumnHidden(at) for at in range(5))
    before = theme.look()
    try:
        appearance.change(Look(text=TextSize.LARGEST))
        window.resize(1280, 660)
        QApplication.processEvents()
        assert tree.columnWidth(0) >= theme.px(150)
        assert tree.isColumnHidden(2)
    finally:
        appearance.change(before)


def test_another_day_shows_another_organisation(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    merge(sample)
    page.day.edit.setText("R9.4.1")
    settle()
    assert "30所属" in page.tree.count.text()
    page.show_today()
    settle()
    assert "31所属" in page.tree.count.text()


def test_a_search_keeps_only_what_fits(page: UnitsPage) -> None:
    page.tree.query.setText("0200")
    assert page.tree.count.text().startswith("1部局　4所属")
    page.tree.query.setText("そんな所属はない")
    assert page.detail.title.text() == ""


def carry_out(page: UnitsPage, key: str, settle: Settle, **texts: str) -> list[str]:
    """Fill in the form of a verb and register it; what it said beforehand is returned."""
    page.open_verb(next(verb for verb in VERBS if verb.key == key))
    assert page.dialog is not None
    page.dialog.form.show_texts(texts)
    page.dialog.form.submit()
    settle()
    said = page.dialog.effect.text().split("\n")
    assert page.dialog.yes.text() == REGISTER_ALL_THE_SAME
    page.dialog.form.submit()
    settle()
    settle()
    return said


def test_a_renaming_from_a_day_shows_both_names(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    choose(page, sample, "010001", settle)
    said = carry_out(page, "rename", settle, since="R8.10.1", new_name="総務企画課")
    assert said == [
        "登録すると、次のようになります。",
        "「総務部 総務課」（010001）はR8.10.1から「総務部 総務企画課」（010001）になります。",
        "過去の年度の集計は変わりません。",
    ]
    names = [page.detail.versions.row(at)["name"] for at in range(page.detail.versions.rowCount())]
    assert names == ["総務企画課", "総務課"]
    assert sample.history()[0].act == "change_unit"
    assert sample.history()[0].title == "所属の改称・移管（総務課）"


def test_a_merger_says_who_moves_and_is_shown_as_of_its_day(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    choose(page, sample, "010004", settle)
    said = carry_out(page, "merge", settle, since="R9.4.1", new_code="010003　総務部 財政課")
    assert "9人が「財政課」へ異動し、異動歴に残ります。" in said
    assert "30所属" in page.tree.count.text()
    assert page.day.day() == NEXT
    sample.undo(sample.history()[0].id)
    assert len(units.units_on(sample, NEXT)) == 31


def test_several_units_become_a_new_one(page: UnitsPage, sample: Desk, settle: Settle) -> None:
    choose(page, sample, "010003", settle)
    said = carry_out(
        page, "merge", settle, since="R9.4.1", merged="010003　０１０００４", new_code="010900",
        new_name="財務課", bureau="財務局",
    )  # fmt: skip
    assert "部局「財務局」をR9.4.1から新しく設けます。" in said
    assert "19人が「財務課」へ異動し、異動歴に残ります。" in said
    assert units.find(sample, "010900", NEXT).bureau_name == "財務局"


def test_a_unit_is_split_by_what_was_copied_from_excel(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    choose(page, sample, "010004", settle)
    parts = "010004\t税務課\n０１００４１\t納税課\t企画部"
    said = carry_out(page, "split", settle, since="R9.4.1", new_code=parts)
    assert "「企画部 納税課」（010041）をR9.4.1から新しく設けます。" in said
    assert units.find(sample, "010041", NEXT).bureau_name == "企画部"


def test_a_unit_is_abolished_and_another_one_is_new(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    choose(page, sample, "010004", settle)
    said = carry_out(page, "abolish", settle, since="R9.4.1")
    assert "「税務課」の9人の新しい所属は、次に取り込む名簿か異動で決まります。" in said
    choose(page, sample, "010003", settle)
    carry_out(page, "found", settle, since="R9.4.1", new_code="010050", new_name="監察課")
    assert units.find(sample, "010050", NEXT).bureau_name == "総務部"


def test_a_bureau_gets_another_name_with_all_its_units(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    page.tree.choose(units.bureaus_on(sample, sample.today())[0].unit_id)
    settle()
    said = carry_out(page, "rename_bureau", settle, since="R9.4.1", name="総務局")
    assert said[1] == "部局「総務部」はR9.4.1から「総務局」になります。"
    assert units.find(sample, "010001", NEXT).bureau_name == "総務局"


def test_ctrl_enter_registers_from_within_the_cells(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    choose(page, sample, "010004", settle)
    page.open_verb(next(verb for verb in VERBS if verb.key == "split"))
    assert page.dialog is not None
    parts = page.dialog.form.fields["new_code"].widget
    assert isinstance(parts, LinesField)
    page.dialog.form.show_texts({"since": "R9.4.1"})
    parts.setCurrentIndex(parts.model().index(1, 0))
    parts.paste("010041\t納税課")
    for _ in range(2):
        QTest.keyClick(parts, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()
    assert units.find(sample, "010041", NEXT).bureau_name == "総務部"


def test_the_menu_offers_what_fits_a_bureau_and_a_unit(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    def offered() -> list[str]:
        return [action.text() for action in page.detail.menu.actions()]

    page.tree.choose(units.bureaus_on(sample, sample.today())[0].unit_id)
    settle()
    assert offered() == ["部局名の変更…", "所属の新設…"]
    choose(page, sample, "010001", settle)
    assert offered() == ["改称・移管…", "統合…", "分割…", "廃止…", "所属の新設…"]


@pytest.mark.parametrize(
    ("key", "texts", "sentence"),
    [
        ("rename", {"new_code": "010002"}, "「統合」を使って"),
        ("merge", {"new_code": ""}, "所属コードを入れて"),
        ("merge", {"merged": " ", "new_code": "010002"}, "統合する所属のコード"),
        ("split", {"new_code": "010041"}, "所属コードか名称がありません"),
        ("split", {"new_code": "010041\t新課"}, "2つ以上"),
        ("found", {"new_code": "010002", "new_name": "新課"}, "人事課"),
        ("abolish", {"since": ""}, "いつからを入力"),
    ],
)
def test_a_form_says_what_cannot_be(
    page: UnitsPage, sample: Desk, settle: Settle, key: str, texts: dict[str, str], sentence: str
) -> None:
    choose(page, sample, "010001", settle)
    page.open_verb(next(verb for verb in VERBS if verb.key == key))
    assert page.dialog is not None
    page.dialog.form.show_texts({"since": "R9.4.1", **texts})
    page.dialog.form.submit()
    settle()
    assert sentence in page.dialog.form.error.text()
    page.dialog.reject()


def test_a_correction_changes_the_entry_itself(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    choose(page, sample, "010001", settle)
    page.open_correction()
    assert page.dialog is not None
    page.dialog.form.fields["name"].widget.setText("総務人事課")  # type: ignore[attr-defined]
    page.dialog.form.submit()
    settle()
    assert units.find(sample, "010001", date(2020, 1, 1)).name == "総務人事課"


def test_a_code_in_use_is_said_at_its_field(page: UnitsPage, sample: Desk, settle: Settle) -> None:
    choose(page, sample, "010001", settle)
    page.open_correction()
    assert page.dialog is not None
    page.dialog.form.fields["code"].widget.setText("010002")  # type: ignore[attr-defined]
    page.dialog.form.submit()
    settle()
    assert "人事課" in page.dialog.form.error.text()
    page.dialog.reject()


def test_a_reorganisation_is_shown_as_before_and_after(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    merge(sample)
    page.tabs.show_tab(CHANGES)
    page.refresh()
    settle()
    lines = [page.changes.table.row(at) for at in range(page.changes.table.rowCount())]
    told = {(line["before"], line["kind"], line["after"]) for line in lines}
    assert ("税務課", "→ 統合", "財政課") in told
    choose(page, sample, "010004", settle)
    assert page.detail.links.row(0)["other"] == "財政課"


def test_contacts_are_pasted_from_excel_and_registered_as_one_action(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    page.tabs.show_tab(CONTACTS)
    QGuiApplication.clipboard().setText("青木　一郎\t1234\n石井　花子\t５６７８")
    page.contacts.grid.paste()
    page.contacts.save()
    settle()
    held = contacts.contacts_on(sample, sample.today())
    assert [(one.name, one.extension) for one in held.values()] == [
        ("青木　一郎", "1234"),
        ("石井　花子", "5678"),
    ]
    assert sample.history()[0].title == "人事担当の変更（2部局）"
    assert not page.contacts.grid.is_changed()


def test_a_contact_without_a_name_is_refused_and_stays_typed(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    first = units.bureaus_on(sample, sample.today())[0].unit_id
    page.contacts.grid.set_cell(first, "extension", "1234")
    page.contacts.save()
    settle()
    assert "氏名を入れてください" in page.contacts.answer.text()
    assert page.contacts.grid.cell(first, "extension") == "1234"


def notice_file(folder: Path, day: str = "R8.12.1") -> Path:
    return workbook(
        folder / "内示.xlsx",
        [["発令日", "職員番号", "発令区分", "新所属コード"], [day, "391863", "転任", "010001"]],
    )


def test_a_kept_notice_is_listed_and_can_be_called_off(
    page: UnitsPage, sample: Desk, settle: Settle, tmp_path: Path, said: Said
) -> None:
    advance_notices.keep(sample, notice_file(tmp_path))
    page.tabs.show_tab(NOTICES)
    page.refresh()
    settle()
    assert page.notices.table.row(0)["due"] == "あと8日"
    assert not page.notices.apply_button.isEnabled()
    page.notices.ask_to_cancel()
    settle()
    assert "取りやめ" in said.texts[-1]
    settle()
    assert page.notices.table.row(0)["state"] == "取りやめ"


def test_a_notice_whose_day_has_come_is_offered_on_the_home_page_and_applied(
    window: MainWindow, sample: Desk, settle: Settle, tmp_path: Path
) -> None:
    notice = notice_file(tmp_path)
    advance_notices.keep(sample, notice)
    sample.now = lambda: datetime(2026, 12, 1, 9, 0)
    window.show_page("home")
    settle()
    home = window.pages["home"]
    assert isinstance(home, HomePage)
    assert home.due_words.text() == "発令日になった内示が1件あります。"
    window.go_to("units", NOTICES)
    settle()
    page = window.pages["units"]
    assert isinstance(page, UnitsPage)
    assert page.tabs.chosen() == NOTICES
    page.notices.apply()
    settle()
    settle()
    assert page.notices.answer.text().startswith("1件を適用しました")
    assert page.notices.table.row(0)["state"] == "適用"


def test_a_file_of_orders_is_kept_as_a_notice_from_the_assistant(
    window: MainWindow, sample: Desk, settle: Settle, tmp_path: Path
) -> None:
    window.go_to("taking_in", Asked("transfers", "units", str(notice_file(tmp_path))))
    settle()
    page = window.pages["taking_in"]
    assert isinstance(page, TakingInPage)
    for _ in range(2):
        page.go_on()
        settle()
    assert not page.review.keep_button.isHidden()
    page.review.keep_button.click()
    settle()
    assert "内示として保管しました（令和8年12月1日発令）" in page.result.answer.text()
    assert sample.history()[0].act == "keep_notice"


def test_an_empty_desk_has_one_button(desk: Desk, said: Said, window: MainWindow) -> None:
    from dxdesk.ui.jobs import Jobs
    from dxdesk.ui.workplace import Workplace

    del window
    jobs = Jobs()
    found = UnitsPage(Workplace(desk, jobs, said))
    found._show((desk.today(), []))
    assert not found.empty.isHidden()
    assert found.tabs.isHidden()
    jobs.close()


def test_the_people_of_a_unit_are_one_button_away(
    page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    asked: list[object] = []
    page.workplace.news.go_to.connect(lambda key, what: asked.append((key, what)))
    choose(page, sample, "010002", settle)
    page.workplace.news.go_to.disconnect()
    page.workplace.news.go_to.connect(lambda key, what: asked.append((key, what)))
    page.detail.people_button.click()
    assert asked[-1] == ("employees", "人事課")
