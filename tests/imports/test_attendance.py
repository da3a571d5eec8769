"""Training lists: matched by 職員番号 and code, each attendance once, names never replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.attendance import ATTENDANCE
from dxdesk.imports.proposal import Difference, Proposal, State, apply, propose
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import sessions, trainings
from dxdesk.models.evidence.sessions import Session
from tests.factories import changing, day, employee, text_file, training, workbook

HEADINGS = ["研修コード", "研修名", "職員番号", "氏名", "受講日", "結果"]
GOOD = ["T001", "研修一", "000123", "髙橋修", "2025/07/01", "修了"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two people and two trainings."""
    with changing(desk) as action:
        employee(action, "000123", "髙橋　修")
        employee(action, "000124", "𠮷田　愛")
        training(action, "T001")
        training(action, "T002")
    return desk


def file_of(folder: Path, *rows: list[str]) -> Path:
    return text_file(folder / "実績.csv", [HEADINGS, *rows], "cp932")


def compared(desk: Desk, folder: Path, *rows: list[str]) -> Proposal:
    return propose(desk, ATTENDANCE, file_of(folder, *rows))


def taken_in(desk: Desk, folder: Path, *rows: list[str]) -> None:
    apply(desk, compared(desk, folder, *rows))


def results(desk: Desk) -> list[tuple[str, str, str]]:
    return [
        (row[0], row[1], row[2])
        for row in desk.rows("SELECT day, result, verification FROM attendance ORDER BY day")
    ]


def with_cell(heading: str, value: str) -> list[str]:
    return [value if each == heading else cell for each, cell in zip(HEADINGS, GOOD, strict=True)]


def test_an_attendance_is_taken_in_as_data_of_the_office(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, GOOD)
    assert results(office) == [("2025-07-01", "修了", "実施機関データ")]


def test_the_same_file_again_is_all_the_same(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, GOOD)
    proposal = compared(office, tmp_path, GOOD)
    assert (proposal.new, proposal.changed, proposal.same) == (0, 0, 1)
    assert apply(office, proposal) is None


def test_a_row_a_second_time_without_a_name_counts_once(office: Desk, tmp_path: Path) -> None:
    proposal = compared(office, tmp_path, GOOD, with_cell("氏名", ""))
    assert (proposal.rows, proposal.new, proposal.doubled) == (2, 1, 1)
    assert "重複" in proposal.remarks[0]


def test_two_rows_that_contradict_each_other_are_both_refused(office: Desk, tmp_path: Path) -> None:
    proposal = compared(office, tmp_path, GOOD, with_cell("結果", "欠席"))
    assert [(each.row, each.cell) for each in proposal.refused] == [(2, "E2"), (3, "E3")]
    assert proposal.lines == ()


@pytest.mark.parametrize(
    ("heading", "value", "cell", "said"),
    [
        ("職員番号", "999999", "C2", "職員番号「999999」の職員はいません"),
        ("職員番号", "", "C2", "職員番号が入っていません"),
        ("研修コード", "T999", "A2", "研修コード「T999」は登録されていません"),
        ("受講日", "令和7年2月30日", "E2", "という日はありません"),
        ("受講日", "", "E2", "受講日が入っていません"),
        ("結果", "たぶん", "F2", "結果「たぶん」はありません"),
        ("結果", "", "F2", "結果が入っていません"),
    ],
)
def test_a_row_that_cannot_be_taken_in_is_refused_with_its_cell(
    office: Desk, tmp_path: Path, heading: str, value: str, cell: str, said: str
) -> None:
    (refused,) = compared(office, tmp_path, with_cell(heading, value)).refused
    assert (refused.cell, refused.value) == (cell, value)
    assert said in refused.reason


def test_nothing_is_taken_in_while_a_row_is_refused(office: Desk, tmp_path: Path) -> None:
    proposal = compared(office, tmp_path, GOOD, with_cell("研修コード", "T999"))
    with pytest.raises(UserError, match="何も取り込んでいません"):
        apply(office, proposal)
    assert results(office) == []


def test_the_rest_is_taken_in_when_refused_rows_are_skipped(office: Desk, tmp_path: Path) -> None:
    apply(
        office, compared(office, tmp_path, GOOD, with_cell("研修コード", "T999")), skip_refused=True
    )
    assert len(results(office)) == 1


def test_a_later_result_of_the_same_day_is_a_change(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, with_cell("結果", "申込"))
    proposal = compared(office, tmp_path, GOOD)
    (line,) = proposal.lines
    assert line.state is State.CHANGED
    assert line.differences == (Difference("結果", "申込", "修了"),)
    apply(office, proposal)
    assert results(office) == [("2025-07-01", "修了", "実施機関データ")]


def test_what_a_person_said_is_proved_by_the_office_and_a_seen_original_stays(
    office: Desk, tmp_path: Path
) -> None:
    other = ["T002", "", "000123", "", "2025/08/01", "修了"]
    taken_in(office, tmp_path, GOOD, other)
    with changing(office) as action:
        action.update("attendance", 1, verification="本人申告")
        action.update("attendance", 2, verification="原本確認")
    taken_in(office, tmp_path, GOOD, other)
    assert [each[2] for each in results(office)] == ["実施機関データ", "原本確認"]


@pytest.mark.parametrize(
    ("number", "name", "said"),
    [
        ("000124", "?田愛", "失われた文字"),
        ("000124", "吉田愛", "平易な字体"),
        ("000123", "佐藤修", "登録と違います"),
    ],
)
def test_a_name_that_differs_is_remarked_upon_and_never_taken(
    office: Desk, tmp_path: Path, number: str, name: str, said: str
) -> None:
    proposal = compared(office, tmp_path, ["T001", "", number, name, "2025/07/01", "修了"])
    assert proposal.new == 1
    assert said in proposal.remarks[0]
    assert "D2" in proposal.remarks[0]
    apply(office, proposal)
    names = [row[0] for row in office.rows("SELECT text FROM name_in_use ORDER BY id")]
    assert names == ["髙橋　修", "𠮷田　愛"]


def test_a_file_without_names_is_fine(office: Desk, tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "実績.csv",
        [
            ["講座コード", "職番", "修了日", "受講状況"],
            ["t００１", "０００１２３", "R7.7.1", "修了済み"],
        ],
    )
    proposal = propose(office, ATTENDANCE, path)
    assert (proposal.new, proposal.remarks) == (1, ())


def test_a_workbook_with_numeric_numbers_is_padded_and_said(office: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "実績.xlsx", [HEADINGS, ["T001", "", 123, "", "2025/07/01", "修了"]])
    proposal = propose(office, ATTENDANCE, path)
    assert proposal.lines[0].key == "000123"
    assert proposal.remarks == ("先頭の0を補いました（1件）",)


def test_a_person_is_shown_the_latest_training_first(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, GOOD, ["T002", "", "000123", "", "2025/08/01", "欠席"])
    shown = [(each.code, each.result) for each in trainings.of_employee(office, 1)]
    assert shown == [("T002", "欠席"), ("T001", "修了")]


def test_undoing_the_import_takes_everything_back(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, GOOD)
    office.undo(office.last_action())
    assert results(office) == []


# --- what cannot have been, and sessions ---


@pytest.mark.parametrize(
    ("day_written", "result", "said"),
    [
        ("2010/03/31", "修了", "採用年月日（H22.4.1）より前です"),
        ("2026/12/01", "修了", "まだ先の日です"),
        ("2026/12/01", "欠席", "まだ先の日です"),
    ],
)
def test_a_result_that_cannot_have_been_is_refused_at_its_day(
    office: Desk, tmp_path: Path, day_written: str, result: str, said: str
) -> None:
    (refused,) = compared(office, tmp_path, ["T001", "", "000123", "", day_written, result]).refused
    assert refused.cell == "E2"
    assert said in refused.reason


def test_an_application_for_a_day_to_come_is_taken_in(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, ["T001", "", "000123", "", "2026/12/01", "申込"])
    assert results(office) == [("2026-12-01", "申込", "実施機関データ")]


def test_a_completion_after_the_last_day_in_service_is_refused(
    office: Desk, tmp_path: Path
) -> None:
    with changing(office) as action:
        employee(action, "000125", "退職　秋", retired_on="2025-03-31")
    (refused,) = compared(office, tmp_path, with_cell("職員番号", "000125")).refused
    assert "R7.7.1には在籍していません（R7.3.31まで在職）" in refused.reason


def of_session(office: Desk, folder: Path, *rows: list[str], capacity: int | None = None) -> Path:
    """A file with the column 開催回, and 第2回 of the training on 1 and 2 July."""
    with changing(office) as action:
        sessions.plan(
            action, Session(1, 2025, 2, day("2025-07-01"), day("2025-07-02"), capacity=capacity)
        )
    return text_file(folder / "開催回.csv", [[*HEADINGS, "開催回"], *rows], "cp932")


@pytest.mark.parametrize("written", ["第2回", "２", "第 ２ 回"])
def test_a_file_names_the_session_and_its_last_day_is_taken(
    office: Desk, tmp_path: Path, written: str
) -> None:
    path = of_session(office, tmp_path, [*GOOD, written])
    proposal = propose(office, ATTENDANCE, path)
    assert "受講日を、開催回の末日として読みました" in proposal.remarks[0]
    apply(office, proposal)
    attended = trainings.of_employee(office, 1)[0]
    assert (attended.session, attended.day) == ("第2回", day("2025-07-02"))


@pytest.mark.parametrize(
    ("cells", "cell", "said"),
    [
        ([*GOOD, "第3回"], "G2", "令和7年度のこの研修に、開催回「第3回」はありません"),
        (
            [*GOOD[:4], "2025/07/03", "修了", "第2回"], "E2", "第2回はR7.7.1～R7.7.2の開催です"
        ),
    ],
)  # fmt: skip
def test_a_session_that_is_not_there_or_on_another_day_is_refused(
    office: Desk, tmp_path: Path, cells: list[str], cell: str, said: str
) -> None:
    (refused,) = propose(office, ATTENDANCE, of_session(office, tmp_path, cells)).refused
    assert refused.cell == cell
    assert said in refused.reason


def test_a_file_without_sessions_leaves_the_known_one(office: Desk, tmp_path: Path) -> None:
    apply(office, propose(office, ATTENDANCE, of_session(office, tmp_path, [*GOOD, "第2回"])))
    taken_in(office, tmp_path, ["T001", "", "000123", "", "2025/07/02", "未修了"])
    attended = trainings.of_employee(office, 1)[0]
    assert (attended.session, attended.result) == ("第2回", "未修了")


def test_a_file_that_names_the_session_later_says_so(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, ["T001", "", "000123", "", "2025/07/02", "修了"])
    (line,) = propose(office, ATTENDANCE, of_session(office, tmp_path, [*GOOD, "第2回"])).lines
    assert line.differences == (Difference("開催回", "", "第2回"),)


def test_more_than_the_places_of_a_session_are_not_taken_in(office: Desk, tmp_path: Path) -> None:
    path = of_session(
        office, tmp_path, [*GOOD, "第2回"], ["T001", "", "000124", "", "2025/07/01", "修了", "第2回"],
        capacity=1,
    )  # fmt: skip
    with pytest.raises(UserError, match="令和7年度の第2回：定員1人に対して決定が2人になります"):
        apply(office, propose(office, ATTENDANCE, path))
    assert results(office) == []


def test_a_cancelled_session_takes_nobody_in(office: Desk, tmp_path: Path) -> None:
    path = of_session(office, tmp_path, [*GOOD, "第2回"])
    with changing(office) as action:
        action.update("training_session", 1, state=sessions.CANCELLED)
    (refused,) = propose(office, ATTENDANCE, path).refused
    assert (refused.cell, "第2回は中止です" in refused.reason) == ("G2", True)
