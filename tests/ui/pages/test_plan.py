"""計画・スキルマップ: editions, lists and forms; what a change does is said before it is registered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dxdesk.models import acts, drafts
from dxdesk.models.accounts import VIEWER
from dxdesk.models.assessment.judgement import judge
from dxdesk.models.desk import Desk
from dxdesk.models.plan import contents, editions, edits, revising
from dxdesk.models.plan.contents import Part, PlanFile
from dxdesk.models.plan.skill_map import ScaleWord
from dxdesk.ui.forms.sheet import REGISTER_ALL_THE_SAME
from dxdesk.ui.jobs import Jobs
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.plan.editing import PlanDialog
from dxdesk.ui.pages.plan.page import PlanPage
from dxdesk.ui.pages.plan.thing_list import ThingTab
from dxdesk.ui.pages.taking_in.asked import Asked
from dxdesk.ui.pages.taking_in.page import TakingInPage
from dxdesk.ui.workplace import Workplace
from tests.ui.conftest import Said

Settle = Callable[[], None]
YEAR_END = date(2026, 3, 31)


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> PlanPage:
    window.show_page("plan")
    settle()
    found = window.pages["plan"]
    assert isinstance(found, PlanPage)
    return found


@pytest.fixture
def free(sample: Desk) -> int:
    """An edition for the very same years that nothing was made with; it is the one in force."""
    known = editions.in_force(sample, sample.today())
    with sample.action(acts.COPY_PLAN, "次の年度の版の作成") as action:
        return revising.copy(action, known.id, (2025, 2026), "新しい版")


def plan_of(page: PlanPage) -> PlanFile:
    assert page.shown is not None
    return page.shown.plan


def choose(page: PlanPage, part: Part, key: str) -> ThingTab:
    page.show_thing(part, key)
    return page.things[part]


def opened(tab: ThingTab) -> PlanDialog:
    assert tab.dialog is not None
    return tab.dialog


def register(dialog: PlanDialog, settle: Settle) -> str:
    """登録, and once more where an effect was said; what was said is returned."""
    dialog.form.submit()
    settle()
    said = dialog.effect.text() if isValid(dialog) else ""
    if said:
        assert dialog.yes.text() == REGISTER_ALL_THE_SAME
        dialog.form.submit()
        settle()
    settle()
    return said


# --- editions ---


def test_the_edition_in_force_says_so_and_that_it_is_sealed(page: PlanPage) -> None:
    assert page.bar.choice.currentText().endswith("有効")
    assert page.bar.sealed.text() == "確定（変更すると版1.1）"
    assert "令和7年度第1回認定" in page.bar.sealed.toolTip()
    assert page.bar.note.text() == "例（別冊資料の内容ではありません）"
    assert not page.bar.discard.isEnabled()


def test_what_an_edition_is_not_leaves_no_gap(page: PlanPage) -> None:
    assert page.bar.revised.isHidden()
    assert page.bar.note.x() - page.bar.sealed.geometry().right() < 12


def test_a_sealed_edition_asks_from_when_and_becomes_a_revision(
    page: PlanPage, window: MainWindow, sample: Desk, settle: Settle
) -> None:
    tab = choose(page, contents.ITEMS, "1-2")
    tab.open_sheet()
    dialog = opened(tab)
    assert "in_force_from" in dialog.form.fields
    dialog.form.show_texts({"text": "教え合える", "in_force_from": "R8.12.1"})
    assert register(dialog, settle) == ""
    assert page.bar.choice.currentText().startswith("版1.1（例）")
    assert editions.in_force(sample, date(2026, 12, 1)).version == "1.1"
    assert editions.in_force(sample, sample.today()).version == "1"
    assert sample.history()[0].title == "評価指標項目の変更（1-2）"
    window.undo()
    settle()
    settle()
    assert page.bar.choice.currentText().startswith("版1（例）")


def test_an_edition_that_is_revised_is_only_looked_at(page: PlanPage, settle: Settle) -> None:
    tab = choose(page, contents.ITEMS, "1-2")
    tab.open_sheet()
    opened(tab).form.show_texts({"text": "教え合える"})
    register(opened(tab), settle)
    page.bar.choice.setCurrentIndex(1)
    page.bar.choice.activated.emit(1)
    settle()
    assert page.bar.revised.text() == "版1.1に改められています"
    assert not page.things[contents.ITEMS].change_button.isEnabled()


def test_next_years_edition_is_made_and_shown(page: PlanPage, sample: Desk, settle: Settle) -> None:
    page.open_copy()
    assert page.dialog is not None
    assert page.dialog.form.texts()["label"] == "令和9年度版"
    page.dialog.form.show_texts({"to_fiscal_year": "令和13年度"})
    page.dialog.form.submit()
    settle()
    settle()
    assert page.bar.choice.currentText() == "版2（令和9年度版）　令和9年度～令和13年度"
    assert page.bar.sealed.text() == ""
    assert editions.editions(sample)[0].to_fiscal_year == 2031


def test_an_edition_that_nothing_was_made_with_is_removed_and_comes_back(
    free: int, page: PlanPage, window: MainWindow, sample: Desk, settle: Settle, said: Said
) -> None:
    assert page.shown is not None
    assert page.shown.edition.id == free
    page.ask_to_discard()
    settle()
    settle()
    assert "版2（新しい版）を" in said.texts[-1]
    assert [each.version for each in editions.editions(sample)] == ["1"]
    window.undo()
    settle()
    assert [each.version for each in editions.editions(sample)] == ["2", "1"]


def test_taking_in_leads_to_the_assistant(
    page: PlanPage, window: MainWindow, settle: Settle
) -> None:
    asked: list[tuple[str, object]] = []
    page.workplace.news.go_to.connect(lambda key, what: asked.append((key, what)))
    page.bar.take_in.trigger()
    settle()
    assert asked == [("taking_in", Asked("plan", "plan"))]
    assert isinstance(window.pages["taking_in"], TakingInPage)


def test_the_edition_shown_goes_to_excel_and_comes_back_the_same(
    free: int, page: PlanPage, sample: Desk, settle: Settle, said: Said, tmp_path: Path
) -> None:
    said.place = tmp_path
    page.bar.choice.activated.emit(1)  # 版1, which is not the one in force
    settle()
    page.bar.export.trigger()
    settle()
    (written,) = tmp_path.glob("計画_*.xlsx")
    assert written.name == "計画_版1（例）.xlsx"
    assert load_workbook(written).sheetnames
    assert sample.history()[0].act == "export"


# --- lists and forms ---


@pytest.mark.parametrize(
    ("part", "key", "texts"),
    [
        (contents.TRAININGS, "T201", {"name": "データ研修", "hours": "１２．５"}),
        (contents.QUALIFICATIONS, "IP", {"last_exam_on": "R10.3.31"}),
        (contents.EXPERIENCE_KINDS, "dx", {"name": "DXの企画"}),
        (contents.CATEGORIES, "L1", {"duty": "所属の\n旗を振る"}),
        (contents.KPI_TARGETS, "", {"target": "95"}),
    ],
)
@pytest.mark.usefixtures("free")
def test_each_kind_has_its_form_and_each_change_is_undone_by_name(
    page: PlanPage, window: MainWindow, sample: Desk, settle: Settle,
    part: Part, key: str, texts: dict[str, str],
) -> None:  # fmt: skip
    before = plan_of(page)
    tab = choose(page, part, key or part.key_of(part.of(before)[0]))
    chosen = part.key_of(tab.chosen())
    tab.open_sheet()
    opened(tab).form.show_texts(texts)
    register(opened(tab), settle)
    after = plan_of(page)
    changed = [new for old, new in zip(part.of(before), part.of(after), strict=True) if old != new]
    assert [part.key_of(each) for each in changed] == [chosen]
    assert part.key_of(tab.chosen()) == chosen
    assert sample.history()[0].title == f"{part.title}の変更（{chosen}）"
    window.undo()
    settle()
    settle()
    assert plan_of(page) == before


def test_a_new_thing_is_added_and_chosen(free: int, page: PlanPage, settle: Settle) -> None:
    tab = choose(page, contents.TRAININGS, "T001")
    tab.open_new()
    opened(tab).form.show_texts({"code": "T900", "name": "生成AI研修"})
    register(opened(tab), settle)
    assert plan_of(page).trainings[-1].code == "T900"
    assert tab.chosen().code == "T900"


def test_an_item_gets_another_way_by_hand(free: int, page: PlanPage, settle: Settle) -> None:
    tab = choose(page, contents.ITEMS, "1-1")
    tab.open_sheet()
    field = opened(tab).form.fields["ways"].widget
    line = field.add()  # type: ignore[attr-defined]
    line.what.setCurrentIndex(line.what.findText("業務経歴　DX推進事業の企画・実施（dx）"))
    line.number.setText("２４")
    register(opened(tab), settle)
    item = edits.find(plan_of(page), contents.ITEMS, "1-1")
    assert item is not None
    assert [(str(way.kind), way.code, way.months) for way in item.ways] == [
        ("rating", "", None),
        ("experience", "dx", 24),
    ]


def test_a_number_that_cannot_be_is_said_at_its_field(
    free: int, page: PlanPage, settle: Settle
) -> None:
    tab = choose(page, contents.ITEMS, "1-1")
    tab.open_sheet()
    opened(tab).form.show_texts({"ways": "所属長評価 6"})
    opened(tab).form.submit()
    settle()
    assert "1から5まで" in opened(tab).form.error.text()


def test_the_order_is_changed_by_keyboard(
    free: int, page: PlanPage, sample: Desk, settle: Settle
) -> None:
    tab = choose(page, contents.TRAININGS, "T002")
    QTest.keyClick(tab.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle()
    settle()
    assert [each.code for each in plan_of(page).trainings][:2] == ["T002", "T001"]
    assert tab.chosen().code == "T002"
    assert sample.history()[0].title == "研修の並び順の変更（T002）"


def test_enter_opens_the_form(free: int, page: PlanPage) -> None:
    tab = choose(page, contents.QUALIFICATIONS, "FE")
    QTest.keyClick(tab.view, Qt.Key.Key_Return)
    assert opened(tab).form.texts()["code"] == "FE"


def test_a_code_that_records_use_stands_fast_and_says_how_many(page: PlanPage) -> None:
    tab = choose(page, contents.TRAININGS, "T101")
    assert tab.used.text().startswith("研修実績")
    tab.open_sheet()
    code = opened(tab).form.fields["code"].widget
    assert code.isReadOnly()  # type: ignore[attr-defined]
    assert "で使われているため、変えられません。" in opened(tab).form.fields["code"].hint


def test_a_thing_that_an_item_still_names_is_not_removed(
    free: int, page: PlanPage, sample: Desk, settle: Settle
) -> None:
    tab = choose(page, contents.TRAININGS, "T101")
    tab.open_removal()
    opened(tab).form.submit()
    settle()
    assert "項目 1-2" in opened(tab).form.error.text()
    assert edits.find(plan_of(page), contents.TRAININGS, "T101") is not None


def test_a_thing_that_nothing_names_goes_with_a_word_on_its_records(
    free: int, page: PlanPage, settle: Settle
) -> None:
    tab = choose(page, contents.KPI_TARGETS, "")
    tab.view.choose(0)
    gone = contents.KPI_TARGETS.key_of(tab.chosen())
    tab.open_removal()
    register(opened(tab), settle)
    assert edits.find(plan_of(page), contents.KPI_TARGETS, gone) is None


def test_empty_texts_ask_to_be_filled_in(page: PlanPage) -> None:
    tab = choose(page, contents.CATEGORIES, "L1")
    assert tab.table.row(0)["texts"] == "入力してください"
    page.tabs.show_tab("評語・資質能力")
    assert {each.text() for each in page.words.texts.values()} == {"入力してください"}


def test_the_scale_and_the_abilities_are_written(free: int, page: PlanPage, settle: Settle) -> None:
    page.words.open_sheet()
    dialog = page.words.dialog
    assert dialog is not None
    texts = dialog.form.texts()
    dialog.form.show_texts(
        {
            "rating5": "教えられる",
            "rating1": "できない",
            "abilities": f"{texts['abilities']}\n統率力",
        }
    )
    register(dialog, settle)
    assert plan_of(page).scale == (ScaleWord(1, "できない"), ScaleWord(5, "教えられる"))
    assert plan_of(page).abilities[-1] == "統率力"
    assert page.words.texts[5].text() == "教えられる"


def test_what_is_typed_is_kept_as_a_draft(
    free: int, page: PlanPage, sample: Desk, settle: Settle
) -> None:
    tab = choose(page, contents.ITEMS, "1-2")
    tab.open_sheet()
    typed = {"text": "書きかけ", "ways": "資格 IP\n業務経歴 workplace 6"}
    opened(tab).form.show_texts(typed)
    QTest.keyClick(opened(tab), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    opened(tab).reject()
    settle()
    assert drafts.find(sample, "plan_items", f"edition/{free}/1-2")
    tab.open_sheet()
    settle()
    texts = opened(tab).form.texts()
    assert {key: texts[key] for key in typed} == typed


# --- the effect ---


def test_the_count_said_is_the_difference_of_two_runs(
    free: int, page: PlanPage, sample: Desk, settle: Settle
) -> None:
    before = judge(sample, YEAR_END)
    tab = choose(page, contents.RULES, "L1")
    tab.open_sheet()
    dialog = opened(tab)
    dialog.form.show_texts({"items": "必須 1-1\n選択 1-3 1-4", "as_of": "R8.3.31"})
    dialog.form.submit()
    settle()
    said = dialog.effect.text().split("\n")
    dialog.open_people()
    settle()
    assert dialog.people is not None
    listed = [dialog.people.table.row(at) for at in range(dialog.people.table.rowCount())]
    dialog.people.close()
    dialog.form.submit()
    settle()
    settle()
    after = judge(sample, YEAR_END)
    gained = sorted(set(after.people["L1"]) - set(before.people["L1"]))
    assert gained
    assert said[:2] == ["変更の影響（判定が変わる職員）", "R8.3.31の判定"]
    assert said[2] == f"レベル1　デジタル推進リーダー人材：新たに満たす{len(gained)}人"
    of_level_1 = [each for each in listed if "レベル1" in each["category"]]
    assert [each["number"] for each in of_level_1] == gained
    assert all(each["name"] and each["unit"] for each in listed)


def test_nothing_is_changed_before_the_effect_was_seen(
    free: int, page: PlanPage, sample: Desk, settle: Settle
) -> None:
    last = sample.last_action()
    tab = choose(page, contents.ITEMS, "1-2")
    tab.open_sheet()
    opened(tab).form.show_texts({"ways": "所属長評価 5", "as_of": "R8.3.31"})
    opened(tab).form.submit()
    settle()
    assert "満たさなくなる" in opened(tab).effect.text()
    assert sample.last_action() == last
    opened(tab).form.show_texts({"as_of": "R8.3.30"})
    assert opened(tab).effect.text() == ""
    assert not opened(tab).people_button.isVisible()


def test_whether_self_reported_evidence_counts_has_an_effect(
    free: int, page: PlanPage, settle: Settle
) -> None:
    page.open_head()
    dialog = page.dialog
    assert isinstance(dialog, PlanDialog)
    dialog.form.show_texts({"counts_self_reported": "はい", "as_of": "R8.3.31"})
    said = register(dialog, settle)
    assert said.startswith("変更の影響（判定が変わる職員）")
    assert plan_of(page).counts_self_reported


def test_an_edition_not_in_force_on_the_day_says_so(page: PlanPage, settle: Settle) -> None:
    tab = choose(page, contents.ITEMS, "1-2")
    tab.open_sheet()
    opened(tab).form.show_texts(
        {"ways": "所属長評価 5", "in_force_from": "R8.12.1", "as_of": "R8.11.30"}
    )
    opened(tab).form.submit()
    settle()
    assert "この版はR8.11.30には有効でない" in opened(tab).effect.text()


# --- somebody else ---


def test_the_very_same_thing_changed_meanwhile_shows_both_versions(
    free: int, page: PlanPage, sample: Desk, settle: Settle
) -> None:
    tab = choose(page, contents.ITEMS, "1-2")
    tab.open_sheet()
    dialog = opened(tab)
    item = edits.find(plan_of(page), contents.ITEMS, "1-2")
    assert item is not None
    theirs = edits.put(contents.ITEMS, _reworded(item, "相手の文"), "1-2")
    with sample.action(acts.CHANGE_PLAN, "計画の変更") as action:
        revising.change(action, free, theirs)
    dialog.form.show_texts({"text": "自分の文"})
    dialog.form.submit()
    settle()
    assert dialog.conflict is not None
    assert "項目の文：自分の文" in dialog.conflict.mine.text()
    assert "項目の文：相手の文" in dialog.conflict.theirs.text()
    dialog.conflict.register.click()
    settle()
    settle()
    now = edits.find(editions.contents(sample, editions.get(sample, free)), contents.ITEMS, "1-2")
    assert now is not None
    assert now.text == "自分の文"


def test_another_thing_changed_meanwhile_stands_in_nobodys_way(
    free: int, page: PlanPage, sample: Desk, settle: Settle
) -> None:
    tab = choose(page, contents.ITEMS, "1-2")
    tab.open_sheet()
    other = edits.find(plan_of(page), contents.ITEMS, "1-3")
    theirs = edits.put(contents.ITEMS, _reworded(other, "相手の文"), "1-3")
    with sample.action(acts.CHANGE_PLAN, "計画の変更") as action:
        revising.change(action, free, theirs)
    opened(tab).form.show_texts({"text": "自分の文"})
    register(opened(tab), settle)
    texts = {each.code: each.text for each in plan_of(page).items}
    assert (texts["1-2"], texts["1-3"]) == ("自分の文", "相手の文")


def test_a_thing_removed_meanwhile_is_said(
    free: int, page: PlanPage, sample: Desk, settle: Settle
) -> None:
    tab = choose(page, contents.EXPERIENCE_KINDS, "")
    tab.open_new()
    opened(tab).form.show_texts({"code": "spare", "name": "予備"})
    register(opened(tab), settle)
    tab.choose("spare")
    tab.open_sheet()
    with sample.action(acts.CHANGE_PLAN, "計画の変更") as action:
        revising.change(action, free, edits.remove(contents.EXPERIENCE_KINDS, "spare"))
    opened(tab).form.show_texts({"name": "予備の種別"})
    opened(tab).form.submit()
    settle()
    assert "「spare」は、ほかの操作で削除" in opened(tab).form.error.text()


def _reworded(item: object, text: str) -> object:
    from dataclasses import replace

    return replace(item, text=text)  # type: ignore[type-var]


# --- an empty desk ---


def test_an_empty_desk_begins_with_the_example(
    desk: Desk, said: Said, qapp: QApplication, qtbot: QtBot
) -> None:
    jobs = Jobs()
    window = MainWindow(Workplace(desk, jobs, said))
    qtbot.addWidget(window)
    window.show()
    window.show_page("plan")
    page = window.pages["plan"]
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: jobs.idle and page.empty.isVisible(), timeout=10_000)
    assert not page.tabs.isVisible()
    assert page.empty.height() < page.height() / 2
    page.example_button.click()
    qtbot.waitUntil(lambda: jobs.idle and page.tabs.isVisible(), timeout=10_000)
    assert page.bar.note.text() == "例（別冊資料の内容ではありません）"
    assert desk.history()[0].act == "import_plan"
    window.stop()
    jobs.close()


def test_somebody_without_the_right_only_looks(
    sample: Desk, page: PlanPage, settle: Settle
) -> None:
    with sample.action(acts.CHANGE_SETTING, "利用者の役割") as action:
        action.update("account", 1, roles=VIEWER.key)
    page.refresh()
    settle()
    for part in contents.PARTS[:-1]:
        tab = choose(page, part, "")
        assert not tab.change_button.isEnabled()
        assert not tab.add_button.isEnabled()
    assert not page.bar.copy_button.isEnabled()
    assert not page.words.change_button.isEnabled()
