"""The sample prefecture: made again it is the same, and it holds what it says it holds."""

import csv
import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dxdesk.models import wareki

SAMPLES = Path(__file__).parents[1] / "resources" / "samples"
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in {".xlsx", ".csv", ".json"})
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))


def read_rows(name: str, encoding: str = "cp932") -> list[list[str]]:
    with (SAMPLES / name).open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def cells_of(path: Path) -> list[tuple[str, object, str]]:
    sheet = load_workbook(path).worksheets[0]
    return [
        (cell.coordinate, cell.value, cell.number_format)
        for row in sheet.iter_rows()
        for cell in row
    ]


def column_of(name: str, heading: str) -> list[object]:
    rows = list(load_workbook(SAMPLES / name).worksheets[0].iter_rows(values_only=True))
    header = next(i for i, row in enumerate(rows) if heading in row)
    column = rows[header].index(heading)
    return [row[column] for row in rows[header + 1 :] if row[column] is not None]


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-B", str(SAMPLES / "generate.py"), str(folder)]
    subprocess.run(command, check=True, timeout=60)
    return folder


def test_the_generator_makes_exactly_these_files(made_again: Path) -> None:
    assert sorted(path.name for path in made_again.iterdir()) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_file_made_again_has_the_same_content(made_again: Path, name: str) -> None:
    if name.endswith(".xlsx"):
        assert cells_of(made_again / name) == cells_of(SAMPLES / name)
    else:
        assert (made_again / name).read_bytes() == (SAMPLES / name).read_bytes()


def test_the_roster_holds_everybody_once() -> None:
    numbers = [str(value) for value in column_of("meibo_r8_0401.xlsx", "職員番号")]
    padded = {f"{int(number):06}" for number in numbers if number != "合計"}
    assert len(padded) == len(numbers) - 1 == EXPECTED["people"]


def test_the_roster_keeps_rare_names_code_point_for_code_point() -> None:
    names = column_of("meibo_r8_0401.xlsx", "氏名")
    assert set(EXPECTED["names_beyond_bmp"].values()) <= set(names)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("meibo_r8_0401.xlsx", "生年月日"),
        ("meibo_r8_0401.xlsx", "採用年月日"),
        ("shikaku.xlsx", "取得年月日"),
        ("keireki.xlsx", "終了年月日"),
    ],
)
def test_every_written_day_can_be_read(name: str, heading: str) -> None:
    days = [
        value.date() if isinstance(value, datetime) else wareki.read_date(str(value)).day
        for value in column_of(name, heading)
    ]
    assert all(date(1960, 1, 1) <= day <= date(2026, 4, 1) for day in days)


def test_no_experience_ends_before_it_begins() -> None:
    rows = list(load_workbook(SAMPLES / "keireki.xlsx").worksheets[0].iter_rows(values_only=True))
    assert all(end is None or start <= end for _, _, _, _, start, end, _ in rows[1:])


@pytest.mark.parametrize("year", ["r6", "r7"])
def test_attendance_holds_each_line_once_and_the_doubled_ones_twice(year: str) -> None:
    rows = read_rows(f"kenshu_jisseki_{year}.csv")[1:]
    keys = [(row[0], row[2], row[4]) for row in rows]
    assert len(set(keys)) == EXPECTED["rows"][f"attendance_{year}"]
    assert len(keys) - len(set(keys)) == EXPECTED["rows"]["attendance_doubled"]


def test_the_programme_is_lively_on_the_last_day_of_fiscal_2025() -> None:
    mandatory, eligible = EXPECTED["mandatory_2025"], EXPECTED["eligible"]
    assert 0.8 < mandatory["numerator"] / mandatory["denominator"] < 0.9
    assert eligible["L1"] > eligible["L2"] > eligible["L3"] > eligible["L4"] > 0
    assert eligible["MG"] == 2
