"""A plan's workbook comes back as it went out, and whatever is wrong in it is said by its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from dxdesk.errors import UserError
from dxdesk.imports.plan import PLAN, TakePlan
from dxdesk.imports.proposal import Options, Proposal, State, apply, propose
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.plan import editions, targets
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.skill_map import ScaleWord
from dxdesk.models.plan.targets import NeededNumber
from tests.factories import attendance, changing, employee, unit
from tests.imports.plan_books import (
    EXAMPLE,
    book_of,
    computed,
    edited,
    example,
    needs_for,
    put,
    row_of,
)
from tests.models.floor import digests


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The workbook of the shipped example."""
    return book_of(tmp_path / "計画.xlsx")


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The shipped example is in force."""
    apply(desk, propose(desk, PLAN, EXAMPLE))
    return desk


def plan_of(proposal: Proposal) -> PlanFile:
    change = proposal.lines[0].change
    assert isinstance(change, TakePlan)
    return change.plan


def refused(desk: Desk, path: Path) -> list[str]:
    """What is refused; and that nothing is done."""
    before = digests(desk)
    proposal = propose(desk, PLAN, path)
    assert proposal.refused
    assert proposal.lines == ()
    with pytest.raises(UserError, match="何も取り込んでいません") as caught:
        apply(desk, proposal, skip_refused=True)
    assert digests(desk) == before
    said = [f"{each.place}：{each.reason}" for each in proposal.refused]
    assert caught.value.text.splitlines()[1:] == said
    return said


# --- there and back ---


def test_the_shipped_example_comes_back_equal_with_its_mark(desk: Desk, path: Path) -> None:
    proposal = propose(desk, PLAN, path)
    assert plan_of(proposal) == example()
    assert plan_of(proposal).note == "例（別冊資料の内容ではありません）"
    assert proposal.remarks == ()


def test_the_workbook_of_the_plan_in_force_changes_nothing(office: Desk, path: Path) -> None:
    proposal = propose(office, PLAN, path)
    assert {line.state for line in proposal.lines} == {State.SAME}
    assert apply(office, proposal) is None


def test_every_text_and_choice_comes_back(desk: Desk, tmp_path: Path) -> None:
    first = replace(example().categories[0], duty="一行目\n=二行目", skill_set="+81")
    plan = replace(
        example(),
        counts_self_reported=True,
        categories=(first, *example().categories[1:]),
        scale=(ScaleWord(1, "できない"), ScaleWord(5, "教えられる")),
        abilities=("意欲・態度", "対人関係能力", "課題対応能力", "デジタル力", "胆力"),
    )
    assert plan_of(propose(desk, PLAN, book_of(tmp_path / "p.xlsx", plan))) == plan


def test_sheets_and_columns_may_stand_in_another_order(desk: Desk, path: Path) -> None:
    def shuffle(book: Workbook) -> None:
        book.move_sheet("研修", offset=-3)
        book["研修"].move_range("A1:A17", cols=7)

    assert plan_of(propose(desk, PLAN, edited(path, shuffle))) == example()


def test_what_is_no_part_of_a_plan_is_passed_over_and_said(desk: Desk, path: Path) -> None:
    edited(
        path,
        lambda book: book.create_sheet("メモ").append(["覚え書き"]),
        put("研修", "F1", "担当"),
        put("研修", "F2", "研修係"),
    )
    proposal = propose(desk, PLAN, path)
    assert plan_of(proposal) == example()
    assert "シート「メモ」は読みません。" in proposal.remarks
    assert "シート「研修」の列「担当」は読みません。" in proposal.remarks


def test_leading_zeros_of_a_code_survive(desk: Desk, tmp_path: Path) -> None:
    kinds = tuple(replace(each, code=f"00{n}") for n, each in enumerate(example().experience_kinds))
    plan = replace(example(), experience_kinds=kinds)
    path = book_of(tmp_path / "p.xlsx", replace(plan, items=(), rules=()))
    assert [each.code for each in plan_of(propose(desk, PLAN, path)).experience_kinds][:2] == [
        "000",
        "001",
    ]


# --- read for what is meant ---


def test_full_width_digits_are_read(desk: Desk, path: Path) -> None:
    edited(
        path,
        put("研修", "A2", "Ｔ００１"),
        put("研修", "D2", "１．５"),
        put("満たす方法", "A2", "０－１"),
        put("計画", "C2", "２０２２"),
    )
    proposal = propose(desk, PLAN, path)
    plan = plan_of(proposal)
    assert (plan.trainings[0].code, plan.trainings[0].hours) == ("T001", 1.5)
    assert plan.from_fiscal_year == 2022
    assert any("全角の英数字" in each and "A2" in each for each in proposal.remarks)


@pytest.mark.parametrize(
    "written",
    [
        "令和9年3月31日", "R9.3.31", "2027-03-31", "2027/3/31", "20270331", "Ｒ９．３．３１",
        date(2027, 3, 31),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form(desk: Desk, path: Path, written: object) -> None:
    row = row_of(path, "資格", "AP")
    proposal = propose(desk, PLAN, edited(path, put("資格", f"E{row}", written)))
    assert plan_of(proposal) == example()


def test_a_formula_without_a_result_is_said_with_its_cell(desk: Desk, path: Path) -> None:
    edited(path, put("成果指標", "D2", "=50+50"))
    with pytest.raises(UserError, match="シート「成果指標」のセル D2 の数式に計算結果がありません"):
        propose(desk, PLAN, path)


def test_of_a_formula_the_result_is_read_that_a_spreadsheet_computed(
    desk: Desk, path: Path
) -> None:
    edited(path, put("成果指標", "D2", "=50+50"))
    computed(path, "<f>50+50</f><v></v>", "<f>50+50</f><v>100</v>")
    assert plan_of(propose(desk, PLAN, path)) == example()


# --- wrong ---


def test_a_deleted_sheet_is_said(desk: Desk, path: Path) -> None:
    edited(path, lambda book: book.remove(book["研修"]))
    (said,) = refused(desk, path)
    assert said.startswith("シート「研修」：シート「研修」がないか、空です。")


def test_a_lost_heading_is_said(desk: Desk, path: Path) -> None:
    (said,) = refused(desk, edited(path, put("研修", "E1", "ひっす")))
    assert said.startswith("シート「研修」のA1：")
    assert "「必須」がありません" in said


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        ("満たす方法", "C2", "T999", "研修「T999」がこの計画にありません"),
        ("満たす方法", "A2", "9-9", "項目「9-9」は『評価指標項目』にありません"),
        ("満たす方法", "B2", "けんしゅう", "方法は「研修」、「資格」、「業務経歴」、「所属長評価」のどれか"),
        ("満たす方法", "F2", 12, "方法が「研修」の行には月数を書きません"),
        ("満たす方法", "E2", 0, "何年度以内が0です。1から50まで"),
        ("満たす方法", "C2", None, "コードが入っていません"),
        ("研修", "E2", "ひつよう", "必須は「はい」、「いいえ」のどれか"),
        ("研修", "A2", "T 0/1", "コードとして読めません"),
        ("研修", "A2", date(2026, 1, 1), "日付になっています"),
        ("研修", "B2", None, "名称が入っていません"),
        ("研修", "D2", "いろいろ", "数ではありません"),
        ("研修", "D2", "#N/A", "エラー値です"),
        ("資格", "E5", "2027-02-30", "2027"),
        ("資格", "F5", "XX", "資格「XX」がこの計画にありません"),
        ("人材区分", "C3", 7, "最も低いレベルが7です"),
        ("人材区分", "D7", 1, "レベルの並びが逆です"),
        ("評価指標項目", "A3", "L9", "人材区分「L9」がこの計画にありません"),
        ("評価指標項目", "F4", "根性", "「根性」は"),
        ("認定基準", "B3", "1-1、9-9", "項目「9-9」がこの計画にありません"),
        ("認定基準", "C3", 3, "選択項目は2個しかありません"),
        ("認定基準", "C3", None, "幾つが必要か"),
        ("認定基準", "E5", 999, "この区分の項目の点数は"),
        ("成果指標", "D2", 120, "目標値が120です"),
        ("成果指標", "C2", 2031, "2031年度はこの計画の年度の外です"),
        ("計画", "D2", 2020, "最初の年度が最後の年度より後"),
        ("計画", "D2", 20.5, "整数ではありません"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_cell(
    desk: Desk, path: Path, sheet: str, cell: str, value: object, said: str
) -> None:
    first, *others = refused(desk, edited(path, put(sheet, cell, value)))
    assert first.startswith(f"シート「{sheet}」の{cell}：")
    assert said in first
    assert not others or sheet in ("満たす方法", "計画", "研修")


def test_two_things_of_one_code_are_said(desk: Desk, path: Path) -> None:
    said = refused(desk, edited(path, put("研修", "A3", "T001")))
    assert "シート「研修」のA3：同じコードのものが2つ以上あります。" in said


def test_everything_wrong_is_said_at_once(desk: Desk, path: Path) -> None:
    edited(
        path,
        put("満たす方法", "C2", "T999"),
        put("研修", "E2", "たぶん"),
        put("認定基準", "B3", "9-9"),
        lambda book: book.remove(book["必要人数"]),
        lambda book: book.remove(book["評語"]),
    )
    assert [each.split("：")[0] for each in refused(desk, path)] == [
        "シート「研修」のE2",
        "シート「評語」",
        "シート「満たす方法」のC2",
        "シート「認定基準」のB3",
    ]


def test_a_circle_of_successors_is_said(desk: Desk, path: Path) -> None:
    row = row_of(path, "資格", "PD")
    said = refused(desk, edited(path, put("資格", f"F{row}", "AP")))
    assert f"シート「資格」のF{row}：後継の資格が輪になっています。" in said


def test_a_circle_of_rules_is_said_with_its_way_round(desk: Desk, path: Path) -> None:
    row = row_of(path, "認定基準", "L2")
    said = refused(desk, edited(path, put("認定基準", f"F{row}", "L4")))
    assert any(
        each.startswith(f"シート「認定基準」のF{row}：") and "L2→L4→L3→L2" in each for each in said
    )


def test_a_file_that_is_another_one_is_said(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名簿.xlsx"
    book = Workbook()
    book.active.append(["職員番号", "氏名"])
    book.save(path)
    assert len(refused(desk, path)) == 11


# --- what records use ---


@pytest.fixture
def used(office: Desk) -> Desk:
    """Somebody has completed T101."""
    with changing(office) as action:
        own = employee(action, "000001", "髙橋　修")
        course = action.value("SELECT id FROM training WHERE code = 'T101'")
        attendance(action, own, course, "2025-05-01")
    return office


def test_a_renamed_code_in_use_is_refused_with_what_uses_it(used: Desk, path: Path) -> None:
    row, way = row_of(path, "研修", "T101"), row_of(path, "満たす方法", "T101", "C")
    edited(path, put("研修", f"A{row}", "T109"), put("満たす方法", f"C{way}", "T109"))
    (said,) = refused(used, path)
    assert said == (
        f"シート「研修」のA{row}：研修のコードが「T101」から「T109」に変わっていますが、"
        "「T101」は研修実績1件で使われています。コードを「T101」に戻してください。"
    )


def test_a_code_in_use_that_is_left_out_is_remarked_upon(used: Desk, path: Path) -> None:
    row, way = row_of(path, "研修", "T101"), row_of(path, "満たす方法", "T101", "C")
    edited(
        path,
        lambda book: book["研修"].delete_rows(row),
        lambda book: book["満たす方法"].delete_rows(way),
    )
    proposal = propose(used, PLAN, path)
    assert "研修 T101（研修実績1件で使われています）は新しい計画にありません。" in "".join(
        proposal.remarks
    ).replace("） は", "）は")
    apply(used, proposal)
    assert used.value("SELECT count(*) FROM attendance") == 1


def test_an_unused_code_may_be_renamed(office: Desk, path: Path) -> None:
    row, way = row_of(path, "研修", "T101"), row_of(path, "満たす方法", "T101", "C")
    edited(path, put("研修", f"A{row}", "T109"), put("満たす方法", f"C{way}", "T109"))
    assert propose(office, PLAN, path).refused == ()


# --- what it does ---


def test_the_people_whose_judgement_changes_are_counted(office: Desk, path: Path) -> None:
    with changing(office) as action:
        own = employee(action, "000001", "髙橋　修", grade="課長級")
        digital = action.value("SELECT id FROM unit_version WHERE tier = '所属'")
        action.update("unit_version", digital, digital=1)
        course = action.value("SELECT id FROM training WHERE code = 'T501'")
        attendance(action, own, course, "2022-05-01")
    row = row_of(path, "満たす方法", "T501", "C")
    proposal = propose(office, PLAN, edited(path, put("満たす方法", f"C{row}", "T402")))
    (said,) = proposal.remarks
    assert "判定が変わる職員 1人（MG 満たさなくなる1人）" in said


def test_a_change_of_words_says_that_nobodys_judgement_changes(office: Desk, path: Path) -> None:
    with changing(office) as action:
        employee(action, "000001", "髙橋　修")
    proposal = propose(office, PLAN, edited(path, put("研修", "B2", "新しい名称")))
    assert [line.key for line in proposal.lines if line.state is State.CHANGED] == [
        "計画",
        "研修 T001",
    ]
    assert proposal.remarks[-1].endswith("判定が変わる職員はいません。")


def test_a_sealed_edition_stays_and_a_revision_from_a_day_is_made(office: Desk, path: Path) -> None:
    with office.action(acts.PREPARE_ROUND, "認定の準備") as action:
        editions.seal(action, 1)
    edited(path, put("研修", "B2", "新しい名称"))
    options = Options(as_of=date(2026, 4, 1))
    proposal = propose(office, PLAN, path, options)
    assert (
        "いまの版1（例）は既に判定や認定に使われているため残し、版1.1として取り込みます。"
        "R8.4.1から有効です。"
    ) in proposal.remarks
    apply(office, proposal)
    made = editions.editions(office)[0]
    assert (made.version, made.in_force_from) == ("1.1", date(2026, 4, 1))


# --- 必要人数 ---


@pytest.fixture
def needy(office: Desk) -> Desk:
    """Two units, one of which needs people."""
    with changing(office) as action:
        first = unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
        targets.set_needed_numbers(action, 2025, [NeededNumber(first, "L1", 3)])
    return office


def needed(desk: Desk, fiscal_year: int = 2025) -> dict[tuple[int, str], int]:
    return {key: each.number for key, each in targets.needed_numbers(desk, fiscal_year).items()}


def needs_book(desk: Desk, folder: Path) -> Path:
    return book_of(folder / "p.xlsx", example(), needs_for(desk, example(), 2025))


def test_needed_numbers_come_back_equal(needy: Desk, tmp_path: Path) -> None:
    proposal = propose(needy, PLAN, needs_book(needy, tmp_path))
    assert {line.state for line in proposal.lines} == {State.SAME}
    assert sum(line.key.startswith("必要人数") for line in proposal.lines) == 2


def test_changed_and_new_needed_numbers_are_taken_in(needy: Desk, tmp_path: Path) -> None:
    path = needs_book(needy, tmp_path)
    before = needed(needy)
    proposal = propose(
        needy, PLAN, edited(path, put("必要人数", "E2", 5), put("必要人数", "F3", "２"))
    )
    shown = {
        line.key: [(each.label, each.old, each.new) for each in line.differences]
        for line in proposal.lines
        if line.state is not State.SAME
    }
    assert shown == {
        "必要人数 010001（令和7年度）": [("L1", "3", "5")],
        "必要人数 010002（令和7年度）": [("L2", "", "2")],
    }
    apply(needy, proposal)
    assert sorted(needed(needy).values()) == [2, 5]
    assert len(before) == 1
    assert len(editions.editions(needy)) == 1


def test_numeric_codes_of_units_are_padded(needy: Desk, tmp_path: Path) -> None:
    path = edited(needs_book(needy, tmp_path), put("必要人数", "B2", 10001))
    proposal = propose(needy, PLAN, path)
    assert proposal.refused == ()


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("B2", "999999", "所属コード「999999」の所属はその年度にありません"),
        ("B3", "010001", "同じ年度と所属の行が2行目にもあります"),
        ("A2", 2031, "計画の2022から2026まで"),
        ("E2", -1, "必要人数が-1です"),
        ("E2", "多い", "整数ではありません"),
    ],
)
def test_a_wrong_needed_number_is_said_with_its_cell(
    needy: Desk, tmp_path: Path, cell: str, value: object, said: str
) -> None:
    (found,) = refused(needy, edited(needs_book(needy, tmp_path), put("必要人数", cell, value)))
    assert found.startswith(f"シート「必要人数」の{cell}：")
    assert said in found


def test_a_new_desk_without_units_leaves_the_needed_numbers(
    needy: Desk, desk: Desk, tmp_path: Path
) -> None:
    path = needs_book(needy, tmp_path)
    with changing(desk) as action:
        for table in ("needed_number", "unit_version", "unit"):
            for row in action.rows(f"SELECT id FROM {table} ORDER BY id DESC"):
                action.delete(table, row[0])
    assert any("所属がまだないため" in each for each in propose(desk, PLAN, path).remarks)
