"""受講推薦 of one training, and the places of the year to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from dxdesk.exports import recommending
from dxdesk.models import acts
from dxdesk.models.assessment.capacity import needed_capacity
from dxdesk.models.assessment.recommendations import Recommendations, recommendations
from dxdesk.models.register import designations
from dxdesk.models.register.designations import MAIN, Designation
from dxdesk.ui.pages.trainings import looking
from dxdesk.ui.pages.trainings.recommended import PLACES, RecommendedTab
from dxdesk.ui.pages.trainings.recommended_people import NOBODY
from dxdesk.ui.workplace import Workplace

YEAR, DAY = 2025, date(2026, 3, 31)
Settle = Callable[[], None]


@pytest.fixture
def found(workplace: Workplace) -> Recommendations:
    return recommendations(workplace.desk, DAY)


@pytest.fixture
def tab(workplace: Workplace, qtbot: QtBot) -> Iterator[RecommendedTab]:
    made = RecommendedTab(workplace)
    made.resize(640, 560)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def show(tab: RecommendedTab, settle: Settle, code: str) -> None:
    lines = looking.lines(tab.workplace.desk, YEAR, DAY)
    tab.show_training(next(each.chosen for each in lines if each.chosen.training.code == code))
    settle()


def numbers(tab: RecommendedTab) -> list[str]:
    table = tab.people.table
    return [table.row(at)["number"] for at in range(table.rowCount())]


def test_the_list_and_the_sentence_say_what_the_judgement_and_the_paper_say(
    tab: RecommendedTab, settle: Settle, found: Recommendations
) -> None:
    show(tab, settle, "T101")
    (listed,) = recommending.recommended(tab.workplace.desk, found, "T101")
    assert numbers(tab) == [row.number for row in listed.rows]
    assert tab.people.sentences.text() == "\n".join(
        f"この研修だけで{whom} {many}" for whom, many in listed.counts
    )
    own = found.find("T101")
    assert own is not None
    assert f"レベル1に届く職員 {len(own.reached[0].people)}人" in tab.people.sentences.text()


def test_filters_leave_a_bureau_leaders_and_units_without_anybody(
    tab: RecommendedTab, settle: Settle, found: Recommendations
) -> None:
    own = found.find("T101")
    assert own is not None
    reached = own.reached[0]
    leader = min(reached.people)
    with tab.workplace.desk.action(acts.DESIGNATE, "リーダーの指定") as action:
        unit_id = found.unit_of[leader]
        designations.designate(action, Designation(unit_id, leader, MAIN, date(2025, 4, 1)))
    show(tab, settle, "T101")
    people = tab.people
    assert "うち推進リーダー 1人" in people.sentences.text()
    people.units_only.setChecked(True)
    assert len(numbers(tab)) == sum(found.unit_of[each] in reached.units for each in reached.people)
    people.units_only.setChecked(False)
    people.leaders_only.setChecked(True)
    assert [people.table.row(0)["leader"], len(numbers(tab))] == [MAIN, 1]
    people.leaders_only.setChecked(False)
    people.bureau.setCurrentIndex(1)
    people.bureau.activated.emit(1)
    assert {people.table.row(at)["bureau"] for at in range(people.table.rowCount())} == {
        people.bureau.currentText()
    }


def test_a_training_that_brings_nobody_anywhere_says_so(
    tab: RecommendedTab, settle: Settle, found: Recommendations
) -> None:
    nobody = next(each.training.code for each in found.trainings if not each.reached)
    show(tab, settle, nobody)
    assert tab.people.sentences.text() == NOBODY
    assert numbers(tab) == []
    assert not tab.people.paper_button.isEnabled()


def test_the_places_of_the_next_year_stand_for_every_training(
    tab: RecommendedTab, settle: Settle, found: Recommendations
) -> None:
    show(tab, settle, "T101")
    tab.tabs.show_tab(PLACES)
    table = tab.places.table
    rows = [table.row(at) for at in range(table.rowCount())]
    assert [(row["code"], row["needed"], row["missing"]) for row in rows] == [
        (each.training.code, each.needed, each.missing)
        for each in needed_capacity(tab.workplace.desk, found, YEAR + 1)
    ]
    assert "令和8年度の必要定員です（R8.3.31現在の判定による）" in tab.places.explanation.text()


def test_the_paper_opens_and_is_entered_into_the_record(
    tab: RecommendedTab, settle: Settle
) -> None:
    show(tab, settle, "T101")
    tab.people.print_by_bureau()
    settle()
    paper = tab.people.outputs.paper
    assert paper is not None
    assert paper.pdf.pages() > 0
    paper.close()
    assert tab.workplace.desk.history(1)[0].title.startswith("受講推薦名簿（1研修、")
