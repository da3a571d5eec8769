"""Papers and workbooks from the command line, read back."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook

from dxdesk.models import acts
from dxdesk.models.accounts import sign_in
from dxdesk.paths import resource
from tests.cli.conftest import PASSWORD, Run, clock
from tests.cli.test_certifying import EXPECTED


def pages_of(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return texts


def test_certificates_hold_each_name_and_number_once(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "認定証.pdf"
    assert run("print", sample, "certificates", "--round", 1, "--out", out).code == 0
    pages = pages_of(out)
    assert len(pages) == len(EXPECTED["eligible_people"]["L1"])
    numbers = [
        page for number in range(len(pages)) for page in pages if f"第{number + 1}号" in page
    ]
    assert len(numbers) == len(pages)
    registered = EXPECTED["names_beyond_bmp"]
    certified = set(EXPECTED["eligible_people"]["L1"]) & set(registered)
    assert certified
    texts = ["".join(page.split()) for page in pages]
    for number in certified:
        name = "".join(registered[number].split())
        assert any(name in text for text in texts)


def test_a_print_is_entered_into_the_record(run: Run, sample: Path, tmp_path: Path) -> None:
    run("print", sample, "certified_list", "--out", tmp_path / "名簿.pdf")
    newest = run("history", sample, "--json").json["actions"][0]
    assert (newest["kind"], newest["act"]) == ("print", "print")
    assert re.fullmatch(r"認定職員名簿（\d+件）の印刷", newest["title"])


def test_the_list_of_certified_staff_names_everybody(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "名簿.pdf"
    assert run("print", sample, "certified_list", "--fiscal-year", 2025, "--out", out).code == 0
    text = "".join(pages_of(out))
    total = EXPECTED["eligible"]["L1"] + EXPECTED["eligible"]["L2"]
    assert f"認定の件数は{total}件である" in text.replace("\r\n", "")


def test_a_profile_is_found_by_full_width_digits(run: Run, sample: Path, tmp_path: Path) -> None:
    number = EXPECTED["eligible_people"]["L1"][0]
    wide = number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    out = tmp_path / "個人票.pdf"
    assert run("print", sample, "profile", "--employee", wide, "--out", out).code == 0
    assert number in pages_of(out)[0]
    said = run("print", sample, "profile", "--employee", "000000", "--out", out)
    assert said.code == 1
    assert "000000" in said.err


def test_a_file_that_cannot_be_written_leaves_no_entry(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    before = run("history", sample, "--json").json["actions"][0]["id"]
    said = run("export", sample, "employees", "--out", tmp_path / "ない" / "一覧.xlsx")
    assert said.code == 1
    assert "一覧.xlsx" in said.err
    (tmp_path / "一覧.xlsx").mkdir()
    assert run("export", sample, "employees", "--out", tmp_path / "一覧.xlsx").code == 1
    assert run("history", sample, "--json").json["actions"][0]["id"] == before


def test_the_staff_list_keeps_zeros_and_names(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "一覧.xlsx"
    assert run("export", sample, "employees", "--fiscal-year", 2025, "--out", out).code == 0
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    assert all(isinstance(row[0], str) and len(row[0]) == 6 for row in rows[1:])
    name_of = {row[0]: row[1] for row in rows[1:]}
    hard = EXPECTED["names_beyond_bmp"]
    assert {number: name_of[number] for number in hard if number in name_of}
    assert all(name_of[number] == hard[number] for number in hard if number in name_of)


def test_the_staff_list_as_csv_has_a_mark_and_says_what_excel_would_do(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "一覧.csv"
    said = run("export", sample, "employees", "--out", out)
    assert "先頭の0" in said.err
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    transfers = resource("samples", "ido_r8_0601.csv").read_text(encoding="cp932")
    assert len(rows) == EXPECTED["people"] - transfers.count("退職")


def test_the_annual_summary_passes_its_own_checks(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "年次集計.xlsx"
    said = run("export", sample, "annual_summary", "--fiscal-year", 2025, "--out", out)
    assert (said.code, said.err) == (0, "")
    book = load_workbook(out)
    assert book.sheetnames == ["指標", "部局別", "所属別", "定義", "点検結果"]
    results = [row[2] for row in book["点検結果"].iter_rows(min_row=2, values_only=True)]
    assert results == ["適合"] * 15
    values = {row[7]: row[8] for row in book["指標"].iter_rows(values_only=True)}
    assert values["集計対象職員数"] == EXPECTED["mandatory_2025"]["denominator"]
    assert isinstance(values["受講率"], float)
    assert book["所属別"].max_row == 1 + EXPECTED["units"] * 4


def test_a_year_without_a_plan_has_no_summary(run: Run, sample: Path, tmp_path: Path) -> None:
    said = run(
        "export", sample, "annual_summary", "--fiscal-year", 2019, "--out", tmp_path / "a.xlsx"
    )
    assert said.code == 1
    assert "令和元年度の計画がありません" in said.err
    assert not (tmp_path / "a.xlsx").exists()


def test_a_file_that_was_taken_in_comes_out_as_it_was(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    units = resource("samples", "soshiki.xlsx")
    words = ("import", empty, "units", units, "--as-of", "2026-04-01", "--apply", "--json")
    action = run(*words).json["action"]
    assert run("files", empty, action, "--out", tmp_path).code == 0
    assert (tmp_path / "soshiki.xlsx").read_bytes() == units.read_bytes()
    assert run("history", empty, "--json").json["actions"][0]["kind"] == "export"
    again = run("files", empty, action, "--out", tmp_path)
    assert again.code == 1
    assert "すでにあります" in again.err


def test_an_action_that_took_no_file_in_says_so(run: Run, empty: Path, tmp_path: Path) -> None:
    said = run("files", empty, 1, "--out", tmp_path)
    assert said.code == 1
    assert "残したファイルはありません" in said.err


def test_a_file_is_given_only_to_those_who_may_take_such_a_file_in(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    units = ("import", empty, "units", resource("samples", "soshiki.xlsx"))
    action = run(*units, "--as-of", "2026-04-01", "--apply", "--json").json["action"]
    desk = sign_in(empty, PASSWORD, clock=clock)
    with desk.action(acts.CHANGE_SETTING, "役割の変更") as change:
        change.update("account", desk.account_id, roles="officer")
    desk.close(with_backup=False)
    said = run("files", empty, action, "--out", tmp_path)
    assert said.code == 1
    assert "権限がありません" in said.err
    assert list(tmp_path.glob("soshiki*")) == []


def test_the_page_for_the_intranet_is_one_file_and_entered_as_an_export(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "学習.html"
    words = ("export", sample, "learning_information", "--fiscal-year", 2026, "--out", out)
    said = run(*words)
    assert (said.code, said.err) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    newest = run("history", sample, "--json").json["actions"][0]
    assert (newest["kind"], newest["title"]) == ("export", "学習機会の情報（11件）の出力")
    assert run(*words[:-1], tmp_path / "学習.pdf").code == 0
    assert "試験カレンダー" in "".join(pages_of(tmp_path / "学習.pdf"))


def test_who_has_not_completed_stands_under_the_bureau_with_the_trainings_that_are_missing(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "未受講者.pdf"
    said = run("print", sample, "not_completed", "--fiscal-year", 2025, "--out", out)
    mandatory = EXPECTED["mandatory_2025"]
    missing = mandatory["denominator"] - mandatory["numerator"]
    assert f"未受講者一覧（{missing}人）" in said.out
    pages = pages_of(out)
    assert all("職員番号" in page and "未受講の研修" in page for page in pages)
    assert sum(page.count("必須職員研修　令和7年度") for page in pages) == len(pages)


def test_who_has_not_completed_one_training_is_asked_for_by_its_code(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    words = ("print", sample, "not_completed", "--fiscal-year", 2025, "--training")
    assert run(*words, "T101", "--out", tmp_path / "一つ.pdf").code == 0
    wrong = run(*words, "T999", "--out", tmp_path / "ない.pdf")
    assert wrong.code == 1
    assert "研修コード「T999」がありません" in wrong.err
