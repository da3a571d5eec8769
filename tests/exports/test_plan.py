"""A plan goes out as a workbook and as TOML and comes back equal, whatever it says."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dxdesk.cli.commands import WORKBOOKS
from dxdesk.exports.catalogue import CATALOGUE
from dxdesk.exports.output import Request, make
from dxdesk.exports.plan_toml import write_toml
from dxdesk.exports.workbooks.plan import write_plan
from dxdesk.imports.plan import PLAN, TakePlan
from dxdesk.imports.plan_file import parse_plan
from dxdesk.imports.proposal import State, apply, propose
from dxdesk.models.desk import Desk
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.fields import FIELDS, GUIDE, NEEDED
from dxdesk.models.plan.skill_map import Qualification, ScaleWord
from dxdesk.models.plan.targets import KpiTarget
from tests.imports.plan_books import EXAMPLE, NO_NEEDS, book_of, example
from tests.models.assessment.worlds import plans

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

_visible = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs", "Co", "Cf")), max_size=40
).filter(lambda text: text.isprintable())
_word = _visible.filter(lambda text: bool(text) and not text.startswith("#"))
words = st.lists(_word, min_size=1, max_size=2).map("　".join)
lines = st.lists(words, max_size=3).map("\n".join)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def whole_plans(draw: st.DrawFn) -> PlanFile:
    """Plans with all that they can say, and with any text."""
    plan = draw(plans())
    abilities = tuple(draw(st.lists(words, min_size=1, max_size=5, unique=True)))
    return replace(
        plan,
        name=draw(words),
        note=draw(lines),
        categories=tuple(
            replace(each, name=draw(words), duty=draw(lines), skill_set=draw(lines))
            for each in plan.categories
        ),
        trainings=tuple(
            replace(
                each,
                form=draw(_visible),
                hours=draw(st.sampled_from((None, 0.0, 1.5, 12.0))),
                mandatory=draw(st.booleans()),
            )
            for each in plan.trainings
        ),
        qualifications=(
            Qualification("Q1", draw(words), "", None, draw(days), "Q2", 3),
            Qualification("Q2", draw(words), draw(words)),
        ),
        items=tuple(
            replace(each, text=draw(words), tag=draw(st.sampled_from(("", *abilities))))
            for each in plan.items
        ),
        kpi_targets=(
            KpiTarget(draw(words), "", None, 100.0),
            KpiTarget(draw(words), "L1", 2025, 62.5),
        ),
        scale=(ScaleWord(1, draw(words)), ScaleWord(5, draw(words))),
        abilities=abilities,
    )


def comes_back(desk: Desk, path: Path) -> PlanFile:
    change = propose(desk, PLAN, path).lines[0].change
    assert isinstance(change, TakePlan)
    return change.plan


@settings(max_examples=30)
@given(whole_plans())
def test_any_plan_comes_back_equal_from_toml(plan: PlanFile) -> None:
    assert parse_plan(write_toml(plan), "計画.toml") == plan


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=whole_plans())
def test_any_plan_comes_back_equal_from_its_workbook(
    desk: Desk, tmp_path: Path, plan: PlanFile
) -> None:
    assert comes_back(desk, book_of(tmp_path / "計画.xlsx", plan)) == plan


def test_the_shipped_example_comes_back_equal_from_toml_with_its_mark() -> None:
    written = write_toml(example())
    assert parse_plan(written, "計画.toml") == example()
    assert 'note = "例（別冊資料の内容ではありません）"' in written.decode()


@needs_libreoffice
def test_a_workbook_that_libreoffice_opened_and_saved_comes_back_equal(
    desk: Desk, tmp_path: Path
) -> None:
    path = book_of(tmp_path / "計画.xlsx")
    saved = saved_by_libreoffice(tmp_path, path)
    assert comes_back(desk, saved) == example()
    assert choices_of(saved) == choices_of(path)


@needs_libreoffice
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=whole_plans())
def test_any_plan_comes_back_equal_from_libreoffice(
    desk: Desk, tmp_path: Path, plan: PlanFile
) -> None:
    path = book_of(tmp_path / "計画.xlsx", plan)
    assert comes_back(desk, saved_by_libreoffice(tmp_path, path)) == plan


def saved_by_libreoffice(folder: Path, path: Path) -> Path:
    """The workbook as LibreOffice saves it, with a profile of its own."""
    assert SOFFICE is not None
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder / "saved"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "saved" / path.name


def choices_of(path: Path) -> dict[tuple[str, str], str]:
    """Every drop-down list of a workbook: sheet and cells → what is offered."""
    return {
        (sheet.title, str(rule.sqref)): rule.formula1.replace("'", "")
        for sheet in load_workbook(path)
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }


def test_every_kind_of_thing_has_a_sheet_ready_to_be_filled_in_and_printed(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(write_plan(example(), "版1（例）", NO_NEEDS)))
    assert book.sheetnames == [GUIDE, *FIELDS, NEEDED]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert not any(cell.data_type == "f" for row in sheet for cell in row)


def test_codes_are_text_and_choices_are_offered(tmp_path: Path) -> None:
    path = book_of(tmp_path / "計画.xlsx")
    sheet = load_workbook(path)["満たす方法"]
    assert {sheet["A2"].number_format, sheet.column_dimensions["A"].number_format} == {"@"}
    offered = {(title, cells[0]): given for (title, cells), given in choices_of(path).items()}
    assert offered["満たす方法", "B"] == '"研修,資格,業務経歴,所属長評価"'
    assert offered["満たす方法", "A"] == "評価指標項目!$B$2:$B$124"
    assert "研修!$A$2:$A$117" in offered["満たす方法", "C"]
    assert offered["研修", "E"] == '"はい,いいえ"'


def test_the_guide_carries_the_mark_and_asks_for_what_is_still_to_be_written() -> None:
    book = load_workbook(BytesIO(write_plan(example(), "版1（例）", NO_NEEDS)))
    said = [(row[0].value, row[1].value) for row in book[GUIDE].iter_rows(min_row=2)]
    assert ("備考", "例（別冊資料の内容ではありません）") in said
    asked = [text for name, text in said if name == "入力してください"]
    assert len(asked) == 4
    assert "役割が空欄です：ALL、L1" in asked[0]
    assert "評語" in asked[3]


def test_no_text_of_the_guide_is_written_in_letters_that_no_officer_reads() -> None:
    book = load_workbook(BytesIO(write_plan(example(), "版1（例）", NO_NEEDS)))
    texts = [cell.value for row in book[GUIDE] for cell in row if cell.value]
    assert not any(
        "LATIN SMALL" in unicodedata.name(letter, "") for text in texts for letter in text
    )


@pytest.mark.parametrize("suffix", [".xlsx", ".toml"])
def test_the_catalogue_gives_the_plan_in_force_in_a_fiscal_year(
    desk: Desk, tmp_path: Path, suffix: str
) -> None:
    apply(desk, propose(desk, PLAN, EXAMPLE))
    made = make(desk, CATALOGUE["plan"], Request(suffix, fiscal_year=2025))
    path = tmp_path / f"計画{suffix}"
    path.write_bytes(made.content)
    assert {line.state for line in propose(desk, PLAN, path).lines} == {State.SAME}
    assert made.size == "版1（例）"


def test_the_command_line_knows_the_plan() -> None:
    assert "plan" in WORKBOOKS
