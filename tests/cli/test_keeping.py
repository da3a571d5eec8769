"""Making and keeping a desk from the command line."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import pytest

from dxdesk.models.keys import read_recovery_key
from dxdesk.paths import resource
from tests.cli.conftest import Run
from tests.imports.plan_books import book_of, edited, put


def test_a_new_desk_shows_its_recovery_key_once_on_standard_error(run: Run, tmp_path: Path) -> None:
    said = run("new", tmp_path / "人事.dxdesk", "--plan", resource("plans", "example.toml"))
    assert said.code == 0
    keys = [
        line.removeprefix("回復キー：") for line in said.err.splitlines() if "回復キー：" in line
    ]
    assert len(keys) == 1
    assert read_recovery_key(keys[0])
    assert "回復キー" not in said.out
    assert run("history", tmp_path / "人事.dxdesk").out.count("\n") == 2


def test_the_first_account_is_named_by_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXDESK_ACCOUNT", "北見")
    assert run("new", tmp_path / "人事.dxdesk").code == 0
    entries = run("history", tmp_path / "人事.dxdesk", "--json").json["actions"]
    assert [entry["account"] for entry in entries] == ["北見"]


def test_a_new_desk_takes_its_plan_from_a_workbook(run: Run, tmp_path: Path) -> None:
    plan = book_of(tmp_path / "計画.xlsx")
    assert run("new", tmp_path / "人事.dxdesk", "--plan", plan).code == 0
    assert run("history", tmp_path / "人事.dxdesk").out.count("\n") == 2


def test_a_new_desk_with_a_wrong_workbook_says_all_of_it_and_leaves_nothing(
    run: Run, tmp_path: Path
) -> None:
    plan = edited(
        book_of(tmp_path / "計画.xlsx"), put("研修", "E2", "たぶん"), put("成果指標", "D2", 120)
    )
    said = run("new", tmp_path / "人事.dxdesk", "--plan", plan)
    assert said.code == 1
    assert "シート「研修」のE2：" in said.err
    assert "シート「成果指標」のD2：" in said.err
    assert not (tmp_path / "人事.dxdesk").exists()


def test_a_new_desk_with_a_bad_plan_leaves_nothing(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text("[plan\n", encoding="utf-8")
    said = run("new", tmp_path / "人事.dxdesk", "--plan", plan)
    assert said.code == 1
    assert "plan.toml" in said.err
    assert "回復キー" not in said.err
    assert not (tmp_path / "人事.dxdesk").exists()


def test_a_desk_must_be_named_as_one(run: Run, tmp_path: Path) -> None:
    said = run("new", tmp_path / "人事")
    assert said.code == 1
    assert ".dxdesk" in said.err


def test_a_wrong_password_ends_with_1(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXDESK_PASSWORD", "chigau-kotoba")
    said = run("history", empty)
    assert (said.code, said.out) == (1, "")
    assert "パスワード" in said.err


def test_nothing_is_asked_where_nobody_can_answer(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DXDESK_PASSWORD")
    monkeypatch.setattr(sys, "stdin", StringIO())
    said = run("history", empty)
    assert said.code == 1
    assert "DXDESK_PASSWORD" in said.err


def test_what_is_no_desk_gets_a_sentence(run: Run, tmp_path: Path) -> None:
    assert run("history", tmp_path / "ない.dxdesk").code == 1
    (tmp_path / "空き.dxdesk").mkdir()
    said = run("history", tmp_path / "空き.dxdesk", "--json")
    assert said.code == 1
    assert "業務データ" in said.json["error"]


def test_history_says_what_happened_newest_first(run: Run, sample: Path) -> None:
    entries = run("history", sample, "--json").json["actions"]
    assert entries[0]["title"].startswith("資格・業務経歴の登録")
    assert [entry["id"] for entry in entries] == sorted(
        (entry["id"] for entry in entries), reverse=True
    )
    assert entries[-1]["why_not"]


def test_an_undone_import_leaves_every_table_as_it_was(
    run: Run, sample: Path, with_errors: Path
) -> None:
    before = run("verify", sample, "--json").json
    words = ("import", sample, "attendance", with_errors, "--apply", "--skip-refused", "--json")
    action = run(*words).json["action"]
    assert run("verify", sample, "--json").json["tables"] != before["tables"]
    said = run("undo", sample, action, "--json")
    assert said.code == 0
    after = run("verify", sample, "--json").json
    assert after["ok"]
    assert after["tables"] == before["tables"]
    assert after["last_action"] == said.json["action"] == before["last_action"] + 2


def test_everything_from_an_action_on_is_undone_as_one(run: Run, empty: Path) -> None:
    fresh = run("verify", empty, "--json").json["tables"]
    units = ("import", empty, "units", resource("samples", "soshiki.xlsx"))
    first = run(*units, "--as-of", "2026-04-01", "--apply", "--json").json["action"]
    roster = ("import", empty, "roster", resource("samples", "meibo_r8_0401.xlsx"))
    assert run(*roster, "--as-of", "2026-04-01", "--apply").code == 0
    said = run("undo", empty, first)
    assert said.code == 1
    assert "名簿の取込" in said.err
    assert run("undo", empty, first, "--from").code == 0
    assert run("verify", empty, "--json").json["tables"] == fresh


def test_an_action_that_never_was_cannot_be_undone(run: Run, empty: Path) -> None:
    assert run("undo", empty, 99).code == 1


def test_verify_compares_a_printed_head(run: Run, empty: Path) -> None:
    found = run("verify", empty, "--json").json
    expected = f"{found['last_action']}:{found['head']}"
    assert run("verify", empty, "--expect", expected).code == 0
    said = run("verify", empty, "--expect", f"{found['last_action']}:{'0' * 64}", "--json")
    assert said.code == 1
    assert not said.json["ok"]
    assert said.json["problems"]


def test_a_restored_desk_counts_on_only_after_its_numbers_are_confirmed(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    assert run("backup", sample, "--to", tmp_path / "控え").code == 0
    (backup,) = (tmp_path / "控え").iterdir()
    restored = tmp_path / "復元.dxdesk"
    assert run("restore", backup, restored).code == 0
    certify = (
        *("certify", restored, "--category", "L3", "--as-of", "2026-03-31"),
        *("--decided-on", "2026-04-15", "--certified-on", "2026-04-15", "--document", "人事第9号"),
    )
    assert run(*certify).code == 1
    assert run("numbers", restored, "--confirm", 100).code == 0
    assert run(*certify, "--json").json["numbers"][0] == "第101号"


def test_doctor_ends_with_1_where_something_is_wrong(run: Run, sample: Path) -> None:
    said = run("doctor", sample, "--json")
    assert said.code == 1  # the copy has no backup
    assert not said.json["ok"]
    assert "バックアップ" in said.err
