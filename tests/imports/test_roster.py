"""職員名簿: everybody whole, names as they are, compared cell by cell, never older than what is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.proposal import Difference, Options, Proposal, State, apply, propose
from dxdesk.imports.roster import ROSTER
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees, services
from dxdesk.models.people.standings import Standing, standings_on
from tests.factories import changing, unit, workbook

APRIL = date(2026, 4, 1)
OCTOBER = date(2026, 10, 1)
HEADINGS: list[object] = [
    "職員番号", "氏名", "フリガナ", "生年月日", "所属コード", "所属名", "職名", "職級", "職種",
    "採用年月日", "在職状況", "備考",
]  # fmt: skip
TAKAHASHI: list[object] = [
    "000123", "髙橋　修", "ﾀｶﾊｼ ｵｻﾑ", "S64.1.7", "010001", "総務課", "主査", "係長級", "一般行政",
    "平成元年4月1日", "在職", "確認済",
]  # fmt: skip
YOSHIDA: list[object] = [
    "１１６８８１", "𠮷田　愛", "ヨシタ\u3099　アイ", date(1990, 2, 28), "010002", "人事課", "主事", "一般職員",
    "土木", "20100401", "育児休業", None,
]  # fmt: skip


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two units, nobody yet."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
    return desk


def changed(row: list[object], **cells: object) -> list[object]:
    """A row with other cells, by the Latin names of its headings."""
    places = {
        "number": 0, "name": 1, "kana": 2, "born": 3, "unit": 4, "unit_name": 5, "title": 6,
        "grade": 7, "hired": 9, "status": 10, "note": 11,
    }  # fmt: skip
    copy = list(row)
    for key, value in cells.items():
        copy[places[key]] = value
    return copy


def compared(
    desk: Desk, folder: Path, *rows: list[object], as_of: date = APRIL, missing: str = "leave"
) -> Proposal:
    path = workbook(folder / "名簿.xlsx", [HEADINGS, *rows])
    return propose(desk, ROSTER, path, Options(as_of=as_of, missing=missing))


def taken_in(
    desk: Desk, folder: Path, *rows: list[object], as_of: date = APRIL, missing: str = "leave"
) -> None:
    apply(desk, compared(desk, folder, *rows, as_of=as_of, missing=missing))


def person(desk: Desk, number: str, day: date = APRIL) -> Standing:
    return standings_on(desk, day)[number]


def test_new_people_are_taken_in_whole(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI, YOSHIDA)
    found = person(office, "000123")
    assert (found.name, found.kana, found.born_on, found.note) == (
        "髙橋　修",
        "タカハシ　オサム",
        date(1989, 1, 7),
        "確認済",
    )
    assert found.posting is not None
    assert (found.posting.title, found.posting.grade, found.posting.job) == (
        "主査",
        "係長級",
        "一般行政",
    )
    assert found.service is not None
    assert found.service.since == date(1989, 4, 1)
    assert person(office, "116881").status == "育児休業"


def test_a_name_keeps_its_code_points(office: Desk, tmp_path: Path) -> None:
    hard = "渡邉\U000e0101 <b>&=1+1|😀\ue000神\ufa19"
    taken_in(office, tmp_path, changed(TAKAHASHI, name=hard))
    assert person(office, "000123").name == hard


def test_the_first_roster_also_holds_before_its_day(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI)
    assert person(office, "000123", date(2001, 5, 1)).posting is not None


def test_a_roster_twice_changes_nothing(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI, YOSHIDA)
    again = compared(office, tmp_path, TAKAHASHI, YOSHIDA)
    assert (again.new, again.changed, again.same) == (0, 0, 2)


def test_numeric_numbers_are_padded_and_remarked_upon(office: Desk, tmp_path: Path) -> None:
    found = compared(office, tmp_path, changed(TAKAHASHI, number=123), YOSHIDA)
    assert [line.key for line in found.lines] == ["000123", "116881"]
    assert "先頭の0を補いました（1件）" in found.remarks


def test_blank_rows_and_totals_are_passed_over_and_counted(office: Desk, tmp_path: Path) -> None:
    found = compared(office, tmp_path, TAKAHASHI, [], YOSHIDA, ["合計", "2人"])
    assert (found.rows, found.new, found.passed_over) == (2, 2, 2)


def test_what_changed_is_said_cell_by_cell(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI)
    promoted = changed(
        TAKAHASHI, unit="010002", unit_name="人事課", title="課長", hired="H1.5.1", status="休職"
    )
    found = compared(office, tmp_path, promoted, as_of=OCTOBER)
    assert found.lines[0].differences == (
        Difference("所属", "総務課", "人事課"),
        Difference("職名", "主査", "課長"),
        Difference("採用年月日", "H1.4.1", "H1.5.1"),
        Difference("在職状況", "在職", "休職"),
    )


def test_a_later_roster_changes_things_from_its_day_on(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI)
    taken_in(
        office,
        tmp_path,
        changed(TAKAHASHI, title="課長", name="山田　修", status="休職"),
        as_of=OCTOBER,
    )
    before, after = person(office, "000123", date(2026, 9, 30)), person(office, "000123", OCTOBER)
    assert before.posting is not None
    assert after.posting is not None
    assert (before.name, before.posting.title, before.status) == ("髙橋　修", "主査", "在職")
    assert (after.name, after.posting.title, after.status) == ("山田　修", "課長", "休職")


def test_the_first_roster_corrected_and_taken_in_again_puts_right_what_it_said(
    office: Desk, tmp_path: Path
) -> None:
    taken_in(office, tmp_path, TAKAHASHI, YOSHIDA)
    taken_in(office, tmp_path, changed(TAKAHASHI, title="課長"), changed(YOSHIDA, status="在職"))
    before = standings_on(office, date(2026, 3, 31))
    assert before["000123"].posting is not None
    assert before["000123"].posting.title == "課長"
    assert before["116881"].status == "在職"


def test_an_empty_cell_erases_nothing(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI)
    emptied = changed(
        TAKAHASHI, kana=None, born=None, title=None, hired=None, status=None, note=None
    )
    assert compared(office, tmp_path, emptied).same == 1


@pytest.mark.parametrize("name", ["?橋　修", "〓橋　修", "高橋修"])
def test_a_damaged_or_plainer_name_never_replaces_the_registered_one(
    office: Desk, tmp_path: Path, name: str
) -> None:
    taken_in(office, tmp_path, TAKAHASHI)
    found = compared(office, tmp_path, changed(TAKAHASHI, name=name, title="課長"))
    assert any("登録済みの氏名を変えません（B2）" in remark for remark in found.remarks)
    apply(office, found)
    assert person(office, "000123").name == "髙橋　修"


def test_a_new_person_with_a_damaged_name_is_refused(office: Desk, tmp_path: Path) -> None:
    (refusal,) = compared(office, tmp_path, changed(TAKAHASHI, name="?橋　修")).refused
    assert (refusal.sheet, refusal.row, refusal.cell, refusal.value) == ("名簿", 2, "B2", "?橋　修")


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        ({"number": None}, "A2"),
        ({"number": "1" * 51}, "A2"),
        ({"name": None}, "B2"),
        ({"name": "髙橋\n修"}, "B2"),
        ({"name": "髙橋\t修"}, "B2"),
        ({"name": "修" * 201}, "B2"),
        ({"born": "2000-02-30"}, "D2"),
        ({"unit": "999999"}, "E2"),
        ({"unit": None}, "E2"),
        ({"title": "長" * 1_001}, "G2"),
        ({"hired": "4/1/8"}, "J2"),
        ({"status": "行方不明"}, "K2"),
        ({"note": "備" * 10_000}, "L2"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_address(
    office: Desk, tmp_path: Path, cells: dict[str, object], cell: str
) -> None:
    found = compared(office, tmp_path, changed(TAKAHASHI, **cells), YOSHIDA)
    assert [refusal.cell for refusal in found.refused] == [cell]
    assert found.new == 1


def test_the_same_number_for_two_people_is_refused_in_both_rows(
    office: Desk, tmp_path: Path
) -> None:
    found = compared(office, tmp_path, TAKAHASHI, changed(YOSHIDA, number=123))
    assert [refusal.cell for refusal in found.refused] == ["A2", "A3"]
    assert found.new == 0


def test_an_identical_row_counts_once_and_is_said(office: Desk, tmp_path: Path) -> None:
    found = compared(office, tmp_path, TAKAHASHI, TAKAHASHI)
    assert (found.rows, found.new, found.doubled) == (2, 1, 1)
    assert any("重複" in remark for remark in found.remarks)


def test_whoever_is_missing_is_proposed_but_left_alone(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI, YOSHIDA)
    found = compared(office, tmp_path, TAKAHASHI, as_of=OCTOBER)
    assert [line.key for line in found.lines if line.state is State.MISSING] == ["116881"]
    apply(office, found)
    assert person(office, "116881", OCTOBER).status == "育児休業"


def test_whoever_is_missing_can_be_retired_on_the_day_before(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI, YOSHIDA)
    taken_in(office, tmp_path, TAKAHASHI, as_of=OCTOBER, missing="retire")
    assert person(office, "116881", date(2026, 9, 30)).posting is not None
    gone = person(office, "116881", OCTOBER)
    assert (gone.status, gone.posting, gone.leave) == ("退職", None, None)


def test_whoever_is_unticked_is_not_retired(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI, YOSHIDA, changed(TAKAHASHI, number="000999"))
    found = compared(office, tmp_path, TAKAHASHI, as_of=OCTOBER, missing="retire")
    place = next(at for at, line in enumerate(found.lines) if line.key == "116881")
    assert found.lines[place].differences == (
        Difference("在職状況", "育児休業", "退職（R8.9.30まで）"),
    )
    apply(office, found, unticked=frozenset({place}))
    assert person(office, "116881", OCTOBER).status == "育児休業"
    assert person(office, "000999", OCTOBER).status == "退職"


def test_somebody_refused_is_not_missing(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI)
    assert compared(office, tmp_path, changed(TAKAHASHI, unit="999999"), as_of=OCTOBER).missing == 0


def test_somebody_who_comes_back_is_in_service_again(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI, YOSHIDA)
    taken_in(office, tmp_path, TAKAHASHI, as_of=OCTOBER, missing="retire")
    back = date(2027, 4, 1)
    taken_in(office, tmp_path, TAKAHASHI, changed(YOSHIDA, status="在職"), as_of=back)
    assert person(office, "116881", date(2027, 3, 31)).posting is None
    assert person(office, "116881", back).status == "在職"
    again = compared(office, tmp_path, TAKAHASHI, changed(YOSHIDA, status="在職"), as_of=back)
    assert (again.same, again.missing) == (2, 0)


def test_a_roster_older_than_the_newest_is_refused(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, TAKAHASHI, as_of=OCTOBER)
    with pytest.raises(UserError, match="令和8年10月1日現在"):
        compared(office, tmp_path, TAKAHASHI, as_of=APRIL)


def test_a_roster_before_any_unit_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="先に組織一覧"):
        compared(desk, tmp_path, TAKAHASHI)


def test_headings_of_other_systems_are_understood(office: Desk, tmp_path: Path) -> None:
    headings: list[object] = [
        "職員コード",
        "漢字氏名",
        "カナ氏名",
        "所属ＣＤ",
        "補職名",
        "級",
        "採用日",
        "在職区分",
    ]
    row: list[object] = [
        "000123",
        "髙橋　修",
        "たかはし　おさむ",
        "010001",
        "主査",
        "係長級",
        "R1.5.1",
        "在職",
    ]
    path = workbook(tmp_path / "名簿.xlsx", [headings, row])
    apply(office, propose(office, ROSTER, path, Options(as_of=APRIL)))
    assert person(office, "000123").kana == "タカハシ　オサム"


RENUMBERED: list[object] = [*HEADINGS, "旧職員番号"]


def renumbered(desk: Desk, folder: Path, *rows: list[object]) -> Proposal:
    path = workbook(folder / "番号.xlsx", [RENUMBERED, *rows])
    return propose(desk, ROSTER, path, Options(as_of=OCTOBER))


def test_a_number_is_replaced_where_the_file_tells_the_old_one(
    office: Desk, tmp_path: Path
) -> None:
    taken_in(office, tmp_path, TAKAHASHI)
    row = [*changed(TAKAHASHI, number="900123"), "000123"]
    found = renumbered(office, tmp_path, row)
    assert (found.new, found.missing) == (0, 0)
    assert found.lines[0].differences == (Difference("職員番号", "000123", "900123"),)
    apply(office, found)
    assert employees.find(office, "000123").number == "900123"
    assert renumbered(office, tmp_path, row).same == 1


def test_an_old_number_of_somebody_else_in_the_file_is_refused(
    office: Desk, tmp_path: Path
) -> None:
    taken_in(office, tmp_path, TAKAHASHI, YOSHIDA)
    found = renumbered(
        office, tmp_path, [*TAKAHASHI, None], [*changed(TAKAHASHI, number="900123"), "000123"]
    )
    assert [refusal.cell for refusal in found.refused] == ["M3"]


APPOINTED: list[object] = [*HEADINGS, "任用区分", "任命権者"]


def appointed(desk: Desk, folder: Path, day: date, *cells: object) -> Proposal:
    path = workbook(folder / "任用.xlsx", [APPOINTED, [*TAKAHASHI, *cells]])
    found = propose(desk, ROSTER, path, Options(as_of=day))
    apply(desk, found)
    return propose(desk, ROSTER, path, Options(as_of=day))


def test_another_appointment_holds_from_the_day_of_the_roster(office: Desk, tmp_path: Path) -> None:
    appointed(office, tmp_path, APRIL, "常勤", "")
    assert appointed(office, tmp_path, OCTOBER, "再任用", "知事").same == 1
    held = services.of_employee(office, 1)
    assert [(each.appointment, each.appointer, each.since, each.until) for each in held] == [
        ("常勤", "", date(1989, 4, 1), date(2026, 9, 30)),
        ("再任用", "知事", OCTOBER, None),
    ]


def test_an_appointer_not_known_before_is_filled_in(office: Desk, tmp_path: Path) -> None:
    appointed(office, tmp_path, APRIL, "常勤", "")
    appointed(office, tmp_path, OCTOBER, "常勤", "知事")
    (held,) = services.of_employee(office, 1)
    assert held.appointer == "知事"


def test_the_first_roster_taken_in_again_puts_the_appointment_right(
    office: Desk, tmp_path: Path
) -> None:
    appointed(office, tmp_path, APRIL, "常勤", "")
    appointed(office, tmp_path, APRIL, "任期付", "")
    (held,) = services.of_employee(office, 1)
    assert held.appointment == "任期付"
