"""Files come back: sorted, copied, saved elsewhere, rewritten; what fits lands with its person."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dxdesk.errors import UserError
from dxdesk.exports.locking import lock
from dxdesk.imports import inquiry as back
from dxdesk.imports.proposal import State
from dxdesk.models import acts, history, settings
from dxdesk.models.assessment import claims, sheet_answers, sheets
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import ratings
from dxdesk.models.inquiries import answers, inquiries, packets
from dxdesk.models.inquiries.presets import BY_PERSON
from tests.exports.inquiries_out import fill, prepare_questions, prepare_sheets, send
from tests.factories import changing
from tests.imports.inquiries_back import (
    SIGNED,
    SOFFICE,
    change,
    column,
    files,
    fill_in,
    reasons,
    rows,
    save_in_libreoffice,
    take_back,
    write_below,
)
from tests.models.certification.offices import employee_id_of

YEAR = 2025


@pytest.fixture
def asked(desk: Desk, tmp_path: Path) -> dict[str, Path]:
    """The files of an inquiry with two questions, by 所属."""
    fill(desk)
    return files(send(desk, prepare_questions(desk), tmp_path))


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> dict[str, Path]:
    """The assessment sheets of everybody, by 所属."""
    fill(desk)
    return files(send(desk, prepare_sheets(desk), tmp_path))


def keys(desk: Desk) -> tuple[str, str]:
    choice, day = (f"q{each.id}" for each in newest(desk).questions)
    return choice, day


def newest(desk: Desk) -> inquiries.Inquiry:
    return inquiries.inquiries(desk, YEAR)[0]


def answered(desk: Desk, number: str) -> answers.Answered:
    return answers.answered(desk, newest(desk).id)[employee_id_of(desk, number)]


def values(desk: Desk, number: str) -> list[str]:
    return list(answered(desk, number).values.values())


def sheet(desk: Desk, number: str) -> sheets.Sheet:
    found = sheets.of_employee(desk, employee_id_of(desk, number), YEAR)
    assert found is not None
    return found


def rated(desk: Desk, number: str, item: str) -> int | None:
    return ratings.ratings(desk, YEAR)[employee_id_of(desk, number), item].head


# --- answers to questions -----------------------------------------------------


def test_answers_land_with_their_people_as_one_action_that_keeps_the_file(
    desk: Desk, asked: dict[str, Path]
) -> None:
    choice, day = keys(desk)
    given = {("000001", choice): "推薦する", ("000001", day): "Ｒ7.4.1"}
    fill_in(asked["総務課"], "記入", given)
    taking = take_back(desk, asked["総務課"])
    assert (taking.people, taking.count(State.NEW), taking.refused) == (1, 1, [])
    assert values(desk, "000001") == ["推薦する", "2025-04-01"]
    (kept,) = history.kept_files(desk, desk.last_action())
    assert kept.content == asked["総務課"].read_bytes()
    desk.undo(desk.last_action())
    assert answers.answered(desk, newest(desk).id) == {}


def test_the_same_files_again_change_nothing(desk: Desk, asked: dict[str, Path]) -> None:
    choice, _day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する"})
    folder = asked["総務課"].parent
    take_back(desk, folder)
    again = back.propose(desk, [folder])
    assert {line.state for line in again.lines} == {State.SAME}
    assert back.apply(desk, again) is None


def test_rows_that_were_sorted_with_their_marks_land_right(
    desk: Desk, asked: dict[str, Path]
) -> None:
    choice, _day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する"})
    change(asked["総務課"], "記入", lambda page: swap(page, first=1))
    assert take_back(desk, asked["総務課"]).refused == []
    assert values(desk, "000001") == ["推薦する"]


def test_rows_that_were_sorted_without_the_hidden_column_land_right_and_are_remarked(
    desk: Desk, asked: dict[str, Path]
) -> None:
    choice, _day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する"})
    change(asked["総務課"], "記入", lambda page: swap(page, first=2))
    taking = take_back(desk, asked["総務課"])
    assert taking.refused == []
    assert values(desk, "000001") == ["推薦する"]
    assert any("並べ替え" in remark for remark in taking.remarks)


def swap(page: Any, first: int) -> None:
    """Exchange the first two rows of people from a column on."""
    one, other = list(rows(page))[:2]
    for place in range(first, page.max_column + 1):
        a, b = page.cell(one, place), page.cell(other, place)
        a.value, b.value = b.value, a.value


def test_a_number_that_was_rewritten_is_refused_with_its_cell(
    desk: Desk, asked: dict[str, Path]
) -> None:
    choice, _day = keys(desk)
    fill_in(
        asked["総務課"], "記入", {("000001", choice): "推薦する", ("000002", choice): "推薦しない"}
    )

    def rewrite(page: Any) -> None:
        row = next(row for row in rows(page) if page.cell(row, 2).value == "000001")
        page.cell(row, 2).value = "000003"

    change(asked["総務課"], "記入", rewrite)
    taking = take_back(desk, asked["総務課"])
    (reason,) = reasons(taking)
    assert reason.startswith("B")
    assert "送ったときは「000001」" in reason
    assert values(desk, "000002") == ["推薦しない"]


def test_a_mark_that_was_made_up_is_refused(desk: Desk, asked: dict[str, Path]) -> None:
    choice, _day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する"})

    def forge(page: Any) -> None:
        for row in rows(page):
            page.cell(row, 1).value = "000001||0123456789ab"

    change(asked["総務課"], "記入", forge)
    assert (
        "印が、送ったファイルのものではありません" in reasons(take_back(desk, asked["総務課"]))[0]
    )


def test_a_mark_that_was_removed_is_refused(desk: Desk, asked: dict[str, Path]) -> None:
    choice, _day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する"})

    def remove(page: Any) -> None:
        for row in list(rows(page)):
            page.cell(row, 1).value = None

    change(asked["総務課"], "記入", remove)
    (reason,) = reasons(take_back(desk, asked["総務課"]))
    assert reason.startswith("A")
    assert "印が消えています" in reason


def test_somebody_of_another_unit_who_was_written_in_has_a_second_answer(
    desk: Desk, asked: dict[str, Path]
) -> None:
    choice, _day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する"})
    write_below(asked["人事課"], "記入", {"number": "000001", choice: "推薦しない"})
    taking = take_back(desk, asked["総務課"], asked["人事課"])
    assert taking.refused == []
    assert answered(desk, "000001").differ
    assert values(desk, "000001") == ["推薦する"]


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        (0, "多分", "「推薦する」「推薦しない」のどれか"),
        (1, "2月30日ごろ", ""),
        (0, "#N/A", "エラー値"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_cell(
    desk: Desk, asked: dict[str, Path], key: int, value: str, reason: str
) -> None:
    fill_in(asked["総務課"], "記入", {("000001", keys(desk)[key]): value})
    ((_report, refusal),) = take_back(desk, asked["総務課"]).refused
    assert refusal.value == value
    assert refusal.sheet == "記入"
    assert reason in refusal.reason


def test_nothing_is_taken_in_while_something_is_refused(desk: Desk, asked: dict[str, Path]) -> None:
    choice, _day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "多分", ("000002", choice): "推薦する"})
    taking = back.propose(desk, [asked["総務課"]])
    with pytest.raises(UserError, match="取り込めないものが1件あるため、何も取り込んでいません"):
        back.apply(desk, taking)


def test_a_file_that_came_back_empty_is_an_answer_too(desk: Desk, asked: dict[str, Path]) -> None:
    take_back(desk, asked["農政課"])
    (one,) = [each for each in packets.packets(desk, newest(desk).id) if each.returned_on]
    assert one.answered == 1
    assert back.apply(desk, back.propose(desk, [asked["農政課"]])) is None


def test_an_answer_that_must_be_given_is_missed(desk: Desk, asked: dict[str, Path]) -> None:
    _choice, day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", day): "R7.4.1"})
    assert any("「推薦」が空欄です" in each for each in take_back(desk, asked["総務課"]).remarks)


def test_unticked_lines_are_left_alone(desk: Desk, asked: dict[str, Path]) -> None:
    choice, _day = keys(desk)
    fill_in(
        asked["総務課"], "記入", {("000001", choice): "推薦する", ("000002", choice): "推薦する"}
    )
    taking = back.propose(desk, [asked["総務課"]])
    place = [line.key for line in taking.lines].index("000001")
    back.apply(desk, taking, unticked=frozenset({place}))
    assert set(answers.answered(desk, newest(desk).id)) == {employee_id_of(desk, "000002")}


def test_of_two_copies_the_one_saved_later_counts(desk: Desk, asked: dict[str, Path]) -> None:
    choice, _day = keys(desk)
    copy = Path(shutil.copy(asked["総務課"], asked["総務課"].with_name("写し.xlsx")))
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する"})
    fill_in(copy, "記入", {("000001", choice): "推薦しない", ("000002", choice): "推薦する"})
    os.utime(asked["総務課"], (1, 1))
    taking = take_back(desk, copy, asked["総務課"])
    assert values(desk, "000001") == ["推薦しない"]
    assert values(desk, "000002") == ["推薦する"]
    assert taking.count(State.CHANGED) == 1


def test_what_was_answered_meanwhile_is_noticed(desk: Desk, asked: dict[str, Path]) -> None:
    choice, _day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する"})
    taking = back.propose(desk, [asked["総務課"]])
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦しない"})
    take_back(desk, asked["総務課"])
    with pytest.raises(UserError, match="もう一度読み込んで"):
        back.apply(desk, taking)


# --- columns and sheets -------------------------------------------------------


def test_a_column_that_was_deleted_is_named(desk: Desk, asked: dict[str, Path]) -> None:
    choice, _day = keys(desk)
    change(asked["総務課"], "記入", lambda page: page.delete_cols(column(page, choice)))
    (reason,) = reasons(take_back(desk, asked["総務課"]))
    assert "列「推薦」がありません" in reason


def test_a_heading_that_was_renamed_is_named_with_its_cell(
    desk: Desk, asked: dict[str, Path]
) -> None:
    choice, _day = keys(desk)

    def rename(page: Any) -> None:
        place = column(page, choice)
        cell = next(
            cell for (cell,) in page.iter_rows(3, None, place, place) if cell.value == "推薦"
        )
        cell.value = "評価"

    change(asked["総務課"], "記入", rename)
    ((_report, refusal),) = take_back(desk, asked["総務課"]).refused
    assert (refusal.value, refusal.cell[0]) == ("評価", "E")
    assert "「推薦」に戻す" in refusal.reason


def test_columns_that_changed_places_are_read_by_what_they_are(
    desk: Desk, asked: dict[str, Path]
) -> None:
    choice, day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する", ("000001", day): "R7.4.1"})

    def exchange(page: Any) -> None:
        a, b = column(page, choice), column(page, day)
        for row in range(2, page.max_row + 1):
            one, other = page.cell(row, a), page.cell(row, b)
            one.value, other.value = other.value, one.value

    change(asked["総務課"], "記入", exchange)
    assert take_back(desk, asked["総務課"]).refused == []
    assert values(desk, "000001") == ["推薦する", "2025-04-01"]


def test_a_column_that_was_written_beside_is_remarked(desk: Desk, asked: dict[str, Path]) -> None:
    change(
        asked["総務課"], "記入", lambda page: page.cell(page.max_row, 9).__setattr__("value", "x")
    )
    assert any("書き加えられた列" in each for each in take_back(desk, asked["総務課"]).remarks)


def test_protection_that_was_removed_does_not_matter(desk: Desk, asked: dict[str, Path]) -> None:
    choice, _day = keys(desk)
    fill_in(asked["総務課"], "記入", {("000001", choice): "推薦する"})
    change(asked["総務課"], "記入", lambda page: page.protection.disable())
    assert take_back(desk, asked["総務課"]).refused == []


def test_a_picture_that_was_pasted_in_is_remarked_and_the_rest_is_read(
    desk: Desk, asked: dict[str, Path]
) -> None:
    fill_in(asked["総務課"], "記入", {("000001", keys(desk)[0]): "推薦する"})
    with zipfile.ZipFile(asked["総務課"], "a") as archive:
        archive.writestr("xl/media/image1.png", b"png")
    assert any("画像は読みません" in each for each in take_back(desk, asked["総務課"]).remarks)
    assert values(desk, "000001") == ["推薦する"]


# --- files that are something else --------------------------------------------


def test_a_file_of_another_inquiry_says_which(desk: Desk, asked: dict[str, Path]) -> None:
    other = prepare_questions(desk, "資格の調査")
    taking = back.propose(desk, [asked["総務課"]], other)
    (reason,) = reasons(taking)
    assert "は、別の照会「受講者の推薦」（令和7年度）の回答です。その照会を選んで" in reason


def test_a_file_of_another_office_says_whose_it_is(desk: Desk, asked: dict[str, Path]) -> None:
    def foreign(page: Any) -> None:
        page.cell(1, 2).value = "f" * 32
        page.cell(1, 4).value = "緑山県人事課"

    change(asked["総務課"], "記入", foreign)
    (reason,) = reasons(take_back(desk, asked["総務課"]))
    assert "緑山県人事課の照会「受講者の推薦」（令和7年度）の回答です" in reason


def test_a_file_whose_first_row_was_emptied_is_none_of_ours(
    desk: Desk, asked: dict[str, Path]
) -> None:
    def empty(page: Any) -> None:
        for place in range(2, 7):
            page.cell(1, place).value = None

    change(asked["総務課"], "記入", empty)
    assert "回答ファイルではありません" in reasons(take_back(desk, asked["総務課"]))[0]


def test_everything_else_in_a_folder_is_counted_by_kind(
    desk: Desk, asked: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "ほか"
    folder.mkdir()
    for place in range(10_000):
        (folder / f"{place}.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (folder / "~$総務課.xlsx").write_bytes(b"x")
    (folder / ".隠し.xlsx").write_bytes(b"x")
    started = time.perf_counter()
    taking = back.propose(desk, [folder, asked["総務課"].parent])
    assert time.perf_counter() - started < 5
    assert "画像（JPEG）10,000件、Word文書1件、取りまとめ表1件" in taking.remarks[-1]
    assert taking.refused == []


def test_bad_files_are_refused_one_by_one_and_the_rest_is_taken(
    desk: Desk, asked: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "混在"
    folder.mkdir()
    fill_in(asked["総務課"], "記入", {("000001", keys(desk)[0]): "推薦する"})
    shutil.copy(asked["総務課"], folder / "総務課.xlsx")
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (401 * 1024 * 1024))
    (folder / "empty.xlsx").write_bytes(b"")
    (folder / "locked.xlsx").write_bytes(lock(asked["総務課"].read_bytes(), "別のもの"))
    book = openpyxl.Workbook()
    book.active.append(["職員番号"])
    book.save(folder / "other.xlsx")
    taking = take_back(desk, folder)
    said = {report.name: each.reason for report, each in taking.refused}
    assert list(said) == ["bomb.xlsx", "empty.xlsx", "locked.xlsx", "other.xlsx"]
    assert "展開すると大きすぎます" in said["bomb.xlsx"]
    assert "パスワードで保護" in said["locked.xlsx"]
    assert "回答ファイルではありません" in said["other.xlsx"]
    assert values(desk, "000001") == ["推薦する"]


def test_a_formula_that_was_never_computed_is_named_with_its_cell(
    desk: Desk, asked: dict[str, Path]
) -> None:
    fill_in(asked["総務課"], "記入", {("000001", keys(desk)[0]): '="推薦"&"する"'})
    assert "数式に計算結果がありません" in reasons(take_back(desk, asked["総務課"]))[0]


def test_nothing_to_read_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="回答ファイル"):
        back.propose(desk, [tmp_path])


# --- assessment sheets --------------------------------------------------------


def test_a_sheet_comes_back_with_ratings_remarks_wish_and_the_heads_confirmation(
    desk: Desk, sent: dict[str, Path]
) -> None:
    given = {
        ("000001 1-1", "head"): "４",
        ("000001 1-1", "remark"): "RPAを導入した",
        ("000001 1-1", "wish"): "希望する",
        ("000001 2-1", "head"): 5,
    }
    fill_in(sent["総務課"], "評価", given)
    write_below(sent["総務課"], "所属長確認", SIGNED)
    taking = take_back(desk, sent["総務課"])
    assert (taking.refused, taking.people) == ([], 1)
    back_again = sheet(desk, "000001")
    assert (back_again.state, back_again.wish) == ("回収済", "希望する")
    assert back_again.head == sheets.Head("総務課長", "長谷　川", date(2026, 3, 1))
    assert sheets.remarks(desk, back_again.id) == {"1-1": "RPAを導入した"}
    assert (rated(desk, "000001", "1-1"), rated(desk, "000001", "2-1")) == (4, 5)
    assert sheet(desk, "000002").state == "配布済"
    assert back.apply(desk, back.propose(desk, [sent["総務課"]])) is None


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_file_that_libreoffice_saved_lands_right(
    desk: Desk, sent: dict[str, Path], tmp_path: Path
) -> None:
    given = {("000001 1-1", "head"): 4, ("000002 2-1", "remark"): "二行の\n所見"}
    fill_in(sent["総務課"], "評価", given)
    said = {"number": "000001", "kind": "研修", "title": "必須研修", "since": date(2025, 6, 1)}
    write_below(sent["総務課"], "申告", said)
    write_below(sent["総務課"], "所属長確認", SIGNED)
    taking = take_back(desk, save_in_libreoffice(sent["総務課"], tmp_path))
    assert (taking.refused, taking.remarks, taking.people) == ([], [], 2)
    assert rated(desk, "000001", "1-1") == 4
    assert sheets.remarks(desk, sheet(desk, "000002").id) == {"2-1": "二行の\n所見"}
    assert sheet(desk, "000002").head.day == date(2026, 3, 1)
    (claim,) = claims.of_sheet(desk, sheet(desk, "000001").id)
    assert claim.said.code == "T1"


def test_a_rating_of_6_is_refused_and_the_rest_is_taken(desk: Desk, sent: dict[str, Path]) -> None:
    fill_in(sent["総務課"], "評価", {("000001 1-1", "head"): 6, ("000001 2-1", "head"): 3})
    (reason,) = reasons(take_back(desk, sent["総務課"]))
    assert "所属長評価が6です。1から5まで" in reason
    assert rated(desk, "000001", "2-1") == 3


def test_a_second_return_adds_to_the_first(desk: Desk, sent: dict[str, Path]) -> None:
    fill_in(sent["総務課"], "評価", {("000001 1-1", "head"): 4})
    take_back(desk, sent["総務課"])
    fill_in(sent["総務課"], "評価", {("000001 1-1", "head"): None, ("000001 2-1", "head"): 2})
    write_below(sent["総務課"], "所属長確認", SIGNED)
    take_back(desk, sent["総務課"])
    (answer,) = sheet_answers.received(desk, sheet(desk, "000001"))
    assert answer.answer.ratings == {"1-1": (None, 4), "2-1": (None, 2)}
    assert answer.answer.head.day == date(2026, 3, 1)


def test_a_claim_is_recognised_by_the_name_of_the_plan(desk: Desk, sent: dict[str, Path]) -> None:
    said = {"number": "000001", "kind": "研修", "title": "必須研修", "since": "令和7年6月1日"}
    write_below(sent["総務課"], "申告", said)
    write_below(sent["総務課"], "申告", {**said, "title": "社外の講座", "note": "2日間"})
    assert take_back(desk, sent["総務課"]).refused == []
    one, other = claims.of_sheet(desk, sheet(desk, "000001").id)
    assert (one.said.code, one.said.since) == ("T1", date(2025, 6, 1))
    assert (other.said.code, other.said.text) == ("", "社外の講座（2日間）")


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"number": ""}, "職員番号が入っていません"),
        ({"number": "999999"}, "この照会の対象ではありません"),
        ({"kind": "趣味"}, "種類は研修、資格、業務経歴"),
        ({"title": ""}, "名称が入っていません"),
        ({"until": "R6.1.1"}, "年月日・開始日より前"),
    ],
)
def test_a_wrong_claim_is_refused(
    desk: Desk, sent: dict[str, Path], wrong: dict[str, str], reason: str
) -> None:
    said = {"number": "000001", "kind": "研修", "title": "講座", "since": "R7.6.1", **wrong}
    write_below(sent["総務課"], "申告", {key: value for key, value in said.items() if value})
    assert reason in reasons(take_back(desk, sent["総務課"]))[0]


def test_in_a_persons_own_file_the_number_of_a_claim_can_be_left_out(
    desk: Desk, tmp_path: Path
) -> None:
    fill(desk)
    own = files(send(desk, prepare_sheets(desk, BY_PERSON), tmp_path))["000001"]
    fill_in(own, "評価", {("000001 1-1", "own"): 3})
    write_below(own, "申告", {"kind": "資格", "title": "ITパスポート", "since": "R7.6.1"})
    assert take_back(desk, own).refused == []
    assert len(claims.of_sheet(desk, sheet(desk, "000001").id)) == 1


def test_a_protected_file_is_opened_with_the_password_of_its_inquiry(
    desk: Desk, tmp_path: Path
) -> None:
    fill(desk)
    sent = files(send(desk, prepare_sheets(desk, password="あいことば"), tmp_path))
    taking = back.propose(desk, [sent["総務課"]])
    assert taking.refused == []
    assert taking.reports[0].whose == "総務課"


def test_a_confirmed_sheet_keeps_what_it_shows_and_that_is_remarked(
    desk: Desk, sent: dict[str, Path]
) -> None:
    with desk.action(acts.CONFIRM_SHEETS, "確定") as action:
        action.update("sheet", sheet(desk, "000001").id, state=sheets.CONFIRMED)
    fill_in(sent["総務課"], "評価", {("000001 1-1", "head"): 1})
    taking = take_back(desk, sent["総務課"])
    assert any("確定したシートが1人分" in each for each in taking.remarks)
    assert rated(desk, "000001", "1-1") == 4


def test_an_empty_sheet_is_not_taken_for_an_answer(desk: Desk, sent: dict[str, Path]) -> None:
    taking = back.propose(desk, [sent["総務課"]])
    assert taking.lines == ()
    assert "記入がない" in taking.remarks[0]


def test_a_sheet_on_which_only_the_head_signed_came_back_empty(
    desk: Desk, sent: dict[str, Path]
) -> None:
    write_below(sent["総務課"], "所属長確認", SIGNED)
    taking = take_back(desk, sent["総務課"])
    assert (taking.people, taking.count(State.NEW)) == (0, 1)
    assert sheet(desk, "000001").state == "配布済"
    assert back.apply(desk, back.propose(desk, [sent["総務課"]])) is None


def test_what_the_office_is_called_later_does_not_matter(desk: Desk, sent: dict[str, Path]) -> None:
    with changing(desk) as action:
        settings.set_value(action, settings.OFFICE_NAME, "蒼海県庁")
    assert back.propose(desk, [sent["総務課"]]).refused == []
