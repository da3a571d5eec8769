"""``import``: a proposal first, whole or not at all, and refusals with their cells."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from dxdesk.paths import resource
from tests.cli.conftest import Run, Said
from tests.imports.plan_books import book_of, edited, put

KEYS = [
    "kind",
    "file",
    "rows",
    "new",
    "changed",
    "same",
    "missing",
    "passed_over",
    "doubled",
    "by_kind",
    "refused",
    "remarks",
    "applied",
    "action",
]


def take_roster(run: Run, desk: Path, *more: str) -> Said:
    units = resource("samples", "soshiki.xlsx")
    run("import", desk, "units", units, "--as-of", "2026-04-01", "--apply")
    roster = resource("samples", "meibo_r8_0401.xlsx")
    return run("import", desk, "roster", roster, "--as-of", "令和8年4月1日", *more)


def test_without_apply_a_file_is_only_compared(run: Run, empty: Path) -> None:
    said = take_roster(run, empty, "--json")
    assert said.code == 0
    assert list(said.json) == KEYS
    assert (said.json["new"], said.json["applied"], said.json["action"]) == (300, False, None)
    assert "名簿" not in run("history", empty).out


def test_a_roster_is_taken_in_once(run: Run, empty: Path) -> None:
    first = take_roster(run, empty, "--apply", "--json").json
    assert (first["rows"], first["new"], first["applied"]) == (300, 300, True)
    assert isinstance(first["action"], int)
    again = take_roster(run, empty, "--apply", "--json").json
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 300)
    assert again["action"] is None


def test_transfers_are_counted_by_kind(run: Run, sample: Path) -> None:
    transfers = run("import", sample, "transfers", resource("samples", "ido_r8_0601.csv"), "--json")
    assert transfers.json["same"] == transfers.json["rows"] == 21
    assert transfers.json["by_kind"]["転任"] == 14


def test_with_a_row_refused_nothing_is_taken_in(run: Run, sample: Path, with_errors: Path) -> None:
    said = run("import", sample, "attendance", with_errors, "--apply", "--json")
    assert said.code == 1
    assert (said.json["new"], said.json["applied"], said.json["action"]) == (5, False, None)
    assert [refused["cell"][0] for refused in said.json["refused"]] == ["C", "A", "E"]
    assert all(refused["cell"] in said.err for refused in said.json["refused"])


def test_refused_rows_can_be_left_out(run: Run, sample: Path, with_errors: Path) -> None:
    said = run("import", sample, "attendance", with_errors, "--apply", "--skip-refused")
    assert said.code == 0
    assert "取り込みました" in said.out
    assert "3件除いて" in said.err


def test_refused_rows_are_corrected_and_taken_in_again(
    run: Run, sample: Path, with_errors: Path, tmp_path: Path
) -> None:
    path = tmp_path / "取り込めない行.xlsx"
    run("import", sample, "attendance", with_errors, "--apply", "--skip-refused", "--refused", path)
    book = load_workbook(path)
    sheet = book.active
    assert [cell.value for cell in sheet[1]][-1] == "理由"
    assert sheet.max_row == 4
    assert "職員番号" in sheet.cell(2, sheet.max_column).value
    known = next(iter(run("judge", sample, "--as-of", "2026-03-31", "--json").json["people"]["L1"]))
    for row in range(2, 5):
        sheet.cell(row, 1).value = "T001"
        sheet.cell(row, 3).value = known
        sheet.cell(row, 5).value = f"2026-02-0{row}"
    book.save(path)
    again = run("import", sample, "attendance", path, "--apply", "--json").json
    assert (again["new"], again["refused"]) == (3, [])


def test_a_file_that_cannot_be_read_is_one_refusal(run: Run, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "名簿.xlsx"
    file.write_bytes(b"not a workbook")
    said = run("import", empty, "roster", file, "--as-of", "2026-04-01", "--apply", "--json")
    assert said.code == 1
    assert list(said.json) == KEYS
    assert said.json["refused"][0]["reason"] == said.err.strip()
    assert "名簿.xlsx" in said.err


def test_what_becomes_of_people_who_are_missing_is_said(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    whole = load_workbook(resource("samples", "meibo_r8_0401.xlsx"))
    whole.active.delete_rows(20, 2)
    whole.save(tmp_path / "名簿.xlsx")
    words = ("import", sample, "roster", tmp_path / "名簿.xlsx", "--as-of", "2026-10-01")
    assert "人は、そのままにします" in run(*words).out
    assert "人は、基準日の前日で退職とします" in run(*words, "--missing", "retire").out


def test_a_wrong_plan_is_said_by_sheet_and_cell_and_never_taken_in_part(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    path = edited(
        book_of(tmp_path / "計画.xlsx"),
        put("満たす方法", "C2", "T999"),
        put("研修", "E2", "たぶん"),
    )
    said = run("import", empty, "plan", path, "--apply", "--skip-refused", "--json")
    assert said.code == 1
    assert [(each["sheet"], each["cell"]) for each in said.json["refused"]] == [
        ("研修", "E2"),
        ("満たす方法", "C2"),
    ]
    assert said.json["applied"] is False
    assert "シート「満たす方法」のC2「T999」：研修「T999」がこの計画にありません。" in said.err


def test_a_plan_goes_out_and_comes_back_the_same(run: Run, sample: Path, tmp_path: Path) -> None:
    for name in ("計画.xlsx", "計画.toml"):
        assert (
            run("export", sample, "plan", "--fiscal-year", "2025", "--out", tmp_path / name).code
            == 0
        )
        said = run("import", sample, "plan", tmp_path / name, "--json")
        assert (said.code, said.json["new"], said.json["changed"]) == (0, 0, 0)
        assert said.json["same"] > 70
