"""The benchmarks run, on an organisation small enough for a test."""

import json
from pathlib import Path

import pytest

from bench.__main__ import as_data, table
from bench.data import Scale, make_organisation, write_files
from bench.ground import FILES, Ground
from bench.measure import MISSED, REACHED, TOLD, Measure, Taken
from bench.measures import BY_NAME, MEASURES
from bench.timing import Calibration
from dxdesk.models.keys import Cost

TINY = Scale(
    bureaus=2, units=6, people=40, attendance=100, qualifications=9, experience=9, ratings=40
)
LIGHT = Cost(rounds=1, memory_kib=64, lanes=1)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(TINY, TINY.grown_to(80), 1, tmp_path_factory.mktemp("bench"), LIGHT)


def measure(*, times: float | None = None, limit: float | None = None) -> Measure:
    return Measure("name", "what", lambda _ground: Taken(0.2, 0.1), times=times, limit=limit)


@pytest.mark.parametrize(
    "name",
    [
        "roster",
        "attendance",
        "judge",
        "growth",
        "recommendations",
        "recommending",
        "completions",
        "reasons",
        "plan-effect",
        "inquiry-out",
        "inquiry-single",
        "inquiry-back",
    ],
)
def test_a_measure_comes_to_a_figure(ground: Ground, name: str) -> None:
    taken = BY_NAME[name].take(ground)
    assert taken.measured > 0
    assert taken.bound is None or taken.bound > 0


def test_the_inputs_are_the_same_every_time(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
        write_files(make_organisation(TINY), folder)
    one, other = ([(folder / name).read_bytes() for name in FILES.values()] for folder in folders)
    assert one == other


@pytest.mark.parametrize(
    ("times", "limit", "verdict"),
    [
        (2.0, None, REACHED),
        (1.9, None, MISSED),
        (None, 0.2, REACHED),
        (None, 0.19, MISSED),
        (2.0, 0.19, MISSED),
        (None, None, TOLD),
    ],
)
def test_every_limit_must_hold(times: float | None, limit: float | None, verdict: str) -> None:
    assert measure(times=times, limit=limit).judge(Taken(0.2, 0.1)).verdict == verdict


def test_a_run_is_written_as_data() -> None:
    outcome = measure(times=3).judge(Taken(0.2, 0.1))
    text = json.dumps(as_data(Calibration(0.1, 0.001), [outcome]))
    assert json.loads(text)["measures"][0]["ratio"] == pytest.approx(2)


def test_columns_stand_under_each_other_although_letters_differ_in_width() -> None:
    lines = table([("名", "left"), ("ab", "left"), ("a", "left")]).splitlines()
    assert lines == ["名  left", "ab  left", "a   left"]


def test_every_measure_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(MEASURES)
