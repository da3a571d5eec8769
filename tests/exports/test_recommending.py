"""受講推薦名簿 and 必要定員 say what the judgement says."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dxdesk import samples
from dxdesk.errors import UserError
from dxdesk.exports import recommending
from dxdesk.exports.catalogue import CATALOGUE
from dxdesk.exports.output import Request, make
from dxdesk.models.assessment.capacity import needed_capacity
from dxdesk.models.assessment.recommendations import Recommendations, recommendations
from dxdesk.models.desk import Desk
from tests.conftest import LIGHT, PASSWORD, clock

DAY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample desk; no test changes it."""
    path = tmp_path_factory.mktemp("recommending") / "見本.dxdesk"
    made = samples.build_sample_desk(path, "管理者", PASSWORD, clock=clock, cost=LIGHT)
    yield made.desk
    made.desk.close(with_backup=False)


@pytest.fixture(scope="module")
def found(office: Desk) -> Recommendations:
    return recommendations(office, DAY)


def rows_of(content: bytes) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_the_list_holds_everybody_once_for_each_training_bureau_by_bureau(
    office: Desk, found: Recommendations
) -> None:
    listed = recommending.recommended(office, found)
    expected = {
        each.training.code: len(each.people)
        for each in found.trainings
        if each.people and not each.training.mandatory
    }
    assert {each.code: len(each.rows) for each in listed} == expected
    for each in listed:
        bureaus = [row.bureau for row in each.rows]
        changes = sum(one != other for one, other in itertools.pairwise(bureaus))
        assert changes == len(set(bureaus)) - 1


def test_a_mandatory_training_is_listed_where_it_is_asked_for(
    office: Desk, found: Recommendations
) -> None:
    (only,) = recommending.recommended(office, found, "T001")
    (recommendation,) = [each for each in found.trainings if each.training.code == "T001"]
    assert len(only.rows) == len(recommendation.people)


def test_a_training_that_is_not_in_the_plan_is_said(office: Desk, found: Recommendations) -> None:
    with pytest.raises(UserError, match="研修コード「T999」"):
        recommending.recommended(office, found, "T999")


def test_the_workbook_has_a_row_for_each_person_and_training(
    office: Desk, found: Recommendations
) -> None:
    content = make(
        office, CATALOGUE["recommended_people"], Request(".xlsx", fiscal_year=2025)
    ).content
    listed = recommending.recommended(office, found)
    assert [(row[0], row[4]) for row in rows_of(content)] == [
        (each.code, row.number) for each in listed for row in each.rows
    ]


def test_needed_places_are_the_same_in_the_workbook(office: Desk, found: Recommendations) -> None:
    content = make(office, CATALOGUE["needed_capacity"], Request(".xlsx", fiscal_year=2026)).content
    assert [(row[2], row[5], row[9]) for row in rows_of(content)] == [
        (each.training.code, each.needed, each.missing)
        for each in needed_capacity(office, found, 2026)
    ]
