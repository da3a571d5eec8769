"""Judging, certifying and the figures from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dxdesk.paths import resource
from tests.cli.conftest import Run

EXPECTED: dict[str, Any] = json.loads(
    resource("samples", "expected.json").read_text(encoding="utf-8")
)
DECISION = ("--decided-on", "2026-04-15", "--certified-on", "2026-04-15", "--document", "人事第9号")


def test_judging_finds_whom_the_samples_expect(run: Run, sample: Path) -> None:
    judged = run("judge", sample, "--as-of", "2026-03-31", "--json").json
    assert list(judged) == ["as_of", "counted", "eligible", "items_met", "levels", "people"]
    assert judged["eligible"] == EXPECTED["eligible"]
    assert judged["items_met"] == EXPECTED["items_met"]
    assert judged["levels"] == EXPECTED["levels"]
    assert judged["people"] == {
        code: sorted(numbers) for code, numbers in EXPECTED["eligible_people"].items()
    }


def test_judging_can_be_asked_for_one_category(run: Run, sample: Path) -> None:
    judged = run("judge", sample, "--as-of", "R8.3.31", "--category", "L2", "--json").json
    assert list(judged["people"]) == ["L2"]
    assert run("judge", sample, "--as-of", "R8.3.31", "--category", "L9").code == 1


def test_figures_are_those_that_the_samples_expect(run: Run, sample: Path) -> None:
    words = ("figures", sample, "--fiscal-year", 2025, "--as-of", "2026-03-31", "--no-higher")
    found = run(*words, "--json").json
    mandatory = EXPECTED["mandatory_2025"]
    assert found["mandatory"]["numerator"] == mandatory["numerator"]
    assert found["mandatory"]["denominator"] == mandatory["denominator"]
    for name, levels in EXPECTED["by_department_if_all_eligible_are_certified"].items():
        for code in ("L1", "L2"):
            part = found["by_department"][name][code]
            assert (part["certified"], part["needed"]) == (levels[code], levels[f"{code}_needed"])
    shown = run(*words)
    assert shown.err == ""
    assert f"{found['mandatory']['percent']}％" in shown.out


def test_a_day_outside_the_fiscal_year_and_needed_numbers_that_lack_are_said(
    run: Run, sample: Path
) -> None:
    said = run("figures", sample, "--fiscal-year", 2024, "--as-of", "2026-09-30", "--json")
    assert said.code == 0
    assert "令和6年度（令和6年4月1日～令和7年3月31日）の外です" in said.err
    assert "令和6年度の必要人数がありません" in said.err
    assert said.json["fill"]["L1"]["percent"] is None


def test_a_day_before_the_decision_needs_a_reason(run: Run, sample: Path) -> None:
    said = run(
        *("certify", sample, "--category", "L3", "--as-of", "2026-03-31", "--document", "第1号"),
        *("--decided-on", "2026-04-15", "--certified-on", "2026-03-31"),
    )
    assert said.code == 1
    assert "理由" in said.err


def test_a_decision_of_a_day_to_come_is_remarked_upon(run: Run, sample: Path) -> None:
    said = run(
        *("certify", sample, "--category", "L3", "--as-of", "2026-03-31", "--document", "第1号"),
        *("--decided-on", "2062-04-15", "--certified-on", "2062-04-15"),
    )
    assert said.code == 0
    assert "決裁日（令和44年4月15日）が今日より後です" in said.err


def test_certifying_takes_the_next_numbers(run: Run, sample: Path) -> None:
    before = len(EXPECTED["eligible_people"]["L1"]) + len(EXPECTED["eligible_people"]["L2"])
    words = ("certify", sample, "--category", "L3", "--as-of", "2026-03-31", *DECISION)
    made = run(*words, "--json").json
    assert list(made) == ["round", "certified", "numbers", "held_back"]
    assert made["certified"] + made["held_back"] == EXPECTED["eligible"]["L3"]
    assert made["numbers"] == [f"第{before + 1}号", f"第{before + made['certified']}号"]


def test_a_round_takes_three_steps(run: Run, sample: Path) -> None:
    prepare = ("round", "prepare", sample, "--category", "L3", "--category", "L4")
    prepared = run(*prepare, "--as-of", "2026-03-31", "--json").json
    assert prepared["candidates"] == EXPECTED["eligible"]["L3"] + EXPECTED["eligible"]["L4"]
    number = prepared["round"]
    assert run("print", sample, "certificates", "--round", number, "--out", "a.pdf").code == 1
    decided = run("round", "decide", sample, number, *DECISION, "--json").json
    assert decided["certified"] + decided["held_back"] == prepared["candidates"]
    assert run("round", "issue", sample, number).code == 0
    assert run("round", "issue", sample, number).code == 1


def test_a_certification_is_revoked_by_its_number(run: Run, sample: Path) -> None:
    words = ("--on", "2026-05-01", "--reason", "本人からの申出", "--document", "人事第20号")
    assert run("revoke", sample, "第3号", *words).code == 0
    said = run("revoke", sample, "3", *words)
    assert said.code == 1
    assert "第3号はすでに取消" in said.err
