"""照会・回収: the list, the form of a new one, what goes out, and how far each 所属 is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from dxdesk.models import acts, drafts
from dxdesk.models.assessment import audiences
from dxdesk.models.desk import Desk
from dxdesk.models.inquiries import inquiries, packets, presets
from dxdesk.models.inquiries.inquiries import CLOSED, PREPARED, SENT, Draft, Inquiry
from dxdesk.models.inquiries.presets import BY_UNIT, CHOICE, Question
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.inquiries import sending
from dxdesk.ui.pages.inquiries.page import InquiriesPage
from dxdesk.ui.pages.inquiries.progress_tab import ALL, BY_BUREAU, NOT_RETURNED, ProgressTab
from dxdesk.ui.pages.inquiries.questions_field import QuestionsField
from dxdesk.ui.pages.inquiries.reminders_tab import RemindersTab
from dxdesk.ui.pages.inquiries.tab import PROGRESS, REMINDERS
from dxdesk.ui.workplace import Workplace
from tests.ui.conftest import Said

Settle = Callable[[], None]
YEAR = 2026
TITLE = "推薦の照会"


def prepared(desk: Desk, title: str = TITLE) -> int:
    """An inquiry to the leading places of the sample prefecture, one file for each 所属."""
    draft = Draft(
        YEAR, title, "trainees", BY_UNIT, "全職員", date(2026, 6, 1), date(2026, 12, 10),
        "受講者の決定のため", questions=(Question("推薦", CHOICE, ("する", "しない")),),
    )  # fmt: skip
    with desk.action(acts.PREPARE_INQUIRY, acts.PREPARE_INQUIRY.title) as action:
        everybody = audiences.asked(action, "everybody", YEAR, draft.as_of)
        return inquiries.prepare(action, draft, everybody)


def some_come_back(desk: Desk, inquiry_id: int, count: int) -> None:
    with desk.action(acts.TAKE_ANSWERS, acts.TAKE_ANSWERS.title) as action:
        found = packets.packets(action, inquiry_id)
        inquiries.mark_sent(action, inquiry_id, [each.id for each in found])
        packets.mark_returned(action, [each.id for each in found[:count]])


def newest(desk: Desk) -> Inquiry:
    return inquiries.inquiries(desk, YEAR)[0]


def shown(window: MainWindow, settle: Settle) -> InquiriesPage:
    window.show_page("inquiries")
    settle()
    found = window.pages["inquiries"]
    assert isinstance(found, InquiriesPage)
    return found


def rows(tab: ProgressTab) -> list[str]:
    return [tab.table.row(at)["state"] for at in range(tab.table.rowCount())]


def progress_of(page: InquiriesPage) -> ProgressTab:
    part = page.detail.parts[PROGRESS]
    assert isinstance(part, ProgressTab)
    return part


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> InquiriesPage:
    """The page with the sheets that the sample desk has handed out."""
    return shown(window, settle)


@pytest.fixture
def sent_page(window: MainWindow, settle: Settle, sample: Desk) -> InquiriesPage:
    """The page with an inquiry of which three 所属 have answered."""
    some_come_back(sample, prepared(sample), 3)
    return shown(window, settle)


# --- preparing ---


def test_an_empty_year_offers_the_first_step(window: MainWindow, settle: Settle) -> None:
    window.year.setCurrentIndex(window.year.findData(YEAR - 1))
    page = shown(window, settle)
    assert page.empty.isVisible()
    assert not page.splitter.isVisible()
    page.first_button.click()
    assert page.list.dialog is not None


def test_the_preset_fills_the_form(page: InquiriesPage) -> None:
    page.list.open_new()
    assert page.list.dialog is not None
    form = page.list.dialog.form
    assert form.texts()["title"] == "令和8年度アセスメントシート"
    choice = form.fields["preset"].widget
    choice.setCurrentText("研修の受講者の推薦")
    choice.activated.emit(choice.currentIndex())
    assert form.texts()["title"] == "令和8年度研修の受講者の推薦"
    assert form.texts()["questions"].split("\n")[0] == "推薦\t選択\t推薦する／推薦しない\t"


def test_people_and_files_are_said_before_an_inquiry_is_registered(
    page: InquiriesPage, sample: Desk, settle: Settle
) -> None:
    page.list.open_new()
    dialog = page.list.dialog
    assert dialog is not None
    dialog.form.show_texts({"as_of": "R8.6.1", "deadline": "R8.12.10"})
    dialog.form.submit()
    settle()
    asked = len(audiences.asked(sample, "everybody", YEAR, date(2026, 6, 1)))
    assert f"対象は{asked:,}人" in dialog.effect.text()
    before = len(inquiries.inquiries(sample, YEAR))
    dialog.form.submit()
    settle()
    settle()
    assert newest(sample).state == PREPARED
    assert sum(each.asked for each in packets.packets(sample, newest(sample).id)) == asked
    assert len(inquiries.inquiries(sample, YEAR)) == before + 1
    assert page.list.count.text() == f"{before + 1}件"


def test_what_is_wrong_is_said_at_its_field(page: InquiriesPage, settle: Settle) -> None:
    page.list.open_new()
    dialog = page.list.dialog
    assert dialog is not None
    dialog.form.show_texts({"as_of": "R8.6.1", "deadline": "R8.5.1"})
    dialog.form.submit()
    settle()
    assert dialog.form.error.text() == "回答の期限が基準日より前になっています。"


def test_a_password_is_kept_in_no_draft(page: InquiriesPage, sample: Desk, settle: Settle) -> None:
    page.list.open_new()
    dialog = page.list.dialog
    assert dialog is not None
    dialog.form.fields["password"].widget.edit.setText("ひみつ2026")
    dialog.form.show_texts({"title": "書きかけの照会"})
    dialog.keeper.keep_now()
    dialog.close()
    settle()
    (kept,) = drafts.of_account(sample)
    assert kept.values["title"] == "書きかけの照会"
    assert "ひみつ2026" not in kept.values.values()


def test_columns_to_fill_in_are_written_as_text_and_read_again() -> None:
    field = QuestionsField(presets.LEADERS.questions)
    field.add(Question("人数", "数値", (), required=True))
    again = QuestionsField()
    again.set_text(field.text())
    assert again.questions() == (*presets.LEADERS.questions, Question("人数", "数値", (), True))


# --- going out ---


def test_an_inquiry_is_written_into_a_folder_and_is_sent_then(
    window: MainWindow, settle: Settle, sample: Desk, said: Said, tmp_path: Path
) -> None:
    prepared(sample)
    page = shown(window, settle)
    said.place = tmp_path
    page.detail.send_button.click()
    settle()
    settle()
    files = len(packets.packets(sample, newest(sample).id))
    assert newest(sample).state == SENT
    assert f"回答ファイル{files:,}件" in said.texts[-1]
    assert len(list((tmp_path / TITLE).rglob("*_*.xlsx"))) == files
    assert page.list.table.row(0)["state"] == SENT


def test_stopping_says_how_many_files_are_there_and_nothing_is_sent(
    workplace: Workplace,
    settle: Settle,
    sample: Desk,
    said: Said,
    tmp_path: Path,
) -> None:
    prepared(sample)
    workplace.jobs.progressed.connect(lambda *_far: workplace.jobs.stop())
    sending.send(workplace, newest(sample), tmp_path)
    settle()
    assert "書き出したところで中止しました" in said.texts[-1]
    assert newest(sample).state == PREPARED


def test_a_second_time_is_asked_before(
    sent_page: InquiriesPage, said: Said, settle: Settle
) -> None:
    sent_page.detail.send_button.click()
    settle()
    assert said.texts == [
        f"もう一度の配布：「{TITLE}」は配布してあります。もう一度、別のフォルダーに全て書き出します。（書き出す）",
        sending.TITLE,
    ]


# --- coming back ---


def test_the_list_says_how_much_came_back_and_how_long_it_still_is(
    sent_page: InquiriesPage, sample: Desk
) -> None:
    line = sent_page.list.table.row(0)
    units = len({each.unit_id for each in packets.packets(sample, newest(sample).id)})
    days = (date(2026, 12, 10) - sample.today()).days
    assert line["returned"] == f"3／{units:,}所属"
    assert line["left"] == (f"残り{days:,}日" if days > 0 else line["left"])


def test_a_bureau_leads_to_its_units_and_those_that_are_missing_can_be_seen_alone(
    sent_page: InquiriesPage, settle: Settle
) -> None:
    tab = progress_of(sent_page)
    assert tab.scope.currentText() == BY_BUREAU
    tab.scope.setCurrentText("全ての所属")
    tab.scope.activated.emit(1)
    assert rows(tab).count("回収済") == 3
    everything = len(rows(tab))
    tab.which.setCurrentText(NOT_RETURNED)
    tab.which.activated.emit(1)
    assert len(rows(tab)) == everything - 3
    tab.which.setCurrentText(ALL)
    tab.scope.setCurrentText(BY_BUREAU)
    tab.scope.activated.emit(0)
    tab.down_button.click()
    assert tab.scope.currentText() == tab.table.row(0)["bureau"]


def test_closing_and_a_new_deadline_are_acts_that_change_the_state(
    sent_page: InquiriesPage, sample: Desk, settle: Settle
) -> None:
    sent_page.detail.close_button.click()
    settle()
    settle()
    assert newest(sample).state == CLOSED
    sent_page.detail.open_deadline()
    dialog = sent_page.detail.dialog
    assert dialog is not None
    dialog.form.show_texts({"deadline": "R8.12.25"})
    dialog.form.submit()
    settle()
    settle()
    assert newest(sample).said.deadline == date(2026, 12, 25)
    assert newest(sample).state == SENT


# --- reminding ---


def reminders_of(page: InquiriesPage) -> RemindersTab:
    part = page.detail.parts[REMINDERS]
    assert isinstance(part, RemindersTab)
    return part


def reminded(desk: Desk) -> int:
    return sum(each.reminded_on is not None for each in packets.packets(desk, newest(desk).id))


def test_who_must_be_reminded_is_listed_only_once_the_inquiry_is_out(
    window: MainWindow, settle: Settle, sample: Desk
) -> None:
    prepared(sample)
    tab = reminders_of(shown(window, settle))
    assert tab.table.rowCount() == 0
    assert "まだ配布していません" in tab.said.text()
    assert not tab.write_button.isEnabled()


def test_letters_to_all_bureaus_are_written_and_the_day_is_noted(
    sent_page: InquiriesPage, sample: Desk, settle: Settle, said: Said, tmp_path: Path
) -> None:
    tab = reminders_of(sent_page)
    waiting = tab.table.rowCount()
    said.place = tmp_path
    tab.write_button.click()
    settle()
    settle()
    assert len(list((tmp_path / f"{TITLE}_督促文").glob("*.docx"))) == len(tab.bureaus)
    assert "督促した日を記録しました" in said.texts[-1]
    assert reminded(sample) == waiting
    assert tab.table.row(0)["reminded"] == sample.today()


def test_a_letter_to_one_bureau_is_copied(
    sent_page: InquiriesPage, sample: Desk, settle: Settle
) -> None:
    tab = reminders_of(sent_page)
    tab.copy_button.click()
    settle()
    settle()
    text = QGuiApplication.clipboard().text()
    assert tab.bureaus[0].name in text
    assert f"{TITLE}の提出について（督促）" in text
    assert reminded(sample) == len(tab.bureaus[0].units)
