"""組織改正: old units become new ones on a day, their people with them, and the past stays as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.proposal import Difference, Options, Proposal, apply, propose
from dxdesk.imports.reorganisation import REORGANISATION
from dxdesk.imports.roster import ROSTER
from dxdesk.imports.units import UNITS
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees, postings, reorganisations, units
from tests.factories import changing, employee, posting, unit, workbook

MARCH = date(2027, 3, 31)
APRIL = date(2027, 4, 1)
HEADINGS: list[object] = [
    "旧所属コード", "旧所属名", "新所属コード", "新所属名", "新部局名", "種別",
]  # fmt: skip
RENAMING: list[object] = ["010001", "総務課", "010101", "総務企画課", "総務部", "改称"]
MERGING: list[list[object]] = [
    ["010002", "人事課", "010109", "人事研修課", "", "統合"],
    ["010003", "研修課", "010109", "人事研修課", "", "統合"],
]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """総務課, 人事課, 研修課 and 統計課, one person in each (ids 1 to 4)."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
        unit(action, "010003", "研修課")
        unit(action, "020001", "統計課", bureau_name="企画部")
        for at, (code, name) in enumerate(
            (("010001", "一　郎"), ("010002", "二　郎"), ("010003", "三　郎"), ("020001", "四　郎"))
        ):
            held = units.find(action, code, MARCH).unit_id
            employee(action, f"00010{at}", name, held)
    return desk


def compared(desk: Desk, folder: Path, *rows: list[object], as_of: date = APRIL) -> Proposal:
    path = workbook(folder / "新旧対照表.xlsx", [HEADINGS, *rows])
    return propose(desk, REORGANISATION, path, Options(as_of=as_of))


def taken_in(desk: Desk, folder: Path, *rows: list[object]) -> int:
    proposal = compared(desk, folder, *rows)
    assert not proposal.refused
    done = apply(desk, proposal)
    assert done is not None
    again = compared(desk, folder, *rows)
    assert (again.refused, again.new, again.changed) == ((), 0, 0)
    return done


def codes(desk: Desk, day: date) -> list[str]:
    return [unit.code for unit in units.units_on(desk, day)]


def places(desk: Desk, employee_id: int) -> list[tuple[str, date | None, date | None]]:
    held = employees.profile(desk, employee_id, APRIL).places
    return [(place.unit_name, place.posting.since, place.posting.until) for place in held]


def test_a_renamed_unit_is_the_same_unit_under_another_name(office: Desk, tmp_path: Path) -> None:
    before = units.find(office, "010001", MARCH)
    taken_in(office, tmp_path, RENAMING)
    after = units.find(office, "010101", APRIL)
    assert (after.unit_id, after.name) == (before.unit_id, "総務企画課")
    assert units.find(office, "010001", MARCH).name == "総務課"
    assert places(office, 1) == [("総務企画課", None, None)]


def test_the_people_of_merged_units_are_posted_to_the_successor(
    office: Desk, tmp_path: Path
) -> None:
    taken_in(office, tmp_path, *MERGING)
    assert codes(office, APRIL) == ["010001", "010109", "020001"]
    assert places(office, 3) == [("人事研修課", APRIL, None), ("研修課", None, MARCH)]


def test_a_unit_can_be_merged_into_one_that_goes_on(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, ["010003", "", "010002", "", "", "統合"])
    assert places(office, 3) == [("人事課", APRIL, None), ("研修課", None, MARCH)]
    assert places(office, 2) == [("人事課", None, None)]


def test_nobody_keeps_a_side_posting_at_the_own_unit(office: Desk, tmp_path: Path) -> None:
    with changing(office) as action:
        posting(action, 2, units.find(action, "010003", MARCH).unit_id, main=False)
        posting(action, 3, units.find(action, "010002", MARCH).unit_id, main=False)
    taken_in(office, tmp_path, *MERGING)
    assert postings.sides_on(office, 2, APRIL) == postings.sides_on(office, 3, APRIL) == []
    assert len(postings.sides_on(office, 2, MARCH)) == len(postings.sides_on(office, 3, MARCH)) == 1


def test_who_will_join_the_old_unit_later_joins_the_successor(office: Desk, tmp_path: Path) -> None:
    june = date(2027, 6, 1)
    with changing(office) as action:
        postings.transfer(action, 4, units.find(action, "010003", MARCH).unit_id, june)
    taken_in(office, tmp_path, *MERGING)
    held = postings.main_of(office, 4, june)
    assert held is not None
    assert held.unit_id == units.find(office, "010109", june).unit_id


def test_a_split_waits_for_the_roster_and_says_so(office: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["010001", "総務課", "010011", "総務第一課", "", "分割"],
        ["010001", "総務課", "010012", "総務第二課", "", "分割"],
    ]
    assert any(
        "名簿か異動で決まります" in each for each in compared(office, tmp_path, *rows).remarks
    )
    taken_in(office, tmp_path, *rows)
    assert codes(office, APRIL) == ["010011", "010012", "010002", "010003", "020001"]
    assert places(office, 1) == [("総務課", None, None)]


def test_a_unit_can_go_on_beside_the_part_that_leaves_it(office: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["010001", "総務課", "010001", "総務課", "", "分割"],
        ["010001", "総務課", "010012", "秘書課", "", "分割"],
    ]
    taken_in(office, tmp_path, *rows)
    assert codes(office, APRIL)[:2] == ["010001", "010012"]
    assert places(office, 1) == [("総務課", None, None)]


def test_an_abolished_unit_with_people_left_is_remarked_upon(office: Desk, tmp_path: Path) -> None:
    row: list[object] = ["020001", "統計課", "", "", "", "廃止"]
    assert any(
        "廃止になる所属に職員がいます" in each for each in compared(office, tmp_path, row).remarks
    )
    taken_in(office, tmp_path, row)
    assert "020001" not in codes(office, APRIL)
    assert [bureau.name for bureau in units.bureaus_on(office, APRIL)] == ["総務部"]
    assert len(units.bureaus_on(office, MARCH)) == 2


def test_a_new_unit_stands_at_the_end_of_its_bureau(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, ["", "", "010050", "監察課", "総務部", "新設"])
    assert codes(office, APRIL) == ["010001", "010002", "010003", "010050", "020001"]


def test_a_new_bureau_begins_with_its_units(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, ["020001", "統計課", "030001", "データ課", "デジタル部", ""])
    assert [bureau.name for bureau in units.bureaus_on(office, APRIL)] == ["総務部", "デジタル部"]
    assert units.find(office, "030001", APRIL).bureau_name == "デジタル部"


def test_a_bureau_under_another_name_is_the_same_bureau(office: Desk, tmp_path: Path) -> None:
    before = units.bureaus_on(office, MARCH)[0]
    rows: list[list[object]] = [
        [code, "", code, "", "総務企画部", ""] for code in ("010001", "010002", "010003")
    ]
    taken_in(office, tmp_path, *rows)
    after = units.bureaus_on(office, APRIL)[0]
    assert (after.unit_id, after.name) == (before.unit_id, "総務企画部")
    assert len(units.tree_on(office, APRIL)) == len(units.tree_on(office, MARCH)) == 2


def test_two_bureaus_that_become_one_are_a_new_bureau(office: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [code, "", code, "", "総務企画部", ""] for code in ("010001", "010002", "010003", "020001")
    ]
    taken_in(office, tmp_path, *rows)
    assert [bureau.name for bureau in units.bureaus_on(office, APRIL)] == ["総務企画部"]
    assert [bureau.name for bureau in units.bureaus_on(office, MARCH)] == ["総務部", "企画部"]


def test_codes_can_change_places(office: Desk, tmp_path: Path) -> None:
    taken_in(
        office, tmp_path,
        ["010001", "", "010002", "総務課", "", ""], ["010002", "", "010001", "人事課", "", ""],
    )  # fmt: skip
    found = {unit.code: unit.name for unit in units.units_on(office, APRIL)}
    assert (found["010001"], found["010002"]) == ("人事課", "総務課")


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["999999", "", "010101", "総務企画課", "", ""], "A2"),
        (["", "", "", "", "", ""], ""),
        (["010001", "", "", "", "", "改称"], "F2"),
        (["010001", "", "010101", "総務企画課", "", "統合"], "F2"),
        (["010001", "", "010101", "総務企画課", "", "転生"], "F2"),
        (["", "", "010050", "監察課", "", "新設"], "E2"),
        (["", "", "010050", "", "総務部", "新設"], "D2"),
        (["", "", "010001", "監察課", "総務部", "新設"], "C2"),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_cell(
    office: Desk, tmp_path: Path, row: list[object], cell: str
) -> None:
    found = compared(office, tmp_path, row, ["010003", "", "010033", "研修室", "", ""])
    assert [refusal.cell for refusal in found.refused] == ([cell] if cell else [])
    assert found.changed == 1


def test_one_new_unit_has_one_name(office: Desk, tmp_path: Path) -> None:
    other = ["010003", "研修課", "010109", "研修人事課", "", "統合"]
    assert [refusal.cell for refusal in compared(office, tmp_path, MERGING[0], other).refused] == [
        "D3"
    ]


def test_what_happens_is_said_line_by_line(office: Desk, tmp_path: Path) -> None:
    found = compared(office, tmp_path, RENAMING, MERGING[0], MERGING[1])
    assert found.lines[0].differences == (
        Difference("組織改正", "", "改称"),
        Difference("所属コード", "010001", "010101"),
        Difference("所属名", "総務課", "総務企画課"),
    )
    assert found.lines[1].differences[-1] == Difference("職員", "1人", "1人が新所属へ異動")


def test_the_lines_of_a_reorganisation_show_before_and_after(office: Desk, tmp_path: Path) -> None:
    new: list[object] = ["", "", "010050", "監察課", "総務部", "新設"]
    taken_in(office, tmp_path, RENAMING, *MERGING, new)
    lines = [
        (line.kind, line.before.name if line.before else "", line.after.name if line.after else "")
        for line in reorganisations.successions(office, APRIL)
    ]
    assert lines == [
        ("改称", "総務課", "総務企画課"),
        ("統合", "人事課", "人事研修課"),
        ("統合", "研修課", "人事研修課"),
        ("新設", "", "監察課"),
    ]
    assert reorganisations.days(office) == [APRIL]


def test_undoing_a_reorganisation_is_one_step(office: Desk, tmp_path: Path) -> None:
    before = units.units_on(office, APRIL)
    office.undo(taken_in(office, tmp_path, RENAMING, *MERGING))
    assert units.units_on(office, APRIL) == before
    assert places(office, 3) == [("研修課", None, None)]


def test_the_next_roster_says_where_people_really_are(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, RENAMING, *MERGING)
    rows: list[list[object]] = [
        ["職員番号", "氏名", "所属コード"],
        ["000100", "一　郎", "010101"],
        ["000101", "二　郎", "010109"],
        ["000102", "三　郎", "020001"],
    ]
    path = workbook(tmp_path / "名簿.xlsx", rows)
    proposal = propose(office, ROSTER, path, Options(as_of=APRIL, missing="retire"))
    assert (proposal.same, proposal.changed, proposal.missing) == (2, 1, 1)
    apply(office, proposal)
    assert places(office, 3) == [("統計課", APRIL, None), ("研修課", None, MARCH)]
    assert places(office, 4) == [("統計課", None, MARCH)]


def test_the_last_day_of_the_old_organisation_stays_as_it_was(office: Desk, tmp_path: Path) -> None:
    def on_the_last_day() -> tuple[object, ...]:
        held = [postings.main_of(office, each, MARCH) for each in (1, 2, 3, 4)]
        return units.tree_on(office, MARCH), [each and each.unit_id for each in held]

    before = on_the_last_day()
    gone: list[object] = ["020001", "統計課", "", "", "", "廃止"]
    taken_in(office, tmp_path, RENAMING, *MERGING, gone)
    ids = [unit.unit_id for branch in units.tree_on(office, MARCH) for unit in branch.units]
    assert before[1] == on_the_last_day()[1] == ids
    assert units.people_on(office, MARCH) == dict.fromkeys(ids, 1)


def test_a_list_of_units_of_that_day_finds_everything_as_it_is(
    office: Desk, tmp_path: Path
) -> None:
    taken_in(office, tmp_path, RENAMING, *MERGING)
    rows: list[list[object]] = [["所属コード", "部局名", "所属名"]]
    rows += [[u.code, u.bureau_name, u.name] for u in units.units_on(office, APRIL)]
    found = propose(office, UNITS, workbook(tmp_path / "組織.xlsx", rows), Options(as_of=APRIL))
    assert (found.new, found.changed, found.missing) == (0, 0, 0)


def test_a_table_for_an_older_organisation_is_refused(office: Desk, tmp_path: Path) -> None:
    taken_in(office, tmp_path, RENAMING)
    with pytest.raises(UserError, match="令和9年4月1日から"):
        compared(office, tmp_path, RENAMING, as_of=date(2026, 4, 1))


def test_the_tree_counts_the_people_of_each_unit(office: Desk) -> None:
    first, second = units.tree_on(office, MARCH)
    assert first.bureau is not None
    assert (first.bureau.name, [unit.name for unit in first.units]) == (
        "総務部", ["総務課", "人事課", "研修課"],
    )  # fmt: skip
    assert list(second.people.values()) == [1]
