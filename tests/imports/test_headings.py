"""The header row is found below titles, columns by their names, and what is no data is passed over."""

from __future__ import annotations

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.headings import Field, Header, data_rows, find_header, fold_heading
from dxdesk.imports.kinds import fitting
from dxdesk.imports.reading import Cell, Row, Table

NUMBER = Field("number", "職員番号", ("職員コード", "職員No."))
NAME = Field("name", "氏名", ("名前",))
KANA = Field("kana", "フリガナ", ("カナ氏名",))
REMARK = Field("remark", "備考", required=False)
FIELDS = (NUMBER, NAME, KANA, REMARK)
HEADINGS = ("職員番号", "氏名", "フリガナ", "備考")


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("名簿.xlsx", "職員", [Row(n, cells) for n, cells in enumerate(rows, 1)], "xlsx")


def refusal(read: Table, remembered: dict[str, str] | None = None) -> str:
    with pytest.raises(UserError) as caught:
        find_header(read, FIELDS, remembered)
    assert "「名簿.xlsx」のシート「職員」" in caught.value.text
    return caught.value.text


def kept_and_passed(*rows: tuple[Cell, ...]) -> tuple[list[int], int]:
    """Numbers of the rows kept (the first below the header is 2) and how many were passed over."""
    read = table(HEADINGS, *rows)
    kept, passed_over = data_rows(read, find_header(read, FIELDS))
    return [row.number for row in kept], passed_over


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("職 員\n番　号", "職員番号"),
        ("ﾌﾘｶﾞﾅ", "フリガナ"),
        ("フリカ\u3099ナ", "フリガナ"),
        ("ﾊﾟｿｺﾝ・ｳﾞｧ", "パソコン・ヴァ"),
        ("職員Ｎｏ．", "職員no."),
        ("※氏名", "氏名"),
        ("氏名＊", "氏名"),
    ],
)
def test_headings_are_compared_without_width_and_spaces(written: str, meant: str) -> None:
    assert fold_heading(written) == fold_heading(meant)


def test_different_headings_stay_different() -> None:
    assert len({fold_heading(text) for text in ("神名", "\ufa19名", "カナ", "ガナ", "かな")}) == 5


def test_the_header_is_found_below_titles() -> None:
    read = table(
        ("職員名簿",),
        ("令和８年４月１日現在", None, "人事課"),
        (),
        ("職員No.", "フリガナ", "氏名", "所属"),
    )
    header = find_header(read, FIELDS)
    assert header == Header(
        row=4,
        columns={"number": 0, "name": 2, "kana": 1},
        headings=("職員No.", "フリガナ", "氏名", "所属"),
        unknown=(3,),
        required=frozenset({0, 1, 2}),
    )


def test_a_title_that_is_also_a_heading_is_no_header() -> None:
    assert find_header(table(("氏名",), HEADINGS), FIELDS).row == 2


def test_a_remark_in_brackets_does_not_hide_a_heading() -> None:
    header = find_header(table(("職員番号（6桁）", "氏名(戸籍)", "フリガナ")), FIELDS)
    assert header.columns == {"number": 0, "name": 1, "kana": 2}


def test_the_officers_mapping_comes_before_names() -> None:
    read = table(("番号", "氏名", "読み", "フリガナ"))
    header = find_header(read, FIELDS, {"番号": "number", "読み": "kana", "氏名": "gone"})
    assert header.columns == {"number": 0, "name": 1, "kana": 2}
    assert header.unknown == (3,)


def test_a_label_comes_before_a_synonym() -> None:
    header = find_header(table(("名前", "職員番号", "氏名", "フリガナ")), FIELDS)
    assert header.columns["name"] == 2
    assert header.unknown == (0,)


def test_a_file_without_header_is_refused() -> None:
    text = refusal(table(("012345", "山田", "ヤマダ"), ("氏名",)))
    assert "見出しの行がありません" in text
    assert "「職員番号」「氏名」「フリガナ」" in text


def test_a_missing_heading_is_named() -> None:
    text = refusal(table((), ("職員番号", "氏名", "備考")))
    assert "2行目" in text
    assert "「フリガナ」がありません" in text


def test_two_columns_for_one_field_are_refused_with_their_cells() -> None:
    text = refusal(table((), ("職員番号", "氏名", "フリガナ", "職 員 番 号")))
    assert "「職員番号」の列が2つあります（A2 と D2）" in text


def test_blank_rows_totals_and_notes_are_passed_over_and_counted() -> None:
    assert kept_and_passed(
        ("012345", "山田", "ヤマダ", None),
        (),
        (None, "　", None, None),
        ("小計", "1人", None, None),
        (12346, "佐藤", "サトウ", None),
        ("合　計", "2人", None, None),
        (None, "合計（2人）", None, None),
        ("※ 休職者を含む",),
        ("注1：4月1日現在", None, None, None),
        (None, None, None, "人事課"),
        HEADINGS,
    ) == ([2, 6], 9)


def test_rows_that_look_like_data_are_kept_to_be_judged() -> None:
    rows: list[tuple[Cell, ...]] = [
        ("012345",),
        (None, "山田", None, None),
        (None, "注連本\u3000計", "シメモト\u3000ケイ", None),
        ("計12", "合田計", "ゴウダ", None),
        ("合計者", "a", "b", None),
        ("※12346", "佐藤", "サトウ", None),
    ]
    kept, passed_over = kept_and_passed(*rows[:3], *rows[4:])
    assert (kept, passed_over) == ([2, 3, 4, 5, 6], 0)


def test_rows_are_as_wide_as_what_is_read_and_know_their_cells() -> None:
    read = table((), HEADINGS, ("012345", "山田"))
    header = find_header(read, FIELDS)
    ((row,), _) = data_rows(read, header)
    assert row.cells == ("012345", "山田", None, None)
    assert header.address(row, "kana") == "C3"


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        (("所属コード", "部局名", "所属名", "区分", "表示順"), "組織一覧"),
        (("職員番号", "氏名", "フリガナ", "生年月日", "所属コード", "職名"), "職員名簿"),
        (("研修コード", "研修名", "職員番号", "氏名", "受講日", "結果"), "研修実績"),
        (("所属コード", "部局名", "所属名", "レベル1", "レベル2"), "必要人数"),
    ],
)
def test_the_headings_say_which_kind_of_file_it_is(headings: tuple[str, ...], title: str) -> None:
    assert [kind.title for kind in fitting(headings)] == [title]
