"""The sessions of the sample desk: some over, one to come, one cancelled, planned by the same verbs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import enrolments, lecturers, sessions, trainings
from dxdesk.models.evidence.enrolments import Wanted
from dxdesk.models.evidence.lecturers import Lecturer
from dxdesk.models.evidence.sessions import Session
from dxdesk.models.evidence.trainings import (
    ABSENT,
    APPLIED,
    COMPLETED,
    DECIDED,
    DECLINED,
    KNOWN_AFTERWARDS,
    NOT_COMPLETED,
)
from dxdesk.models.people.search import list_ids
from dxdesk.models.plan import editions

TITLE: Final = "研修の開催回"
_STAFF_DAY: Final = date(2026, 6, 2)


@dataclass(frozen=True)
class _Sample:
    """One session.

    Args:
        code: of the training.
        first: place of its first participant among the staff in official order.
        step: how many places on the next one stands.
        results: how many have which result, in their order.
        staff: place of the lecturer who is one of the staff; -1 for none.
        guest: name, organisation and topic of a lecturer from outside.
    """

    code: str
    session: Session
    first: int = 0
    step: int = 1
    results: tuple[tuple[str, int], ...] = ()
    staff: int = -1
    guest: tuple[str, str, str] = ("", "", "")


def _held(
    ordinal: int,
    since: str,
    until: str,
    apply_until: str = "",
    place: str = "",
    capacity: int | None = None,
) -> Session:
    read = date.fromisoformat
    return Session(
        0, 2026, ordinal, read(since), read(until), read(apply_until) if apply_until else None,
        place, capacity,
    )  # fmt: skip


_SESSIONS: Final = (
    _Sample(
        "T001", _held(1, "2026-05-11", "2026-07-31", "2026-05-01", "eラーニング"),
        results=((COMPLETED, 236), (NOT_COMPLETED, 9)),
    ),
    _Sample(
        "T002", _held(1, "2026-08-03", "2026-10-30", "2026-07-24", "eラーニング"), first=12,
        results=((COMPLETED, 208), (NOT_COMPLETED, 14)),
    ),
    _Sample(
        "T101", _held(1, "2026-07-09", "2026-07-10", "2026-06-19", "研修センター第1研修室", 30),
        first=3, step=9, results=((COMPLETED, 26), (NOT_COMPLETED, 2), (ABSENT, 1), (DECLINED, 1)),
        staff=40, guest=("渚　あおば", "蒼海大学情報学部", "地域のデータを読む"),
    ),
    _Sample(
        "T101", _held(2, "2026-12-08", "2026-12-09", "2026-11-13", "研修センター第1研修室", 30),
        first=5, step=8, results=((DECIDED, 28), (APPLIED, 6)), staff=40,
    ),
    _Sample(
        "T102", _held(1, "2026-10-15", "2026-10-15", "2026-09-25", "研修センター第2研修室", 24),
        first=1, step=11, results=((COMPLETED, 21), (ABSENT, 2)), staff=88,
    ),
    _Sample(
        "T102", _held(2, "2026-11-05", "2026-11-05", "2026-10-16", "大学との合同開催", 24), first=2,
        step=23, results=((APPLIED, 5),),
    ),
    _Sample(
        "T201", _held(1, "2027-01-20", "2027-01-21", "2026-12-18", "オンライン", 20), first=4,
        step=19, results=((DECIDED, 9), (APPLIED, 4)),
        guest=("磯　みなと", "統計センター", "演習"),
    ),
)  # fmt: skip
_CANCELLED: Final = ("T102", 2)
_MANAGERS: Final = ("T501", date(2025, 7, 10))


def hold_sessions(desk: Desk) -> None:
    """Plan the sessions of 令和8年度 with their people, and name the one of 令和7年度.

    What is over on the desk's day has its results; of the rest only what can be known before.
    """
    edition = editions.in_force_in(desk, 2026)
    ids = {each.code: each.id for each in editions.trainings(desk, edition.id)}
    staff = list_ids(desk, "", "bureau", _STAFF_DAY)
    for sample in _SESSIONS:
        _hold(desk, sample, ids[sample.code], staff)
    _name_managers_session(desk, ids[_MANAGERS[0]])


def _hold(desk: Desk, sample: _Sample, training_id: int, staff: list[int]) -> None:
    wanted = replace(sample.session, training_id=training_id)
    name = f"{sample.code}　{wanted.title}"
    with desk.action(acts.PLAN_SESSION, f"開催回の追加（{name}）") as action:
        session_id = sessions.plan(action, wanted)
        if sample.staff >= 0:
            lecturers.add(action, Lecturer(session_id, staff[sample.staff], topic="講義"))
        if sample.guest[0]:
            lecturers.add(action, Lecturer(session_id, None, *sample.guest))
    results = [result for result, number in sample.results for _ in range(number)]
    people = staff[sample.first :: sample.step]
    over = wanted.until <= desk.today()
    with desk.action(acts.RECORD_RESULTS, f"受講者の登録（{name}）") as action:
        enrolments.record(
            action,
            session_id,
            [
                Wanted(person, result if over or result not in KNOWN_AFTERWARDS else DECIDED)
                for person, result in zip(people, results, strict=False)
            ],
        )
    if (sample.code, wanted.ordinal) == _CANCELLED:
        with desk.action(acts.PLAN_SESSION, f"開催回の中止（{name}）") as action:
            enrolments.cancel_session(action, session_id)


def _name_managers_session(desk: Desk, training_id: int) -> None:
    """Make a session of what the list of 令和7年度 says of one day."""
    day = _MANAGERS[1]
    there = [
        each
        for each in trainings.attendances(desk, day, day).values()
        if each.training_id == training_id
    ]
    session = Session(training_id, 2025, 1, day, day, None, "研修センター大研修室", 40)
    with desk.action(acts.PLAN_SESSION, "開催回の追加（T501　第1回）") as action:
        session_id = sessions.plan(action, session)
        enrolments.record(
            action, session_id, [Wanted(each.employee_id, each.result) for each in there]
        )
