"""Sessions of a training: planned, filled up to their places, moved, cancelled, with their results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import enrolments, lecturers, sessions, trainings
from dxdesk.models.evidence.enrolments import Wanted
from dxdesk.models.evidence.lecturers import Lecturer
from dxdesk.models.evidence.sessions import Session
from tests.factories import attendance, changing, employee, training
from tests.models.floor import digests

PLAN = Session(1, 2026, 1, date(2026, 9, 1), date(2026, 9, 2), capacity=2)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Four people and one training with one session of two places."""
    with changing(desk) as action:
        employee(action, "000101", "髙橋　修")
        employee(action, "000102", "𠮷田　愛")
        employee(action, "000103", "新任　春", hired_on="2026-10-01")
        employee(action, "000104", "退職　秋", retired_on="2026-03-31")
        training(action, "T001")
        sessions.plan(action, PLAN)
    return desk


def held(desk: Desk) -> Session:
    return sessions.get(desk, 1)


def record(desk: Desk, *wanted: Wanted, session_id: int = 1) -> None:
    with desk.action(acts.RECORD_RESULTS, "受講者の登録") as action:
        enrolments.record(action, session_id, wanted)


def change(desk: Desk, session: Session) -> None:
    with desk.action(acts.PLAN_SESSION, "開催回の変更") as action:
        enrolments.change_session(action, session)


def plan(desk: Desk, session: Session) -> int:
    with desk.action(acts.PLAN_SESSION, "開催回の追加") as action:
        return sessions.plan(action, session)


def results(desk: Desk) -> list[tuple[int, str, str, int | None]]:
    sql = "SELECT employee_id, day, result, session_id FROM attendance ORDER BY employee_id, day"
    return [(row[0], row[1], row[2], row[3]) for row in desk.rows(sql)]


def refused(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as said:
        call()
    return said.value


# --- the session itself ---


def test_the_next_session_has_the_next_number(office: Desk) -> None:
    assert sessions.next_ordinal(office, 1, 2026) == 2
    assert sessions.next_ordinal(office, 1, 2027) == 1


@pytest.mark.parametrize(
    ("session", "field", "said"),
    [
        (replace(PLAN, ordinal=1), "ordinal", "令和8年度の第1回は既にあります"),
        (replace(PLAN, ordinal=0), "ordinal", "1以上"),
        (replace(PLAN, ordinal=2, until=date(2026, 8, 31)), "until", "初日より前"),
        (replace(PLAN, ordinal=2, until=date(2027, 4, 1)), "until", "令和8年度ではありません"),
        (replace(PLAN, ordinal=2, apply_until=date(2026, 9, 3)), "apply_until", "末日より後"),
        (replace(PLAN, ordinal=2, capacity=0), "capacity", "空欄"),
        (
            replace(PLAN, ordinal=2, until=date(2026, 12, 1), state=sessions.HELD),
            "state",
            "まだ先",
        ),
        (replace(PLAN, ordinal=2, place="あ" * 201), "place", "200文字まで"),
    ],
)
def test_a_session_that_cannot_be_is_refused_at_its_field(
    office: Desk, session: Session, field: str, said: str
) -> None:
    error = refused(lambda: plan(office, session))
    assert (error.field, said in error.text) == (field, True)


def test_a_session_counts_its_people_by_result(office: Desk) -> None:
    record(office, Wanted(1, "修了"), Wanted(2, "申込"))
    (found,) = sessions.sessions(office, 1, 2026)
    assert (found.seated, found.applied, found.completed) == (1, 1, 1)
    assert sessions.in_year(office, 2026) == {1: (1, 1)}


def test_a_session_with_people_is_not_removed_and_an_empty_one_goes_with_its_lecturers(
    office: Desk,
) -> None:
    record(office, Wanted(1))
    with changing(office) as action:
        lecturers.add(action, Lecturer(1, 2))
        assert "削除できません" in refused(lambda: sessions.remove(action, 1)).text
        enrolments.remove(action, 1, [1])
        sessions.remove(action, 1)
    assert office.rows("SELECT 1 FROM training_session") == []
    assert office.rows("SELECT 1 FROM lecturer") == []


# --- people ---


def test_people_apply_are_decided_on_and_complete_on_the_last_day(office: Desk) -> None:
    with office.action(acts.ENROL, "受講の申込") as action:
        enrolments.enrol(action, 1, [1, 2])
    record(office, Wanted(1, "決定"), Wanted(2, "決定"))
    record(office, Wanted(1, "修了", "優秀"), Wanted(2, "欠席"))
    assert results(office) == [(1, "2026-09-02", "修了", 1), (2, "2026-09-02", "欠席", 1)]
    first = enrolments.of_session(office, 1, date(2026, 9, 2))[0]
    assert (first.person.number, first.person.name, first.note) == ("000101", "髙橋　修", "優秀")
    assert held(office).state == sessions.HELD


def test_more_decided_than_places_is_refused_with_both_numbers_and_nobodys_name(
    office: Desk,
) -> None:
    record(office, Wanted(1, "決定"), Wanted(2, "決定"))
    before = digests(office)
    error = refused(lambda: record(office, Wanted(4, "決定")))
    assert error.text.startswith("定員2人に対して決定が3人になります。")
    assert digests(office) == before
    change(office, replace(held(office), capacity=3))
    record(office, Wanted(4, "決定"))
    assert len(results(office)) == 3


def test_who_declines_or_stays_away_leaves_the_place_to_somebody_else(office: Desk) -> None:
    record(office, Wanted(1, "決定"), Wanted(2, "決定"))
    record(office, Wanted(1, "辞退"), Wanted(4, "決定"))
    assert sessions.sessions(office, 1, 2026)[0].seated == 2


def test_fewer_places_than_people_decided_on_is_refused(office: Desk) -> None:
    record(office, Wanted(1, "決定"), Wanted(2, "決定"))
    error = refused(lambda: change(office, replace(held(office), capacity=1)))
    assert "定員1人に対して決定が2人になります" in error.text


@pytest.mark.parametrize(
    ("employee_id", "result", "said"),
    [
        (3, "修了", "R8.9.2は採用年月日（R8.10.1）より前です"),
        (4, "受講", "R8.9.2には在籍していません（R8.3.31まで在職）"),
    ],
)
def test_a_completion_outside_of_service_is_refused_and_the_others_can_be_told_apart(
    office: Desk, employee_id: int, result: str, said: str
) -> None:
    wanted = [Wanted(1, "修了"), Wanted(employee_id, result)]
    found = enrolments.refusals(office, held(office), wanted, office.today())
    assert list(found) == [employee_id]
    assert said in found[employee_id].text
    refused(lambda: record(office, *wanted))
    assert results(office) == []


def test_a_result_of_a_day_to_come_is_refused_but_a_decision_is_not(office: Desk) -> None:
    later = plan(office, replace(PLAN, ordinal=2, since=date(2026, 12, 1), until=date(2026, 12, 1)))
    record(office, Wanted(1, "決定"), session_id=later)
    for result in ("修了", "欠席"):
        error = refused(lambda result=result: record(office, Wanted(1, result), session_id=later))
        assert "R8.12.1はまだ先の日です" in error.text


def test_a_cancelled_session_takes_nobody_and_one_with_results_is_not_cancelled(
    office: Desk,
) -> None:
    change(office, replace(held(office), state=sessions.CANCELLED))
    assert "第1回は中止です" in refused(lambda: record(office, Wanted(1))).text
    change(office, replace(held(office), state=sessions.PLANNED))
    record(office, Wanted(1, "修了"))
    error = refused(lambda: change(office, replace(held(office), state=sessions.CANCELLED)))
    assert "受講した職員が1人いる" in error.text


def test_an_attendance_that_came_without_a_session_becomes_one_of_it(office: Desk) -> None:
    with changing(office) as action:
        attendance(action, 1, 1, "2026-09-02")
    record(office, Wanted(1, "修了"))
    assert results(office) == [(1, "2026-09-02", "修了", 1)]


def test_nobody_is_in_two_sessions_of_one_day(office: Desk) -> None:
    other = plan(office, replace(PLAN, ordinal=2))
    record(office, Wanted(1))
    error = refused(lambda: record(office, Wanted(1), session_id=other))
    assert "同じ日の第1回の受講者です" in error.text


def test_who_took_part_is_not_taken_out(office: Desk) -> None:
    record(office, Wanted(1, "修了"), Wanted(2))
    with changing(office) as action:
        assert "受講した職員が1人" in refused(lambda: enrolments.remove(action, 1, [1, 2])).text
        enrolments.remove(action, 1, [2])
    assert [row[0] for row in results(office)] == [1]


# --- another day ---


def test_people_move_along_with_the_last_day_and_back_by_undo(office: Desk) -> None:
    record(office, Wanted(1, "決定"), Wanted(2))
    change(office, replace(held(office), until=date(2026, 9, 3)))
    assert {row[1] for row in results(office)} == {"2026-09-03"}
    office.undo(office.last_action())
    assert {row[1] for row in results(office)} == {"2026-09-02"}


def test_a_day_on_which_somebody_has_the_training_already_is_refused(office: Desk) -> None:
    record(office, Wanted(1, "決定"))
    with changing(office) as action:
        attendance(action, 1, 1, "2026-09-03")
    error = refused(lambda: change(office, replace(held(office), until=date(2026, 9, 3))))
    assert error.field == "until"
    assert "1人いるため" in error.text
    assert "000101" in error.text


def test_results_do_not_move_into_the_future(office: Desk) -> None:
    record(office, Wanted(1, "修了"))
    later = replace(held(office), until=date(2026, 12, 3), state=sessions.PLANNED)
    assert "まだ先の日" in refused(lambda: change(office, later)).text


# --- numbers as they are pasted ---


def test_numbers_are_found_however_they_were_copied(office: Desk) -> None:
    with changing(office) as action:
        action.insert("former_number", employee_id=2, number="009999", until="2025-03-31")
        training(action, "T002")
    found = enrolments.people_by_number(
        office, ["101", "０００１０１", " 000102", "9999", "777"], date(2026, 9, 2)
    )
    assert {text: person.number for text, person in found.items()} == {
        "101": "000101", "０００１０１": "000101", " 000102": "000102", "9999": "000102",
    }  # fmt: skip


def test_a_person_is_shown_the_session(office: Desk) -> None:
    record(office, Wanted(1, "修了"))
    assert trainings.of_employee(office, 1)[0].session == "第1回"


# --- lecturers ---


def test_lecturers_are_staff_or_from_outside(office: Desk) -> None:
    with office.action(acts.CHANGE_LECTURERS, "講師の変更") as action:
        lecturers.add(action, Lecturer(1, 2, topic="演習"))
        lecturers.add(action, Lecturer(1, None, "外部　講", "蒼海大学", "講義"))
    found = lecturers.of_training(office, 1, 2026, date(2026, 9, 1))
    assert [(each.number, each.name, each.place, each.lecturer.topic) for each in found] == [
        ("000102", "𠮷田　愛", "総務部 総務課", "演習"),
        ("", "外部　講", "蒼海大学", "講義"),
    ]


@pytest.mark.parametrize(
    ("lecturer", "field"),
    [
        (Lecturer(1, None), "number"),
        (Lecturer(1, 1, "外部　講"), "name"),
        (Lecturer(1, None, "外部", topic="あ" * 201), "topic"),
    ],
)
def test_a_lecturer_that_cannot_be_is_refused_at_its_field(
    office: Desk, lecturer: Lecturer, field: str
) -> None:
    with changing(office) as action:
        assert refused(lambda: lecturers.add(action, lecturer)).field == field


def test_the_same_member_of_staff_teaches_once_in_a_session(office: Desk) -> None:
    with changing(office) as action:
        lecturers.add(action, Lecturer(1, 1))
        assert "登録済み" in refused(lambda: lecturers.add(action, Lecturer(1, 1))).text
